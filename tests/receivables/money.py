"""Shorthands for money that comes in."""

from datetime import date
from decimal import Decimal

from cellpark.billing.public import Bill, Claim
from cellpark.receivables import public as receivables
from cellpark.receivables.public import Payment, Received
from tests.billing.park import Park

DAY = date(2026, 11, 20)


def pay(park: Park, amount: str, *, on: date = DAY, reference: str = "", free: bool = False) -> Payment:
    return receivables.record_payment(
        actor=park.staff,
        organisation_id=park.operator.id,
        debtor_id=park.tenant.id,
        received=Received(received_on=on, amount=Decimal(amount), reference=reference),
        keep_free=free,
    )


def opens() -> list[Decimal]:
    return [each.open for each in Claim.objects.order_by("bill__number")]


def three_bills(park: Park) -> list[Bill]:
    """10,000.00 due on 5 September, 5 October and 5 November."""
    park.lease()
    park.run()
    return park.bills()
