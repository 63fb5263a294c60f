"""Who waits before each operation: by rank (smaller first), then in the order of coming."""

from cellpark.planning.simulation.engine.compiling import inlined
from cellpark.planning.simulation.engine.records import NOBODY, Plan, World


@inlined
def join(plan: Plan, world: World, operation: int, k: int) -> None:
    """Token ``k`` takes its place in the queue."""
    tokens, queue = world.tokens, world.queues[operation]
    before = queue.last
    while before != NOBODY and tokens[before].rank > tokens[k].rank:
        before = tokens[before].before
    tokens[k].before = before
    if before == NOBODY:
        behind = queue.first
        queue.first = k
    else:
        behind = tokens[before].behind
        tokens[before].behind = k
    tokens[k].behind = behind
    if behind == NOBODY:
        queue.last = k
    else:
        tokens[behind].before = k
    o = plan.operations[operation]
    for each in range(o.need, o.need_end):
        world.uses[plan.needs[each].resource].waiting += 1


@inlined
def leave(plan: Plan, world: World, operation: int, k: int) -> None:
    """Token ``k``, the first of its queue, leaves it."""
    tokens, queue = world.tokens, world.queues[operation]
    behind = tokens[k].behind
    queue.first = behind
    if behind == NOBODY:
        queue.last = NOBODY
    else:
        tokens[behind].before = NOBODY
    o = plan.operations[operation]
    for each in range(o.need, o.need_end):
        world.uses[plan.needs[each].resource].waiting -= 1
