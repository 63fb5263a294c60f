"""What the house knows already of what went otherwise than the published plan has it.

A suggestion fills a form in; whoever plans reads, corrects and sends it. Nothing is changed by a suggestion.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from cellpark.base.time import now
from cellpark.batches.public import BatchState, batches
from cellpark.orders.public import TreatmentOrder
from cellpark.planning.facts import Facts
from cellpark.planning.living.batches import WAITING
from cellpark.planning.living.things import present_things
from cellpark.planning.replanning.applying import OUT
from cellpark.planning.scheduling import Schedule
from cellpark.plans.queries import PlanRead, beside_of
from cellpark.shipments.public import ShipmentState, shipments

SUGGESTED_MAX = 20
ON_THE_WAY = (ShipmentState.PLANNED, ShipmentState.PACKED, ShipmentState.HANDED_OVER, ShipmentState.IN_TRANSIT)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One disturbance as far as the house knows it: ``failed``, ``late``, ``broken`` or ``urgent``.

    ``name``: the job, the resource or the order that is hit; ``because``: the numbers of the records that say so.
    ``at``: since when, or when it is expected.
    """

    kind: str
    name: str
    because: tuple[str, ...]
    at: datetime
    count: int = 1


def suggestions(read: PlanRead) -> list[Suggestion]:
    """Of a published plan with its held slots, the first of each kind; six queries, however large the plan is."""
    return [
        *_lost(read),
        *_late(read),
        *_broken(read),
        *(
            Suggestion("urgent", each.number, (each.number,), each.collect_at or now())
            for each in orders_outside(read)[:SUGGESTED_MAX]
        ),
    ]


def orders_outside(read: PlanRead) -> list[TreatmentOrder]:
    """Orders that wait for a batch and have no place in a plan, nor a slot that is held; by their collection."""
    beside = beside_of(read.row)
    there = [beside.who(job.key) for job in read.facts.jobs]
    rows = TreatmentOrder.objects.filter(organisation_id=read.row.organisation_id, state__in=WAITING, batch_id=None)
    found: list[TreatmentOrder] = list(
        rows.exclude(number__in=there).select_related("therapy").order_by("collect_at", "id")
    )
    return found


def coming(read: PlanRead, at: datetime) -> dict[str, datetime]:
    """The jobs of which nothing has begun by a plan, with their first start."""
    since, outs = read.row.clock.after(at), _outs(read.schedule)
    firsts = _firsts(read.schedule)
    return {key: read.row.at(first) for key, first in firsts.items() if first >= since and key not in outs}


def alive(read: PlanRead, at: datetime) -> list[str]:
    """The jobs that are not over by a plan."""
    since, outs = read.row.clock.since(at), _outs(read.schedule)
    return sorted(key for key, end in _ends(read.schedule).items() if end > since and key not in outs)


def _lost(read: PlanRead) -> Iterator[Suggestion]:
    """Batches that were terminated and still take places after that."""
    ends, row = _ends(read.schedule), read.row
    rows = batches().filter(organisation_id=row.organisation_id, state=BatchState.ABORTED, number__in=list(ends))
    for number, at in rows.order_by("-ended_at").values_list("number", "ended_at")[:SUGGESTED_MAX]:
        if at is not None and row.at(ends[number]) > max(at, now()):
            yield Suggestion("failed", number, (number,), max(at, row.origin))


def _late(read: PlanRead) -> Iterator[Suggestion]:
    """Shipments to the plant that are due only after their batch should have begun, or that are overdue."""
    present = now()
    waiting = coming(read, present)
    by_chain = {job.group: job.key for job in read.facts.jobs if job.key in waiting and job.group}
    home = read.row.organisation_id
    rows = shipments().filter(
        receiver_id=home, organisation_id=home, state__in=ON_THE_WAY, carried__coi__in=list(by_chain)
    )
    found = rows.order_by("due_at", "id").values_list("number", "due_at", "carried__coi").distinct()
    for number, due, coi in found[:SUGGESTED_MAX]:
        expected = max(due, present)
        if expected > waiting[by_chain[coi]]:
            yield Suggestion("late", by_chain[coi], (number,), expected)


def _broken(read: PlanRead) -> Iterator[Suggestion]:
    """Rooms and devices of which fewer can be used than the plan counts on, besides those it knows to be out."""
    present = now()
    at = read.row.clock.since(present)
    there = present_things(read.row.organisation_id, present)
    for each in read.facts.resources:
        here = there.get(each.key)
        if here is None:
            continue
        missing = each.capacity - here.usable - _known_out(read.facts, read.schedule, each.key, at)
        if missing > 0 and here.missing:
            yield Suggestion("broken", each.key, here.missing, present, missing)


def _known_out(facts: Facts, schedule: Schedule, resource: str, at: int) -> int:
    """How many of a resource a plan has out of order at a time."""
    spans = {each.job: each for each in schedule.placed if each.operation == OUT}
    needs = (
        (job.key, need)
        for job in facts.jobs
        if job.key in spans
        for need in job.operations[0].modes[0].needs
        if need.any_of == (resource,)
    )
    return sum(need.count for key, need in needs if spans[key].start <= at < spans[key].end)


def _outs(schedule: Schedule) -> set[str]:
    """The jobs that stand for what is out of order."""
    return {each.job for each in schedule.placed if each.operation == OUT}


def _firsts(schedule: Schedule) -> dict[str, int]:
    found: dict[str, int] = {}
    for each in schedule.placed:
        found[each.job] = min(each.start, found.get(each.job, each.start))
    return found


def _ends(schedule: Schedule) -> dict[str, int]:
    found: dict[str, int] = {}
    for each in schedule.placed:
        found[each.job] = max(each.end, found.get(each.job, each.end))
    return found
