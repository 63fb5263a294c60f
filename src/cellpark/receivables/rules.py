"""What may be said about payments, and what follows from days: buckets of age, steps of reminders. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from cellpark.base.text import text_problems
from cellpark.billing.public import LineKind
from cellpark.kernel.problem import Problem
from cellpark.receivables.states import TAXED_KINDS

COIN = Decimal("0.01")
AMOUNT_MAX = Decimal(10) ** 14
REFERENCE_MAX, PAYER_MAX, TEXT_MAX, REASON_MAX = 80, 200, 300, 500
PAYOUT_ALONE_MAX = Decimal("5000.00")
"""More than this goes back only when a second person says so."""
ACCOUNT_NUMBER = re.compile(r"[0-9A-Z]{6,34}")
TAX_CODE = re.compile(r"[0-9]{19}")
TAX_NAME_MAX = 100
CLEARING = re.compile(r"[0-9]{12}")
BIC = re.compile(r"[A-Z]{6}[0-9A-Z]{2}([0-9A-Z]{3})?")
"""ISO 9362: four letters of the bank, two of the country, two of the place, three of the branch."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class BankDetails:
    """Where debtors pay to: whose account at which bank, in one language or both."""

    number: str
    holder_zh: str = ""
    holder_en: str = ""
    bank_zh: str = ""
    bank_en: str = ""
    clearing: str = ""
    bic: str = ""

    def plain(self) -> "BankDetails":
        """Without the blanks and dashes in which people write numbers."""
        numbers = {"number", "clearing", "bic"}
        return BankDetails(
            **{
                name: re.sub(r"[\s-]", "", value).upper() if name in numbers else value.strip()
                for name, value in asdict(self).items()
            }
        )

    def columns(self) -> dict[str, str]:
        """By name, as a row holds them."""
        return asdict(self)


def payee_problems(said: BankDetails) -> list[Problem]:
    """Bank details name a holder and a bank, and numbers that can be numbers of an account, of clearing, a BIC."""
    problems = text_problems(**said.columns())
    for name in ("holder", "bank"):
        words = [getattr(said, f"{name}_{language}") for language in ("zh", "en")]
        if not any(words):
            problems.append(Problem("base.required", field=f"{name}_zh"))
        if max(map(len, words)) > PAYER_MAX:
            problems.append(Problem("base.too_long", {"limit": PAYER_MAX}, field=f"{name}_zh"))
    if not ACCOUNT_NUMBER.fullmatch(said.number):
        problems.append(Problem("receivables.payee.number", field="number"))
    if said.clearing and not CLEARING.fullmatch(said.clearing):
        problems.append(Problem("receivables.payee.clearing", field="clearing"))
    if said.bic and not BIC.fullmatch(said.bic):
        problems.append(Problem("receivables.payee.bic", field="bic"))
    return problems


def tax_code_problems(*, kind: LineKind, code: str, name: str) -> list[Problem]:
    """A code has nineteen digits and is for lines that are a sale."""
    problems = text_problems(name=name)
    if kind not in TAXED_KINDS:
        problems.append(Problem("receivables.tax_code.kind", field="kind"))
    if not TAX_CODE.fullmatch(code):
        problems.append(Problem("receivables.tax_code.malformed", field="code"))
    if len(name.strip()) > TAX_NAME_MAX:
        problems.append(Problem("base.too_long", {"limit": TAX_NAME_MAX}, field="name"))
    return problems
