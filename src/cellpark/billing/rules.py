"""What may be said about bills. Pure."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from cellpark.base.text import text_problems
from cellpark.kernel.interval import Interval
from cellpark.kernel.money import MAX_AMOUNT
from cellpark.kernel.problem import Problem

COIN = Decimal("0.01")
TEXT_MAX, REASON_MAX, SOURCE_MAX = 300, 500, 120
RUN_AHEAD_DAYS_MAX = 366
CORRECTION_DUE_DAYS = 14
"""A correction, and a bill of charges alone, is due so many days after it was issued."""
CREDIT_ALONE_MAX = Decimal("5000.00")
"""What single people credit of one bill, or of one debtor within ``CREDIT_ALONE_DAYS``; more needs a second person."""
CREDIT_ALONE_DAYS = 30
"""Over so many days, today with them, what single people credited one debtor is summed."""


def tax_of(net: Decimal, rate: Decimal) -> Decimal:
    """The tax on a net amount, rounded half up to the cent."""
    return (net * rate).quantize(COIN, rounding=ROUND_HALF_UP)


def charge_problems(
    *, days: Interval[date], text_zh: str, text_en: str, net: Decimal, tax: Decimal, source_kind: str, source_id: str
) -> list[Problem]:
    """A charge has an end, words, an amount in whole coins, a share of tax and a source."""
    problems = text_problems(text_zh=text_zh, text_en=text_en)
    if days.end is None:
        problems.append(Problem("billing.charge.endless", field="days"))
    if not (text_zh or text_en):
        problems.append(Problem("base.required", field="text_en"))
    if max(len(text_zh), len(text_en)) > TEXT_MAX:
        problems.append(Problem("base.too_long", {"limit": TEXT_MAX}, field="text_en"))
    if not net.is_finite() or abs(net) >= MAX_AMOUNT / 1000 or net != net.quantize(COIN) or not net:
        problems.append(Problem("billing.charge.amount", field="net"))
    if not (tax.is_finite() and 0 <= tax < 1):
        problems.append(Problem("billing.charge.tax", field="tax"))
    if not source_kind or not source_id or max(len(source_kind) * 3, len(source_id)) > SOURCE_MAX:
        problems.append(Problem("billing.charge.source", field="source_id"))
    return problems


def reason_problems(reason: str) -> list[Problem]:
    """Why something is taken back."""
    if not reason.strip():
        return [Problem("base.reason_required", field="reason")]
    if len(reason) > REASON_MAX:
        return [Problem("base.too_long", {"limit": REASON_MAX}, field="reason")]
    return text_problems(reason=reason)


def run_problems(*, until: date, today: date) -> list[Problem]:
    """A run does not reach further ahead than a year: nobody owes yet what is due then."""
    if (until - today).days > RUN_AHEAD_DAYS_MAX:
        return [Problem("billing.run.far", {"until": until.isoformat(), "days": RUN_AHEAD_DAYS_MAX}, field="until")]
    return []
