"""What may be said about payments, and what follows from days: buckets of age, steps of reminders. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from cellpark.base.text import text_problems
from cellpark.kernel.problem import Problem

COIN = Decimal("0.01")
AMOUNT_MAX = Decimal(10) ** 14
REFERENCE_MAX, PAYER_MAX, TEXT_MAX, REASON_MAX = 80, 200, 300, 500
PAYOUT_ALONE_MAX = Decimal("5000.00")
"""More than this goes back only when a second person says so."""
BUCKETS = ("not_due", "to_30", "to_60", "to_90", "over_90")
REMIND_AFTER_DAYS: Mapping[int, int] = {1: 7, 2: 21, 3: 35}
"""The first reminder goes out 7 days after the due day, the second after 21, the last after 35."""


@dataclass(frozen=True, slots=True)
class OpenBill:
    """What is open of one bill; ``amount`` is below nothing where it was paid first and credited later."""

    bill_id: UUID
    due: date
    amount: Decimal


def bucket_days(day: date) -> Mapping[str, tuple[date | None, date | None]]:
    """From which due day on and up to which, not included, a bill is in each bucket of age on ``day``.

    The due day itself is not late yet; a bucket has thirty days, the first and the last are open.
    """
    edges = [None, *(day - timedelta(days=late) for late in (0, 30, 60, 90)), None]
    return {name: (edges[place + 1], edges[place]) for place, name in enumerate(BUCKETS)}


def oldest_first(amount: Decimal, bills: Iterable[OpenBill]) -> list[tuple[UUID, Decimal]]:
    """How much of ``amount`` each bill gets when the one that is due first is settled first."""
    found = []
    for each in sorted(bills, key=lambda bill: (bill.due, str(bill.bill_id))):
        part = min(amount, each.amount)
        if part > 0:
            found.append((each.bill_id, part))
            amount -= part
    return found


def step_due(oldest: date, day: date, sent: Mapping[int, date]) -> int | None:
    """The reminder that is to go out on ``day``, after those that were ``sent`` (step and day); None when none is.

    ``oldest`` is the due day of the oldest bill that is open and late. Steps follow one another, each at least a week
    after the one before.
    """
    current = {step: on for step, on in sent.items() if on > oldest}
    step = max(current, default=0) + 1
    if step not in REMIND_AFTER_DAYS or (day - oldest).days < REMIND_AFTER_DAYS[step]:
        return None
    return None if current and day - max(current.values()) < timedelta(days=7) else step


def amount_problems(amount: Decimal, *, field: str = "amount") -> list[Problem]:
    """Money that came in or goes out is more than nothing, in whole cents."""
    if not amount.is_finite() or not 0 < amount < AMOUNT_MAX or amount != amount.quantize(COIN):
        return [Problem("receivables.amount", field=field)]
    return []


def payment_problems(
    *, amount: Decimal, received_on: date, today: date, reference: str, payer: str, text: str
) -> list[Problem]:
    """A payment has an amount and a day that was; what the bank wrote is short."""
    problems = amount_problems(amount)
    if received_on > today:
        problems.append(Problem("receivables.payment.future", {"day": received_on.isoformat()}, field="received_on"))
    limits = (("reference", reference, REFERENCE_MAX), ("payer", payer, PAYER_MAX), ("text", text, TEXT_MAX))
    problems += [
        Problem("base.too_long", {"limit": most}, field=name) for name, said, most in limits if len(said) > most
    ]
    return [*problems, *text_problems(reference=reference, payer=payer, text=text)]


def reason_problems(reason: str) -> list[Problem]:
    """Why money goes back, or a payment never was."""
    if not reason.strip():
        return [Problem("base.reason_required", field="reason")]
    if len(reason) > REASON_MAX:
        return [Problem("base.too_long", {"limit": REASON_MAX}, field="reason")]
    return text_problems(reason=reason)


def parts_problems(parts: Sequence[tuple[UUID, Decimal]]) -> list[Problem]:
    """By hand: each bill once, each part more than nothing."""
    problems = [problem for _, amount in parts for problem in amount_problems(amount)]
    if not parts or len({bill for bill, _ in parts}) != len(parts):
        problems.append(Problem("receivables.allocation.parts", field="parts"))
    return problems
