"""Why each operation does not begin where it was published: what stands there now, or what it follows. Pure.

The old place of an operation is looked at in the new plan, with everybody else where he is now. Causes are asked for in
an order: its own disturbance, what is out of order, who has what it needs, limits to other operations of the patient.
"""

from collections import defaultdict

from cellpark.planning.facts import Edge, Facts, Job, Operation
from cellpark.planning.replanning.applying import Disturbed
from cellpark.planning.replanning.move import Cause, Move, Rule
from cellpark.planning.replanning.using import Use, places, uses_of
from cellpark.planning.scheduling.result import Placed, Schedule
from cellpark.planning.scheduling.tables import capacities


def moves_of(facts: Facts, found: Disturbed, schedule: Schedule, now: int) -> tuple[Move, ...]:
    """All operations that were published and begin elsewhere, by their new start; what was not published is no move."""
    before = found.published.starts()
    explain = _Explainer(facts, found, schedule, now)
    moved = [each for each in schedule.placed if before.get((each.job, each.operation), each.start) != each.start]
    moved.sort(key=lambda each: (each.start, each.job, each.operation))
    return tuple(explain.move(each, before[each.job, each.operation]) for each in moved)


class _Explainer:
    def __init__(self, facts: Facts, found: Disturbed, schedule: Schedule, now: int) -> None:
        self.now = now
        self._out = {job.key for job in found.out}
        self._jobs = {job.key: job for job in facts.jobs}
        self._operations = {(job.key, one.key): one for job in facts.jobs for one in job.operations}
        self._placed, self._old = places(schedule.placed), places(found.published.placed)
        self._kept = {(one.job, one.hold): one.resource for one in schedule.kept}
        self._was_kept = {(one.job, one.hold): one.resource for one in found.published.kept}
        self._rows = {each.key: row for row, each in enumerate(facts.resources)}
        self._room = capacities(facts)
        self._uses: dict[str, list[Use]] = defaultdict(list)
        for job in facts.jobs:
            for use in uses_of(job, self._placed, self._kept):
                self._uses[use.resource].append(use)

    def move(self, placed: Placed, before: int) -> Move:
        """One operation with its cause."""
        job = self._jobs[placed.job]
        operation = self._operations[placed.job, placed.operation]
        plain = Move(placed.job, placed.operation, before, placed.start, Cause.ROOM, rule=Rule.LEAST)
        if before < max(job.release, operation.earliest):
            return Move(placed.job, placed.operation, before, placed.start, Cause.HIT, until=job.release)
        return (
            self._taken(job, operation, placed, before)
            or self._limited(job, placed, before)
            or self._kept_elsewhere(job, placed, before)
            or plain
        )

    def _taken(self, job: Job, operation: Operation, placed: Placed, before: int) -> Move | None:
        """Whether somebody has what it would need at its old place."""
        where = self._old[placed.job, placed.operation]
        for key, need in zip(where.taken, operation.modes[where.mode].needs, strict=True):
            found = self._blocking(job, key, before, where.end + need.clearance, need.count)
            if found is not None:
                return self._because(placed, before, key, found)
        return None

    def _kept_elsewhere(self, job: Job, placed: Placed, before: int) -> Move | None:
        """Whether what would be kept from or to its old place is had by somebody else."""
        for number, hold in enumerate(job.holds):
            if placed.operation not in (hold.first, hold.last) or (job.key, number) not in self._was_kept:
                continue
            key = self._was_kept[job.key, number]
            for use in uses_of(job, self._old, {(job.key, number): key}):
                found = self._blocking(job, key, use.start, use.end, use.count) if use.kept else None
                if found is not None:
                    return self._because(placed, before, key, found)
        return None

    def _blocking(self, job: Job, key: str, start: int, end: int, count: int) -> Use | None:
        """Of those who have a resource when there is too little of it for one more, the one who has it longest."""
        others = [use for use in self._uses[key] if use.job != job.key and use.start < end and use.end > start]
        room = self._room[self._rows[key]]
        for at in range(max(start, 0), min(end, len(room))):
            there = [use for use in others if use.start <= at < use.end]
            if sum(use.count for use in there) + count > room[at]:
                return max(there, key=lambda use: (self._rank(job, use), use.end), default=None)
        return None

    def _rank(self, job: Job, use: Use) -> int:
        """How good a reason a use is: what is out of order, who is more urgent, who had it before, in this order."""
        if use.job in self._out:
            return 3
        return 2 if self._jobs[use.job].weight > job.weight else int((use.job, use.first) not in self._old)

    def _because(self, placed: Placed, before: int, key: str, use: Use) -> Move:
        cause = Cause.OUT if use.job in self._out else Cause.TAKEN
        rule = self._rule(self._jobs[placed.job], use)
        return Move(placed.job, placed.operation, before, placed.start, cause, key, use.name, use.end, rule)

    def _rule(self, job: Job, use: Use) -> Rule:
        if self._operations[use.job, use.first].frozen is not None:
            return Rule.BEGUN if use.start < self.now or use.job in self._out else Rule.FROZEN
        if self._jobs[use.job].weight > job.weight:
            return Rule.URGENT
        old = self._old.get((use.job, use.first))
        same = old is not None and old.start == self._placed[use.job, use.first].start
        return Rule.PUBLISHED if same else Rule.LEAST

    def _limited(self, job: Job, placed: Placed, before: int) -> Move | None:
        """Whether a limit to another operation of the patient, where that is now, rules its old place out."""
        length = self._old[placed.job, placed.operation].end - before
        for lag in job.lags:
            if placed.operation not in (lag.first, lag.second):
                continue
            is_second = placed.operation == lag.second
            other = lag.first if is_second else lag.second
            there = self._placed[job.key, other]
            own_edge, other_edge = (lag.second_at, lag.first_at) if is_second else (lag.first_at, lag.second_at)
            own = before + (length if own_edge is Edge.END else 0)
            across = there.end if other_edge is Edge.END else there.start
            between = own - across if is_second else across - own
            if between < lag.least:
                return self._after(placed, before, Cause.LAG, other, lag.least)
            if lag.most is not None and between > lag.most:
                return self._after(placed, before, Cause.LIMIT, other, lag.most)
        return None

    def _after(self, placed: Placed, before: int, cause: Cause, other: str, limit: int) -> Move:
        return Move(placed.job, placed.operation, before, placed.start, cause, other=other, least=limit)
