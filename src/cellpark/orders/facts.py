"""An order as the facts that a country's rules are judged on."""

from datetime import UTC, date, datetime
from typing import Any

from cellpark.kernel.expression import Value
from cellpark.orders.acting import asked_of
from cellpark.orders.country_rules import fact_name
from cellpark.orders.models import OrderStep, TreatmentOrder
from cellpark.orders.states import OrderState

DISPOSITIONS = (OrderState.RELEASED, OrderState.SUPPLIED)
PLANNED = ("collect_at", "manufacture_from", "manufacture_until", "infuse_at")


def instant(at: datetime | str | None) -> datetime | None:
    """A moment as expressions compare it."""
    found = datetime.fromisoformat(at) if isinstance(at, str) else at
    return None if found is None else found.astimezone(UTC)


def collected_at(order: TreatmentOrder) -> datetime | None:
    """When the cells were collected last; None before."""
    taken = OrderStep.objects.filter(order=order, type="collected").order_by("-number").first()
    return None if taken is None else instant(taken.details["collected_at"])


def facts_of(order: TreatmentOrder, at: datetime) -> dict[str, Value]:
    """What is known of an order ``at``; what is not there yet is None."""
    asked, reached = asked_of(order.asked), order.reached
    now, collect = instant(at), instant(order.collect_at)
    assert now is not None, "a moment is given"
    found: dict[str, Any] = {
        "country": order.country,
        "product": order.product,
        "now": now,
        "today": now.date(),
        "collect_day": None if collect is None else collect.date(),
        **{name: instant(getattr(order, name)) for name in PLANNED},
        "signed_at": instant(reached.get(OrderState.SUBMITTED)),
        "collected_at": collected_at(order),
        "made_at": instant(reached.get(OrderState.MADE)),
        "disposition": order.state if order.state in DISPOSITIONS else None,
    }
    for item in (*asked.eligibility, *asked.consents):
        found[fact_name("reference", item)] = order.references.get(item)
    for medicine in asked.wash_outs:
        day = order.last_doses.get(medicine)
        found[fact_name("last_dose", medicine)] = None if day is None else date.fromisoformat(day)
    return found
