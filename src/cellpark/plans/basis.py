"""From what of the house a plan is drawn, as marks; and what has changed since."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from cellpark.batches.public import Batch, BatchState
from cellpark.kernel.plain import instant_text
from cellpark.orders.public import TreatmentOrder
from cellpark.planning.living.batches import IN_TESTING, WAITING
from cellpark.planning.simulation.plant import Plant
from cellpark.plans.beside import Basis
from cellpark.plans.models import Plan
from cellpark.plans.queries import beside_of


@dataclass(frozen=True, slots=True)
class Standing:
    """What has changed in the house since a plan was drawn up.

    ``moved_on``: batches and orders that something was recorded of; ``new``: what the plan does not have yet.
    """

    moved_on: tuple[str, ...] = ()
    new: tuple[str, ...] = ()

    @property
    def is_stale(self) -> bool:
        """Whether the facts are not what they were."""
        return bool(self.moved_on or self.new)


def basis_of(plant: Plant, marks: Mapping[str, str]) -> Basis:
    """The marks of a plant and of what is to be done in it."""
    things = {
        **{f"suite {name}": str(each.count) for name, each in plant.suites.items()},
        **{name: str(each.count) for name, each in plant.devices.items()},
        **{role: f"{each.count} {sorted(each.qualified.items())}" for role, each in plant.people.items()},
    }
    return Basis(marks, things, tuple(sorted(_away(plant))))


def _away(plant: Plant) -> Iterator[str]:
    for name, each in {**plant.suites, **plant.devices}.items():
        for span in each.away:
            until = "" if span.end is None else instant_text(span.end)
            yield f"{name} {instant_text(span.start)} {until} {span.count}"


def marks_of(organisation_id: UUID) -> dict[str, str]:
    """Batches that are planned or running and orders that run, by number, with the versions of their records.

    Two queries, whatever is under way: a page asks this at each look at a plan.
    """
    orders = TreatmentOrder.objects.filter(organisation_id=organisation_id, state__in=[*WAITING, *IN_TESTING])
    by_batch: dict[UUID, int] = {}
    marks: dict[str, str] = {}
    for number, state, batch, version in orders.values_list("number", "state", "batch_id", "version"):
        if batch is not None:
            by_batch[batch] = version
        elif state in WAITING:
            marks[number] = str(version)
    alive = Batch.objects.filter(organisation_id=organisation_id)
    rows = alive.filter(state__in=(BatchState.PLANNED, BatchState.RUNNING)) | alive.filter(
        state=BatchState.FINISHED, id__in=list(by_batch)
    )
    for identity, number, version in rows.values_list("id", "number", "version"):
        marks[number] = f"{version}/{by_batch.get(identity, '')}"
    return marks


def standing(row: Plan) -> Standing:
    """Whether a plan in sight stands on facts that have changed since it was drawn up, and which."""
    before, present = beside_of(row).basis.jobs, marks_of(row.organisation_id)
    changed = {key for key, mark in before.items() if present.get(key) != mark}
    return Standing(tuple(sorted(changed)), tuple(sorted(present.keys() - before.keys())))
