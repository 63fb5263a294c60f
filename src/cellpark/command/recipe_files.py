"""Reading recipes for the command line: what cannot be read is told, with place and caret, and the command ends."""

from collections.abc import Sequence
from pathlib import Path

import click

from cellpark.command.exit_code import ExitCode
from cellpark.command.refusal import sentences
from cellpark.command.site import set_up_django
from cellpark.kernel.problem import Problem, Refused
from cellpark.recipes.dialect import check, parse
from cellpark.recipes.dialect.model import Recipe
from cellpark.runtime.marking import gettext_noop as _

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT = click.Path(dir_okay=False, path_type=Path)
TO_FILE = _("Write it to this file instead of printing it.")


class Unreadable(Exception):  # noqa: N818 -- internal: the answer was given already
    """The problems of a file were printed."""


def text_of(path: Path) -> str:
    """The text of a file; raises ``Refused`` unless it is UTF-8."""
    try:
        return path.read_bytes().decode()
    except UnicodeDecodeError:
        raise Refused(Problem("recipe.not_utf8", {"line": 1, "column": 1, "file": str(path)})) from None


def problems_of(path: Path) -> tuple[Problem, ...]:
    """What is wrong with a file."""
    try:
        return check(text_of(path))
    except Refused as refused:
        return refused.problems


def recipe_of(path: Path) -> Recipe:
    """The recipe in a file; raises ``Unreadable`` after its problems were printed."""
    try:
        return parse(text_of(path))
    except Refused as refused:
        tell(path, refused.problems)
        raise Unreadable from None


def tell(path: Path, problems: Sequence[Problem]) -> None:
    """Print problems as ``file:line:column: code``, the marked line, and a sentence."""
    if problems:
        set_up_django()  # the words of the apps are in its catalogues
    for problem, line in zip(problems, sentences(problems), strict=True):
        params = problem.params
        click.echo(f"{path}:{params.get('line')}:{params.get('column')}: {problem.code}", err=True)
        if params.get("caret"):
            click.echo(params["caret"], err=True)
        click.echo(line, err=True)


def plain(problem: Problem) -> dict[str, object]:
    """A problem for programs."""
    return {"code": problem.code, **{name: value for name, value in problem.params.items() if name != "caret"}}


def give(text: str, out: Path | None) -> int:
    """Print a text, or write it to a file."""
    if out is None:
        click.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8", newline="\n")
    return ExitCode.DONE
