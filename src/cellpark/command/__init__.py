"""The command line: what an administrator does with a site.

``main.py`` builds the tree of commands, ``language.py`` puts it into the reader's language, ``exit_code.py`` lists how
a command may end. Each command has a file of its own and does its work through public functions of the floors below;
Django is set up inside the commands that need it, so that help and refusals are quick. ``docs/commands.md`` is
generated from the tree, and a test keeps the two equal.
"""
