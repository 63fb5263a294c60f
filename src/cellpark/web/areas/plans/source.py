"""A plan as the pages hold it: read once in a process, because a plan never changes once it is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

from django.utils import timezone

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.batches.public import BatchState, batches
from cellpark.kernel.problem import Problem
from cellpark.planning.drafting import Clock
from cellpark.planning.trying import Reason, Standing, reason_problem
from cellpark.planning.trying.reason import Words
from cellpark.plans import public as plans
from cellpark.plans.public import Beside, Plan, PlanRead
from cellpark.web.areas.plans.picture import Scene, scene_of
from cellpark.web.areas.plans.picture.window import Names
from cellpark.web.areas.plans.words import group_name, length, operation_name, resource_name
from cellpark.web.pages import formats

PLANS_HELD = 6
"""Plans of which a process holds what is free at each time: some megabytes each."""
STATES: Mapping[str, str] = {
    BatchState.PLANNED: "planned",
    BatchState.RUNNING: "running",
    BatchState.FINISHED: "done",
    BatchState.ABORTED: "stopped",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A plan with its picture; ``held`` counts what is free."""

    row: Plan
    beside: Beside
    held: Standing
    scene: Scene

    @property
    def batches(self) -> tuple[str, ...]:
        """What the plan has beside what is out of order."""
        return self.beside.batches(self.held.facts.jobs)

    @property
    def clock(self) -> Clock:
        """When its units are."""
        return self.row.clock

    @property
    def now(self) -> int:
        """The first unit in which something may still begin."""
        return max(0, self.clock.after(now()))

    def operation(self, job: str, operation: str) -> str:
        """A step of a batch as a sentence names it."""
        return f"{job} \u00b7 {operation_name(self.beside, job, operation)}"

    def at(self, unit: int) -> str:
        """A unit as the reader's clock shows it."""
        return formats.moment(self.clock.at(unit))

    def span(self, units: int) -> str:
        """Units as a length of time."""
        return length(units * self.clock.unit_minutes)

    def problem(self, reason: Reason, nearest: int | None) -> Problem:
        """What stands against a place, in the reader's clock and names."""
        words = Words(clock=self.at, span=self.span, operation=self.operation, resource=resource_name)
        return reason_problem(reason, words, nearest)

    def names(self, states: Mapping[str, str]) -> Names:
        """What the picture calls things."""
        return Names(group_name, lambda job, key: operation_name(self.beside, job, key), states)

    def unit_of(self, day: date) -> int:
        """The unit at which a day begins at the site."""
        zone = self.clock.origin.tzinfo
        return self.clock.since(datetime(day.year, day.month, day.day, tzinfo=zone))


def published(actor: Actor) -> Shown | None:
    """The plan that crews follow, of the reader's organisation; nothing where none is published."""
    if actor.organisation_id is None:
        return None
    row = plans.published_row(actor.organisation_id)
    return None if row is None else shown(row)


def one(plan_id: UUID) -> Shown:
    """A plan in sight; raises ``DoesNotExist``."""
    return shown(plans.plan_row(plan_id))


def shown(row: Plan) -> Shown:
    """A plan with its picture."""
    held, scene = _held(_Read(plans.read_plan(row)))
    return Shown(row, plans.beside_of(row), held, scene)


@dataclass(frozen=True, slots=True)
class _Read:
    """A plan that was read, as a key: by its id alone."""

    read: PlanRead

    def __hash__(self) -> int:
        return hash(self.read.row.id)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Read) and bool(other.read.row.id == self.read.row.id)


@lru_cache(maxsize=PLANS_HELD)
def _held(plan: _Read) -> tuple[Standing, Scene]:
    held = Standing(plan.read.facts, plan.read.schedule)
    return held, scene_of(held)


def batch_states(jobs: Sequence[str], organisation_id: UUID) -> dict[str, tuple[str, UUID]]:
    """How the batches among some jobs stand by their own record, and their ids; one query."""
    rows = batches().filter(organisation_id=organisation_id, number__in=jobs)
    return {number: (STATES[state], row) for number, state, row in rows.values_list("number", "state", "id")}


def today() -> date:
    """Today by the clock of the site."""
    return timezone.localtime(now(), timezone.get_default_timezone()).date()
