"""The entry point: the tree of commands, and every refusal as one sentence and an exit code."""

import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from cellpark.command.exit_code import ExitCode
from cellpark.command.language import choose_language, say, use_language
from cellpark.command.refusal import report
from cellpark.command.spoken import SpokenGroup
from cellpark.command.words import INTERRUPTED
from cellpark.config.environment import WrongSettingError
from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.runtime.marking import gettext_noop as _

COMMANDS = (
    "serve",
    "worker",
    "sealer",
    "migrate",
    "parks",
    "recipe",
    "plan",
    "recognition",
    "rent",
    "bill",
    "generate",
    "play",
    "ledger",
    "instruments",
    "result",
    "dossier",
    "export",
    "validation",
    "backup",
    "restore",
    "doctor",
)
"""Each is ``command`` of the module of its name."""


def build(arguments: Sequence[str] = ()) -> click.Group:
    """The tree of commands; where ``arguments`` name one, that branch alone: to load them all takes a second."""
    tree = SpokenGroup(
        name="cellpark",
        help=_("Run and look after a Cellpark site."),
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    for name in [each for each in COMMANDS if each in arguments] or COMMANDS:
        tree.add_command(import_module(f"cellpark.command.{name}").command)
    return tree


def main(arguments: Sequence[str]) -> ExitCode:
    """Run one command and return how it ended."""
    use_language(choose_language(arguments))
    try:
        answer = build(arguments).main(args=list(arguments), prog_name="cellpark", standalone_mode=False)
    except (Refused, NotAllowed, WrongSettingError) as error:
        return report(error)
    except click.ClickException as error:
        error.show()
        return ExitCode.WRONG_USE
    except (click.Abort, KeyboardInterrupt):
        click.echo(say(INTERRUPTED), err=True)
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nobody reads on; say nothing at exit either
        return ExitCode.DONE
    return ExitCode(answer) if isinstance(answer, int) else ExitCode.DONE


def run() -> None:
    """What the installed program ``cellpark`` calls."""
    # Whatever asks us to end, the embedded database is left clean: SIGTERM unwinds the program as Ctrl-C does.
    for kind in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(kind, signal.default_int_handler)
    sys.exit(main(sys.argv[1:]))
