"""Remind a debtor of what is overdue."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Min, QuerySet, Sum

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.scope import widened
from cellpark.base.time import now
from cellpark.billing.public import Bill, Claim, account_stream, today
from cellpark.identity.public import Organisation
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import record
from cellpark.receivables.allocating import lock_account
from cellpark.receivables.events import ReminderSent
from cellpark.receivables.models import Reminder
from cellpark.receivables.permissions import ReceivablesPermission
from cellpark.receivables.rules import OpenBill, step_due
from cellpark.receivables.texts import texts

PAY_WITHIN_DAYS = 10


@dataclass(frozen=True, slots=True)
class ReminderDue:
    """A letter that is to go out: of which step, about which bills (the oldest first), over how much."""

    debtor_id: UUID
    step: int
    bills: tuple[OpenBill, ...]

    @property
    def amount(self) -> Decimal:
        """What is overdue."""
        return sum((each.amount for each in self.bills), start=Decimal(0))


def steps_due(oldest: Mapping[UUID, date], *, organisation_id: UUID, day: date) -> dict[UUID, int]:
    """The step of the letter that is to go out on ``day`` to each debtor, by the day since which the oldest is due."""
    if not oldest:
        return {}
    sent: dict[UUID, dict[int, date]] = {}
    # a letter from before a debt says nothing of it; naming each of a thousand debtors costs more than it saves
    letters = Reminder.objects.filter(organisation_id=organisation_id, sent_on__gt=min(oldest.values()))
    if len(oldest) == 1:
        letters = letters.filter(debtor_id__in=oldest)
    for debtor, step, on in letters.order_by("sent_on").values_list("debtor_id", "step", "sent_on"):
        sent.setdefault(debtor, {})[step] = on
    found = {debtor: step_due(due, day, sent.get(debtor, {})) for debtor, due in oldest.items()}
    return {debtor: step for debtor, step in found.items() if step is not None}


def letters_due(*, organisation_id: UUID, day: date) -> tuple[int, Decimal]:
    """How many letters are to go out on ``day``, and what is overdue by those whom they go to."""
    rows = _late(organisation_id, day, None).values_list("debtor_id").annotate(since=Min("due"), owed=Sum("open"))
    late = {debtor: (since, owed) for debtor, since, owed in rows.order_by()}
    steps = steps_due({debtor: since for debtor, (since, _) in late.items()}, organisation_id=organisation_id, day=day)
    return len(steps), sum((late[debtor][1] for debtor in steps), start=Decimal(0))


def reminders_due(*, organisation_id: UUID, day: date, debtor_id: UUID | None = None) -> list[ReminderDue]:
    """The letters that are to go out on ``day`` with their bills, the debtor with the oldest debt first."""
    rows = _late(organisation_id, day, debtor_id)
    oldest = dict(rows.values_list("debtor_id").annotate(since=Min("due")).order_by("since", "debtor_id"))
    steps = steps_due(oldest, organisation_id=organisation_id, day=day)
    late = rows.filter(debtor_id__any_of=list(steps)) if steps else Claim.objects.none()
    bills: dict[UUID, list[OpenBill]] = {}
    for debtor, *said in late.order_by("due", "bill_id").values_list("debtor_id", "bill_id", "due", "open"):
        bills.setdefault(debtor, []).append(OpenBill(*said))
    return [ReminderDue(debtor, step, tuple(bills[debtor])) for debtor, step in steps.items() if debtor in bills]


def _late(organisation_id: UUID, day: date, debtor_id: UUID | None) -> "QuerySet[Claim]":
    rows: QuerySet[Claim] = Claim.objects.filter(organisation_id=organisation_id, open__gt=0, due__lt=day)
    return rows if debtor_id is None else rows.filter(debtor_id=debtor_id)


def send_reminder(*, actor: Actor, organisation_id: UUID, debtor_id: UUID) -> Reminder:
    """Write the letter that is due today and keep it word for word; it is printed from here, nobody's mail is sent.

    Raises ``Refused``: ``receivables.reminder.none``.
    """
    actor.require(ReceivablesPermission.REMIND)
    with transaction.atomic():
        lock_account(organisation_id, debtor_id)
        due = reminders_due(organisation_id=organisation_id, day=today(), debtor_id=debtor_id)
        if not due:
            raise Refused(Problem("receivables.reminder.none"))
        bills = list(Bill.objects.filter(id__in=[each.bill_id for each in due[0].bills]))
        words = letter(due[0], bills, day=today())
        row = Reminder(
            id=new_id(),
            organisation_id=organisation_id,
            parties=[debtor_id],
            debtor_id=debtor_id,
            step=due[0].step,
            sent_on=today(),
            bills=[each.bill_id for each in due[0].bills],
            currency=bills[0].currency,
            amount=due[0].amount,
            text_zh=words["zh"],
            text_en=words["en"],
            sent_by=actor.person_id,
            sent_at=now(),
        )
        row.save(force_insert=True)
        event = ReminderSent(
            reminder=row.id,
            debtor=debtor_id,
            step=row.step,
            bills=tuple(row.bills),
            amount=row.amount,
            day=row.sent_on,
            text_digest=hashlib.sha256(f"{row.text_zh}\n{row.text_en}".encode()).hexdigest(),
        )
        record(
            stream=account_stream(organisation_id, debtor_id), event=event, actor=actor, organisation=organisation_id
        )
        return row


def letter(due: ReminderDue, bills: Sequence[Bill], *, day: date) -> Mapping[str, str]:
    """The text of a letter in both languages."""
    numbers = {each.id: each for each in bills}
    with widened(due.debtor_id):
        debtor = Organisation.objects.get(id=due.debtor_id)
    said = {
        "day": day.isoformat(),
        "pay_by": (day + timedelta(days=PAY_WITHIN_DAYS)).isoformat(),
        "amount": f"{due.amount:,.2f}",
        "currency": bills[0].currency,
        "bills": "\n".join(
            f"{numbers[each.bill_id].number}  {each.due.isoformat()}  {each.amount:,.2f}" for each in due.bills
        ),
    }
    words = texts().reminders[due.step]
    return {
        "zh": words.zh.format(debtor=debtor.name_zh or debtor.name_en, **said),
        "en": words.en.format(debtor=debtor.name_en or debtor.name_zh, **said),
    }
