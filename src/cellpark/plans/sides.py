"""Who may ask for the slot of an order, and what of the plan they are told (T19)."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist

from cellpark.base.actor import Actor
from cellpark.kernel.problem import NotAllowed, Problem, Refused
from cellpark.orders.public import OrderState, TreatmentOrder, orders
from cellpark.plans.permissions import PlanPermission

OPEN = (OrderState.DRAFT, OrderState.SUBMITTED, OrderState.ACCEPTED)
"""Before the cells are collected, an order may get a slot."""
# engines name batches and operations; the sides of an order read about the order alone
_SAID = {"planning.draft.no_overlay": "plans.slot.no_overlay", "planning.schedule.no_room": "plans.slot.no_room"}
_UNCLEAR = "plans.slot.unclear"


def order_in_sight(actor: Actor, order_id: UUID) -> TreatmentOrder:
    """An order with its therapy; a draft is its hospital's alone.

    Raises ``TreatmentOrder.DoesNotExist`` and, for who may hold no slots or is no side of it, ``NotAllowed``.
    """
    rows = TreatmentOrder.objects.all() if actor.process is not None else orders(actor)
    found: TreatmentOrder = rows.select_related("therapy").get(id=order_id)
    if not is_side(actor, found):
        raise NotAllowed(str(PlanPermission.HOLD))
    return found


def is_side(actor: Actor, order: TreatmentOrder) -> bool:
    """Whether somebody may ask for this order's slot, hold it and give it back."""
    if actor.process is not None:
        return True
    return actor.may(PlanPermission.HOLD) and actor.organisation_id in (order.organisation_id, order.hospital_id)


@contextmanager
def told(actor: Actor, order: TreatmentOrder) -> Iterator[None]:
    """Refusals of the plan in words about the order. To the hospital none names who else is planned (T19)."""
    try:
        yield
    except Refused as refused:
        again = Refused(*told_problems(actor, order, refused.problems))
        again.afterwards = refused.afterwards
        raise again from refused
    except ObjectDoesNotExist as missing:  # a therapy whose recipe this plant does not have
        raise Refused(Problem(_UNCLEAR)) from missing


def told_problems(actor: Actor, order: TreatmentOrder, problems: Sequence[Problem]) -> list[Problem]:
    """The same problems as this side reads them, each sentence once."""
    is_maker = actor.organisation_id == order.organisation_id
    found: dict[str, Problem] = {}
    for each in problems:
        known = Problem(_SAID[each.code]) if each.code in _SAID else each
        is_open = is_maker or known.code.startswith(("plans.", "base."))
        shown = known if is_open else Problem(_UNCLEAR)
        found.setdefault(f"{shown.code} {sorted(shown.params.items())}", shown)
    return list(found.values())
