"""The chain of slots: collection, manufacture, infusion. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any, Self

from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.quantity import Quantity
from cellpark.orders.events import Distances
from cellpark.orders.states import OrderState

NEAR = timedelta(minutes=1)
# from these states on a link of the chain is a fact and moves no more
FIXED: Mapping[str, frozenset[OrderState]] = {
    "collect_at": frozenset(
        {OrderState.COLLECTED, OrderState.RECEIVED, OrderState.MANUFACTURING, OrderState.MADE}
        | {OrderState.RELEASED, OrderState.SUPPLIED, OrderState.SHIPPED}
    ),
    "manufacture_from": frozenset(
        {OrderState.MANUFACTURING, OrderState.MADE, OrderState.RELEASED, OrderState.SUPPLIED, OrderState.SHIPPED}
    ),
    "manufacture_until": frozenset({OrderState.MADE, OrderState.RELEASED, OrderState.SUPPLIED, OrderState.SHIPPED}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """The planned times of one order."""

    collect_at: datetime
    manufacture_from: datetime
    manufacture_until: datetime
    infuse_at: datetime

    @classmethod
    def of(cls, row: object) -> Self | None:
        """The planned times of an order; None before they are planned."""
        values = {each.name: getattr(row, each.name) for each in fields(cls)}
        return None if None in values.values() else cls(**values)

    def form(self) -> Mapping[str, datetime]:
        """As the fields of an event."""
        return {each.name: getattr(self, each.name) for each in fields(self)}


def span(amount: Quantity) -> timedelta:
    """A duration as time. Raises ``Refused(quantity.dimension)`` for what is none."""
    return timedelta(seconds=float(amount.to("s").value))


def distances_of(form: Mapping[str, Any]) -> Distances:
    """The distances that an order or a therapy keeps as JSON; what it says nothing of is as it was before."""
    return Distances(
        **{each.name: Quantity.from_plain(form[each.name]) for each in fields(Distances) if each.name in form}
    )


def distances_problems(distances: Distances) -> list[Problem]:
    """Every distance is a time; the least is not above the greatest."""
    problems = []
    for each in fields(distances):
        try:
            wrong = span(getattr(distances, each.name)) < timedelta(0)
        except Refused:
            wrong = True
        if wrong:
            problems.append(Problem("orders.distance.no_time", {"name": each.name}, field=each.name))
    if problems:
        return problems
    for least, most in (("to_manufacture_min", "to_manufacture_max"), ("to_infusion_min", "to_infusion_max")):
        if span(getattr(distances, least)) > span(getattr(distances, most)):
            problems.append(Problem("orders.distance.crossed", field=least))
    return problems


def suggested(collect_at: datetime, distances: Distances) -> Slots:
    """A chain that keeps every distance: each link as early as it may be."""
    begins = collect_at + span(distances.to_manufacture_min)
    ends = begins + span(distances.manufacture)
    return Slots(
        collect_at=collect_at,
        manufacture_from=begins,
        manufacture_until=ends,
        infuse_at=ends + span(distances.to_infusion_min),
    )


def slots_problems(slots: Slots, distances: Distances, *, fresh: bool = True) -> list[Problem]:
    """The chain is in order and keeps the least and greatest distances of the therapy.

    What is made of a preserved reserve, and not of ``fresh`` cells, waits as long as the reserve keeps.
    """
    if not slots.collect_at <= slots.manufacture_from < slots.manufacture_until <= slots.infuse_at:
        return [Problem("orders.slots.order", field="collect_at")]
    to_manufacture = slots.manufacture_from - slots.collect_at
    to_infusion = slots.infuse_at - slots.manufacture_until
    lasts = slots.manufacture_until - slots.manufacture_from
    checks = (
        (
            "early",
            "manufacture_from",
            to_manufacture >= span(distances.to_manufacture_min) - NEAR,
            "to_manufacture_min",
        ),
        (
            "late",
            "manufacture_from",
            not fresh or to_manufacture <= span(distances.to_manufacture_max) + NEAR,
            "to_manufacture_max",
        ),
        ("short", "manufacture_until", lasts >= span(distances.manufacture) - NEAR, "manufacture"),
        ("early", "infuse_at", to_infusion >= span(distances.to_infusion_min) - NEAR, "to_infusion_min"),
        ("late", "infuse_at", to_infusion <= span(distances.to_infusion_max) + NEAR, "to_infusion_max"),
    )
    return [
        Problem(f"orders.slots.{code}", {"limit": str(getattr(distances, name))}, field=field)
        for code, field, kept, name in checks
        if not kept
    ]


def moved_problems(before: Slots, after: Slots, state: OrderState, at: datetime) -> list[Problem]:
    """What has happened stays where it happened; what is still to come is not moved into the past."""
    problems = []
    for name in ("collect_at", "manufacture_from", "manufacture_until", "infuse_at"):
        was, becomes = getattr(before, name), getattr(after, name)
        if was == becomes:
            continue
        if state in FIXED.get(name, frozenset()):
            problems.append(Problem("orders.slots.happened", field=name))
        elif becomes < at:
            problems.append(Problem("orders.slots.past", field=name))
    if before == after:
        problems.append(Problem("orders.slots.same", field="collect_at"))
    return problems
