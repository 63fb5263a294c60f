"""Everything that could be drawn of a plan: its rows by suite, device, people and batch, and the bars in them. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from cellpark.planning.facts import Facts, Job, Resource, joined, shifts_until
from cellpark.planning.facts.calendars import Span as Open
from cellpark.planning.replanning.using import Use
from cellpark.planning.scheduling import Placed
from cellpark.planning.trying import Standing
from cellpark.web.areas.plans.picture.lanes import Lanes, Span, laid

LANES_SHOWN_MAX = 24
"""More of one kind than that are shown only as far as they are used at the same time."""
SUITE = "suite"
PEOPLE = ("operator", "QA", "QC")


class View(StrEnum):
    """What the rows of the board are."""

    SUITE = "suite"
    DEVICE = "device"
    PEOPLE = "people"
    BATCH = "batch"


@dataclass(frozen=True, slots=True)
class Group:
    """One resource, or one batch: ``lanes`` rows; ``away``: by lane the spans at which nobody is there."""

    key: str
    view: View
    lanes: int
    capacity: int
    away: tuple[tuple[Open, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """One use of one lane. ``end`` is the end of the work, ``clear`` that of the clearance after it.

    ``kept``: a device stays with the batch between two operations. ``ghost``: where it stands in the published plan.
    """

    group: str
    lane: int
    job: str
    operation: str
    start: int
    end: int
    clear: int
    kept: bool = False
    moved: bool = False
    ghost: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """A plan as rows and bars. ``ends``: job -> when it is done; ``lanes`` are kept for the next what-if."""

    facts: Facts
    groups: Mapping[View, tuple[Group, ...]]
    bars: Mapping[View, tuple[Bar, ...]]
    ends: Mapping[str, int]
    begins: Mapping[str, int]
    lanes: Mapping[str, Lanes]
    moved: frozenset[tuple[str, str]] = frozenset()
    times: Mapping[View, npt.NDArray[np.int64]] = field(default_factory=dict)

    def between(self, view: View, since: int, until: int) -> list[Bar]:
        """The bars that reach into a window, in the order of their rows."""
        times, bars = self.times[view], self.bars[view]
        if not len(times):
            return []
        inside = (times[:, 0] < until) & (times[:, 1] > since)
        return [bars[number] for number in np.flatnonzero(inside)]


def view_of(resource: str) -> View:
    """Where a resource is shown: suites and roles are named as planning names them, everything else is a device."""
    first = resource.partition(" ")[0]
    if first == SUITE:
        return View.SUITE
    return View.PEOPLE if first in PEOPLE else View.DEVICE


def scene_of(standing: Standing, before: Scene | None = None, moved: frozenset[tuple[str, str]] = frozenset()) -> Scene:
    """The scene of a plan; as a what-if with what was ``moved``, in the lanes of the plan ``before`` it."""
    facts = standing.facts
    touched = {job for job, _ in moved}
    lanes: dict[str, Lanes] = {}
    bars: dict[View, list[Bar]] = {view: [] for view in View}
    by_resource: dict[str, list[Use]] = defaultdict(list)
    for taken in standing.uses.values():
        for use in taken:
            by_resource[use.resource].append(use)
    for resource in facts.resources:
        uses = sorted(by_resource[resource.key], key=lambda each: (each.start, each.job, each.first))
        lanes[resource.key] = _lanes(uses, resource.key, before, touched)
        here = list(_bars(uses, standing, lanes[resource.key], moved))
        if before is not None:
            here += [_ghost(each) for each in before.bars[view_of(resource.key)] if _left(each, resource.key, moved)]
        bars[view_of(resource.key)] += here
    rows = {job.key: _rows(job, standing) for job in facts.jobs}
    bars[View.BATCH] = [
        Bar(key, lane, key, place.operation, place.start, place.end, place.end, moved=(key, place.operation) in moved)
        for key, found in rows.items()
        for place, lane in found
    ]
    if before is not None:
        bars[View.BATCH] += [_ghost(each) for each in before.bars[View.BATCH] if _left(each, each.job, moved)]
    groups: dict[View, tuple[Group, ...]] = {
        view: tuple(_group(facts, each, view, lanes[each.key]) for each in facts.resources if view_of(each.key) is view)
        for view in (View.SUITE, View.DEVICE, View.PEOPLE)
    }
    begins = {job.key: _edge(standing, job, 0) for job in facts.jobs}
    order = sorted(facts.jobs, key=lambda each: (begins[each.key], each.key))
    groups[View.BATCH] = tuple(_batch(job.key, rows[job.key]) for job in order)
    return Scene(
        facts,
        groups,
        {view: tuple(found) for view, found in bars.items()},
        {job.key: _edge(standing, job, 1) for job in facts.jobs},
        begins,
        lanes,
        moved,
        {view: _times(found) for view, found in bars.items()},
    )


def _rows(job: Job, standing: Standing) -> list[tuple[Placed, int]]:
    """The operations of a batch with the rows that they stand in: what goes on at once is drawn one below another."""
    places = [standing.placed[job.key, each.key] for each in job.operations]
    spans = [Span((job.key, each.operation, ""), each.start, each.end, 1) for each in places if each.end > each.start]
    lanes = laid(spans, {}, frozenset())
    return [(each, lanes[job.key, each.operation, ""][0]) for each in places if each.end > each.start]


def _batch(key: str, rows: list[tuple[Placed, int]]) -> Group:
    count = max((lane + 1 for _place, lane in rows), default=1)
    return Group(key, View.BATCH, count, 1, ((),) * count)


def _key(use: Use) -> tuple[str, str, str]:
    return use.job, use.first, use.last


def _lanes(uses: list[Use], resource: str, before: Scene | None, touched: set[str]) -> Lanes:
    known = {} if before is None else before.lanes[resource]
    spans = [Span(_key(each), each.start, each.end, each.count) for each in uses if each.end > each.start]
    kept = frozenset(each.key for each in spans if each.key in known and each.key[0] not in touched)
    return laid(spans, known, kept)


def _bars(uses: list[Use], standing: Standing, lanes: Lanes, moved: frozenset[tuple[str, str]]) -> Iterator[Bar]:
    for use in uses:
        end = _work_end(use, standing)
        changed = (use.job, use.first) in moved or (use.job, use.last) in moved
        for lane in lanes.get(_key(use), ()):
            yield Bar(use.resource, lane, use.job, use.first, use.start, end, use.end, use.kept, changed)


def _work_end(use: Use, standing: Standing) -> int:
    """When a use ends without the clearance after it."""
    if not use.kept:
        return standing.placed[use.job, use.first].end
    job = standing.jobs[use.job]
    holds = [each for each in job.holds if (each.first, each.last) == (use.first, use.last)]
    return use.end - min(each.clearance for each in holds)


def _left(bar: Bar, group: str, moved: frozenset[tuple[str, str]]) -> bool:
    return bar.group == group and not bar.ghost and not bar.kept and (bar.job, bar.operation) in moved


def _ghost(bar: Bar) -> Bar:
    return Bar(bar.group, bar.lane, bar.job, bar.operation, bar.start, bar.end, bar.end, ghost=True)


def _group(facts: Facts, resource: Resource, view: View, lanes: Lanes) -> Group:
    used = max((lane + 1 for found in lanes.values() for lane in found), default=0)
    shown = max(used, resource.capacity if resource.capacity <= LANES_SHOWN_MAX else 1, 1)
    return Group(resource.key, view, shown, resource.capacity, tuple(_away(facts, resource, shown)))


def _away(facts: Facts, resource: Resource, lanes: int) -> Iterator[tuple[Open, ...]]:
    """By lane: when fewer are there than would fill it."""
    calendar = next((each for each in facts.calendars if each.key == resource.calendar), None)
    for lane in range(lanes):
        if calendar is None:
            yield () if lane < resource.capacity else ((0, facts.horizon),)
            continue
        there = joined(
            (shift.start, shift.end)
            for shift in shifts_until(calendar, facts.horizon)
            if lane < (resource.capacity if shift.count is None else shift.count)
        )
        edges = [0, *(edge for span in there for edge in span), facts.horizon]
        yield tuple((a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b)


def _edge(standing: Standing, job: Job, side: int) -> int:
    places = [standing.placed[job.key, each.key] for each in job.operations]
    return min(each.start for each in places) if not side else max(each.end for each in places)


def _times(bars: list[Bar]) -> npt.NDArray[np.int64]:
    return np.array([(each.start, max(each.clear, each.end)) for each in bars], dtype=np.int64).reshape(-1, 2)
