"""``cellpark plan cost``: what the materials of a batch and of a patient who is treated cost."""

import json
from pathlib import Path
from typing import Any

import click

from cellpark.command.language import say
from cellpark.command.plan.files import case_of, product_of
from cellpark.command.plan.limits import AS_JSON, MEMORY, SEED, TIME, told
from cellpark.command.plan.study import Wanted, between, options, studied
from cellpark.command.recipe_files import FILE, OUT, TO_FILE, give
from cellpark.command.spoken import SpokenCommand
from cellpark.planning.simulation.from_recipe import PATIENT, RELEASED
from cellpark.runtime.marking import gettext_noop as _


@click.command("cost", cls=SpokenCommand, help=_("Say what the materials of a patient and of a released dose cost."))
@click.argument("file", type=FILE)
@options
@SEED
@TIME
@MEMORY
@AS_JSON
@click.option("--out", type=OUT, help=TO_FILE)
def cost(file: Path, as_json: bool, out: Path | None, **asked: Any) -> int:
    """Print both, and the materials that are not counted, whose amount a batch's own values decide."""

    def work() -> int:
        wanted = Wanted(file, **asked)
        compiled, report = studied(wanted)
        currency = product_of(case_of(file), wanted.recipe).plan.currency
        patients = report.patients[PATIENT]
        share = patients.ends[RELEASED].mean
        dose = patients.cost.mean / share if share else None
        if as_json:
            form = {
                "currency": currency,
                "replications": report.replications,
                "patient": {"mean": patients.cost.mean, "half_width": patients.cost.half_width},
                "released": dose,
                "unpriced": list(compiled.unpriced),
            }
            return give(json.dumps(form, ensure_ascii=False, indent=1) + "\n", out)
        lines = [
            say(_("materials of a patient who was collected: %(cost)s %(currency)s"))
            % {"cost": between(patients.cost, 1, 2), "currency": currency}
        ]
        if dose is not None:
            lines.append(
                say(_("materials of a released dose, with those that were made in vain: %(cost)s %(currency)s"))
                % {"cost": f"{dose:,.2f}", "currency": currency}
            )
        if compiled.unpriced:
            lines.append(
                say(_("not counted, because a batch's own values decide the amount: %(names)s"))
                % {"names": ", ".join(compiled.unpriced)}
            )
        lines.append(say(_("Work, rooms and tests have no price in the overlay and are not counted.")))
        return give("".join(f"{line}\n" for line in lines), out)

    return told(work)
