"""Ruin and recreate: take related jobs out, put them back in another order, keep what is better or little worse."""

from collections.abc import Callable

import numpy as np

from cellpark.planning.scheduling.engine.choosing import arrange, choose
from cellpark.planning.scheduling.engine.compiling import SOURCES, called, inlined, kept
from cellpark.planning.scheduling.engine.costing import draw, job_cost, last_end, latest_end
from cellpark.planning.scheduling.engine.placing import AS_PUBLISHED, EARLY, remove, restore, settle, tighten
from cellpark.planning.scheduling.engine.records import (
    END,
    FIRST_HOLD,
    FIRST_OP,
    KEPT_ROW,
    LOW_START,
    MAKESPAN,
    MOVED,
    NEVER,
    PUBLISHED,
    Flags,
    Ints,
    Kept,
    Plan,
    State,
)

Improve = Callable[[Plan, State, Kept, Kept, Ints, Ints, int, float], int]

RUIN_LEAST, MORE = 2, 14
"""Jobs out at once: the least, and how many more."""
ALL_LATE = 30
"""In so many cases of a hundred a job is done as late as its end allows, which leaves earlier times to others."""


@called
def put(plan: Plan, state: State, job: int, latest: int) -> bool:
    """Place a job as early as it can be, or as it was published where moving has its price, if it ends in time."""
    if (
        plan.price[MOVED]
        and plan.ops[plan.jobs[job, FIRST_OP], PUBLISHED] >= 0
        and draw(state, 4)
        and settle(plan, state, job, AS_PUBLISHED, latest)
    ):
        return True
    if not settle(plan, state, job, EARLY, latest):
        return False
    tighten(plan, state, job, 1 if draw(state, 100) < ALL_LATE else 2)
    return True


@inlined
def note(plan: Plan, state: State, current: Kept, job: int) -> None:
    """Let the kept schedule have a job where it stands now."""
    for op in range(plan.jobs[job, FIRST_OP], plan.jobs[job + 1, FIRST_OP]):
        for column in range(LOW_START):
            current.ops[op, column] = state.ops[op, column]
    for hold in range(plan.jobs[job, FIRST_HOLD], plan.jobs[job + 1, FIRST_HOLD]):
        current.holds[hold, KEPT_ROW] = state.holds[hold, KEPT_ROW]
    current.cost[job] = job_cost(plan, state, job)


@inlined
def recreate(plan: Plan, state: State, chosen: Ints, found: int, limit: float) -> float:
    """Place the chosen jobs in turn; what they cost, or infinity once they certainly cost more than the limit."""
    spent, rest = 0.0, 0.0
    for place in range(found):
        rest += plan.alone[chosen[place]]
    for place in range(found):
        job = chosen[place]
        rest -= plan.alone[job]
        if not put(plan, state, job, latest_end(plan, job, limit - spent - rest)):
            return np.inf
        spent += job_cost(plan, state, job)
        if spent + rest > limit:
            return np.inf
    if plan.price[MAKESPAN]:
        spent += plan.price[MAKESPAN] * last_end(plan, state)
    return spent


@inlined
def whole(plan: Plan, found: Kept) -> float:
    """The objective."""
    total, end = 0.0, 0
    for job in range(len(found.cost)):
        total += found.cost[job]
    for op in range(found.ops.shape[0]):
        end = max(end, found.ops[op, END])
    return float(total + plan.price[MAKESPAN] * end)


@inlined
def remember(plan: Plan, current: Kept, best: Kept, changed: Flags) -> None:
    """Let the best schedule be the one that the search stands on, where that has changed."""
    for job in range(len(changed)):
        if changed[job]:
            changed[job] = False
            best.cost[job] = current.cost[job]
            for op in range(plan.jobs[job, FIRST_OP], plan.jobs[job + 1, FIRST_OP]):
                for column in range(LOW_START):
                    best.ops[op, column] = current.ops[op, column]
            for hold in range(plan.jobs[job, FIRST_HOLD], plan.jobs[job + 1, FIRST_HOLD]):
                best.holds[hold, KEPT_ROW] = current.holds[hold, KEPT_ROW]


@called
def turn(
    plan: Plan, state: State, current: Kept, near: Ints, chosen: Ints, changed: Flags, heat: float, span: float
) -> float:
    """Ruin and recreate once: what the objective has changed by, or infinity where all is as it was."""
    wanted = min(len(near), RUIN_LEAST + min(draw(state, MORE), draw(state, MORE)))
    found = choose(plan, state, current.ops, near, current.cost, wanted, chosen)
    before = span
    for place in range(found):
        before += current.cost[chosen[place]]
        remove(plan, state, chosen[place])
    arrange(plan, state, current.ops, chosen, found)
    limit = before - heat * np.log((draw(state, 1_000_000) + 1) / 1_000_001.0)
    after = recreate(plan, state, chosen, found, limit)
    if after > limit:
        for place in range(found):
            remove(plan, state, chosen[place])
        for place in range(found):
            restore(plan, state, chosen[place], current.ops, current.holds, True)
        return np.inf
    for place in range(found):
        note(plan, state, current, chosen[place])
        changed[chosen[place]] = True
    return after - before


def _improve(digest: str) -> Improve:
    def improve(
        plan: Plan, state: State, current: Kept, best: Kept, order: Ints, near: Ints, turns: int, heat: float
    ) -> int:
        """Place the jobs of ``order``, then ruin and recreate so many times.

        The best schedule is in ``best``. ``near``: the jobs that may be moved, by time; ``heat``: by how much a change
        may be dearer, about. Gives the first job that could not be placed, or -1.
        """
        assert len(digest) > 0
        for job in order:
            if not put(plan, state, job, NEVER):
                return int(job)
            note(plan, state, current, job)
        if turns == 0:
            return -1
        chosen, span = np.empty(RUIN_LEAST + MORE, np.int64), 0.0
        changed = np.ones(len(plan.alone), np.bool_)
        total, least = whole(plan, current), whole(plan, best)
        for _turn in range(turns):
            if plan.price[MAKESPAN]:
                span = plan.price[MAKESPAN] * float(last_end(plan, state))
            change = turn(plan, state, current, near, chosen, changed, heat, span)
            if change < np.inf:
                total += change
                if total < least:
                    least = total
                    remember(plan, current, best, changed)
        return -1

    return kept(improve)


improve = _improve(SOURCES)
