"""The times at which operations that are tied together can begin, fact by fact, as lines of good and bad times.

A line says for each start of one of them (the anchor) whether one fact allows it; what all lines allow is a place.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from cellpark.planning.facts import Edge, Hold, Job, Lag, Operation
from cellpark.planning.facts.calendars import Span
from cellpark.planning.replanning.using import Use
from cellpark.planning.scheduling.result import Placed
from cellpark.planning.trying.plan import Flags, Standing
from cellpark.planning.trying.reason import Kind, Reason

Times = npt.NDArray[np.int64]
Explain = Callable[[int], Reason]


@dataclass(frozen=True, slots=True)
class Line:
    """Whether one fact allows each start of the anchor, and what it says where it does not."""

    good: Flags
    why: Explain


@dataclass(frozen=True, slots=True)
class Trial:
    """One job while some of its operations look for a place.

    ``tied``: how much later than the anchor each of them begins. ``settled``: the other operations of the job, which
    stand in ``placed`` and limit them; what is neither is asked later and takes nothing. ``now``: none begins before.
    """

    standing: Standing
    job: Job
    tied: Mapping[str, int]
    settled: frozenset[str]
    placed: Mapping[str, Placed]
    kept: Mapping[int, str]
    now: int

    def lines(self) -> Iterator[Line]:
        """One line for each fact that could stand against them."""
        for key in self.tied:
            member = Member(self, key)
            yield from member.lines()
        for lag in self.job.lags:
            if (lag.first in self.tied) != (lag.second in self.tied):
                other = lag.second if lag.first in self.tied else lag.first
                if other in self.settled:
                    yield self._lag(lag)
        for number, hold in enumerate(self.job.holds):
            if self.moves(hold) and self.known(hold):
                yield self.hold_line(number, hold)

    def known(self, hold: Hold) -> bool:
        """Whether both ends of a hold have a place by now."""
        return all(key in self.tied or key in self.settled for key in (hold.first, hold.last))

    def moves(self, hold: Hold) -> bool:
        """Whether a hold begins or ends with what is moved."""
        return hold.first in self.tied or hold.last in self.tied

    def operation(self, key: str) -> Operation:
        """One operation of the job."""
        return self.standing.operations[self.job.key, key]

    @property
    def starts(self) -> Times:
        """All starts of the anchor."""
        return np.arange(self.standing.facts.horizon + 1, dtype=np.int64)

    def edge(self, key: str, at: Edge) -> Times | int:
        """When an edge of an operation is, for each start of the anchor or once for all."""
        if key not in self.tied:
            where = self.placed[key]
            return where.end if at is Edge.END else where.start
        return Member(self, key).edge(at)

    def _lag(self, lag: Lag) -> Line:
        between = np.asarray(self.edge(lag.second, lag.second_at) - self.edge(lag.first, lag.first_at))
        good = between >= lag.least
        if lag.most is not None:
            good &= between <= lag.most
        moved, other = (lag.first, lag.second) if lag.first in self.tied else (lag.second, lag.first)

        def why(start: int) -> Reason:
            is_least = bool(between[start] < lag.least)
            limit = lag.least if is_least else lag.most or 0
            kind = Kind.LEAST if is_least else Kind.MOST
            place = self.placed[other]
            return self.reason(kind, moved, start, at=place.start, other=(self.job.key, other), limit=max(limit, 0))

        return Line(good, why)

    def hold_line(self, number: int, hold: Hold) -> Line:
        """Whether what is kept between two operations is free for as long as it is kept."""
        begin = np.broadcast_to(np.asarray(self.edge(hold.first, hold.first_at)), self.starts.shape)
        until = np.broadcast_to(np.asarray(self.edge(hold.last, hold.last_at)) + hold.clearance, self.starts.shape)
        options = self.options(hold.any_of, self.kept.get(number))
        bads = {key: self.bad(key, hold.count) for key in options}
        good = np.zeros(len(self.starts), dtype=bool)
        for key in options:
            good |= clear(bads[key], begin, until)
        moved = hold.first if hold.first in self.tied else hold.last

        def why(start: int) -> Reason:
            return self.not_free(moved, start, options[0], bads[options[0]], int(begin[start]), int(until[start]))

        return Line(good, why)

    def options(self, any_of: Sequence[str], now: str | None) -> tuple[str, ...]:
        """What could be taken, that first which is taken now."""
        return tuple(sorted(any_of, key=lambda key: key != now))

    def reason(
        self,
        kind: Kind,
        key: str,
        start: int,
        *,
        at: int = 0,
        other: tuple[str, str] = ("", ""),
        limit: int = 0,
        resource: str = "",
        who: tuple[str, str] = ("", ""),
    ) -> Reason:
        """A reason against a start of the anchor."""
        begins = start + self.tied[key]
        return Reason(kind, (self.job.key, key), begins, at, other, limit, resource, who)

    def not_free(self, key: str, start: int, resource: str, bad: Flags, begin: int, until: int) -> Reason:
        """Who has a resource at the first bad time of a span."""
        bad_at = begin + int(np.argmax(bad[max(begin, 0) : until])) if begin >= 0 else 0
        there = [use for use in self.others(resource) if use.start <= bad_at < use.end]
        if there:
            use = max(there, key=lambda each: each.end)
            return self.reason(Kind.TAKEN, key, start, at=use.end, resource=resource, who=(use.job, use.first))
        gap = self.standing.resources[resource].changeover
        near = [
            use
            for use in self.others(resource)
            if use.start - gap <= bad_at < use.end + gap and self.standing.jobs[use.job].group != self.job.group
        ]
        if near:
            use = near[0]
            who = (use.job, use.first)
            return self.reason(Kind.MIXED, key, start, at=use.end + gap, resource=resource, who=who)
        return self.reason(Kind.AWAY, key, start, at=bad_at, resource=resource)

    def others(self, resource: str) -> list[Use]:
        """What other jobs take of a resource."""
        return self.standing.others(self.job.key)[resource]

    def bad(self, resource: str, count: int) -> Flags:
        """At which times there is too little of a resource for so many more, or somebody it may not meet."""
        standing, row = self.standing, self.standing.rows[resource]
        free = standing.free[row].copy()
        for use in standing.uses[self.job.key]:
            if use.resource == resource and not ({use.first, use.last} <= self.settled):
                free[use.start : use.end] += use.count
        bad: Flags = free < count
        if standing.resources[resource].segregated and self.job.group:
            gap = standing.resources[resource].changeover
            for use in self.others(resource):
                group = standing.jobs[use.job].group
                if group and group != self.job.group and use.end > use.start:
                    bad[max(0, use.start - gap) : use.end + gap] = True
        return bad


@dataclass(frozen=True)
class Member:
    """One operation of those that are tied."""

    trial: Trial
    key: str

    @cached_property
    def operation(self) -> Operation:
        """The operation itself."""
        return self.trial.operation(self.key)

    @cached_property
    def begins(self) -> Times:
        """When it begins, for each start of the anchor."""
        return self.trial.starts + self.trial.tied[self.key]

    @cached_property
    def mode(self) -> int:
        """The way in which it is done, which stays."""
        return self.trial.placed[self.key].mode

    @cached_property
    def ends(self) -> Times:
        """When it ends; what rests while somebody is away ends later than its work lasts."""
        duration = self.operation.modes[self.mode].duration
        if not self.operation.pausable or not duration:
            return self.begins + duration
        working = np.flatnonzero(self._at_work())
        place = np.searchsorted(working, self.begins) + duration - 1
        never = self.trial.standing.facts.horizon + 1
        if not len(working):
            return np.full_like(self.begins, never)
        return np.where(place < len(working), working[np.minimum(place, len(working) - 1)] + 1, never)

    def edge(self, at: Edge) -> Times:
        """Its start or its end."""
        return self.ends if at is Edge.END else self.begins

    def _at_work(self) -> Flags:
        """When all that it takes now are at work at once."""
        found = np.ones(self.trial.standing.facts.horizon, dtype=bool)
        needs = self.operation.modes[self.mode].needs
        for key, need in zip(self.trial.placed[self.key].taken, needs, strict=True):
            found &= mask(self.trial.standing.open_spans(key, need.count), len(found))
        return found

    def lines(self) -> Iterator[Line]:
        """What stands against it, but for limits to others of its job."""
        trial, facts = self.trial, self.trial.standing.facts
        yield Line(self.begins >= trial.now, lambda start: trial.reason(Kind.PAST, self.key, start, at=trial.now))
        ready = max(trial.job.release, self.operation.earliest)
        yield Line(self.begins >= ready, lambda start: trial.reason(Kind.EARLY, self.key, start, at=ready))
        yield Line(
            self.ends <= facts.horizon, lambda start: trial.reason(Kind.HORIZON, self.key, start, at=facts.horizon)
        )
        for place, need in enumerate(self.operation.modes[self.mode].needs):
            now = trial.placed[self.key].taken[place]
            # what rests is counted with those whom it has now: their shifts say when it ends
            options = (now,) if self.operation.pausable else trial.options(need.any_of, now)
            yield self._need(options, need.count, need.clearance)

    def _need(self, options: tuple[str, ...], count: int, clearance: int) -> Line:
        trial, good = self.trial, np.zeros(len(self.begins), dtype=bool)
        bads, aways = {}, {}
        for key in options:
            bads[key], aways[key] = trial.bad(key, count), self._away(key, count)
            good |= clear(bads[key], self.begins, self.ends + clearance) & self._there(aways[key])

        def why(start: int) -> Reason:
            key, begin, end = options[0], int(self.begins[start]), int(self.ends[start])
            if not self._there(aways[key])[start]:
                following = [first for first, _ in trial.standing.open_spans(key, count) if first > begin]
                return trial.reason(Kind.AWAY, self.key, start, at=min(following, default=0), resource=key)
            return trial.not_free(self.key, start, key, bads[key], begin, end + clearance)

        return Line(good, why)

    def _away(self, key: str, count: int) -> Flags:
        horizon = self.trial.standing.facts.horizon
        return ~mask(self.trial.standing.open_spans(key, count), horizon)

    def _there(self, away: Flags) -> Flags:
        """Whether somebody is there all the time; where work may rest, when it begins."""
        if not self.operation.pausable or not self.operation.modes[self.mode].duration:
            return clear(away, self.begins, self.ends)
        return clear(away, self.begins, self.begins + 1)

    def option(self, start: int) -> tuple[str, ...]:
        """What it takes when the anchor begins at a good time: what it has now, where that is free."""
        trial, found = self.trial, []
        for place, need in enumerate(self.operation.modes[self.mode].needs):
            now = trial.placed[self.key].taken[place]
            options = (now,) if self.operation.pausable else trial.options(need.any_of, now)
            found.append(next(key for key in options if self._need((key,), need.count, need.clearance).good[start]))
        return tuple(found)


def mask(spans: Sequence[Span], horizon: int) -> Flags:
    """Spans as one flag for each time."""
    found = np.zeros(horizon, dtype=bool)
    for begin, end in spans:
        found[begin:end] = True
    return found


def clear(bad: Flags, begins: Times, ends: Times) -> Flags:
    """Whether no time of each span is bad; outside what is known everything is."""
    counted = np.concatenate(([0], np.cumsum(bad)))
    inside = (begins >= 0) & (ends <= len(bad))
    first, last = np.clip(begins, 0, len(bad)), np.clip(ends, 0, len(bad))
    found: Flags = inside & (counted[np.maximum(first, last)] == counted[first])
    return found
