"""Uses of a resource of several beside each other: which of its lanes each one is drawn in. Pure.

Rooms and people of one kind are not told apart by a plan: a lane is a place on the page, and stays the same while
others move.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """``count`` lanes are wanted from ``start`` up to, not including, ``end``."""

    key: tuple[str, str, str]
    start: int
    end: int
    count: int


Lanes = Mapping[tuple[str, str, str], tuple[int, ...]]


def laid(spans: Sequence[Span], before: Lanes, kept: frozenset[tuple[str, str, str]]) -> Lanes:
    """Each span's lanes: those in ``kept`` as they were ``before``, the others in the lowest that are free for them."""
    found: dict[tuple[str, str, str], tuple[int, ...]] = {}
    taken: list[list[tuple[int, int]]] = []
    for span in spans:
        if span.key in kept:
            found[span.key] = before[span.key]
            _take(taken, before[span.key], span)
    for span in sorted((each for each in spans if each.key not in kept), key=lambda each: (each.start, each.key)):
        lanes = _free(taken, span, before.get(span.key, ()))
        found[span.key] = lanes
        _take(taken, lanes, span)
    return found


def _free(taken: list[list[tuple[int, int]]], span: Span, wished: tuple[int, ...]) -> tuple[int, ...]:
    lanes: list[int] = []
    order = [*wished, *(each for each in range(len(taken) + span.count) if each not in wished)]
    for lane in order:
        if len(lanes) == span.count:
            break
        # the newest of a lane stands last, and it is the one that is met
        there = taken[lane] if lane < len(taken) else []
        if not any(start < span.end and end > span.start for start, end in reversed(there)):
            lanes.append(lane)
    return tuple(sorted(lanes))


def _take(taken: list[list[tuple[int, int]]], lanes: tuple[int, ...], span: Span) -> None:
    for lane in lanes:
        while len(taken) <= lane:
            taken.append([])
        taken[lane].append((span.start, span.end))
