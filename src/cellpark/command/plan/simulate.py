"""``cellpark plan simulate``: what will probably happen in the plant of a case."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from cellpark.command.language import say
from cellpark.command.plan.limits import AS_JSON, MEMORY, SEED, TIME, told
from cellpark.command.plan.studied import DAY_HOURS, Wanted, between, options, studied
from cellpark.command.recipe_files import FILE, OUT, TO_FILE, give
from cellpark.command.spoken import SpokenCommand
from cellpark.planning.simulation.from_recipe import DEVIATION, LOST, PATIENT, RELEASED, Compiled
from cellpark.planning.simulation.from_recipe import OUT as OUT_OF
from cellpark.planning.simulation.public import Report
from cellpark.runtime.marking import gettext_noop as _

PERCENT = 100.0
QUANTILES = (0.05, 0.5, 0.8, 0.95)
SHARES = {RELEASED: _("released"), OUT_OF: _("out of specification"), LOST: _("lost")}


@click.command("simulate", cls=SpokenCommand, help=_("Say what will probably happen in a plant (cellpark.case/1)."))
@click.argument("file", type=FILE)
@options
@SEED
@TIME
@MEMORY
@AS_JSON
@click.option("--out", type=OUT, help=TO_FILE)
def simulate(file: Path, as_json: bool, out: Path | None, **asked: Any) -> int:
    """Print times, shares, use and waits, each mean with its interval of 95 %."""

    def work() -> int:
        compiled, report = studied(Wanted(file, **asked))
        if as_json:
            return give(json.dumps(_form(compiled, report), ensure_ascii=False, indent=1) + "\n", out)
        return give("".join(f"{line}\n" for line in _lines(compiled, report)), out)

    return told(work)


def _lines(compiled: Compiled, report: Report) -> Iterator[str]:
    patients = report.patients[PATIENT]
    days = ", ".join(f"{share:.0%}: {patients.quantile(share, RELEASED) / DAY_HOURS:.1f}" for share in QUANTILES)
    yield say(_("%(count)s replications")) % {"count": report.replications}
    yield say(_("patients a replication: %(count)s")) % {"count": between(patients.arrived)}
    yield say(_("days from vein to vein: %(mean)s (%(quantiles)s)")) % {
        "mean": between(patients.time, 1 / DAY_HOURS, 2),
        "quantiles": days,
    }
    for name, title in SHARES.items():
        yield f"{say(title)}: {between(patients.ends[name], PERCENT, 2)} %"
    yield say(_("late: %(share)s %%")) % {"share": between(patients.late, PERCENT, 2)}
    yield say(_("with a limit of time that was not kept: %(share)s %%")) % {
        "share": between(patients.flags[DEVIATION], PERCENT, 2)
    }
    yield say(_("use, and hours waited because all was taken, nobody was there, something was being repaired:"))
    for name, used in sorted(report.resources.items(), key=lambda each: -each[1].utilisation.mean):
        waited = f"{used.busy.mean:,.0f} {used.closed.mean:,.0f} {used.down.mean:,.0f}"
        yield f"  {name:<24} {between(used.utilisation, PERCENT):>14} %  {waited}"
    if compiled.assumed:
        yield say(_("assumed, without a source: %(names)s")) % {"names": ", ".join(compiled.assumed)}


def _form(compiled: Compiled, report: Report) -> dict[str, object]:
    patients = report.patients[PATIENT]
    said = asdict(patients)
    del said["times"]
    quantiles = {f"{share:g}": patients.quantile(share, RELEASED) for share in QUANTILES}
    return {
        "replications": report.replications,
        "confidence": report.confidence,
        "hours": {"quantiles": quantiles},
        "patients": said,
        "resources": {name: asdict(each) for name, each in report.resources.items()},
        "operations": {name: asdict(each) for name, each in report.operations.items()},
        "assumed": list(compiled.assumed),
    }
