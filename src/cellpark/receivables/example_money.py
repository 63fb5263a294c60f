"""Load example bills and payments by the same acts and the same two people as in life, each on its own day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from cellpark.access.public import actor_for, running_memberships
from cellpark.base.actor import Actor
from cellpark.base.example_days import on_day
from cellpark.base.locks import lock_word
from cellpark.billing.public import (
    Bill,
    BillKind,
    Claim,
    CreditState,
    decide_credit,
    propose_credit,
    run_billing,
    today,
)
from cellpark.identity.public import Organisation, Person
from cellpark.kernel.months import add_months
from cellpark.kernel.yaml_text import read_yaml
from cellpark.receivables.actions.bill_late_fees import bill_late_fees
from cellpark.receivables.actions.record_payment import record_payment
from cellpark.receivables.actions.send_reminder import reminders_due, send_reminder
from cellpark.receivables.receiving import Received

SIZE_LIMIT_BYTES = 100_000
BILLED_ON, CREDITED_ON, PAID_ON, REMINDED_ON = 2, 5, 12, 24

MonthBegins = Callable[[UUID, date], None]


@dataclass(frozen=True, slots=True)
class _World:
    operator: Organisation
    staff: Actor
    manager: Actor
    month: date


def load_example_money(path: Path, *, month_begins: MonthBegins = lambda _operator, _day: None) -> int:
    """Bill, take payments, credit and remind month after month as the file says; how many bills were made.

    ``month_begins`` hears the operator and the first day of each month before it is billed: what else is to be
    charged is handed in then. Safe to repeat. Raises whatever an act refuses; then nothing is written.
    """
    said: Any = read_yaml(path.read_bytes(), limit_bytes=SIZE_LIMIT_BYTES)
    operator: Organisation = Organisation.objects.get(example=True, name_en=said["operator"])
    staff, manager = (_actor(said[name], operator) for name in ("prepared_by", "decided_by"))
    world = _World(operator, staff, manager, today().replace(day=1))
    with transaction.atomic():
        lock_word(f"receivables.examples/{operator.id}")
        if Bill.objects.filter(organisation_id=operator.id).exists():
            return 0
        for number in range(said["begins"], 1):
            _month(world, said, number, month_begins)
        return Bill.objects.filter(organisation_id=operator.id).count()


def _actor(email: str, operator: Organisation) -> Actor:
    person: Person = Person.objects.get(email=email, example=True)
    return actor_for(person.id, operator.id, running_memberships(person.id), channel="command")


def _month(world: _World, said: Mapping[str, Any], number: int, month_begins: MonthBegins) -> None:
    first = add_months(world.month, number)
    steps: tuple[tuple[int, Callable[[], None]], ...] = (
        (BILLED_ON, lambda: _bill(world, first, month_begins)),
        (CREDITED_ON, lambda: _credit(world, said["credits"], number)),
        (PAID_ON, lambda: _pay(world, said["payers"], number)),
        (REMINDED_ON, lambda: _remind(world)),
    )
    present = today()
    for day, act in steps:
        if first.replace(day=day) <= present:
            with on_day(first.replace(day=day)):
                act()


def _bill(world: _World, first: date, month_begins: MonthBegins) -> None:
    month_begins(world.operator.id, first)
    bill_late_fees(actor=world.staff, organisation_id=world.operator.id, until=first)
    run_billing(actor=world.staff, until=add_months(first, 1) - timedelta(days=1))


def _credit(world: _World, said: list[Mapping[str, Any]], number: int) -> None:
    for each in said:
        if each["month"] != number:
            continue
        bills = Bill.objects.filter(organisation_id=world.operator.id, debtor_id=_debtor(each).id, kind=BillKind.PERIOD)
        bill = bills.order_by("-issued_on", "-number").first()
        assert bill is not None, "an example of a credit note has a bill"
        lines = bill.lines.filter(kind=each["kind"]).values_list("id", flat=True)
        note = propose_credit(actor=world.staff, bill_id=bill.id, reason=each["reason"], line_ids=set(lines))
        if each["decided"] and note.state == CreditState.PROPOSED:
            decide_credit(actor=world.manager, credit_id=note.id, issued=True)


def _pay(world: _World, payers: list[Mapping[str, Any]], number: int) -> None:
    for place, each in enumerate(payers, start=1):
        debtor = _debtor(each)
        claims = Claim.objects.filter(organisation_id=world.operator.id, debtor_id=debtor.id, open__gt=0)
        owed = claims.aggregate(total=Sum("open"))["total"] or Decimal(0)
        amount = owed if number <= each["pays_until"] else Decimal(0)
        amount += Decimal(each.get("more", {}).get(number, 0)) + Decimal(each.get("parts", {}).get(number, 0))
        if amount > 0:
            received = Received(
                received_on=today(),
                amount=amount,
                reference=f"EX-{today():%Y%m}-{place}",
                payer=debtor.name_zh,
            )
            record_payment(actor=world.staff, organisation_id=world.operator.id, debtor_id=debtor.id, received=received)


def _remind(world: _World) -> None:
    for each in reminders_due(organisation_id=world.operator.id, day=today()):
        send_reminder(actor=world.staff, organisation_id=world.operator.id, debtor_id=each.debtor_id)


def _debtor(each: Mapping[str, Any]) -> Organisation:
    row: Organisation = Organisation.objects.get(example=True, name_en=each["debtor"])
    return row
