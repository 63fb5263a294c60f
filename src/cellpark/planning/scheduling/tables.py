"""Working times as tables over time, so that the engine looks up where work may begin and when it ends."""

import numpy as np

from cellpark.planning.facts import Facts, Mode, shared, shifts_until
from cellpark.planning.facts.calendars import Span, open_spans
from cellpark.planning.scheduling.engine.records import NEVER, Narrow


class Tables:
    """One table for each set of working times, duration and pausable or not."""

    def __init__(self, facts: Facts) -> None:
        """No table yet."""
        self.facts = facts
        self._resources = {each.key: each for each in facts.resources}
        self._spans: dict[tuple[str, int], tuple[Span, ...]] = {}
        self._numbers: dict[tuple[tuple[Span, ...], int, bool], int] = {}
        self._known: dict[tuple[tuple[str, ...], Mode, bool], int] = {}
        self._columns: list[tuple[Narrow, Narrow, Narrow]] = []

    def of(self, taken: tuple[str, ...], mode: Mode, *, pausable: bool) -> int:
        """The number of the table for a mode with these resources, or -1 where somebody is always there."""
        known = (taken, mode, pausable)
        if known not in self._known:
            spans: tuple[Span, ...] = ((0, self.facts.horizon),)
            for key, need in zip(taken, mode.needs, strict=True):
                if (key, need.count) not in self._spans:
                    self._spans[key, need.count] = open_spans(self.facts, self._resources[key], need.count)
                spans = shared(spans, self._spans[key, need.count])
            whole = spans == ((0, self.facts.horizon),)
            self._known[known] = -1 if whole else self._number(spans, mode.duration, pausable=pausable)
        return self._known[known]

    def _number(self, spans: tuple[Span, ...], duration: int, *, pausable: bool) -> int:
        key = (spans, duration, pausable)
        if key not in self._numbers:
            self._numbers[key] = len(self._columns)
            self._columns.append(_table(spans, duration, self.facts.horizon, pausable=pausable))
        return self._numbers[key]

    def arrays(self) -> Narrow:
        """Next start, last start and finish, by table and time."""
        if not self._columns:
            return np.zeros((3, 1, self.facts.horizon + 1), dtype=np.int32)
        return np.stack([np.stack(each) for each in self._columns], axis=1)


def _table(spans: tuple[Span, ...], duration: int, horizon: int, *, pausable: bool) -> tuple[Narrow, Narrow, Narrow]:
    times = np.arange(horizon + 1, dtype=np.int64)
    good = np.zeros(horizon + 1, dtype=bool)
    finish = times + duration
    if pausable and duration:
        for begin, end in spans:
            good[begin:end] = True
        working = np.flatnonzero(good)
        place = np.searchsorted(working, times) + duration - 1
        good &= place < len(working)
        if len(working):
            finish = working[np.minimum(place, len(working) - 1)] + 1
    else:
        for begin, end in spans:
            good[begin : max(begin, end - duration + 1)] = True
    following = np.where(good, times, NEVER)
    following = np.minimum.accumulate(following[::-1])[::-1]
    last = np.maximum.accumulate(np.where(good, times, -1))
    return following.astype(np.int32), last.astype(np.int32), finish.astype(np.int32)


def capacities(facts: Facts) -> Narrow:
    """By resource and time: how many there are; all of them where no shift says less, for what is kept overnight."""
    clearances = [
        need.clearance for job in facts.jobs for op in job.operations for mode in op.modes for need in mode.needs
    ]
    clearances += [hold.clearance for job in facts.jobs for hold in job.holds]
    width = facts.horizon + max(clearances, default=0) + 1
    calendars = {each.key: each for each in facts.calendars}
    found = np.empty((len(facts.resources), width), dtype=np.int32)
    for row, resource in enumerate(facts.resources):
        found[row] = resource.capacity
        if resource.calendar is not None:
            for shift in shifts_until(calendars[resource.calendar], facts.horizon):
                if shift.count:
                    found[row, shift.start : shift.end] = shift.count
    return found
