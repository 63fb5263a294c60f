"""Writing: an event goes into its stream and the row becomes what the fold says; the two cannot drift apart."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import models

from cellpark.base.actor import Actor
from cellpark.base.scope import widened
from cellpark.facilities import folds, link_folds, permit_folds, rules_folds
from cellpark.facilities.models import Alarm, CostLine, OrderNote, OrderPhoto, OwnRules, Permit, PermitLink, WorkOrder
from cellpark.facilities.projections import ORDERS, PERMIT_LINKS, PERMITS, RULES
from cellpark.ledger.public import Fold, lock_stream, write_entry, write_row

# which row beside the order an event is about, and the column that names it
_BESIDE: Mapping[str, tuple[type[models.Model], Fold, str]] = {
    "facilities.order.noted": (OrderNote, folds.note, "note"),
    "facilities.order.pictured": (OrderPhoto, folds.photo, "photo"),
    "facilities.order.cost_entered": (CostLine, folds.cost, "cost"),
    "facilities.order.cost_struck": (CostLine, folds.cost, "cost"),
}


def locked_order(order_id: UUID) -> WorkOrder:
    """Lock an order's stream and read its row; raises ``DoesNotExist`` for one that is out of sight."""
    lock_stream(f"{ORDERS}{order_id}")
    row: WorkOrder = WorkOrder.objects.get(id=order_id)
    return row


def locked_permit(permit_id: UUID) -> Permit:
    """Lock a permit's stream and read its row; raises ``DoesNotExist`` for one that is out of sight."""
    lock_stream(f"{PERMITS}{permit_id}")
    row: Permit = Permit.objects.get(id=permit_id)
    return row


def next_number(kind: type[WorkOrder] | type[Permit], organisation: UUID) -> int:
    """The next number of an operator; others wait until this transaction ends."""
    lock_stream(f"facilities/{kind._meta.model_name}/{organisation}")  # noqa: SLF001 -- Django's documented model API
    last = (
        kind.objects.filter(organisation_id=organisation).order_by("-number").values_list("number", flat=True).first()
    )
    return int(last or 0) + 1


def write_order(event: Any, *, actor: Actor, organisation: UUID, reason: str | None = None, **beside: Any) -> WorkOrder:
    """Record an event of an order and bring its rows to what the folds make of it.

    ``beside`` are columns of a row beside the order that the ledger does not keep: bytes, and who reads it.
    """
    with widened(organisation):
        entry = write_entry(f"{ORDERS}{event.order}", event, actor=actor, organisation=organisation, reason=reason)
        row = write_row(WorkOrder, event.order, folds.order, entry)
        if entry.type in _BESIDE:
            kind, fold, key = _BESIDE[entry.type]
            write_row(kind, getattr(event, key), fold, entry, **beside)
    return row


def write_permit(event: Any, *, actor: Actor, organisation: UUID, reason: str | None = None, **beside: Any) -> Permit:
    """Record an event of a permit; ``beside`` are columns that the ledger does not keep: names of people."""
    with widened(organisation):
        entry = write_entry(f"{PERMITS}{event.permit}", event, actor=actor, organisation=organisation, reason=reason)
        return write_row(Permit, event.permit, permit_folds.permit, entry, **beside)


def locked_rules(owner: UUID, rules_id: UUID) -> OwnRules:
    """Lock the stream of an operator's own edition and read its row; raises ``DoesNotExist`` for another one's."""
    lock_stream(f"{RULES}{rules_id}")
    row: OwnRules = OwnRules.objects.get(id=rules_id, organisation_id=owner)
    return row


def write_rules(event: Any, *, actor: Actor, organisation: UUID, reason: str | None = None) -> OwnRules:
    """Record an event of an operator's own edition."""
    entry = write_entry(f"{RULES}{event.rules}", event, actor=actor, organisation=organisation, reason=reason)
    return write_row(OwnRules, event.rules, rules_folds.rules, entry)


def write_alarm(event: Any, *, stream: str, actor: Actor, organisation: UUID) -> Alarm:
    """Record an event of an alarm in the stream of its point."""
    entry = write_entry(stream, event, actor=actor, organisation=organisation)
    return write_row(Alarm, event.alarm, folds.alarm, entry)


def record_permit_link(event: Any, *, actor: Actor, organisation: UUID) -> PermitLink:
    """Record an event of a link of a permit in the operator's stream of it."""
    with widened(organisation):
        entry = write_entry(f"{PERMIT_LINKS}{event.link}", event, actor=actor, organisation=organisation)
        return write_row(PermitLink, event.link, link_folds.permit_link, entry)
