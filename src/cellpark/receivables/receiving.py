"""Payments as rows and entries, for typing and for importing."""

import hashlib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.time import now
from cellpark.billing.public import Bill, SeriesKind, account_stream, take_numbers, today
from cellpark.leases.public import Lease
from cellpark.ledger.public import record
from cellpark.receivables.events import PaymentReceived
from cellpark.receivables.models import Payment
from cellpark.receivables.states import Method, Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """One movement: when, how much, how, and what the bank says of it."""

    received_on: date
    amount: Decimal
    method: Method = Method.BANK
    reference: str = ""
    payer: str = ""
    text: str = ""


def fingerprint_of(received: Received, nth: int = 1) -> str:
    """What tells two movements: the bank's reference; without one the day, the amount, the payer and the text.

    ``nth`` where somebody said that so many movements without a reference are alike.
    """
    if received.method is not Method.BANK:
        return ""
    said = (
        ("ref", received.reference)
        if received.reference
        else ("row", received.received_on.isoformat(), f"{received.amount:.2f}", received.payer, received.text)
    )
    more = () if received.reference or nth == 1 else (str(nth),)
    return hashlib.sha256("\n".join((*said, *more)).encode()).hexdigest()


def known_debtor(organisation_id: UUID, debtor_id: UUID) -> bool:
    """Whether an operator has a lease with somebody, or a bill."""
    mine = {"organisation_id": organisation_id}
    return (
        Lease.objects.filter(tenant_id=debtor_id, **mine).exists()
        or Bill.objects.filter(debtor_id=debtor_id, **mine).exists()
    )


def write_payment(
    received: Received, *, actor: Actor, organisation_id: UUID, debtor_id: UUID, origin: Origin, fingerprint: str = ""
) -> Payment:
    """Number and write a payment; the account is locked."""
    [number] = take_numbers(organisation_id, SeriesKind.PAYMENT, today(), 1)
    row = Payment(
        id=new_id(),
        organisation_id=organisation_id,
        parties=[debtor_id],
        number=number,
        debtor_id=debtor_id,
        received_on=received.received_on,
        amount=received.amount,
        method=received.method,
        origin=origin,
        reference=received.reference,
        payer=received.payer,
        text=received.text,
        fingerprint=fingerprint,
        entered_by=actor.person_id,
        entered_at=now(),
    )
    row.save(force_insert=True)
    event = PaymentReceived(
        payment=row.id,
        number=row.number,
        debtor=debtor_id,
        received_on=row.received_on,
        currency=row.currency,
        amount=row.amount,
        method=row.method,
        origin=row.origin,
    )
    stream = account_stream(organisation_id, debtor_id)
    record(stream=stream, event=event, actor=actor, organisation=organisation_id)
    return row
