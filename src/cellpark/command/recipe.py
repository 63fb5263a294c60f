"""``cellpark recipe``: check, format, compare and export recipes; needs files alone, no site and no database."""

import json
from collections.abc import Sequence
from pathlib import Path

import click

from cellpark.command.exit_code import ExitCode
from cellpark.command.language import current_language, say
from cellpark.command.refusal import sentences
from cellpark.command.site import set_up_django
from cellpark.command.spoken import SpokenCommand, SpokenGroup
from cellpark.kernel.problem import Problem, Refused
from cellpark.recipes.dialect import check, format_text, identity, parse
from cellpark.recipes.dialect.batchml import batchml
from cellpark.recipes.dialect.diff import diff
from cellpark.recipes.dialect.html import html_page
from cellpark.recipes.dialect.json_form import json_form
from cellpark.recipes.dialect.model import Recipe
from cellpark.runtime.marking import gettext_noop as _

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT = click.Path(dir_okay=False, path_type=Path)
TO_FILE = _("Write it to this file instead of printing it.")
command = SpokenGroup(name="recipe", help=_("Check, format, compare and export recipes (*.mbr.md)."))


class _Unreadable(Exception):  # noqa: N818 -- internal: the answer was given already
    """The problems of a file were printed."""


@command.command("check", cls=SpokenCommand, help=_("Read recipes and print every problem with its line and column."))
@click.argument("files", type=FILE, nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help=_("Print the problems as JSON, for programs."))
def check_files(files: tuple[Path, ...], as_json: bool) -> int:
    """End with 1 when one file has a problem."""
    found = {path: _problems(path) for path in files}
    if as_json:
        click.echo(json.dumps({str(path): [_plain(each) for each in each_file] for path, each_file in found.items()}))
    else:
        for path, problems in found.items():
            _tell(path, problems)
            if not problems:
                digest = identity(_text(path))
                click.echo(
                    say(_("%(file)s: nothing is wrong (SHA-256 %(digest)s).")) % {"file": path, "digest": digest}
                )
    return ExitCode.REFUSED if any(found.values()) else ExitCode.DONE


@command.command("fmt", cls=SpokenCommand, help=_("Write recipes in their one spelling, in place."))
@click.argument("files", type=FILE, nargs=-1, required=True)
@click.option("--check", "only_check", is_flag=True, help=_("Change nothing; end with 1 when a file would change."))
def format_files(files: tuple[Path, ...], only_check: bool) -> int:
    """A file with a problem is left as it is."""
    answer = ExitCode.DONE
    for path in files:
        try:
            text = _text(path)
            written = format_text(text)
        except Refused as refused:
            _tell(path, refused.problems)
            answer = ExitCode.REFUSED
            continue
        if written == text:
            continue
        if only_check:
            click.echo(say(_("%(file)s would change.")) % {"file": path})
            answer = ExitCode.REFUSED
        else:
            path.write_text(written, encoding="utf-8", newline="\n")
            click.echo(say(_("%(file)s was written anew.")) % {"file": path})
    return answer


@command.command("diff", cls=SpokenCommand, help=_("Print what two versions say differently, gravest first."))
@click.argument("old", type=FILE)
@click.argument("new", type=FILE)
@click.option("--json", "as_json", is_flag=True, help=_("Print the changes as JSON, in both languages."))
def compare(old: Path, new: Path, as_json: bool) -> int:
    """By permanent ids and names, never by lines."""
    try:
        changes = diff(_recipe(old), _recipe(new))
    except _Unreadable:
        return ExitCode.REFUSED
    if as_json:
        rows = [
            {
                "kind": each.kind.value,
                "severity": each.severity.value,
                "where": each.where,
                "name": each.name,
                "aspect": each.aspect,
                "affects": list(each.affects),
                "zh": each.sentence().zh,
                "en": each.sentence().en,
            }
            for each in changes
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return ExitCode.DONE
    for each in changes:
        sentence = each.sentence()
        click.echo(sentence.zh if current_language() == "zh-hans" else sentence.en)
    if not changes:
        click.echo(say(_("Both say the same.")))
    return ExitCode.DONE


@command.command("json", cls=SpokenCommand, help=_("Print a recipe as JSON (docs/recipe.schema.json)."))
@click.argument("file", type=FILE)
@click.option("--out", type=OUT, help=TO_FILE)
def as_json_file(file: Path, out: Path | None) -> int:
    """The same model for programs."""
    try:
        form = json_form(_recipe(file))
    except _Unreadable:
        return ExitCode.REFUSED
    return _give(json.dumps(form, ensure_ascii=False, indent=2) + "\n", out)


@command.command("html", cls=SpokenCommand, help=_("Print a recipe as a page with both languages side by side."))
@click.argument("file", type=FILE)
@click.option("--out", type=OUT, help=TO_FILE)
def as_html(file: Path, out: Path | None) -> int:
    """One file with its styles, to be read and printed anywhere."""
    try:
        recipe = _recipe(file)
    except _Unreadable:
        return ExitCode.REFUSED
    return _give(html_page(recipe, identity(_text(file))), out)


@command.command("batchml", cls=SpokenCommand, help=_("Print a recipe as BatchML (ISA-88 as XML)."))
@click.argument("file", type=FILE)
@click.option("--out", type=OUT, help=TO_FILE)
def as_batchml(file: Path, out: Path | None) -> int:
    """A master recipe for other systems."""
    try:
        found = batchml(_recipe(file)).decode()
    except _Unreadable:
        return ExitCode.REFUSED
    return _give(found, out)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except UnicodeDecodeError:
        raise Refused(Problem("recipe.not_utf8", {"line": 1, "column": 1, "file": str(path)})) from None


def _problems(path: Path) -> tuple[Problem, ...]:
    try:
        return check(_text(path))
    except Refused as refused:
        return refused.problems


def _recipe(path: Path) -> Recipe:
    try:
        return parse(_text(path))
    except Refused as refused:
        _tell(path, refused.problems)
        raise _Unreadable from None


def _tell(path: Path, problems: Sequence[Problem]) -> None:
    if problems:
        set_up_django()  # the words of the apps are in its catalogues
    for problem, line in zip(problems, sentences(problems), strict=True):
        params = problem.params
        click.echo(f"{path}:{params.get('line')}:{params.get('column')}: {problem.code}", err=True)
        if params.get("caret"):
            click.echo(params["caret"], err=True)
        click.echo(line, err=True)


def _plain(problem: Problem) -> dict[str, object]:
    return {"code": problem.code, **{name: value for name, value in problem.params.items() if name != "caret"}}


def _give(text: str, out: Path | None) -> int:
    if out is None:
        click.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8", newline="\n")
    return ExitCode.DONE
