"""Hand in a charge."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.time import now
from cellpark.billing.alone import credited_alone
from cellpark.billing.events import ChargePosted
from cellpark.billing.models import Charge
from cellpark.billing.permissions import BillingPermission
from cellpark.billing.rules import CREDIT_ALONE_DAYS, CREDIT_ALONE_MAX, charge_problems, tax_of
from cellpark.billing.streams import account_stream, charge_stream
from cellpark.kernel.interval import Interval
from cellpark.kernel.problem import Parameter, Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream, record


def post_charge(
    *,
    actor: Actor,
    organisation_id: UUID,
    debtor_id: UUID,
    days: Interval[date],
    text_zh: str,
    text_en: str,
    net: Decimal,
    tax: Decimal,
    source_kind: str,
    source_id: str,
) -> Charge:
    """Hand in an amount (CNY, ``tax`` is a share such as 0.06) that the next bill of the debtor takes up.

    ``organisation_id`` is the operator. The same source again gives the same charge and changes nothing; with another
    debtor or amount it raises ``Refused`` ``billing.charge.differs``. A net below nothing is a credit that the next
    bill takes off, up to ``CREDIT_ALONE_MAX`` with what single people credited this debtor lately: more goes back by a
    credit note, which two people give.
    Raises ``Refused``: ``billing.charge....``.
    """
    actor.require(BillingPermission.CHARGE)
    said = {"text_zh": text_zh, "text_en": text_en, "source_kind": source_kind, "source_id": source_id}
    refuse_any(charge_problems(days=days, net=net, tax=tax, **said))
    assert days.end is not None, "an endless charge was refused"
    with transaction.atomic():
        if net < 0:  # what single people credit a debtor is summed under the lock of the account, which comes first
            lock_stream(account_stream(organisation_id, debtor_id))
        stream = charge_stream(organisation_id, debtor_id)
        lock_stream(stream)
        found: Charge | None = Charge.objects.filter(
            organisation_id=organisation_id, source_kind=source_kind, source_id=source_id
        ).first()
        if found is not None:
            if (found.debtor_id, found.net, found.tax_rate) != (debtor_id, net, tax):
                raise Refused(Problem("billing.charge.differs", {"source": f"{source_kind}/{source_id}"}))
            return found
        taxed = tax_of(net, tax)
        if net < 0:
            _refuse_large_gift(organisation_id, debtor_id, net + taxed)
        row = Charge(
            id=new_id(),
            organisation_id=organisation_id,
            parties=[debtor_id],
            debtor_id=debtor_id,
            since=days.start,
            until=days.end,
            text_zh=text_zh,
            text_en=text_en,
            net=net,
            tax=taxed,
            gross=net + taxed,
            tax_rate=tax,
            source_kind=source_kind,
            source_id=source_id,
            posted_at=now(),
        )
        row.save(force_insert=True)
        record(stream=stream, event=_posted(row), actor=actor, organisation=organisation_id)
        return row


def _refuse_large_gift(organisation_id: UUID, debtor_id: UUID, gross: Decimal) -> None:
    """What one person lets off the next bill is no more than what one person credits; in parts it is not less."""
    if credited_alone(organisation_id, debtor_id) - gross > CREDIT_ALONE_MAX:
        said: dict[str, Parameter] = {"most": f"{CREDIT_ALONE_MAX:,}", "days": CREDIT_ALONE_DAYS}
        raise Refused(Problem("billing.charge.credit", said, field="net"))


def _posted(row: Charge) -> ChargePosted:
    return ChargePosted(
        charge=row.id,
        debtor=row.debtor_id,
        since=row.since,
        until=row.until,
        text_zh=row.text_zh,
        text_en=row.text_en,
        currency=row.currency,
        net=row.net,
        tax=row.tax,
        tax_rate=row.tax_rate,
        source_kind=row.source_kind,
        source_id=row.source_id,
    )
