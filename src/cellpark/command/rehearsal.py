"""``cellpark recipe mutate``: put faults into a simulated execution and say which were caught, and by what."""

import json
from pathlib import Path

import click

from cellpark.batches.rehearsal import Check, Fault, FaultKind, Report, rehearse
from cellpark.command.exit_code import ExitCode
from cellpark.command.language import say
from cellpark.command.recipe_files import FILE, Unreadable, recipe_of
from cellpark.command.spoken import SpokenCommand
from cellpark.runtime.marking import gettext_noop as _

KINDS = {
    FaultKind.SWAPPED_BAG: _("swapped bag"),
    FaultKind.WRONG_LOT: _("wrong lot"),
    FaultKind.LIMIT_BREACH: _("limit breach"),
    FaultKind.SKIPPED_STEP: _("skipped step"),
    FaultKind.LATE_STEP: _("late step"),
}
CHECKS = {
    Check.IDENTITY: _("scan of identity"),
    Check.LOT: _("scan of the lot"),
    Check.AMOUNT: _("computed amount"),
    Check.LIMIT: _("range of a value"),
    Check.PARAMETER: _("permitted setting"),
    Check.CONDITION: _("check of a condition"),
    Check.BRANCH: _("another way through the recipe"),
    Check.LOOP: _("end of a loop"),
    Check.ORDER: _("order of steps"),
    Check.COMPLETENESS: _("completeness before signing"),
    Check.TIME: _("work or hold time"),
}


@click.command(
    "mutate", cls=SpokenCommand, help=_("Put faults into a simulated execution and say what share was caught, by what.")
)
@click.argument("file", type=FILE)
@click.option("--faults", type=click.IntRange(1, 10_000), default=100, show_default=True, help=_("How many faults."))
@click.option("--seed", type=int, default=1, show_default=True, help=_("The same seed puts in the same faults."))
@click.option(
    "--least", type=click.IntRange(0, 100), default=0, help=_("End with 1 when a smaller share is caught, in percent.")
)
@click.option("--json", "as_json", is_flag=True, help=_("Print the report as JSON, for programs."))
def mutate(file: Path, faults: int, seed: int, least: int, as_json: bool) -> int:
    """Print the share for each kind of fault, what caught them, and each fault that nothing noticed."""
    try:
        report = rehearse(recipe_of(file), seed=seed, faults=faults)
    except Unreadable:
        return ExitCode.REFUSED
    if as_json:
        click.echo(json.dumps(_plain(report), indent=2))
    else:
        _tell(report)
    caught = sum(each.is_caught for each in report.outcomes)
    enough = not report.stuck and caught * 100 >= least * len(report.outcomes)
    return ExitCode.DONE if enough else ExitCode.REFUSED


def _tell(report: Report) -> None:
    head = {"mbr": report.mbr, "version": report.version, "steps": report.steps, "seed": report.seed}
    click.echo(say(_("%(mbr)s %(version)s, simulated in %(steps)s steps, seed %(seed)s.")) % head)
    if report.stuck:
        click.echo(
            say(_("The simulation could not go on at %(step)s; later steps were not tried.")) % {"step": report.stuck}
        )
    for kind in FaultKind:
        caught, all_of_it = report.of(kind)
        share = f"{caught * 100 // all_of_it} %" if all_of_it else "-"
        values = {"kind": say(KINDS[kind]), "caught": caught, "all": all_of_it, "share": share}
        click.echo(say(_("%(kind)s: %(caught)s of %(all)s caught (%(share)s)")) % values)
    for check, count in report.by_check():
        click.echo(say(_("Caught by %(check)s: %(count)s")) % {"check": say(CHECKS[check]), "count": count})
    for fault in report.missed:
        click.echo(
            say(_("Not noticed: %(kind)s at %(place)s")) % {"kind": say(KINDS[fault.kind]), "place": _place(fault)}
        )


def _place(fault: Fault) -> str:
    return " ".join(part for part in (fault.step, fault.field, fault.detail) if part)


def _plain(report: Report) -> dict[str, object]:
    return {
        "mbr": report.mbr,
        "version": report.version,
        "seed": report.seed,
        "steps": report.steps,
        "stuck": report.stuck,
        "kinds": {kind.value: dict(zip(("caught", "of"), report.of(kind), strict=True)) for kind in FaultKind},
        "checks": {check.value: count for check, count in report.by_check()},
        "faults": [
            {
                "kind": each.fault.kind.value,
                "step": each.fault.step,
                "field": each.fault.field,
                "detail": each.fault.detail,
                "caught_by": None if each.by is None else each.by.value,
            }
            for each in report.outcomes
        ],
    }
