"""What a disturbance does to a published plan: a new plan that changes little, and each move with its reason.

A disturbance is data (``disturbance``). What has begun stays, what is about to begin stays, and whatever still holds
stays where it was published; the rest finds room by the rules of a ``Policy``. Whoever approves sees the moves.
"""

from typing import TYPE_CHECKING

from cellpark.planning.replanning.disturbance import Broken, Disturbance, Failed, Late, Sick, Urgent
from cellpark.planning.replanning.move import Cause, Move, Rule, move_problem
from cellpark.planning.replanning.policy import Policy, Replanned

if TYPE_CHECKING:
    from collections.abc import Callable

    from cellpark.planning.facts import Facts
    from cellpark.planning.scheduling import Schedule

__all__ = [
    "Broken",
    "Cause",
    "Disturbance",
    "Failed",
    "Late",
    "Move",
    "Policy",
    "Replanned",
    "Rule",
    "Sick",
    "Urgent",
    "move_problem",
    "replan",
]


def replan(
    facts: "Facts",
    published: "Schedule",
    disturbances: tuple[Disturbance, ...],
    now: int,
    policy: Policy | None = None,
    *,
    progress: "Callable[[float], None] | None" = None,
    stop: "Callable[[], bool] | None" = None,
) -> Replanned:
    """The plan after some disturbances (``repairing.replan``); ``stop`` ends it with the best so far."""
    from cellpark.planning.replanning.repairing import replan as found

    return found(facts, published, disturbances, now, policy or Policy(), progress=progress, stop=stop)
