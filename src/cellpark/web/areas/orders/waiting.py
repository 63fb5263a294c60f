"""What of treatment orders waits for somebody, on the first page after sign-in."""

from django.urls import reverse

from cellpark.base.actor import Actor
from cellpark.orders.public import OrderPermission, OrderState, running_orders
from cellpark.web.areas.orders.facts import offers
from cellpark.web.areas.orders.words import NEXT, order_state
from cellpark.web.pages.waiting import Task

SHOWN_MAX = 8


def tasks(actor: Actor) -> list[Task]:
    """The running orders whose next act is this reader's."""
    if not actor.may(OrderPermission.SEE):
        return []
    found = []
    for order in running_orders(actor)[: SHOWN_MAX * 10]:
        coming = NEXT.get(OrderState(order.state))
        if coming is None or coming.side not in order.sides_of(actor.organisation_id):
            continue
        if not any(each.is_main for each in offers(actor, order)):
            continue
        state = order_state(order.state)
        text = " · ".join(part for part in (order.number, order.product, str(state.label)) if part)
        by = getattr(order, coming.by) if coming.by else None
        found.append(Task(str(coming.words), text, reverse("order", args=[order.id]), state.colour, by))
    return found[:SHOWN_MAX]


TASKS = tasks
