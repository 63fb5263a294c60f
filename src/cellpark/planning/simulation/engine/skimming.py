"""Operations at which nobody else can see a patient are gone through at once, where only the ends are asked for.

Such an operation needs nothing, frees nothing and marks nothing. What is drawn in it is the same, and the patient comes
to the next that others see at the same time. What is counted of operations, and the trace, are not the same.
"""

from cellpark.planning.simulation.engine.compiling import called, inlined
from cellpark.planning.simulation.engine.draws import drawn
from cellpark.planning.simulation.engine.philox import pair
from cellpark.planning.simulation.engine.records import CHOICES, Plan, Seen, World
from cellpark.planning.simulation.engine.working import DRAWS_A_LAP, start


@inlined
def unseen(plan: Plan, world: World, k: int) -> bool:
    """Whether the operation of a token has nothing but choices."""
    return plan.operations[world.tokens[k].operation].features | CHOICES == CHOICES  # type: ignore[no-any-return]


@inlined
def _taken(plan: Plan, world: World, operation: int, k: int) -> bool:
    """Whether one of the choices of an operation will be taken."""
    o, t = plan.operations[operation], world.tokens[k]
    below = 0.0
    for each in range(o.choice, o.choice_end):
        choice = plan.choices[each]
        if choice.needs and not world.tokens[t.root].flags & choice.needs:
            continue
        below += choice.chance
        if t.chance < below:
            return True
    return False


@called
def hurry(plan: Plan, world: World, seen: Seen, now: float, replication: int, k: int) -> None:
    """Go on with a token, which has come to an unseen operation, to the last such one in a row, and begin that."""
    t, at = world.tokens[k], now
    while True:
        operation = t.operation
        o = plan.operations[operation]
        to = o.then
        if to <= operation or plan.operations[to].features | CHOICES != CHOICES or t.blocked > at + t.work:
            break
        if o.features and _taken(plan, world, operation, k):
            break
        world.tokens[t.root].cost += o.cost
        at += t.work
        t.operation = to
        entity, draw = (t.source << 24) | t.entity, t.laps * DRAWS_A_LAP
        first, second = pair(plan.numbers[0].seed, replication, entity, to, draw)
        t.chance = second
        t.work = drawn(plan, plan.operations[to].work, first, replication, entity, to, draw)
    start(plan, world, seen, at, t.operation, k)
