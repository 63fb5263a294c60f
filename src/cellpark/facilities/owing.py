"""What a tenant owes for an order: summed up, handed to the bills, taken back. Callers hold the order's lock."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Final
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from cellpark.base.actor import Actor
from cellpark.base.scope import widened
from cellpark.base.time import now
from cellpark.billing.public import (
    BillingPermission,
    Charge,
    ChargeState,
    awaited_note,
    hold_for,
    post_charge,
    reverse_charge,
)
from cellpark.facilities.events import OrderCharged, OrderChargeReversed
from cellpark.facilities.models import CostLine, WorkOrder
from cellpark.facilities.rows import write_order
from cellpark.facilities.rules import total
from cellpark.facilities.rules_in_force import terms_of
from cellpark.facilities.states import CostState, Payer, Side
from cellpark.kernel.interval import Interval

HOUSE: Final = Actor.system("facilities")
SOURCE: Final = "facilities.order"
CORRECTED: Final = "The costs of the order were corrected."


def standing_lines(row: WorkOrder, payer: Payer) -> list[CostLine]:
    """The cost lines of one side that count."""
    return list(CostLine.objects.filter(order_id=row.id, payer=payer.value, state=CostState.STANDING))


def owed(row: WorkOrder) -> Decimal:
    """What the tenant owes for an order: CNY without tax."""
    return owed_of(standing_lines(row, Payer.TENANT))


def owed_of(lines: Iterable[CostLine]) -> Decimal:
    """What the tenant owes of some cost lines: CNY without tax."""
    return total(each.net for each in lines if each.payer == Payer.TENANT and each.state == CostState.STANDING)


def may_charge_alone(row: WorkOrder, net: Decimal) -> bool:
    """Whether the tenant's confirmation alone is enough for this amount."""
    return 0 < net <= terms_of(row).alone_max


def charge(row: WorkOrder, net: Decimal, *, actor: Actor) -> WorkOrder:
    """Hand what the tenant owes to the bills, once for each revision of the costs, never beside the former amount.

    Where a credit note over the former amount waits for its second person, this one waits with it.
    """
    assert row.tenant_id is not None, "only a tenant owes something"
    terms = terms_of(row)
    revision = row.revision + 1
    done = (row.done_at or now()).astimezone(ZoneInfo(terms.office.zone))
    day: date = done.date()
    with widened(row.organisation_id, row.tenant_id):
        posted = post_charge(
            actor=HOUSE,
            organisation_id=row.organisation_id,
            debtor_id=row.tenant_id,
            days=Interval(day, day + timedelta(days=1)),
            text_zh=_text(row, "zh-hans"),
            text_en=_text(row, "en"),
            net=net,
            tax=terms.tax,
            source_kind=SOURCE,
            source_id=source_of(row.id, revision),
        )
        for former in standing_charges(row).exclude(id=posted.id):
            reverse_charge(actor=_lent(actor), charge=former, reason=CORRECTED)
            note = awaited_note(former)
            if note is not None:
                hold_for(posted, note)
    event = OrderCharged(
        order=row.id, side=Side.PARK, person=actor.person_id, charge=posted.id, net=net, revision=revision
    )
    return write_order(event, actor=HOUSE, organisation=row.organisation_id)


def take_back(row: WorkOrder, *, actor: Actor, reason: str) -> WorkOrder:
    """Reverse the charge of an order; one that was billed gets a credit note."""
    posted: Charge = Charge.objects.get(id=row.charge_id)
    reverse_charge(actor=_lent(actor), charge=posted, reason=reason)
    event = OrderChargeReversed(order=row.id, side=Side.PARK, person=actor.person_id, charge=posted.id)
    return write_order(event, actor=actor, organisation=row.organisation_id, reason=reason)


def standing_charges(row: WorkOrder) -> "QuerySet[Charge]":
    """What was charged for an order, whatever its revision, and has not been struck before it was billed."""
    sources = [source_of(row.id, revision) for revision in range(1, row.revision + 1)]
    found = Charge.objects.filter(organisation_id=row.organisation_id, source_kind=SOURCE, source_id__in=sources)
    return found.exclude(state=ChargeState.REVERSED)


def owe_after_all(row: WorkOrder, former: Charge) -> WorkOrder:
    """Nobody agreed to credit what was charged before: the order says so again. Called twice it changes nothing."""
    if row.charge_id == former.id:
        return row
    event = OrderCharged(
        order=row.id, side=Side.PARK, person=None, charge=former.id, net=former.net, revision=row.revision
    )
    return write_order(event, actor=HOUSE, organisation=row.organisation_id)


def _lent(actor: Actor) -> Actor:
    """The same person with the rights over charges that follow from costs of orders alone."""
    return replace(actor, permissions=actor.permissions | {BillingPermission.CHARGE, BillingPermission.PREPARE_CREDIT})


def source_of(order_id: UUID, revision: int) -> str:
    """The same costs give the same name, however often they are handed in."""
    return str(uuid5(order_id, str(revision)))


def _text(row: WorkOrder, language: str) -> str:
    with override(language):
        return _("Work order %(code)s, %(place)s: %(title)s") % {
            "code": row.code,
            "place": row.place,
            "title": row.title,
        }
