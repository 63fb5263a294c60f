"""Commands whose help is in the reader's language: written once, in English, and translated when it is shown."""

from typing import Any

import click

from cellpark.command.language import say
from cellpark.runtime.marking import gettext_noop as _


def _language_option() -> click.Option:
    # Read from the arguments before the tree exists (``language.choose_language``); here it is only accepted and shown.
    text = _("Language of help and messages.")
    return click.Option(["--lang"], type=click.Choice(["zh", "en"]), expose_value=False, help=text)


def _translate(command: click.Command) -> None:
    command.help = say(command.help) if command.help else None
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.help:
            parameter.help = say(parameter.help)


class SpokenCommand(click.Command):
    """A command with translated help and the option ``--lang``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Add ``--lang``."""
        super().__init__(*args, **kwargs)
        self.params.append(_language_option())

    def get_help(self, ctx: click.Context) -> str:
        """The help text."""
        _translate(self)
        return super().get_help(ctx)

    def get_short_help_str(self, limit: int = 0) -> str:  # noqa: ARG002 -- click's signature
        """The same sentence in the list of commands, never cut off."""
        return self.help or ""


class SpokenGroup(click.Group):
    """A group of such commands."""

    command_class = SpokenCommand
    group_class = type

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Add ``--lang``."""
        super().__init__(*args, **kwargs)
        self.params.append(_language_option())

    def get_help(self, ctx: click.Context) -> str:
        """The help text, with one translated line for each command."""
        _translate(self)
        for command in self.commands.values():
            _translate(command)
        return super().get_help(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which they were added, which is the order in which they are needed."""
        return [name for name, command in self.commands.items() if not command.hidden and ctx]
