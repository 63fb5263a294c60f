"""What the ledger keeps of bills. Streams belong to the operator; people and organisations appear by id alone."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from cellpark.ledger.public import event_type


@event_type("billing.charge.posted", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ChargePosted:
    """An amount waits for the next bill of a debtor."""

    charge: UUID
    debtor: UUID
    since: date
    until: date
    text_zh: str
    text_en: str
    currency: str
    net: Decimal
    tax: Decimal
    tax_rate: Decimal
    source_kind: str
    source_id: str


@event_type("billing.charge.reversed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeReversed:
    """A charge was taken back before it was billed."""

    charge: UUID


@event_type("billing.run.started", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class RunStarted:
    """Somebody started to bill everything up to a day; ``queued`` where the worker shall do it."""

    run: UUID
    until: date
    issued_on: date
    queued: bool


@event_type("billing.run.finished", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class RunFinished:
    """Every lease was looked at."""

    run: UUID
    leases: int
    bills: int
    amount: Decimal
    failures: int


@event_type("billing.bill.issued", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class BillIssued:
    """A bill as it stands; ``lines_digest`` binds its lines."""

    bill: UUID
    number: str
    kind: str
    debtor: UUID
    lease: UUID | None
    lease_number: str
    lease_version: int
    since: date
    until: date
    issued_on: date
    due: date
    currency: str
    net: Decimal
    tax: Decimal
    gross: Decimal
    lines: int
    lines_digest: str
    run: UUID | None


@event_type("billing.credit.proposed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class CreditProposed:
    """Lines of a bill shall be taken back; ``correcting`` where a changed lease says so."""

    credit: UUID
    bill: UUID
    correcting: bool
    lines: tuple[UUID, ...]
    net: Decimal
    tax: Decimal
    gross: Decimal


@event_type("billing.credit.issued", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class CreditIssued:
    """The lines are taken back."""

    credit: UUID
    bill: UUID
    number: str
    issued_on: date
    gross: Decimal


@event_type("billing.bill.billed_again", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class BilledAgain:
    """What credit notes took back of a bill is owed after all: by the bill ``instead`` and by charges."""

    bill: UUID
    credits: tuple[UUID, ...]
    instead: UUID | None
    charges: tuple[UUID, ...]


@event_type("billing.credit.declined", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class CreditDeclined:
    """The lines stand."""

    credit: UUID
    bill: UUID
