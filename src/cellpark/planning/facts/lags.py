"""Lags as differences: the least and most distance between two edges, and lags that contradict each other."""

from collections.abc import Iterator
from dataclasses import dataclass

from cellpark.kernel.problem import Problem
from cellpark.planning.facts.model import Edge, Facts, Hold, Job, Lag

Node = tuple[str, Edge]


@dataclass(frozen=True, slots=True)
class Bound:
    """``second`` comes at least ``least`` units after ``first`` (fewer than none: at most so many before); why."""

    first: Node
    second: Node
    least: int
    why: str


def bounds_of(job: Job) -> list[Bound]:
    """The lags and durations of a job; a pausable operation may last longer than its duration."""
    found = []
    for operation in job.operations:
        start, end = (operation.key, Edge.START), (operation.key, Edge.END)
        durations = [mode.duration for mode in operation.modes]
        found.append(Bound(start, end, min(durations), f"{operation.key}: {min(durations)}"))
        if not operation.pausable:
            found.append(Bound(end, start, -max(durations), f"{operation.key}: {max(durations)}"))
    for lag in job.lags:
        first, second = (lag.first, lag.first_at), (lag.second, lag.second_at)
        found.append(Bound(first, second, lag.least, lag_text(lag)))
        if lag.most is not None:
            found.append(Bound(second, first, -lag.most, lag_text(lag)))
    found += [Bound((hold.first, hold.first_at), (hold.last, hold.last_at), 0, hold_text(hold)) for hold in job.holds]
    return found


def lag_text(lag: Lag) -> str:
    """A lag as people and programs name it: ``har.end + 0..4 = cry.start``."""
    most = "" if lag.most is None else lag.most
    return f"{lag.first}.{lag.first_at} + {lag.least}..{most} = {lag.second}.{lag.second_at}"


def hold_text(hold: Hold) -> str:
    """A hold as people and programs name it: ``act.start .. har.end``."""
    return f"{hold.first}.{hold.first_at} .. {hold.last}.{hold.last_at}"


def cycle_problems(facts: Facts) -> Iterator[Problem]:
    """Lags and durations that go round in a circle and ask for more time than there is; a shape is named once."""
    seen = set()
    for job in facts.jobs:
        bounds = bounds_of(job)
        shape = tuple(bounds)
        if shape in seen:
            continue
        seen.add(shape)
        circle = circle_of(bounds)
        if circle:
            yield Problem("planning.facts.cyclic", {"job": job.key, "facts": "; ".join(dict.fromkeys(circle))})


def circle_of(bounds: list[Bound]) -> list[str]:
    """The reasons of one circle of bounds whose least distances add up to more than nothing; empty where there is none.

    Bellman and Ford's longest paths: a node that still moves after as many rounds as there are nodes lies behind such a
    circle, and going back along its causes leads into it. No part of a simple circle is a circle: none can be left out.
    """
    nodes = {node for bound in bounds for node in (bound.first, bound.second)}
    reached = dict.fromkeys(nodes, 0)
    cause: dict[Node, Bound] = {}
    moved: Node | None = None
    for _round in range(len(nodes) + 1):
        moved = None
        for bound in bounds:
            if reached[bound.first] + bound.least > reached[bound.second]:
                reached[bound.second] = reached[bound.first] + bound.least
                cause[bound.second] = bound
                moved = bound.second
        if moved is None:
            return []
    assert moved is not None
    for _step in nodes:
        moved = cause[moved].first
    found, node = [cause[moved]], cause[moved].first
    while node != moved:
        found.append(cause[node])
        node = cause[node].first
    return [bound.why for bound in reversed(found)]
