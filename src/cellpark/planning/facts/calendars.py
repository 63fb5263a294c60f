"""When a resource is there: its shifts as spans that do not touch, and where work of some length fits."""

from collections.abc import Iterable, Iterator

from cellpark.planning.facts.model import Calendar, Facts, Resource, Shift

Span = tuple[int, int]


def shifts_until(calendar: Calendar, horizon: int) -> Iterator[Shift]:
    """The shifts up to the horizon, repeated where they repeat, in order."""
    turns = range(1) if calendar.every is None else range(0, horizon, calendar.every)
    for begin in turns:
        for shift in sorted(calendar.shifts, key=lambda each: each.start):
            if begin + shift.start < horizon:
                yield Shift(begin + shift.start, min(begin + shift.end, horizon), shift.count)


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order; what touches or overlaps is one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif end > start:
            found.append((start, end))
    return tuple(found)


def shared(one: tuple[Span, ...], other: tuple[Span, ...]) -> tuple[Span, ...]:
    """The times that are in both."""
    found = []
    left = right = 0
    while left < len(one) and right < len(other):
        start, end = max(one[left][0], other[right][0]), min(one[left][1], other[right][1])
        if start < end:
            found.append((start, end))
        if one[left][1] < other[right][1]:
            left += 1
        else:
            right += 1
    return tuple(found)


def open_spans(facts: Facts, resource: Resource, count: int = 1) -> tuple[Span, ...]:
    """When at least ``count`` of a resource are there."""
    if resource.calendar is None:
        return ((0, facts.horizon),) if resource.capacity >= count else ()
    calendar = next(each for each in facts.calendars if each.key == resource.calendar)
    there = shifts_until(calendar, facts.horizon)
    return joined(
        (shift.start, shift.end)
        for shift in there
        if (resource.capacity if shift.count is None else shift.count) >= count
    )


def working_end(spans: tuple[Span, ...], start: int, duration: int) -> int | None:
    """When pausable work ends that begins at ``start``; nothing where it cannot begin there or never ends."""
    left = duration
    for begin, end in spans:
        if end <= start:
            continue
        if begin > start and left == duration:
            return None
        usable = end - max(begin, start)
        if usable >= left:
            return max(begin, start) + left
        left -= usable
    return None
