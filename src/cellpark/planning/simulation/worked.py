"""How much of a span is work for an operation that rests while anybody or anything that it needs is away. Pure."""

import math
from itertools import pairwise

from cellpark.planning.simulation.model import Calendar, Network, Operation


def worked_between(network: Network, operation: Operation, since: float, until: float) -> float:
    """The time from ``since`` to ``until`` at which all that the operation needs is there."""
    needed = {need.resource for need in operation.needs}
    calendars = [each.calendar for each in network.resources if each.name in needed and each.calendar is not None]
    edges = sorted({since, until, *(edge for each in calendars for edge in _edges(each, since, until))})
    return math.fsum(
        end - start for start, end in pairwise(edges) if all(_open(each, (start + end) / 2) for each in calendars)
    )


def _edges(calendar: Calendar, since: float, until: float) -> list[float]:
    first, last = math.floor(since / calendar.period), math.floor(until / calendar.period)
    return [
        edge
        for turn in range(first, last + 1)
        for each in calendar.openings
        for edge in (turn * calendar.period + each.start, turn * calendar.period + each.end)
        if since < edge < until
    ]


def _open(calendar: Calendar, at: float) -> bool:
    within = at % calendar.period
    return any(each.start <= within < each.end for each in calendar.openings)
