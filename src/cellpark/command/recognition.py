"""``cellpark recognition judge``: which official recognitions a company meets; needs files, no site and no database."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import click

from cellpark.command.examples import EXAMPLES
from cellpark.command.exit_code import ExitCode
from cellpark.command.language import current_language, say
from cellpark.command.recipe_files import FILE
from cellpark.command.spoken import SpokenCommand, SpokenGroup
from cellpark.kernel.expression import shown
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.kernel.yaml_text import FIRST_DAY, LAST_DAY
from cellpark.recognition.public import (
    Checked,
    Judged,
    Judgement,
    Recognition,
    Renewal,
    Risk,
    Standing,
    Vocabulary,
    judge,
    met_from,
    read_company,
    read_data,
    read_recognition,
    renewal,
)
from cellpark.runtime.marking import gettext_noop as _

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
RULES, SUFFIX, DATA = EXAMPLES / "recognitions", "*.recognition.yaml", "data.yaml"
STANDINGS = {
    Standing.MET: _("met"),
    Standing.NOT_MET: _("not met"),
    Standing.UNKNOWN: _("cannot be told yet"),
}
RISKS = {
    Risk.SAFE: _("its renewal is safe with the data of today"),
    Risk.UNKNOWN: _("whether it can be renewed cannot be told yet"),
    Risk.AT_RISK: _("its renewal is at risk"),
}

command = SpokenGroup(name="recognition", help=_("Official recognitions of companies, such as high-tech enterprise."))


@command.command("check", cls=SpokenCommand, help=_("Read every rule file of a folder and say what is wrong."))
@click.option("--rules", type=FOLDER, default=RULES, help=_("Folder of the rules (default: those that come along)."))
def check(rules: Path) -> int:
    """A rule that nobody has compared with the official text is named."""
    for each in _recognitions(rules)[0]:
        click.echo(f"{each.key}: {_name(each)}")
        if each.source.checked is Checked.SECONDARY:
            click.echo("  " + say(_("not compared with the official text yet: no advice")))
    return ExitCode.DONE


@command.command("judge", cls=SpokenCommand, help=_("Judge a company by every rule: met, not met, or what to ask for."))
@click.argument("company", type=FILE)
@click.option("--rules", type=FOLDER, default=RULES, help=_("Folder of the rules (default: those that come along)."))
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), required=True, help=_("The day that counts."))
def judge_company(company: Path, rules: Path, on: datetime) -> int:
    """The answer and its reasons; nothing is guessed."""
    if not FIRST_DAY <= on.date() <= LAST_DAY:
        raise Refused(Problem("recognition.day", {"first": FIRST_DAY.isoformat(), "last": LAST_DAY.isoformat()}))
    found, vocabulary = _recognitions(rules)
    name, data, granted = read_company(company.read_bytes(), vocabulary)
    unknown = sorted(set(granted) - {each.key for each in found})
    refuse_any(Problem("recognition.granted", {"key": key}) for key in unknown)
    click.echo(name.in_language(current_language()))
    for each in found:
        if not each.in_force(on.date()):
            continue
        judged = judge(each, data, on.date())
        click.echo(f"\n{_name(each)}: {say(STANDINGS[judged.standing])}")
        for line in _lines(judged, vocabulary, met_from(each, data, on.date())):
            click.echo(f"  {line}")
        if each.key in granted:
            click.echo(f"  {_renewed(renewal(each, data, granted[each.key]))}")
    return ExitCode.DONE


def _recognitions(rules: Path) -> tuple[list[Recognition], Vocabulary]:
    data, files = rules / DATA, sorted(rules.glob(SUFFIX))
    if not files or not data.is_file():
        raise Refused(Problem("recognition.folder", {"folder": str(rules), "data": DATA, "rules": SUFFIX}))
    vocabulary = read_data(data.read_bytes())
    return [read_recognition(path.read_bytes(), vocabulary) for path in files], vocabulary


def _name(recognition: Recognition) -> str:
    language = current_language()
    return (
        f"{recognition.words.in_language(language)} ({recognition.area.in_language(language)}, {recognition.edition})"
    )


def _lines(judged: Judgement, vocabulary: Vocabulary, since: date | None) -> Iterator[str]:
    if judged.items:
        low, high = judged.points
        yield say(_("points: %(low)s to %(high)s")) % {"low": low, "high": high}
    if judged.standing is not Standing.MET:
        yield from _missing(judged, vocabulary)
        if since is not None:
            yield say(_("met from %(day)s if nothing else changes")) % {"day": since}
    if judged.recognition.source.checked is Checked.SECONDARY:
        yield say(_("not compared with the official text yet: no advice"))


def _missing(judged: Judgement, vocabulary: Vocabulary) -> Iterator[str]:
    for each in judged.needs:
        yield from _lacking(each, vocabulary)
    if judged.ways and all(each.standing is not Standing.MET for each in judged.ways):
        yield say(_("one of these ways:"))
        for each in judged.ways:
            yield from (f"  {line}" for line in _lacking(each, vocabulary))


def _lacking(line: Judged, vocabulary: Vocabulary) -> Iterator[str]:
    language = current_language()
    words = line.need.words.in_language(language)
    if line.standing is Standing.NOT_MET:
        yield f"- {words}"
        for lack in line.lacks:
            sides = ", ".join(f"{_datum(text, vocabulary)} = {shown(value)}" for text, value in lack.sides)
            yield f"    {_datum(lack.text, vocabulary)}" + (f": {sides}" if sides else "")
    elif line.standing is Standing.UNKNOWN:
        asked = ", ".join(_datum(key, vocabulary) for key in line.ask)
        yield f"? {words}: " + say(_("ask for %(data)s")) % {"data": asked}


def _datum(key: str, vocabulary: Vocabulary) -> str:
    found = vocabulary.get(key)
    return key if found is None else found.words.in_language(current_language())


def _renewed(found: Renewal) -> str:
    if found.ends_on is None:
        return say(RISKS[found.risk])
    return say(_("held until %(day)s")) % {"day": found.ends_on} + ": " + say(RISKS[found.risk])
