"""Chance that is counted, and what a placed job costs."""

import numpy as np

from cellpark.planning.scheduling.engine.compiling import inlined
from cellpark.planning.scheduling.engine.records import (
    DUE,
    END,
    FIRST_OP,
    FLOW,
    MOVED,
    NEVER,
    PUBLISHED,
    RELEASE,
    START,
    TARDINESS,
    WEIGHT,
    Plan,
    State,
)

ROUNDING = 1e-6


@inlined
def draw(state: State, below: int) -> int:
    """The next number from 0 to below ``below``: splitmix64, so that a seed gives the same plan everywhere."""
    state.chance[0] += np.uint64(0x9E3779B97F4A7C15)
    mixed = state.chance[0]
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed = mixed ^ (mixed >> np.uint64(31))
    return int(np.int64(mixed >> np.uint64(33)) % below)


@inlined
def job_end(plan: Plan, state: State, job: int) -> int:
    """When the last operation of a job ends."""
    found = 0
    for op in range(plan.jobs[job, FIRST_OP], plan.jobs[job + 1, FIRST_OP]):
        found = max(found, state.ops[op, END])
    return int(found)


@inlined
def job_cost(plan: Plan, state: State, job: int) -> int:
    """What a placed job adds to the objective, but for the makespan."""
    end = job_end(plan, state, job)
    late = max(end - plan.jobs[job, DUE], 0)
    found = plan.jobs[job, WEIGHT] * (plan.price[FLOW] * (end - plan.jobs[job, RELEASE]) + plan.price[TARDINESS] * late)
    if plan.price[MOVED]:
        for op in range(plan.jobs[job, FIRST_OP], plan.jobs[job + 1, FIRST_OP]):
            if plan.ops[op, PUBLISHED] >= 0 and plan.ops[op, PUBLISHED] != state.ops[op, START]:
                found += plan.price[MOVED]
    return int(found)


@inlined
def latest_end(plan: Plan, job: int, budget: float) -> int:
    """When a job has to end at the latest to cost no more than so much."""
    weight, flow, tardiness = plan.jobs[job, WEIGHT], plan.price[FLOW], plan.price[TARDINESS]
    release, due = plan.jobs[job, RELEASE], plan.jobs[job, DUE]
    if weight * (flow + tardiness) == 0 or budget >= NEVER:
        return NEVER
    share = budget / weight + ROUNDING
    late = (share + flow * release + tardiness * due) / (flow + tardiness)
    if late >= due or flow == 0:
        return int(min(late, NEVER))
    return int(min(release + share / flow, NEVER))


@inlined
def last_end(plan: Plan, state: State) -> int:
    """The makespan of the jobs that are placed."""
    found = 0
    for job in range(len(plan.alone)):
        if state.ops[plan.jobs[job, FIRST_OP], START] >= 0:
            found = max(found, job_end(plan, state, job))
    return int(found)
