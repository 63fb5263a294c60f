"""What of the money waits for somebody, on the first page after sign-in: one line for each kind of work."""

from uuid import UUID

from django.db.models import Count, Min, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cellpark.base.actor import Actor
from cellpark.billing.public import BillingPermission, Claim, CreditNote, CreditState, today
from cellpark.receivables import public as receivables
from cellpark.receivables.public import PayeeState, PaymentState, PayoutState, ReceivablesPermission
from cellpark.web.pages import formats
from cellpark.web.pages.waiting import Task, end_of


def tasks(actor: Actor) -> list[Task]:
    """What a second person decides, letters that are due, money that settles nothing; and what one's own house owes."""
    house = actor.organisation_id
    if house is None:
        return []
    return [*_decisions(actor, house), *_letters(actor, house), *_free(actor, house), *_owed(actor, house)]


def _decisions(actor: Actor, house: UUID) -> list[Task]:
    """Credit notes, payouts and bank details that somebody else prepared."""
    notes = backs = 0
    found: list[Task] = []
    if actor.may(BillingPermission.APPROVE_CREDIT):
        waiting = CreditNote.objects.filter(organisation_id=house, state=CreditState.PROPOSED)
        notes = waiting.exclude(proposed_by=actor.person_id).count()
    if actor.may(ReceivablesPermission.APPROVE_PAYOUT):
        proposed = receivables.payouts().filter(organisation_id=house, state=PayoutState.PROPOSED)
        backs = proposed.exclude(proposed_by=actor.person_id).count()
    if actor.may(ReceivablesPermission.APPROVE_PAYEE):
        written = receivables.payees().filter(organisation_id=house, state=PayeeState.PROPOSED)
        if written.exclude(proposed_by=actor.person_id).exists():
            text = _("Bills print them once a second person agreed.")
            found.append(Task(_("Bank details wait for a decision"), text, reverse("payee"), "waiting"))
    count = notes + backs
    if not count:
        return found
    title = ngettext(
        "%(count)s sum of money waits for a decision", "%(count)s sums of money wait for a decision", count
    )
    text = _("Credit notes and refunds that somebody else prepared.")
    return [*found, Task(title % {"count": count}, text, reverse("money_waiting"), "waiting")]


def _letters(actor: Actor, house: UUID) -> list[Task]:
    if not actor.may(ReceivablesPermission.REMIND):
        return []
    count, amount = receivables.letters_due(organisation_id=house, day=today())
    if not count:
        return []
    title = ngettext("%(count)s reminder is due", "%(count)s reminders are due", count) % {"count": count}
    text = _("%(amount)s CNY are overdue") % {"amount": f"{amount:,.2f}"}
    return [Task(title, text, reverse("reminders"), "waiting")]


def _free(actor: Actor, house: UUID) -> list[Task]:
    if not actor.may(ReceivablesPermission.RECORD):
        return []
    rows = receivables.payments().filter(organisation_id=house, state=PaymentState.RECEIVED, free__gt=0)
    count = rows.count()
    if not count:
        return []
    title = ngettext("%(count)s payment settles nothing yet", "%(count)s payments settle nothing yet", count)
    return [Task(title % {"count": count}, _("Allocate them to bills"), reverse("payments"), "waiting")]


def _owed(actor: Actor, house: UUID) -> list[Task]:
    """The bills of one's own house: who runs the park has none."""
    if not actor.may(BillingPermission.SEE) or actor.may(ReceivablesPermission.OVERSEE):
        return []
    found = Claim.objects.filter(bill__debtor_id=house, open__gt=0).aggregate(
        count=Count("pk"), amount=Sum("open"), due=Min("due")
    )
    if not found["count"]:
        return []
    title = ngettext("%(count)s bill is to be paid", "%(count)s bills are to be paid", found["count"])
    late = found["due"] < today()
    text = _("%(amount)s CNY are open, the first since %(day)s") if late else _("%(amount)s CNY are open")
    said = {"amount": f"{found['amount']:,.2f}", "day": formats.day(found["due"])}
    colour = "stopped" if late else "waiting"
    return [Task(title % {"count": found["count"]}, text % said, reverse("own_account"), colour, end_of(found["due"]))]


TASKS = tasks
