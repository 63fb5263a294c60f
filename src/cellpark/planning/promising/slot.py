"""When one more patient would be done, among those who are planned: an answer at once, and a booking that holds it."""

from dataclasses import dataclass, replace

import numpy as np

from cellpark.kernel.problem import Problem, Refused
from cellpark.planning.facts import Facts, Frozen, Job
from cellpark.planning.scheduling.arrays import Drawn
from cellpark.planning.scheduling.checker import check, objective_of
from cellpark.planning.scheduling.engine.records import DUE, END, KEPT_ROW, NEVER, RELEASE, START, WAY
from cellpark.planning.scheduling.result import Kept, Placed, Schedule
from cellpark.planning.scheduling.standing import standing


@dataclass(frozen=True, slots=True)
class Slot:
    """Where all operations of one more patient would be; nothing is taken by asking."""

    job: Job
    placed: tuple[Placed, ...]
    kept: tuple[Kept, ...]
    end: int


@dataclass(frozen=True, slots=True)
class Held:
    """Facts and schedule with a slot that was booked; its operations stay where they are."""

    facts: Facts
    schedule: Schedule


class Slots:
    """A published plan held in arrays, and a patient like whom others are asked for.

    Importing this imports Numba; the first answer on a machine compiles. Not for several threads at a time.
    """

    def __init__(self, facts: Facts, published: Schedule, like: Job) -> None:
        """Draw the plan up. Raises ``Refused``: ``planning.promise.published`` with the first who does not fit in."""
        from cellpark.planning.scheduling.engine.asking import adopt

        self.facts, self.published, self.like = facts, published, like
        self._drawn = Drawn(replace(facts, jobs=(*facts.jobs, like)))
        self._plan, self._state = self._drawn.plan(), self._drawn.state(1)
        stands = standing(self._drawn, published)
        order = np.arange(len(facts.jobs), dtype=np.int64)
        if adopt(self._plan, self._state, standing(self._drawn, Schedule(())), stands, order) < len(facts.jobs):
            raise Refused(Problem("planning.promise.published", {"job": facts.jobs[int(order[0])].key}))
        self._job = len(facts.jobs)
        self._first = self._drawn.job_first[self._job]
        self._ops = np.zeros((len(like.operations), 3), dtype=np.int64)
        self._holds = np.zeros((len(like.holds), 1), dtype=np.int64)
        self._names = [each.key for each in facts.resources]

    def at(self, release: int, due: int | None = None) -> Slot:
        """The slot of a patient who is ready at ``release``. Raises ``Refused``: ``planning.schedule.no_room``."""
        from cellpark.planning.scheduling.engine.asking import ask

        self._plan.jobs[self._job, RELEASE] = release
        self._plan.jobs[self._job, DUE] = NEVER if due is None else due
        end = ask(self._plan, self._state, self._job, self._ops, self._holds)
        if end < 0:
            params = {"job": self.like.key, "horizon": str(self.facts.horizon)}
            raise Refused(Problem("planning.schedule.no_room", params))
        placed = []
        key = self.like.key
        for row, (_job, operation) in zip(self._ops.tolist(), self._drawn.operations[self._first :], strict=True):
            way = self._drawn.ways[row[WAY]]
            placed.append(Placed(key, operation.key, row[START], row[END], way.mode, way.taken))
        kept = tuple(Kept(key, number, self._names[row[KEPT_ROW]]) for number, row in enumerate(self._holds.tolist()))
        return Slot(replace(self.like, release=release, due=due), tuple(placed), kept, end)


def hold(facts: Facts, published: Schedule, slot: Slot, key: str) -> Held:
    """Book a slot for a patient: facts with the operations frozen where they were promised, and the schedule.

    Raises ``Refused``: what the checker finds with the slot in the plan (it was taken meanwhile), what facts refuse.
    """
    job = replace(slot.job, key=key)
    open_facts = replace(facts, jobs=(*facts.jobs, job))
    schedule = replace(
        published,
        placed=(*published.placed, *(replace(each, job=key) for each in slot.placed)),
        kept=(*published.kept, *(replace(each, job=key) for each in slot.kept)),
        proven=False,
    )
    schedule = replace(schedule, objective=objective_of(open_facts, schedule))
    problems = check(open_facts, schedule)
    if problems:
        raise Refused(*problems)
    where = {each.operation: each for each in slot.placed}
    rows = {each.hold: each.resource for each in slot.kept}
    frozen = replace(
        job,
        operations=tuple(
            replace(each, frozen=Frozen(where[each.key].start, where[each.key].mode, where[each.key].taken))
            for each in job.operations
        ),
        # what is kept is the one that was promised
        holds=tuple(replace(each, any_of=(rows[number],)) for number, each in enumerate(job.holds)),
    )
    return Held(replace(facts, jobs=(*facts.jobs, frozen)), schedule)
