"""Bills and money in the API. Amounts are texts in the currency of their row; days end before ``until``."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from ninja import Schema
from pydantic import Field

from cellpark.billing.public import BillKind, ChargeState, CreditState, LineKind, RunState
from cellpark.receivables.public import Method, Origin, PaymentState, PayoutKind, PayoutState
from cellpark.web.api.schemas.files import FileIn
from cellpark.web.api.values import Body, Moment, Text

Amount = Annotated[Decimal, Field(gt=0, max_digits=16, decimal_places=2)]
Reason = Annotated[Text, Field(min_length=1)]


class _Row(Schema):
    @classmethod
    def of(cls, row: Any) -> Self:
        """The row as answers show it."""
        return cls.model_validate({name: getattr(row, name) for name in cls.model_fields})


class LineOut(_Row):
    """A line: term, days, formula, amounts."""

    id: UUID
    position: int
    kind: LineKind
    term: str
    room: str
    text_zh: str
    text_en: str
    since: date
    until: date
    formula: str
    awaits: str
    net: Decimal
    tax_rate: Decimal
    tax: Decimal
    gross: Decimal


class BillOut(_Row):
    """A bill, and what is still open of it."""

    id: UUID
    organisation_id: UUID
    number: str
    kind: BillKind
    debtor_id: UUID
    lease_id: UUID | None
    lease_number: str
    since: date
    until: date
    issued_on: date
    due: date
    currency: str
    net: Decimal
    tax: Decimal
    gross: Decimal
    credited: Decimal
    paid: Decimal
    open: Decimal
    lines_digest: str

    @classmethod
    def of(cls, row: Any) -> Self:
        """The bill with its running figures."""
        claim = {name: getattr(row.claim, name) for name in ("credited", "paid", "open")}
        named = {name: getattr(row, name) for name in cls.model_fields if name not in (*claim, "lines")}
        return cls.model_validate(named | claim)


class BillWithLinesOut(BillOut):
    """A bill with its lines."""

    lines: list[LineOut] = []


class CreditIn(Body):
    """Which lines to take back; all that stand when none is named."""

    lines: list[UUID] | None = None
    reason: Reason


class CreditOut(_Row):
    """A credit note."""

    id: UUID
    number: str
    bill_id: UUID
    state: CreditState
    net: Decimal
    tax: Decimal
    gross: Decimal
    currency: str
    reason: str


class DecisionIn(Body):
    """The second person's word."""

    agree: bool


class RunIn(Body):
    """Up to and with which day."""

    until: date


class RunOut(_Row):
    """A billing run."""

    id: UUID
    until: date
    state: RunState
    leases: int
    done: int
    bills: int
    amount: Decimal
    failures: list[dict[str, str]]
    started_at: Moment
    finished_at: Moment | None


class PreviewOut(_Row):
    """What a run would do."""

    leases: int
    bills: int
    amount: Decimal
    charges: int
    charged: Decimal
    failures: list[str]


class CorrectionOut(Schema):
    """What a correction took back and billed instead."""

    credits: list[UUID]
    bill: UUID | None


class AgainOut(Schema):
    """The bill of the lease's lines, and the charges that wait for the next bill."""

    bill: UUID | None
    charges: list[UUID]


class ChargeIn(Body):
    """An amount that the next bill of a debtor takes up; ``tax`` is a share."""

    debtor_id: UUID
    since: date
    until: date
    text_zh: Text = ""
    text_en: Text = ""
    net: Annotated[Decimal, Field(max_digits=16, decimal_places=2)]
    tax: Annotated[Decimal, Field(ge=0, lt=1, max_digits=7, decimal_places=6)] = Decimal(0)
    source_kind: Annotated[Text, Field(min_length=1, max_length=40)]
    source_id: Annotated[Text, Field(min_length=1, max_length=120)]


class ChargeOut(_Row):
    """A charge."""

    id: UUID
    debtor_id: UUID
    since: date
    until: date
    net: Decimal
    tax: Decimal
    gross: Decimal
    state: ChargeState
    bill_id: UUID | None


class StandingOut(_Row):
    """How a debtor stands: open by age, and what of its payments settles nothing."""

    debtor_id: UUID
    open: Decimal
    overdue: Decimal
    free: Decimal
    balance: Decimal
    buckets: dict[str, Decimal]


class MovementOut(_Row):
    """One row of a statement."""

    day: date
    kind: Literal["bill", "credit", "payment", "refund"]
    number: str
    debit: Decimal
    credit: Decimal
    balance: Decimal


class StatementOut(Schema):
    """An account from a day up to and with another."""

    since: date
    until: date
    opening: Decimal
    closing: Decimal
    movements: list[MovementOut]


class BillingPartIn(Body):
    """So much for one bill."""

    bill_id: UUID
    amount: Amount


class PaymentIn(Body):
    """Money that came in; without ``parts`` it settles what was due first."""

    debtor_id: UUID
    received_on: date
    amount: Amount
    method: Literal["bank", "cash"] = "bank"
    reference: Annotated[Text, Field(max_length=80)] = ""
    payer: Annotated[Text, Field(max_length=200)] = ""
    text: Annotated[Text, Field(max_length=300)] = ""
    parts: list[BillingPartIn] | None = None
    keep_free: bool = False


class PaymentOut(_Row):
    """A payment."""

    id: UUID
    number: str
    debtor_id: UUID
    received_on: date
    currency: str
    amount: Decimal
    allocated: Decimal
    refunded: Decimal
    free: Decimal
    method: Method
    origin: Origin
    state: PaymentState


class AllocationIn(Body):
    """Parts for bills; without them what was due first."""

    parts: list[BillingPartIn] | None = None


class ReleaseIn(Body):
    """What a payment no longer settles."""

    bill_id: UUID
    amount: Amount
    reason: Reason


class BankFileIn(FileIn):
    """A bank's file; ``dry_run`` looks and enters nothing.

    ``also``: the lines that are payments of their own although another one is like them and has no reference either.
    """

    dry_run: bool = True
    also: list[int] | None = None


class ImportRowOut(Schema):
    """What becomes of one line; ``problem`` is the code of a refusal.

    ``same``: possibly the same as line ``like`` or as payment ``entered``.
    """

    line: int
    state: Literal["new", "twice", "same", "outgoing", "bad"]
    like: int | None
    entered: str
    debtor_id: UUID | None
    amount: Decimal | None
    problem: str


class ImportOut(Schema):
    """What a file does."""

    rows: list[ImportRowOut]
    amount: Decimal
    payments: list[UUID]


class PayeeIn(Body):
    """The bank account to which debtors shall pay, and why it changes."""

    number: Text
    holder_zh: Text = ""
    holder_en: Text = ""
    bank_zh: Text = ""
    bank_en: Text = ""
    clearing: Text = ""
    bic: Text = ""
    reason: Reason


class PayeeOut(_Row):
    """Bank details, and whether they hold."""

    id: UUID
    state: str
    number: str
    holder_zh: str
    holder_en: str
    bank_zh: str
    bank_en: str
    clearing: str
    bic: str
    proposed_at: Moment
    decided_at: Moment | None


class TaxCodeIn(Body):
    """By which code a kind of line is invoiced from a day on."""

    kind: LineKind
    code: Text
    since: date
    name: Text = ""


class TaxCodeOut(_Row):
    """A tax classification code."""

    id: UUID
    kind: str
    code: str
    name: str
    since: date
    recorded_at: Moment


class RefundIn(Body):
    """How much goes back, and why."""

    amount: Amount
    reason: Reason


class DepositIn(RefundIn):
    """Whether a deposit goes back or pays."""

    kind: Literal["return", "set_off"]


class PayoutOut(_Row):
    """Money that goes back."""

    id: UUID
    kind: PayoutKind
    state: PayoutState
    debtor_id: UUID
    amount: Decimal
    currency: str


class ReminderOut(_Row):
    """A letter, word for word."""

    id: UUID
    debtor_id: UUID
    step: int
    sent_on: date
    amount: Decimal
    text_zh: str
    text_en: str
