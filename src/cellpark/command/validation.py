"""``cellpark validation``: which requirement is shown by which test, from a run on this installation (GAMP-3)."""

import json
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from cellpark.command.exit_code import ExitCode
from cellpark.command.language import current_language, say, use_language
from cellpark.command.spoken import SpokenCommand, SpokenGroup
from cellpark.command.validation_run import PACKAGE, NoRun, read_run, report_of, run_tests
from cellpark.runtime.marking import gettext_noop as _

TEMPLATE = Path(__file__).with_name("validation.typ")
ROOT = PACKAGE.parent.parent
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT = click.Path(dir_okay=False, writable=True, path_type=Path)
LABELS = {
    "title": _("Validation report"),
    "made": _("Made at"),
    "began": _("Tests began"),
    "version": _("Version of Cellpark"),
    "code": _("SHA-256 of the program"),
    "tests": _("SHA-256 of the tests"),
    "machine": _("Machine and Python"),
    "packages": _("Packages"),
    "results": _("Results"),
    "failures": _("What failed"),
    "none": _("Nothing."),
    "matrix": _("Requirement, result, test"),
    "note": _(
        "The identifiers are names that Cellpark gives to what rules ask; they do not replace the texts. A requirement"
        " counts as passed when every test that cites it ran and none failed."
    ),
    "requirement": _("Requirement"),
    "result": _("Result"),
    "test": _("Shown by"),
    "page": _("Page"),
    "passed": _("passed"),
    "failed": _("FAILED"),
    "skipped": _("skipped"),
    "not_run": _("NOT RUN"),
}
command = SpokenGroup(name="validation", help=_("Evidence that this installation does what it must."))


@command.command(
    "report",
    cls=SpokenCommand,
    help=_("Run the tests of this installation and write requirement, test and result as PDF/A and JSON."),
)
@click.option("--junit", type=FILE, help=_("Take the results from this JUnit file instead of running the tests."))
@click.option("--out", type=OUT, required=True, help=_("Write the PDF/A-3b to this file; the JSON lies beside it."))
def report(junit: Path | None, out: Path) -> int:
    """Print the totals; end with 1 when a test failed or there is nothing to report on."""
    if not (ROOT / "tests").is_dir():
        click.echo(say(_("The tests are not installed here; use the source of this release.")), err=True)
        return ExitCode.REFUSED
    with TemporaryDirectory() as folder:
        found = junit or Path(folder) / "junit.xml"
        if junit is None:
            run_tests(ROOT, found)
        try:
            cases, began = read_run(found)
        except (NoRun, OSError) as error:
            said = say(_("%(file)s holds no run of tests: %(reason)s."))
            click.echo(said % {"file": found, "reason": error}, err=True)
            return ExitCode.REFUSED
    at = datetime.now(UTC)
    told = report_of(ROOT, cases, began=began, made_at=at.isoformat(timespec="seconds"))
    write(told, out, at)
    counts = {key: told[key] for key in ("cases", "passed", "failed", "skipped")}
    click.echo(say(_("%(cases)s tests: %(passed)s passed, %(failed)s failed, %(skipped)s skipped.")) % counts)
    return ExitCode.REFUSED if told["failed"] or not told["cases"] else ExitCode.DONE


def write(told: dict[str, object], out: Path, at: datetime) -> None:
    """The report as PDF/A-3b, and the same as JSON beside it."""
    from cellpark.base.typesetting import typeset

    out.with_suffix(".json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    out.write_bytes(typeset(TEMPLATE, {"report": told, "labels": in_both()}, at=at))


def in_both() -> dict[str, dict[str, str]]:
    """The words of the report in both languages."""
    before = current_language()
    try:
        said = {}
        for key, language in (("zh", "zh-hans"), ("en", "en")):
            use_language(language)
            said[key] = {name: say(words) for name, words in LABELS.items()}
    finally:
        use_language(before)
    return {name: {key: said[key][name] for key in said} for name in LABELS}
