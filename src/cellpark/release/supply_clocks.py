"""The clocks of a case with the limits that its product and market set: the order keeps them since it began."""

from collections.abc import Mapping
from datetime import timedelta

from cellpark.orders import public as orders
from cellpark.release.clocks import Clock, Limit, clocks, first_due
from cellpark.release.models import Supply


def limits_of(case: Supply) -> Mapping[str, Limit]:
    """What the rules of the order's country say, by record; empty where they say nothing or there is no order."""
    order = orders.order_of(case.coi)
    if order is None:
        return {}
    said = orders.asked_of(order.asked).supply
    return {each.record: Limit(timedelta(hours=each.hours), each.source) for each in said}


def clocks_of(case: Supply) -> tuple[Clock, ...]:
    """The records of a case in sight in their order, each with its clock."""
    return clocks(case, limits_of(case))


def next_clock(case: Supply) -> Clock | None:
    """The record that is due next; None when the case is over."""
    return first_due(case, limits_of(case))
