"""``cellpark recipe``: check, format, compare, rehearse and export recipes; needs files, no site and no database."""

import json
from pathlib import Path

import click

from cellpark.command.exit_code import ExitCode
from cellpark.command.language import current_language, say
from cellpark.command.recipe_files import (
    FILE,
    OUT,
    TO_FILE,
    Unreadable,
    give,
    plain,
    problems_of,
    recipe_of,
    tell,
    text_of,
)
from cellpark.command.rehearsal import mutate
from cellpark.command.spoken import SpokenCommand, SpokenGroup
from cellpark.kernel.problem import Refused
from cellpark.recipes.dialect import format_text, identity
from cellpark.recipes.dialect.batchml import batchml
from cellpark.recipes.dialect.diff import diff
from cellpark.recipes.dialect.html import html_page
from cellpark.recipes.dialect.json_form import json_form
from cellpark.runtime.marking import gettext_noop as _

command = SpokenGroup(name="recipe", help=_("Check, format, compare, rehearse and export recipes (*.mbr.md)."))


@command.command("check", cls=SpokenCommand, help=_("Read recipes and print every problem with its line and column."))
@click.argument("files", type=FILE, nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help=_("Print the problems as JSON, for programs."))
def check_files(files: tuple[Path, ...], as_json: bool) -> int:
    """End with 1 when one file has a problem."""
    found = {path: problems_of(path) for path in files}
    if as_json:
        click.echo(json.dumps({str(path): [plain(each) for each in each_file] for path, each_file in found.items()}))
    else:
        for path, problems in found.items():
            tell(path, problems)
            if not problems:
                digest = identity(text_of(path))
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
            text = text_of(path)
            written = format_text(text)
        except Refused as refused:
            tell(path, refused.problems)
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
        changes = diff(recipe_of(old), recipe_of(new))
    except Unreadable:
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
        form = json_form(recipe_of(file))
    except Unreadable:
        return ExitCode.REFUSED
    return give(json.dumps(form, ensure_ascii=False, indent=2) + "\n", out)


@command.command("html", cls=SpokenCommand, help=_("Print a recipe as a page with both languages side by side."))
@click.argument("file", type=FILE)
@click.option("--out", type=OUT, help=TO_FILE)
def as_html(file: Path, out: Path | None) -> int:
    """One file with its styles, to be read and printed anywhere."""
    try:
        recipe = recipe_of(file)
    except Unreadable:
        return ExitCode.REFUSED
    return give(html_page(recipe, identity(text_of(file))), out)


@command.command("batchml", cls=SpokenCommand, help=_("Print a recipe as BatchML (ISA-88 as XML)."))
@click.argument("file", type=FILE)
@click.option("--out", type=OUT, help=TO_FILE)
def as_batchml(file: Path, out: Path | None) -> int:
    """A master recipe for other systems."""
    try:
        found = batchml(recipe_of(file)).decode()
    except Unreadable:
        return ExitCode.REFUSED
    return give(found, out)


command.add_command(mutate)
