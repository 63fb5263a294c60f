"""One operation somewhere else: what moves with it, whether all of it fits, and what stands against it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from cellpark.planning.facts import Edge, Job
from cellpark.planning.scheduling.result import Placed
from cellpark.planning.trying.plan import Flags, Standing
from cellpark.planning.trying.reason import Kind, Reason
from cellpark.planning.trying.times import Member, Trial

REASONS_MAX = 3


@dataclass(frozen=True, slots=True)
class Wish:
    """An operation of a job at another start. What is tied to it without any time between moves with it.

    ``rest``: the later operations of the job give way, each no further than it must; otherwise they stay.
    """

    job: str
    operation: str
    start: int
    rest: bool = False


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a wish: the operations and holds that move; or why they cannot, and the nearest start that does."""

    placed: tuple[Placed, ...] = ()
    kept: Mapping[tuple[str, int], str] = field(default_factory=dict)
    reasons: tuple[Reason, ...] = ()
    nearest: int | None = None

    @property
    def fits(self) -> bool:
        """Whether it is possible."""
        return not self.reasons


def tried(standing: Standing, wish: Wish, now: int) -> Tried:
    """Whether an operation may begin at another time; the plan itself is not changed. ``now``: nothing begins before.

    Raises ``KeyError`` for an operation that is not in the plan.
    """
    job = standing.jobs[wish.job]
    tied = _tied(standing, job, wish.operation)
    stays = [key for key in tied if _stays(standing, job, key, now)]
    if stays:
        held = wish.operation if wish.operation in stays else stays[0]
        where = standing.placed[wish.job, held]
        return Tried(reasons=(Reason(Kind.BEGUN, (wish.job, held), wish.start, at=where.start),))
    others = frozenset(each.key for each in job.operations) - set(tied)
    later = _later(job, tied) if wish.rest else frozenset()
    later -= {key for key in later if _stays(standing, job, key, now)}
    trial = _trial(standing, job, tied, others - later, now)
    good, reasons = _judged(trial, wish.start)
    if reasons:
        return Tried(reasons=reasons, nearest=_nearest(standing, good, wish))
    found = _placed_at(trial, wish.start)
    if later:
        whole = _giving_way(standing, job, found, later, now, others)
        if whole.fits:
            return whole
        # where nothing has to give way is a place in any case
        good, _reasons = _judged(_trial(standing, job, tied, others, now), wish.start)
        return replace(whole, nearest=_nearest(standing, good, wish))
    return _seen(standing, found, wish)


def _stays(standing: Standing, job: Job, key: str, now: int) -> bool:
    """Whether an operation has begun or was promised for when it is."""
    return standing.operations[job.key, key].frozen is not None or standing.placed[job.key, key].start < now


def _trial(
    standing: Standing,
    job: Job,
    tied: Mapping[str, int],
    settled: frozenset[str],
    now: int,
    moved: Mapping[str, Placed] | None = None,
) -> Trial:
    placed = {each.key: standing.placed[job.key, each.key] for each in job.operations} | dict(moved or {})
    kept = {number: standing.kept[job.key, number] for number in range(len(job.holds))}
    return Trial(standing, job, tied, settled, placed, kept, now)


def _judged(trial: Trial, start: int) -> tuple[Flags, tuple[Reason, ...]]:
    """All good starts, and what stands against one of them."""
    good: Flags = np.ones(trial.standing.facts.horizon + 1, dtype=bool)
    reasons: list[Reason] = []
    inside = 0 <= start < len(good)
    for line in trial.lines():
        good &= line.good
        if inside and not line.good[start] and len(reasons) < REASONS_MAX:
            reasons.append(line.why(start))
    if not inside:
        kind, at = (Kind.PAST, trial.now) if start < 0 else (Kind.HORIZON, trial.standing.facts.horizon)
        key = next(iter(trial.tied))
        reasons.append(Reason(kind, (trial.job.key, key), start, at))
    return good, tuple(dict.fromkeys(reasons))


def _nearest(standing: Standing, good: Flags, wish: Wish) -> int | None:
    """The good start that is nearest to what was wished, other than where it stands."""
    times = np.flatnonzero(good)
    times = times[times != standing.placed[wish.job, wish.operation].start]
    return int(times[np.argmin(np.abs(times - wish.start))]) if len(times) else None


def _placed_at(trial: Trial, start: int) -> Tried:
    placed = []
    for key in trial.tied:
        member = Member(trial, key)
        begin, end = int(member.begins[start]), int(member.ends[start])
        placed.append(replace(trial.placed[key], start=begin, end=end, taken=member.option(start)))
    kept = {}
    for number, hold in enumerate(trial.job.holds):
        if trial.moves(hold) and trial.known(hold):
            # the one that it has now where that is free, else another
            for key in trial.options(hold.any_of, trial.kept[number]):
                alone = replace(hold, any_of=(key,))
                if trial.hold_line(number, alone).good[start]:
                    kept[trial.job.key, number] = key
                    break
    return Tried(tuple(placed), kept)


def _seen(standing: Standing, found: Tried, wish: Wish) -> Tried:
    """What takes the same thing twice is seen only when all of it stands."""
    after = standing.having(found.placed, found.kept)
    moved = {each.operation for each in found.placed}
    for use in after.uses[wish.job]:
        if {use.first, use.last} & moved and (after.free[after.rows[use.resource], use.start : use.end] < 0).any():
            who, operation = (wish.job, use.first), (wish.job, wish.operation)
            reason = Reason(Kind.TAKEN, operation, wish.start, use.end, resource=use.resource, who=who)
            return Tried(reasons=(reason,))
    return found


def _giving_way(
    standing: Standing, job: Job, first: Tried, later: frozenset[str], now: int, others: frozenset[str]
) -> Tried:
    """The operations after what was moved, each where it was if that still does, else as near after it as possible."""
    moved = {each.operation: each for each in first.placed}
    kept, settled = dict(first.kept), (others - later) | set(moved)
    for operation in job.operations:
        if operation.key not in later or operation.key in moved:
            continue
        after = standing.having(moved.values(), kept)
        tied = {key: off for key, off in _tied(standing, job, operation.key).items() if key not in moved}
        trial = _trial(after, job, tied, frozenset(settled), now, moved)
        was = standing.placed[job.key, operation.key].start
        good, reasons = _judged(trial, was)
        if reasons:
            times = np.flatnonzero(good)
            times = times[times >= was] if (times >= was).any() else times
            if not len(times):
                return Tried(reasons=_why_nowhere(trial, was))
            was = int(times[0])
        found = _placed_at(trial, was)
        for each in found.placed:
            moved[each.operation] = each
        kept |= found.kept
        settled |= set(tied)
    changed = tuple(each for each in moved.values() if standing.placed[each.job, each.operation] != each)
    one = next(iter(first.placed))
    return _seen(standing, Tried(changed, kept), Wish(job.key, one.operation, one.start))


def _why_nowhere(trial: Trial, was: int) -> tuple[Reason, ...]:
    """What stands against the first start at which nothing of that stands against it which does where it was."""
    ends = np.logical_and.reduce([line.good for line in trial.lines() if not line.good[was]])
    later = np.flatnonzero(ends[was:])
    return _judged(trial, was + int(later[0]) if len(later) else was)[1]


def _tied(standing: Standing, job: Job, operation: str) -> dict[str, int]:
    """Operations with no play between them and this one, and how much later than it they begin."""
    found = {operation: 0}
    waiting = [operation]
    while waiting:
        key = waiting.pop()
        for lag in job.lags:
            if lag.most != lag.least or key not in (lag.first, lag.second):
                continue
            first, second = (
                _length(standing, job, lag.first, lag.first_at),
                _length(standing, job, lag.second, lag.second_at),
            )
            if first is None or second is None:
                continue
            apart = first + lag.least - second
            other, off = (lag.second, found[key] + apart) if key == lag.first else (lag.first, found[key] - apart)
            if other not in found:
                found[other] = off
                waiting.append(other)
    return found


def _length(standing: Standing, job: Job, key: str, at: Edge) -> int | None:
    """From the start of an operation to its edge; nothing where that depends on when it begins."""
    operation = standing.operations[job.key, key]
    if at is Edge.START:
        return 0
    return None if operation.pausable else operation.modes[standing.placed[job.key, key].mode].duration


def _later(job: Job, tied: Mapping[str, int]) -> frozenset[str]:
    """The operations that follow these by a limit, near or far."""
    reached, waiting = set(tied), list(tied)
    while waiting:
        key = waiting.pop()
        for lag in job.lags:
            if lag.first == key and lag.second not in reached:
                reached.add(lag.second)
                waiting.append(lag.second)
    return frozenset(reached - set(tied))
