"""Slots in the published plan, with what is held since."""

import threading
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from cellpark.base.time import now
from cellpark.kernel.problem import Problem, Refused
from cellpark.planning.facts import Facts, Job
from cellpark.planning.promising import slots
from cellpark.planning.scheduling import Schedule
from cellpark.plans.basis import Standing, standing
from cellpark.plans.held import plan_with
from cellpark.plans.holds import held_slots
from cellpark.plans.models import Plan
from cellpark.plans.queries import PlanRead, beside_of, published_plan
from cellpark.plans.templates import one_more

if TYPE_CHECKING:
    from cellpark.planning.promising.slot import Slot, Slots

PROBE = "one more"


@dataclass(frozen=True, slots=True)
class Offer:
    """Where one more patient would be. Nothing is taken by asking; ``standing`` says whether the plan is of today."""

    plan: Plan
    slot: "Slot"
    starts_at: datetime
    ends_at: datetime
    standing: Standing
    facts: Facts
    schedule: Schedule


def published_with_holds(organisation_id: UUID) -> PlanRead:
    """The published plan and the slots that were held since. Raises ``Refused(plans.promise.nothing_published)``."""
    found = published_plan(organisation_id)
    if found is None:
        raise Refused(Problem("plans.promise.nothing_published"))
    facts, schedule = plan_with(
        found.facts, found.schedule, found.row.clock, beside_of(found.row), held_slots(organisation_id)
    )
    return PlanRead(facts, schedule, found.row)


def offer(
    organisation_id: UUID, recipe: str, *, release: datetime, arrived: bool = False, read: PlanRead | None = None
) -> Offer:
    """The slot of one more patient whose cells are collected at ``release``, or are there then (``arrived``).

    ``read``: what ``published_with_holds`` said in the same request.
    Raises ``Refused``: ``plans.promise.nothing_published``, ``plans.promise.past``, ``planning.schedule.no_room``, and
    what a recipe without overlay or a plant without times is refused for.
    """
    facts, schedule, row = read or published_with_holds(organisation_id)
    if release < now():
        raise Refused(Problem("plans.promise.past", field="release"))
    like = one_more(row, facts.horizon, recipe, PROBE, release=release, arrived=arrived)
    with _TURN:
        slot = _asked(row, facts, schedule, like).at(like.release)
    starts = row.at(min(each.start for each in slot.placed))
    return Offer(row, slot, starts, row.at(slot.end), standing(row), facts, schedule)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an order stands in a plan: planned, or held since. ``job`` is its name there."""

    read: PlanRead
    job: str
    starts_at: datetime
    ends_at: datetime


def place_in(organisation_id: UUID, number: str, read: PlanRead | None = None) -> Place | None:
    """The place of an order, by its number, in the published plan or in that plan with what is held since; or None."""
    found = read or published_plan(organisation_id)
    if found is None:
        return None
    who = beside_of(found.row).who
    spans = [(each.start, each.end, each.job) for each in found.schedule.placed if who(each.job) == number]
    if not spans:
        return None
    row = found.row
    return Place(found, spans[0][2], row.at(min(span[0] for span in spans)), row.at(max(span[1] for span in spans)))


# a drawn plan is asked by one thread at a time
_TURN = threading.Lock()
_DRAWN: "OrderedDict[tuple[object, ...], Slots]" = OrderedDict()
DRAWN_MAX = 4


def _asked(row: Plan, facts: Facts, schedule: Schedule, like: Job) -> "Slots":
    """The plan in arrays; the last few are held, so that the next question is answered at once."""
    # an order may give its slot back and hold another one: where it is counts, not whose it is
    held = facts.jobs[row.jobs :]
    # the day is asked for, the rest decides the arrays
    key = (row.facts_sha256, row.schedule_sha256, held, replace(like, release=0))
    found = _DRAWN.get(key)
    if found is None:
        found = _DRAWN[key] = slots(facts, schedule, like)
        while len(_DRAWN) > DRAWN_MAX:
            _DRAWN.popitem(last=False)
    return found
