"""Every schedule of a tiny plant, one after the other: slow, plain, and right. What the others are compared with."""

from itertools import product

from cellpark.kernel.problem import Problem, Refused
from cellpark.planning.facts import Facts, Job, Operation
from cellpark.planning.scheduling.checker import check, objective_of, operation_problems
from cellpark.planning.scheduling.result import Asked, Kept, Placed, Schedule

STEPS_MAX = 3_000_000


def brute(facts: Facts, asked: Asked) -> Schedule:
    """The best schedule of all. Raises ``Refused``: ``planning.schedule.too_much`` or ``planning.schedule.no_room``."""
    found = _Everything(facts, asked.published)
    found.go(0, ())
    if found.best is None:
        raise Refused(Problem("planning.schedule.no_room", {"job": facts.jobs[0].key, "horizon": str(facts.horizon)}))
    return found.best


class _Everything:
    """Depth first over the operations, each at every time in every way; the checker judges what is whole."""

    def __init__(self, facts: Facts, published: Schedule | None) -> None:
        self.facts, self.published = facts, published
        self.best: Schedule | None = None
        self.left = STEPS_MAX
        self.operations = [(job, operation) for job in facts.jobs for operation in job.operations]
        self.places = [self._places(job, operation) for job, operation in self.operations]
        self.holds = [(job.key, number, hold.any_of) for job in facts.jobs for number, hold in enumerate(job.holds)]

    def _places(self, job: Job, operation: Operation) -> list[Placed]:
        """Wherever an operation can be as far as itself is concerned, the earliest end first."""
        found = []
        for number, mode in enumerate(operation.modes):
            for taken in product(*(need.any_of for need in mode.needs)):
                for start in range(self.facts.horizon + 1):
                    last = self.facts.horizon if operation.pausable else start + mode.duration
                    for end in range(start + mode.duration, last + 1):
                        one = Placed(job.key, operation.key, start, end, number, taken)
                        if not operation_problems(self.facts, job, operation, one):
                            found.append(one)
        return sorted(found, key=lambda each: (each.end, each.start))

    def go(self, number: int, placed: tuple[Placed, ...]) -> None:
        """Try every place of what comes next, unless it costs as much as the best already."""
        self.left -= 1
        if self.left < 0:
            raise Refused(Problem("planning.schedule.too_much", {"limit": f"{STEPS_MAX:,}"}))
        if number == len(self.operations):
            self._whole(placed)
            return
        job, _operation = self.operations[number]
        for one in self.places[number]:
            more = (*placed, one)
            if self.best is not None and self._least(more) >= self.best.objective:
                return  # the others end later and cost no less
            if self._fits(job, more):
                self.go(number + 1, more)

    def _least(self, placed: tuple[Placed, ...]) -> int:
        """What the jobs cost as far as they are placed; moved operations are left out."""
        price, ends = self.facts.objective, dict[str, int]()
        for each in placed:
            ends[each.job] = max(ends.get(each.job, 0), each.end)
        total = price.makespan * max(ends.values())
        for job in self.facts.jobs:
            if job.key in ends:
                late = 0 if job.due is None else max(0, ends[job.key] - job.due)
                total += job.weight * (price.flow * (ends[job.key] - job.release) + price.tardiness * late)
        return total

    def _fits(self, job: Job, placed: tuple[Placed, ...]) -> bool:
        mine = {each.operation: each for each in placed if each.job == job.key}
        for lag in job.lags:
            if lag.first in mine and lag.second in mine:
                begin = mine[lag.first].end if lag.first_at == "end" else mine[lag.first].start
                end = mine[lag.second].end if lag.second_at == "end" else mine[lag.second].start
                if end - begin < lag.least or (lag.most is not None and end - begin > lag.most):
                    return False
        return True

    def _whole(self, placed: tuple[Placed, ...]) -> None:
        for choice in product(*(keys for _job, _number, keys in self.holds)):
            kept = tuple(Kept(job, number, key) for (job, number, _keys), key in zip(self.holds, choice, strict=True))
            objective = objective_of(self.facts, Schedule(placed), self.published)
            found = Schedule(placed, kept, objective, objective, proven=True)
            if (self.best is None or objective < self.best.objective) and not check(self.facts, found, self.published):
                self.best = found
