"""Hold clocks of containers that ran out: the exception that a batch owes for them, once for each clock (T10)."""

from datetime import timedelta

from cellpark.batches.desk import Desk
from cellpark.batches.run import Owed, State
from cellpark.batches.run.recipe import Reaction
from cellpark.batches.settling import open_owed
from cellpark.kernel.quantity import Quantity
from cellpark.materials.public import Colour, Container, clocks_of

CLOCK = "clock"
_HOUR = timedelta(hours=1)


def over(container: Container, clock: str, limit: Quantity) -> str:
    """What is seen of a clock that ran out, in one line; the same line stands for the same breach."""
    whole_hours = not limit.to("s").value % int(_HOUR.total_seconds())
    return f"{container.code} {clock} > {limit.to('h' if whole_hours else 'min')}"


def is_known(state: State, seen: str) -> bool:
    """Whether the batch has its exception for this breach."""
    return any(each.cause == CLOCK and each.seen == seen for each in state.deviations.values())


def owe_clocks(desk: Desk, step: str, field: str, container: Container) -> None:
    """What comes in or is used after one of its clocks ran out opens its exception, whenever that was."""
    for each in clocks_of(container, desk.at):
        seen = over(container, each.kind.value, Quantity.parse(f"{int(each.limit.total_seconds())} s"))
        if each.colour is Colour.RED and not is_known(desk.state, seen):
            open_owed(desk, Owed(CLOCK, step, field, str(container.id), Reaction.DEVIATION_MAJOR.value, seen))
