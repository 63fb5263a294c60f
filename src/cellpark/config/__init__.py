"""The only floor that reads the environment: settings, addresses, and who listens to what.

``environment.py`` reads and checks the variables that begin with ``CELLPARK_``; every other part of the program gets
values, never variables. ``settings.py`` turns them into Django's settings. A wrong value stops the program with one
sentence that names the variable. ``docs/settings.md`` is generated from the class, and a test keeps the two equal.
"""
