"""What an organisation's executed batches of a recipe say of its overlay, read from their records."""

from collections import defaultdict
from collections.abc import Callable, Collection
from uuid import UUID

from django.db.models import QuerySet

from cellpark.batches.public import Batch, BatchState, State, state_of
from cellpark.planning.learning import Executed, StepDone, TestDone
from cellpark.quality.public import Stage, TestState, Verdict, tests
from cellpark.recipes.public import Recipe

SECONDS = 3_600.0
ROUND = "#"
"""Behind the id of a step stands its round."""


def batches_over(organisation_id: UUID) -> QuerySet[Batch]:
    """The batches of an organisation that are finished or aborted; by number."""
    over = (BatchState.FINISHED, BatchState.ABORTED)
    rows: QuerySet[Batch] = Batch.objects.filter(organisation_id=organisation_id, state__in=over)
    return rows.order_by("number")


def executed_batches(
    organisation_id: UUID,
    recipe: Recipe,
    *,
    without: Collection[str] = (),
    told: Callable[[float], None] | None = None,
) -> tuple[Executed, ...]:
    """Batches of the recipe's major version that are over, in the scope that is open, by number.

    ``without``: numbers that are left out. ``told`` hears after each batch how far it is, from 0 to 1.
    """
    known = frozenset(without)
    rows = [each for each in batches_over(organisation_id).filter(mbr=recipe.mbr) if each.number not in known]
    major = recipe.version.partition(".")[0]
    found = []
    laboratory = _tests([each.id for each in rows])
    for place, row in enumerate(rows, start=1):
        plan, state = state_of(row)
        if plan.recipe.version.partition(".")[0] == major:
            aborted = row.state == BatchState.ABORTED
            found.append(_executed(row.number, recipe, state, laboratory.get(row.id, ()), aborted=aborted))
        if told is not None:
            told(place / len(rows))
    return tuple(found)


def _executed(
    number: str, recipe: Recipe, state: State, laboratory: tuple[TestDone, ...], *, aborted: bool
) -> Executed:
    done = [
        StepDone(key.partition(ROUND)[0], (each.ended_at - each.begun_at).total_seconds() / SECONDS)
        for key, each in state.steps.items()
        if each.ended_at is not None
    ]
    last = max(state.steps.items(), key=lambda each: each[1].begun_at, default=None)
    return Executed(
        number,
        tuple(done),
        _reached(recipe, done),
        _rounds(recipe, state),
        laboratory,
        last[0].partition(ROUND)[0] if aborted and last is not None else None,
    )


def _reached(recipe: Recipe, done: list[StepDone]) -> dict[str, int]:
    """How often a branch could have been taken: as often as the step of the main line before it was done."""
    counted: dict[str, int] = defaultdict(int)
    for each in done:
        counted[each.step] += 1
    found: dict[str, int] = {}
    for unit in recipe.units:
        before = next((step.id for step in unit.steps if not step.branch), None)
        for step in unit.steps:
            if not step.branch:
                before = step.id
            found[step.id] = counted[step.id] if before is None else max(counted[before], counted[step.id])
    return found


def _rounds(recipe: Recipe, state: State) -> dict[str, int]:
    """Rounds of loops after which something of a later unit began."""
    units = {step.id: place for place, unit in enumerate(recipe.units) for step in unit.steps}
    rounds: dict[int, int] = defaultdict(int)
    for key in state.steps:
        step, _, number = key.partition(ROUND)
        if step in units:
            rounds[units[step]] = max(rounds[units[step]], int(number or 1))
    last = max(rounds, default=-1)
    return {
        unit.id: rounds[place]
        for place, unit in enumerate(recipe.units)
        if unit.repeat is not None and place in rounds and place < last
    }


def _tests(batches: list[UUID]) -> dict[UUID, tuple[TestDone, ...]]:
    """Tests for release that were verified, by batch."""
    rows = tests().filter(batch__in=batches, stage=Stage.RELEASE, state=TestState.VERIFIED)
    found: dict[UUID, list[TestDone]] = defaultdict(list)
    for each in rows.order_by("ordered_at", "id"):
        if each.begun_at is not None and each.verified_at is not None:
            hours = (each.verified_at - each.begun_at).total_seconds() / SECONDS
            found[each.batch].append(TestDone(each.attribute, hours, each.verdict == Verdict.FAIL))
    return {batch: tuple(each) for batch, each in found.items()}
