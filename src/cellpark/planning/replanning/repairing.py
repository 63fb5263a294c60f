"""The new plan: what still holds stays, the rest finds room, and who is not hit moves only for more than it costs.

Imports Numba when called. Facts, plan, disturbances, policy and its seed decide the answer; no clock does.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from cellpark.kernel.problem import Problem, Refused
from cellpark.planning.facts import Facts
from cellpark.planning.replanning.applying import Disturbed, disturbed, frozen
from cellpark.planning.replanning.colliding import colliding
from cellpark.planning.replanning.disturbance import Disturbance
from cellpark.planning.replanning.explaining import moves_of
from cellpark.planning.replanning.policy import Policy, Replanned
from cellpark.planning.scheduling.arrays import Drawn
from cellpark.planning.scheduling.checker import check
from cellpark.planning.scheduling.engine.records import FIRST_OP, FIXED, START, WEIGHT, Ints
from cellpark.planning.scheduling.engine.records import Kept as Arrays
from cellpark.planning.scheduling.recreating import NOBODY, by_time, copied, schedule_of
from cellpark.planning.scheduling.result import Schedule, Stop
from cellpark.planning.scheduling.standing import standing

OUT_AT_ONCE = (4, 12, 40, 120)
"""How many others are taken out to give room to a patient who has none, if fewer were not enough."""
NEAR = 24
"""How many patients on either side of one who is hit may be moved, if that is worth its price."""
COLD = 1e-9
ORDERS = 4
"""In how many orders those are put back who were taken out."""
PORTION = 50
"""Turns between two looks at how much was moved."""


def replan(
    facts: Facts,
    published: Schedule,
    disturbances: tuple[Disturbance, ...],
    now: int,
    policy: Policy,
    *,
    progress: Callable[[float], None] | None = None,
    stop: Stop | None = None,
) -> Replanned:
    """The plan after some disturbances, seen by the checker.

    ``progress`` hears the share of the turns; ``stop`` ends it with the best so far, once everybody has a place.

    Raises ``Refused``: what does not fit in the disturbances (``applying``), ``planning.replan.in_use``, what the new
    facts contradict, ``planning.schedule.no_room``, and what the checker finds, which would be a fault of this program.
    """
    found = disturbed(facts, published, disturbances)
    loose = colliding(found, now) | found.hit
    price = facts.objective.moved or policy.moved
    search = frozen(found, now, now + policy.frozen_for, loose)
    search = replace(search, objective=replace(facts.objective, moved=price))
    repair = _Repair(search, found, policy)
    schedule = repair.done(progress, stop)
    problems = check(search, schedule, found.published)
    if problems:
        raise Refused(*problems)
    hit = frozenset(found.hit | repair.displaced)
    moves = moves_of(search, found, schedule, now)
    others = sum(len(job.operations) for job in facts.jobs if job.key not in hit)
    moved = sum(move.job not in hit for move in moves)
    return Replanned(search, schedule, hit, moves, others, moved)


class _Repair:
    """The arrays of one repair."""

    def __init__(self, facts: Facts, found: Disturbed, policy: Policy) -> None:
        self.facts, self.found, self.policy = facts, found, policy
        self.displaced: set[str] = set()
        self._drawn = Drawn(facts, found.published)
        self._plan, self._state = self._drawn.plan(), self._drawn.state(policy.seed)
        self._stands = standing(self._drawn, found.published)
        self._current = standing(self._drawn, Schedule(()))

    def done(self, progress: Callable[[float], None] | None, stop: Stop | None) -> Schedule:
        """Keep what holds, give room to the rest, then see whether others are worth moving."""
        from cellpark.planning.scheduling.engine.searching import improve

        waiting = self._adopted(self._by_right())
        keys = [job.key for job in self.facts.jobs]
        self.displaced |= {keys[job] for job in waiting}
        for job in waiting:
            self._room_for(int(job))
        best, near, turns = copied(self._current), self._near(waiting), 0
        if progress:
            progress(0.0)
        while len(near) > 1 and turns < self.policy.turns and not (stop and stop()):
            portion = min(PORTION, self.policy.turns - turns)
            better = copied(best)
            improve(self._plan, self._state, self._current, better, NOBODY, near, portion, COLD)
            if self._share_moved(better) > self.policy.share_moved:
                break
            best, turns = better, turns + portion
            if progress:
                progress(turns / self.policy.turns)
        return schedule_of(self._drawn, best, self._drawn.bound(), turns)

    def _share_moved(self, plan: Arrays) -> float:
        """The share of the operations of patients who are not hit that begin elsewhere than was published."""
        hit = self.found.hit | self.displaced
        others = np.array([job.key not in hit for job, _operation in self._drawn.operations])
        was = self._stands.ops[:, START]
        moved = (was >= 0) & (was != plan.ops[:, START]) & others
        return float(moved.sum() / max(1, others.sum()))

    def _by_right(self) -> Ints:
        """What has begun first, then the weightier, then who was published to begin sooner."""
        first = self._plan.jobs[:-1, FIRST_OP]
        begun = np.array([not any(each.frozen for each in job.operations) for job in self.facts.jobs])
        starts = self._stands.ops[first, START]
        starts = np.where(starts < 0, self.facts.horizon, starts)
        order: Ints = np.lexsort((starts, -self._plan.jobs[:-1, WEIGHT], begun)).astype(np.int64)
        return order

    def _adopted(self, order: Ints) -> Ints:
        """Those of some jobs for whom there is no place where they were published; the others have it again."""
        from cellpark.planning.scheduling.engine.asking import adopt

        count = adopt(self._plan, self._state, self._current, self._stands, order)
        return order[: len(order) - count]

    def _put(self, job: int) -> bool:
        from cellpark.planning.scheduling.engine.searching import improve

        one = np.array([job], dtype=np.int64)
        return improve(self._plan, self._state, self._current, self._current, one, NOBODY, 0, COLD) < 0

    def _room_for(self, job: int) -> None:
        """Place a job; where there is no room for it, others near it make some and find another place themselves."""
        if self._put(job):
            return
        from cellpark.planning.scheduling.engine.asking import leave

        near, chance = self._neighbours(job), np.random.Generator(np.random.Philox(self.policy.seed))
        for count in OUT_AT_ONCE:
            out = [job, *near[:count]]
            for attempt in range(ORDERS):
                leave(self._plan, self._state, self._current, np.array(out, dtype=np.int64))
                if attempt:
                    out = [out[int(place)] for place in chance.permutation(len(out))]
                # who has begun has limits that go on, and comes before those who can wait
                begun = [each for each in out if self._begun(each)]
                later = [each for each in out if not self._begun(each)]
                if self._all_put(begun, first=job) and self._all_put(later, first=job):
                    return
            if count >= len(near):
                break
        params = {"job": self.facts.jobs[job].key, "horizon": str(self.facts.horizon)}
        raise Refused(Problem("planning.schedule.no_room", params))

    def _begun(self, job: int) -> bool:
        return any(each.frozen for each in self.facts.jobs[job].operations)

    def _all_put(self, jobs: list[int], *, first: int) -> bool:
        """Place some jobs: one of them wherever it fits, then the others where they were published, or elsewhere."""
        if first in jobs and not self._put(first):
            return False
        rest = self._adopted(np.array([each for each in jobs if each != first], dtype=np.int64))
        return all(self._put(int(each)) for each in rest)

    def _neighbours(self, job: int) -> list[int]:
        """The other patients, those first whose time is nearest to that of a job."""
        first = self._plan.jobs[:-1, FIRST_OP]
        middle = np.where(self._stands.ops[first, START] < 0, -1, self._stands.ops[first, START])
        own = self.facts.jobs[job].release if middle[job] < 0 else int(middle[job])
        far = np.abs(middle - own)
        order = [int(each) for each in np.argsort(far, kind="stable")]
        return [each for each in order if each != job and self._movable(each)]

    def _movable(self, job: int) -> bool:
        """Whether a job is placed and has operations that are not fixed."""
        rows = slice(self._plan.jobs[job, FIRST_OP], self._plan.jobs[job + 1, FIRST_OP])
        free = self._plan.ops[rows, FIXED] == 0
        return bool(free.any() and (self._state.ops[rows, START] >= 0).all())

    def _near(self, waiting: Ints) -> Ints:
        """The jobs that stand near those that had to be placed anew."""
        order = by_time(self._plan, self._current)
        near = np.zeros(len(order), dtype=bool)
        for place in np.flatnonzero(np.isin(order, waiting)):
            near[max(0, place - NEAR) : place + NEAR + 1] = True
        found: Ints = np.array([job for job in order[near] if self._movable(int(job))], dtype=np.int64)
        return found
