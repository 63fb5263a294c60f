"""Disturbances and the present applied to facts and to the plan that was published. Pure."""

from dataclasses import dataclass, replace

from cellpark.kernel.problem import Problem, Refused
from cellpark.planning.facts import Facts, Frozen, Job, Mode, Need, Operation
from cellpark.planning.replanning.disturbance import Broken, Disturbance, Failed, Late, Sick, Urgent
from cellpark.planning.replanning.using import Places
from cellpark.planning.scheduling.result import Placed, Schedule

OUT = "out"
"""The operation of a job that stands for what is out of order."""


@dataclass(slots=True)
class Disturbed:
    """Jobs as they are now, and which of them are hit; ``published`` without what is gone."""

    facts: Facts
    published: Schedule
    jobs: dict[str, Job]
    hit: set[str]
    out: list[Job]


def disturbed(facts: Facts, published: Schedule, disturbances: tuple[Disturbance, ...]) -> Disturbed:
    """One after the other. Raises ``Refused``: ``planning.replan.unknown``, ``.again``, ``.span``, ``.twice``."""
    found = Disturbed(facts, published, {job.key: job for job in facts.jobs}, set(), [])
    for each in disturbances:
        if isinstance(each, Failed):
            _failed(found, each)
        elif isinstance(each, Late):
            found.jobs[each.job] = replace(_known(found, each.job), release=each.release)
            found.hit.add(each.job)
        elif isinstance(each, Urgent):
            _new(found, each.job)
        else:
            _out(found, each)
    return found


def _known(found: Disturbed, key: str) -> Job:
    if key not in found.jobs:
        raise Refused(Problem("planning.replan.unknown", {"name": key}))
    return found.jobs[key]


def _new(found: Disturbed, job: Job) -> None:
    if job.key in found.jobs:
        raise Refused(Problem("planning.replan.twice", {"job": job.key}))
    found.jobs[job.key] = job
    found.hit.add(job.key)


def _failed(found: Disturbed, each: Failed) -> None:
    """What was begun of a lost batch stays as it was, up to its loss; the rest is gone."""
    job = _known(found, each.job)
    placed = {one.operation: one for one in found.published.placed if one.job == each.job}
    begun = {key: one for key, one in placed.items() if one.start < each.at}
    del found.jobs[each.job]
    found.published = replace(
        found.published,
        placed=tuple(one for one in found.published.placed if one.job != each.job or one.operation in begun),
        kept=tuple(one for one in found.published.kept if one.job != each.job),
    )
    if begun:
        operations = tuple(_ended(one, begun[one.key], each.at) for one in job.operations if one.key in begun)
        ends = {key: min(one.end, max(each.at, one.start)) for key, one in begun.items()}
        found.published = replace(
            found.published,
            placed=tuple(
                replace(one, end=ends[one.operation]) if one.job == each.job else one for one in found.published.placed
            ),
        )
        found.jobs[each.job] = Job(each.job, operations, release=job.release, weight=0, group=job.group)
    found.hit.add(each.job)
    if each.again is not None:
        keys = [one.key for one in job.operations]
        if each.again not in keys or not each.key:
            raise Refused(Problem("planning.replan.again", {"job": each.job, "operation": each.again}))
        _new(found, _from(job, keys[keys.index(each.again) :], each))


def _ended(operation: Operation, placed: Placed, at: int) -> Operation:
    """An operation of a lost batch: where it was, and no longer than until the loss."""
    mode = operation.modes[placed.mode]
    length = max(min(placed.end, at) - placed.start, 0)
    short = Mode(length if placed.end > at else mode.duration, mode.needs)
    modes = tuple(short if number == placed.mode else one for number, one in enumerate(operation.modes))
    frozen = Frozen(placed.start, placed.mode, placed.taken)
    return replace(operation, modes=modes, frozen=frozen, pausable=operation.pausable and placed.end <= at)


def _from(job: Job, keys: list[str], each: Failed) -> Job:
    kept = set(keys)
    return replace(
        job,
        key=each.key,
        operations=tuple(replace(one, frozen=None, earliest=0) for one in job.operations if one.key in kept),
        lags=tuple(lag for lag in job.lags if {lag.first, lag.second} <= kept),
        holds=tuple(hold for hold in job.holds if {hold.first, hold.last} <= kept),
        release=max(each.ready, each.at),
    )


def _out(found: Disturbed, each: Broken | Sick) -> None:
    """What is out of order is taken by a job of its own, that nobody can move."""
    if each.resource not in {one.key for one in found.facts.resources}:
        raise Refused(Problem("planning.replan.unknown", {"name": each.resource}))
    if not 0 <= each.since < each.until or each.count < 1:
        raise Refused(Problem("planning.replan.span", {"resource": each.resource}))
    kind = "broken" if isinstance(each, Broken) else "away"
    until = min(each.until, found.facts.horizon)
    need = Need((each.resource,), each.count)
    operation = Operation(OUT, (Mode(max(until - each.since, 0), (need,)),), frozen=Frozen(each.since))
    key = f"{kind} {each.resource} {each.since}-{each.until}"
    if key in {one.key for one in found.out}:
        raise Refused(Problem("planning.replan.twice", {"job": key}))
    found.out.append(Job(key, (operation,), release=each.since, weight=0))


def frozen(found: Disturbed, now: int, until: int, loose: frozenset[str]) -> Facts:
    """The facts of a search: what began before ``now`` stays, and for all but the loose what begins before ``until``.

    What was frozen already, because it was promised, stays for all but the loose as well.
    """
    placed = {(one.job, one.operation): one for one in found.published.placed}
    kept = {(one.job, one.hold): one.resource for one in found.published.kept}
    jobs = [
        _held(job, {one.key: _stays(job, one, placed, now, until, loose) for one in job.operations}, kept, now)
        for job in found.jobs.values()
    ]
    return replace(found.facts, jobs=(*jobs, *found.out))


def _stays(
    job: Job, operation: Operation, placed: Places, now: int, until: int, loose: frozenset[str]
) -> Frozen | None:
    where = placed.get((job.key, operation.key))
    held = operation.frozen
    if held is None and where is not None:
        held = Frozen(where.start, where.mode, where.taken)
    if held is None or held.start < now:
        return held
    stays = job.key not in loose and (operation.frozen is not None or held.start < until)
    return held if stays else None


def _held(job: Job, stays: dict[str, Frozen | None], kept: dict[tuple[str, int], str], now: int) -> Job:
    operations = [
        replace(one, frozen=stays[one.key], earliest=max(one.earliest, 0 if stays[one.key] else now))
        for one in job.operations
    ]
    holds = tuple(
        # what is kept already is kept where it is
        replace(hold, any_of=(kept[job.key, number],)) if stays[hold.first] and (job.key, number) in kept else hold
        for number, hold in enumerate(job.holds)
    )
    return replace(job, operations=tuple(operations), holds=holds)
