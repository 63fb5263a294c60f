"""What must hold of reports, work and costs. Pure: values in, problems out."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Final

from cellpark.base.text import text_problems
from cellpark.facilities.house.terms import Terms
from cellpark.facilities.states import OrderState
from cellpark.kernel.money import Money, Rounding
from cellpark.kernel.problem import Problem

TITLE_MAX: Final = 120
TEXT_MAX: Final = 2000
PLACE_MAX: Final = 120
COST_MAX: Final = Decimal(10_000_000)
POINT_MAX: Final = 100
FUTURE_MAX: Final = timedelta(minutes=10)
"""A building system's own clock may be so far ahead."""
COST_STATES: Final = frozenset(
    {OrderState.ACCEPTED, OrderState.ASSIGNED, OrderState.IN_WORK, OrderState.DONE, OrderState.CONFIRMED}
)
"""The states in which a cost may be written down."""
OWED_STATES: Final = frozenset({OrderState.CONFIRMED})
"""The states in which a second person lets a tenant be charged: nobody pays before the work was looked at."""


def line_problems(field: str, value: str, most: int, *, required: bool = True) -> list[Problem]:
    """A text that is there, fits and can be kept."""
    if not value.strip():
        return [Problem("base.required", field=field)] if required else []
    if len(value) > most:
        return [Problem("base.too_long", {"limit": most}, field=field)]
    return text_problems(**{field: value})


def reason_problems(value: str, *, field: str = "reason") -> list[Problem]:
    """Why something was done that others have to live with."""
    if not value.strip():
        return [Problem("base.reason_required", field=field)]
    return line_problems(field, value, TEXT_MAX)


def report_problems(*, title: str, text: str, place: str, kind: str, urgency: str, terms: Terms) -> list[Problem]:
    """What is wrong, where, of which kind, and how soon somebody has to come."""
    return [
        *line_problems("title", title, TITLE_MAX),
        *line_problems("text", text, TEXT_MAX, required=False),
        *line_problems("place", place, PLACE_MAX),
        *kind_problems(kind=kind, urgency=urgency, terms=terms),
    ]


def kind_problems(*, kind: str, urgency: str, terms: Terms) -> list[Problem]:
    """Kind and urgency are those of the house's list."""
    problems = [] if kind in terms.kinds else [Problem("base.not_a_choice", {"value": kind[:40]}, field="kind")]
    if urgency not in terms.targets:
        problems.append(Problem("base.not_a_choice", {"value": urgency[:40]}, field="urgency"))
    return problems


def assignee_problems(*, is_named: bool, contractor: str) -> list[Problem]:
    """One of the two: somebody of the park, or a firm."""
    if is_named == bool(contractor.strip()):
        return [Problem("facilities.assignee.one", field="contractor")]
    return line_problems("contractor", contractor, PLACE_MAX, required=False)


def cost_problems(
    *, text: str, quantity: Decimal, unit_price: Decimal, has_tenant: bool, to_tenant: bool
) -> list[Problem]:
    """What was used, how much of it, at which price; a tenant pays only where there is one."""
    problems = line_problems("text", text, TITLE_MAX)
    for field, value, least in (("quantity", quantity, Decimal("0.01")), ("unit_price", unit_price, Decimal(0))):
        if not value.is_finite() or not least <= value <= COST_MAX or value != round(value, 2):
            problems.append(Problem("facilities.cost.amount", {"most": str(COST_MAX)}, field=field))
    if to_tenant and not has_tenant:
        problems.append(Problem("facilities.cost.no_tenant", field="payer"))
    return problems


def net_of(quantity: Decimal, unit_price: Decimal) -> Decimal:
    """CNY without tax: quantity x unit price, rounded half up to the fen, once."""
    return Money.rounded(quantity * unit_price, "CNY", Rounding.HALF_UP).amount


def approval_problems(
    *, state: str, net: Decimal, is_charged: bool, approver: object, entered_by: Collection[object]
) -> list[Problem]:
    """What a tenant owes is approved once the order is confirmed, by somebody who did not write the costs down."""
    if is_charged:
        return [Problem("facilities.cost.charged")]
    if OrderState(state) not in OWED_STATES:
        return [Problem("facilities.cost.not_done")]
    if not net:
        return [Problem("facilities.cost.nothing")]
    if approver is not None and approver in entered_by:
        return [Problem("facilities.cost.own")]
    return []


def alarm_problems(*, source: str, external: str, point: str, place: str, text: str) -> list[Problem]:
    """An alarm says who sends it, which one it is, and of which point."""
    return [
        *line_problems("source", source, 60),
        *line_problems("id", external, POINT_MAX),
        *line_problems("point", point, POINT_MAX),
        *line_problems("room", place, PLACE_MAX, required=False),
        *line_problems("text", text, 500, required=False),
    ]


def moment_problems(at: datetime, *, now: datetime, field: str = "at") -> list[Problem]:
    """What happened did not happen in the future."""
    return [Problem("facilities.alarm.future", field=field)] if at > now + FUTURE_MAX else []


def total(amounts: Iterable[Decimal]) -> Decimal:
    """A sum of amounts with two digits."""
    return sum(amounts, Decimal("0.00"))


def number_of(text: str) -> Decimal | None:
    """The number that was typed, with a point or a comma of thousands; None for anything else."""
    try:
        found = Decimal(text.strip().replace(",", ""))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
