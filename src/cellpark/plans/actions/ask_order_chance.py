"""Let it be counted how sure the slot of an order is, and end that before its time."""

from datetime import datetime
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.scope import widened
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.plans.actions.ask_work import SCENARIOS, queued, refuse_nothing_published, stopped
from cellpark.plans.models import Work
from cellpark.plans.order_slots import chance_rows, release_of
from cellpark.plans.permissions import PlanPermission
from cellpark.plans.rules import scenario_problems
from cellpark.plans.sides import OPEN, order_in_sight, told
from cellpark.plans.states import WorkKind


def ask_for_order_chance(
    *, actor: Actor, order_id: UUID, release: datetime | None = None, scenarios: int = SCENARIOS, seed: int = 1
) -> Work:
    """By when the product of an order is ready and how sure that is: of its own slot, or of one more patient's.

    Hospital and maker may. Raises ``NotAllowed``; ``Refused``: ``plans.hold.order``, ``plans.slot.day``,
    ``plans.promise.nothing_published``, ``plans.work.busy`` while it is counted already.
    """
    order = order_in_sight(actor, order_id)
    refuse_any(scenario_problems(scenarios=scenarios, seed=seed))
    if order.state not in OPEN:
        raise Refused(Problem("plans.hold.order", {"number": order.number}))
    asked = {
        "order": str(order.id),
        "number": order.number,
        "recipe": order.therapy.recipe,
        "release": release_of(order, release).isoformat(),
        "scenarios": scenarios,
        "seed": seed,
    }
    with widened(order.organisation_id), told(actor, order):
        refuse_nothing_published(order.organisation_id)
        return queued(actor, PlanPermission.HOLD, order.organisation_id, WorkKind.CHANCE, asked)


def stop_order_chance(*, actor: Actor, order_id: UUID) -> Work:
    """End the count that is under way for an order. Raises ``NotAllowed``; ``Refused(plans.work.over)``."""
    order = order_in_sight(actor, order_id)
    with widened(order.organisation_id):
        going = chance_rows(order, going=True).first()
        if going is None:
            raise Refused(Problem("plans.work.over"))
        return stopped(going.id)
