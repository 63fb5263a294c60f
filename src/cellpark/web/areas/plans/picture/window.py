"""What a window of the board shows, as small numbers for the script that draws it. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cellpark.web.areas.plans.picture.scene import Bar, Group, Scene, View

KEPT, MOVED, GHOST, LATE, URGENT, FIXED = 1, 2, 4, 8, 16, 32
"""Marks of a bar, as bits."""


@dataclass(frozen=True, slots=True)
class Window:
    """From when until when, of which rows, of which batch ("" is all); ``now`` is the unit in which the reader is."""

    view: View
    since: int
    until: int
    now: int
    batch: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """What people call resources, batches and operations; ``state`` of a batch where the house knows it."""

    group: Callable[[View, str], str]
    operation: Callable[[str, str], str]
    state: Mapping[str, str]


def state_of(scene: Scene, job: str, now: int) -> str:
    """One of the five states, by the plan alone."""
    if scene.begins[job] >= now:
        return "planned"
    return "done" if scene.ends[job] <= now else "running"


def late_jobs(scene: Scene) -> frozenset[str]:
    """The batches that are done after they are due."""
    return frozenset(each.key for each in scene.facts.jobs if each.due is not None and scene.ends[each.key] > each.due)


def shown(scene: Scene, window: Window) -> list[Bar]:
    """The bars of a window, by row and time; of one batch where one is asked for."""
    bars = scene.between(window.view, window.since, window.until)
    if window.batch:
        bars = [each for each in bars if each.job == window.batch]
    place = {group.key: number for number, group in enumerate(scene.groups[window.view])}
    return sorted(bars, key=lambda each: (place[each.group], each.start, each.lane))


def window_of(scene: Scene, window: Window, names: Names) -> dict[str, object]:
    """The window as JSON would have it: rows, bars, and the batches and operations that the bars name by number."""
    bars = shown(scene, window)
    there = {each.group for each in bars}
    groups = [
        group
        for group in scene.groups[window.view]
        # of batches only those that have something here; rooms and people are there when nobody comes
        if window.view is not View.BATCH or group.key in there
    ]
    first, rows = {}, 0
    for group in groups:
        first[group.key] = rows
        rows += group.lanes
    jobs = {key: number for number, key in enumerate(dict.fromkeys(each.job for each in bars))}
    operations = {key: n for n, key in enumerate(dict.fromkeys((each.job, each.operation) for each in bars))}
    by_key = {each.key: each for each in scene.facts.jobs}
    frozen = {(job, one.key) for job in jobs for one in by_key[job].operations if one.frozen is not None}
    late = late_jobs(scene)
    marks = {job: (LATE if job in late else 0) | (URGENT if by_key[job].weight > 1 else 0) for job in jobs}
    return {
        "view": window.view.value,
        "since": window.since,
        "until": window.until,
        "now": window.now,
        "rows": rows,
        "groups": [_group(group, first[group.key], window, names) for group in groups],
        "jobs": [
            [
                job,
                names.state.get(job) or state_of(scene, job, window.now),
                by_key[job].due,
                by_key[job].weight,
                scene.ends[job],
            ]
            for job in jobs
        ],
        "operations": [[jobs[job], key, names.operation(job, key)] for job, key in operations],
        "bars": [
            [
                first[each.group] + each.lane,
                operations[each.job, each.operation],
                each.start,
                each.end,
                each.clear,
                (KEPT if each.kept else 0)
                | (MOVED if each.moved else 0)
                | (GHOST if each.ghost else 0)
                | marks[each.job]
                | (FIXED if (each.job, each.operation) in frozen or each.start < window.now else 0),
            ]
            for each in bars
        ],
    }


def _group(group: Group, first: int, window: Window, names: Names) -> list[object]:
    """Its name, how many rows it has, how many of it there are, and when which row is away."""
    away = [[first + lane, a, b] for lane, spans in enumerate(group.away) for a, b in _in(spans, window)]
    return [names.group(window.view, group.key), group.lanes, group.capacity, away]


def _in(spans: tuple[tuple[int, int], ...], window: Window) -> list[tuple[int, int]]:
    return [
        (max(start, window.since), min(end, window.until))
        for start, end in spans
        if start < window.until and end > window.since
    ]
