"""Where a held slot is, as a file, and facts and schedules with such slots in them. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache

from pydantic import TypeAdapter

from cellpark.planning.drafting import Clock
from cellpark.planning.facts import Facts, Frozen, Job, Operation
from cellpark.planning.scheduling import Kept, Placed, Schedule, objective_of
from cellpark.plans.beside import Beside

WAY_OUT = "outbound"


@dataclass(frozen=True, slots=True)
class HeldSlot:
    """A job whose operations are frozen where they were promised; units count from ``origin``."""

    origin: datetime
    unit_minutes: int
    job: Job
    placed: tuple[Placed, ...]
    kept: tuple[Kept, ...]

    @property
    def ends_on_the_ward(self) -> bool:
        """Whether what is promised is the arrival at the hospital: the recipe's overlay knows the way there."""
        return any(each.key == WAY_OUT for each in self.job.operations)

    def on(self, clock: Clock, key: str) -> "HeldSlot | None":
        """The same on another clock and under another name; None where it would begin before the other's origin."""
        by = clock.since(self.origin)
        if min(each.start for each in self.placed) + by < 0:
            return None
        job = replace(
            self.job,
            key=key,
            release=max(0, self.job.release + by),
            due=None if self.job.due is None else max(0, self.job.due + by),
            operations=tuple(_later(each, by) for each in self.job.operations),
        )
        return HeldSlot(
            clock.origin,
            self.unit_minutes,
            job,
            tuple(replace(each, job=key, start=each.start + by, end=each.end + by) for each in self.placed),
            tuple(replace(each, job=key) for each in self.kept),
        )


def _later(each: Operation, by: int) -> Operation:
    frozen = each.frozen
    where = None if frozen is None else Frozen(frozen.start + by, frozen.mode, frozen.taken)
    return replace(each, earliest=max(0, each.earliest + by), frozen=where)


@cache
def _adapter() -> TypeAdapter[HeldSlot]:
    return TypeAdapter(HeldSlot)


def write_held(slot: HeldSlot) -> bytes:
    """As a file."""
    return _adapter().dump_json(slot)


def read_held(content: bytes) -> HeldSlot:
    """From a file that this program wrote."""
    return _adapter().validate_json(content)


def facts_with(facts: Facts, clock: Clock, orders: dict[str, str], slots: Iterable[tuple[str, HeldSlot]]) -> Facts:
    """Facts in which held slots stay: a job of the same order is frozen there, one that is not there yet is added.

    ``orders``: job -> its order. What has begun since is planned from its present step and is not held back.
    """
    jobs = {orders.get(job.key, job.key): job for job in facts.jobs}
    for number, slot in slots:
        here = slot.on(clock, number)
        if here is None:
            continue
        job = jobs.get(number)
        if job is None:
            jobs[number] = here.job
        elif [each.key for each in job.operations] == [each.key for each in here.job.operations]:
            jobs[number] = replace(job, operations=here.job.operations, holds=here.job.holds)
    return replace(facts, jobs=tuple(jobs.values()))


def plan_with(
    facts: Facts, schedule: Schedule, clock: Clock, beside: Beside, slots: Iterable[tuple[str, HeldSlot]]
) -> tuple[Facts, Schedule]:
    """A published plan with the slots that were held since; who is in the plan already is left as he is."""
    there = {beside.who(job.key) for job in facts.jobs}
    for number, slot in slots:
        here = slot.on(clock, number)
        if here is None or number in there:
            continue
        facts = replace(facts, jobs=(*facts.jobs, here.job))
        schedule = replace(
            schedule, placed=(*schedule.placed, *here.placed), kept=(*schedule.kept, *here.kept), proven=False
        )
    return facts, replace(schedule, objective=objective_of(facts, schedule))
