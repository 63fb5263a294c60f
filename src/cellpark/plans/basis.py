"""From what of the house a plan is drawn, as marks; and what has changed since."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from cellpark.base.time import now
from cellpark.batches.public import Batch, BatchState, plan_of
from cellpark.kernel.plain import instant_text
from cellpark.kernel.problem import Problem, Refused
from cellpark.orders.public import TreatmentOrder
from cellpark.planning.living.batches import IN_TESTING, WAITING
from cellpark.planning.living.plant import living_plant
from cellpark.planning.simulation.from_recipe import suite_name
from cellpark.planning.simulation.plant import Plant
from cellpark.plans.beside import Basis
from cellpark.plans.editions import times_in_force
from cellpark.plans.models import Plan
from cellpark.plans.queries import beside_of

TRAINED, SHIFTS, TIMES = "trained", "shifts", "times"
SAID_MAX = 10


@dataclass(frozen=True, slots=True)
class Standing:
    """What has changed in the house since a plan was drawn up.

    ``moved_on``: batches and orders that something was recorded of; ``new``: what the plan does not have yet;
    ``plant``: what it is made with, as sentences that say before and now.
    """

    moved_on: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    plant: tuple[Problem, ...] = ()

    @property
    def is_stale(self) -> bool:
        """Whether the facts are not what they were."""
        return bool(self.moved_on or self.new or self.plant)

    @property
    def problems(self) -> list[Problem]:
        """All of it, to be said in the reader's language."""
        found = [("plans.standing.recorded", self.moved_on), ("plans.standing.new", self.new)]
        return [Problem(code, {"numbers": _some(numbers)}) for code, numbers in found if numbers] + list(self.plant)


def _some(numbers: tuple[str, ...]) -> str:
    shown = ", ".join(numbers[:SAID_MAX])
    return shown if len(numbers) <= SAID_MAX else f"{shown}, \N{HORIZONTAL ELLIPSIS}"


def basis_of(plant: Plant, marks: Mapping[str, str]) -> Basis:
    """The marks of a plant and of what is to be done in it."""
    return Basis(marks, dict(_things(plant)), tuple(sorted(_away(plant))))


def _things(plant: Plant) -> Iterator[tuple[str, str]]:
    """How many there are of each thing, and digests of when people come and of the times that hold."""
    yield from ((suite_name(name), str(each.count)) for name, each in plant.suites.items())
    yield from ((name, str(each.count)) for name, each in plant.devices.items())
    for role, people in plant.people.items():
        yield role, str(people.count)
        yield f"{SHIFTS} {role}", _digest(people.calendar)
        yield from ((f"{TRAINED} {role} {recipe}", str(count)) for recipe, count in people.qualified.items())
    clearances = sorted((name, each.clearance) for name, each in {**plant.suites, **plant.devices}.items())
    yield TIMES, _digest((clearances, sorted((day, sorted(who.items())) for day, who in plant.holidays.items())))


def _digest(found: object) -> str:
    """Of frozen values whose ``repr`` says all of them."""
    return sha256(repr(found).encode()).hexdigest()[:16]


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
    """Whether a plan in sight stands on facts that have changed since it was drawn up, and which.

    Some ten queries, however many batches there are.
    """
    before, present = beside_of(row).basis, marks_of(row.organisation_id)
    changed = {key for key, mark in before.jobs.items() if present.get(key) != mark}
    new = present.keys() - before.jobs.keys()
    # what was drawn up by times of no edition has nothing of the house to be compared with
    comparable = bool(before.things) and row.times is not None
    plant = tuple(_plant_changes(row, before, present)) if comparable else ()
    return Standing(tuple(sorted(changed)), tuple(sorted(new)), plant)


def _plant_changes(row: Plan, before: Basis, present: Mapping[str, str]) -> Iterator[Problem]:
    """Rooms, devices, people, shifts, times and bookings that are not what a plan was drawn up with."""
    at = now()
    # a plan that was changed names recipes that it was not drawn up with as well
    recipes = dict.fromkeys(beside_of(row).recipes.values())
    known = frozenset(before.jobs) | frozenset(present)
    try:
        times, _edition = times_in_force(row.organisation_id)
        plant = living_plant(
            row.organisation_id, times, [plan_of(each) for each in recipes if each], at=at, planned=known
        )
    except Refused as refused:
        yield from refused.problems
        return
    here = basis_of(plant, present)
    for name in sorted(before.things.keys() | here.things.keys()):
        was, is_ = before.things.get(name, ""), here.things.get(name, "")
        kind, _space, of = name.partition(" ")
        if was == is_ or (kind == TRAINED and not was):
            continue
        if kind == TIMES:
            yield Problem("plans.standing.times")
        elif kind == SHIFTS:
            # where there are more or fewer of a role, its number tells it: a shift has no more than there are
            if before.things.get(of) == here.things.get(of):
                yield Problem("plans.standing.shifts", {"role": of})
        elif kind == TRAINED:
            role, _space, recipe = of.partition(" ")
            counts = {"before": was or "0", "now": is_ or "0"}
            yield Problem("plans.standing.trained", {"role": role, "recipe": recipe, **counts})
        else:
            yield Problem("plans.standing.count", {"name": name, "before": was or "0", "now": is_ or "0"})
    booked = {_booked(each) for each in set(before.away) ^ set(here.away) if _is_open(each, at)}
    yield from (Problem("plans.standing.booked", {"name": name}) for name in sorted(booked))


def _booked(mark: str) -> str:
    return mark.rsplit(" ", 3)[0]


def _is_open(mark: str, at: datetime) -> bool:
    """What is over is in nobody's way, whether it was known or not."""
    until = mark.rsplit(" ", 3)[2]
    return not until or until > instant_text(at)
