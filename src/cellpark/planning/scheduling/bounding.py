"""What no schedule can be better than.

Each job alone in the plant is a true bound and a weak one. Where people who come in shifts do one operation of many
jobs, there is a better one: a shift of one person holds so many such operations, one after the other, so that the jobs
have to share the places in shifts. The cheapest sharing is an assignment, whatever else the plant does.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from cellpark.planning.facts import Facts, Need, Operation, Resource, shifts_until
from cellpark.planning.facts.calendars import joined
from cellpark.planning.scheduling.engine.records import Ints

JOBS_MAX, PLACES_MAX = 2_000, 6_000
"""More are not shared out: that would take minutes."""
FORBIDDEN = 1e15
Cost = Callable[[int, Ints], Ints]
"""Of a job (by number), by when it ends."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What a job does with a resource: not before ``head``, for so long, and the job ends ``tail`` later at least."""

    job: int
    head: int
    duration: int
    spacing: int
    count: int
    tail: int


Place = tuple[int, int]
"""The least start of an operation in a shift, and the end of the shift."""


def shared_bound(visits: list[Visit], facts: Facts, resource: Resource, alone: list[int], cost: Cost) -> int:
    """The least sum of what all jobs cost, given which of them visit a resource; nothing is known where it is 0."""
    if not visits or len(visits) > JOBS_MAX or resource.calendar is None:
        return 0
    visits = sorted(visits, key=lambda each: each.head)
    places = _enough(visits, _places(visits, facts, resource))
    if places is None or len(places) > PLACES_MAX:
        return 0
    from scipy.optimize import linear_sum_assignment

    starts, ends = (np.array(column, dtype=np.int64) for column in zip(*places, strict=True))
    shortest = min(each.duration for each in visits)
    costs = np.empty((len(visits), len(places)))
    for row, each in enumerate(visits):
        begun = np.maximum(starts, each.head)
        costs[row] = cost(each.job, begun + each.duration + each.tail)
        costs[row, begun + shortest > ends] = FORBIDDEN
    rows, columns = linear_sum_assignment(costs)
    shared = costs[rows, columns]
    if shared.max() >= FORBIDDEN:
        return 0
    others = sum(alone) - sum(alone[each.job] for each in visits)
    return others + int(sum(max(alone[visits[row].job], int(found)) for row, found in zip(rows, shared, strict=True)))


def _places(visits: list[Visit], facts: Facts, resource: Resource) -> Iterator[Place]:
    """The places in the shifts of a resource: whoever is there does one operation after the other."""
    spacing, duration = min(each.spacing for each in visits), min(each.duration for each in visits)
    least = min(each.count for each in visits)
    calendar = next(each for each in facts.calendars if each.key == resource.calendar)
    shifts = list(shifts_until(calendar, facts.horizon))
    for start, end in joined((shift.start, shift.end) for shift in shifts):
        there = max(
            resource.capacity if shift.count is None else shift.count for shift in shifts if start <= shift.start < end
        )
        for begun in range(start, end - duration + 1, max(1, spacing)):
            yield from [(begun, end)] * (there // least)


def _enough(visits: list[Visit], places: Iterator[Place]) -> list[Place] | None:
    """As many places as all find room in; later ones are in no cheapest sharing, because no job gains by waiting."""
    found: list[Place] = []
    heads = [each.head for each in visits]
    shortest = min(each.duration for each in visits)
    done = 0
    for begun, end in places:
        found.append((begun, end))
        done += done < bisect_right(heads, end - shortest)
        if done == len(visits):
            return found
        if len(found) > PLACES_MAX:
            return None
    return None


def visit_of(job: int, operation: Operation, resource: str, head: int, tail: int) -> Visit | None:
    """What an operation does with a resource, if it does the same with it whichever way it is done."""
    needs = [_need(each.needs, resource) for each in operation.modes]
    if operation.frozen is not None or operation.pausable or any(need is None for need in needs):
        return None
    found = [(mode, need) for mode, need in zip(operation.modes, needs, strict=True) if need is not None]
    duration = min(mode.duration for mode, _need in found)
    spacing = min(mode.duration + need.clearance for mode, need in found)
    return Visit(job, head, duration, spacing, min(need.count for _mode, need in found), tail)


def _need(needs: tuple[Need, ...], resource: str) -> Need | None:
    return next((each for each in needs if each.any_of == (resource,)), None)
