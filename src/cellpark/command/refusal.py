"""Refusals as sentences on the command line."""

from collections.abc import Iterable

import click

from cellpark.command.exit_code import ExitCode
from cellpark.command.language import say
from cellpark.command.messages import MESSAGES as COMMAND_MESSAGES
from cellpark.command.words import NOT_ALLOWED, WRONG_SETTING
from cellpark.config.environment import WrongSettingError
from cellpark.kernel.problem import NotAllowed, Problem, Refused
from cellpark.runtime.messages import MESSAGES as RUNTIME_MESSAGES


def sentences(problems: Iterable[Problem]) -> list[str]:
    """Each problem as what, why and remedy. Codes of the apps need Django, which has been set up when they arise."""
    return [_sentence(problem) for problem in problems]


def _sentence(problem: Problem) -> str:
    words = (COMMAND_MESSAGES | RUNTIME_MESSAGES).get(problem.code)
    if words is None:
        from cellpark.base.messages import sentence

        return sentence(problem)
    return " ".join(say(part) % dict(problem.params) for part in words if part)


def wrong_setting(error: WrongSettingError) -> str:
    """The sentence for a variable that cannot be used."""
    return say(WRONG_SETTING) % {
        "variable": error.variable,
        "value": error.value,
        "expected": say(error.expected),
    }


def report(error: Refused | NotAllowed | WrongSettingError) -> ExitCode:
    """Print why the command stopped, and return the exit code that says it."""
    if isinstance(error, WrongSettingError):
        click.echo(wrong_setting(error), err=True)
        return ExitCode.WRONG_USE
    if isinstance(error, NotAllowed):
        click.echo(say(NOT_ALLOWED) % {"permission": error.permission}, err=True)
        return ExitCode.REFUSED
    for line in sentences(error.problems):
        click.echo(line, err=True)
    code = error.problems[0].code
    if code == "runtime.database_unreachable":
        return ExitCode.NO_DATABASE
    if code == "runtime.owner_missing":
        return ExitCode.WRONG_USE
    return ExitCode.CANNOT_START if code.startswith("runtime.") else ExitCode.REFUSED
