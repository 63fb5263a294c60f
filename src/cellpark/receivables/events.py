"""What the ledger keeps of accounts, in the stream of each debtor; people and organisations appear by id alone."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from cellpark.ledger.public import event_type


@event_type("receivables.payment.received", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentReceived:
    """Money came in."""

    payment: UUID
    number: str
    debtor: UUID
    received_on: date
    currency: str
    amount: Decimal
    method: str
    origin: str


@event_type("receivables.payment.reversed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentReversed:
    """A payment was entered wrongly, or the bank took it back."""

    payment: UUID


@event_type("receivables.allocation.made", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class AllocationMade:
    """So much of a payment settles a bill; below nothing it is released again."""

    allocation: UUID
    payment: UUID
    bill: UUID
    amount: Decimal
    day: date


@event_type("receivables.payout.proposed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutProposed:
    """Money shall go back, or a deposit be used."""

    payout: UUID
    kind: str
    payment: UUID | None
    bill: UUID | None
    amount: Decimal


@event_type("receivables.payout.done", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutDone:
    """Money went back, or a deposit was used."""

    payout: UUID
    amount: Decimal
    day: date


@event_type("receivables.payout.declined", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutDeclined:
    """Nothing goes back."""

    payout: UUID


@event_type("receivables.reminder.sent", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderSent:
    """A letter about overdue bills was printed; ``text_digest`` is the SHA-256 of both its texts."""

    reminder: UUID
    debtor: UUID
    step: int
    bills: tuple[UUID, ...]
    amount: Decimal
    day: date
    text_digest: str


@event_type("receivables.payee.proposed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class PayeeProposed:
    """Debtors shall pay into this account; nobody does yet."""

    payee: UUID
    holder_zh: str
    holder_en: str
    bank_zh: str
    bank_en: str
    account_number: str
    clearing: str
    bic: str


@event_type("receivables.payee.agreed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class PayeeAgreed:
    """A second person agreed: bills print this account from now on."""

    payee: UUID


@event_type("receivables.payee.declined", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class PayeeDeclined:
    """The account that was printed before stays."""

    payee: UUID


@event_type("receivables.payee.withdrawn", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class PayeeWithdrawn:
    """Whoever wrote the account down took it back before anybody decided."""

    payee: UUID


@event_type("receivables.tax_code.set", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class TaxCodeSet:
    """From a day on a kind of line is invoiced by this code of goods and services."""

    tax_code: UUID
    line_kind: str
    code: str
    code_name: str
    since: date
