"""``cellpark plan facts``: the facts of a case, or of the living plant of this site, as JSON."""

from pathlib import Path
from uuid import UUID

import click

from cellpark.command.exit_code import ExitCode
from cellpark.command.language import say
from cellpark.command.plan.files import given
from cellpark.command.plan.limits import told
from cellpark.command.recipe_files import FILE, OUT, TO_FILE, give
from cellpark.command.site import site
from cellpark.command.spoken import SpokenCommand
from cellpark.planning.drafting import HORIZON_DAYS
from cellpark.planning.facts import Facts, write_facts
from cellpark.planning.simulation.plant import Plant, read_plant
from cellpark.runtime.marking import gettext_noop as _


@click.command(
    "facts",
    cls=SpokenCommand,
    help=_("Write the facts of a case, or of the living plant, as JSON (docs/planning-facts.schema.json)."),
)
@click.argument("file", type=FILE, required=False)
@click.option("--plant", type=FILE, help=_("Without a case: the plant file with shifts, holidays and clearances."))
@click.option("--organisation", type=click.UUID, help=_("Without a case: whose plant, where there are several."))
@click.option(
    "--days",
    type=click.IntRange(1, 1_000),
    default=HORIZON_DAYS,
    show_default=True,
    help=_("Without a case: days that are planned."),
)
@click.option("--out", type=OUT, help=TO_FILE)
def facts(file: Path | None, plant: Path | None, organisation: UUID | None, days: int, out: Path | None) -> int:
    """What is planned, without names and instants."""

    def work() -> int:
        if file is not None:
            return give(write_facts(given(file).facts).decode() + "\n", out)
        if plant is None:
            click.echo(say(_("Name a case, or the plant file with --plant.")), err=True)
            return ExitCode.WRONG_USE
        times = read_plant(plant.read_bytes())
        with site():
            found = _living(times, organisation, days)
        return ExitCode.WRONG_USE if found is None else give(write_facts(found).decode() + "\n", out)

    return told(work)


def _living(times: Plant, organisation: UUID | None, days: int) -> Facts | None:
    """In the scope of the one organisation, as a planner of it sees them."""
    from cellpark.base.actor import Actor
    from cellpark.base.scope import EVERYTHING, Scope, use_scope
    from cellpark.equipment.public import Room
    from cellpark.planning.living import living_facts

    with use_scope(EVERYTHING):
        known = set(Room.objects.order_by("organisation_id").values_list("organisation_id", flat=True).distinct())
    found = sorted(known if organisation is None else known & {organisation}, key=str)
    if len(found) != 1:
        click.echo(say(_("Name the organisation by its id: there are %(count)s.")) % {"count": len(found)}, err=True)
        return None
    with use_scope(Scope(frozenset(found))):
        living = living_facts(actor=Actor.system("plan"), organisation_id=found[0], times=times, horizon_days=days)
    return living.draft.facts
