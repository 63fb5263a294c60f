"""Writing: an event goes into its stream and the row becomes what the fold says; the two cannot drift apart."""

from typing import Any
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.locks import lock_word
from cellpark.ledger.public import Head, lock_stream, write_entry, write_row
from cellpark.plans import folds, hold_folds
from cellpark.plans.folds import EDITIONS, PLANS
from cellpark.plans.hold_folds import HOLDS
from cellpark.plans.models import Edition, Plan, SlotHold


def in_turn(organisation_id: UUID) -> None:
    """What is published, held or numbered in one plant is done one after the other, until this transaction ends."""
    lock_word(f"plans/{organisation_id}")


def locked_plan(organisation_id: UUID, plan_id: UUID) -> tuple[Plan, Head]:
    """Lock a plan's stream and read its row; raises ``DoesNotExist`` for one of somebody else."""
    head = lock_stream(f"{PLANS}{plan_id}")
    row: Plan = Plan.objects.get(id=plan_id, organisation_id=organisation_id)
    return row, head


def locked_edition(organisation_id: UUID, edition_id: UUID) -> tuple[Edition, Head]:
    """Lock the stream of an edition and read its row; raises ``DoesNotExist`` for one of somebody else."""
    head = lock_stream(f"{EDITIONS}{edition_id}")
    row: Edition = Edition.objects.get(id=edition_id, organisation_id=organisation_id)
    return row, head


def locked_hold(organisation_id: UUID, hold_id: UUID) -> SlotHold:
    """Lock the stream of a held slot and read its row; raises ``DoesNotExist`` for one of somebody else."""
    lock_stream(f"{HOLDS}{hold_id}")
    row: SlotHold = SlotHold.objects.get(id=hold_id, organisation_id=organisation_id)
    return row


def write_hold(event: Any, *, actor: Actor, organisation: UUID, reason: str | None = None) -> SlotHold:
    """Record an event of a held slot."""
    entry = write_entry(f"{HOLDS}{event.held_slot}", event, actor=actor, organisation=organisation, reason=reason)
    return write_row(SlotHold, event.held_slot, hold_folds.hold, entry)


def write_plan(event: Any, *, actor: Actor, organisation: UUID, reason: str | None = None) -> Plan:
    """Record an event of a plan."""
    entry = write_entry(f"{PLANS}{event.production_plan}", event, actor=actor, organisation=organisation, reason=reason)
    return write_row(Plan, event.production_plan, folds.plan, entry)


def write_edition(event: Any, *, actor: Actor, organisation: UUID, reason: str | None = None) -> Edition:
    """Record an event of an edition."""
    entry = write_entry(f"{EDITIONS}{event.document}", event, actor=actor, organisation=organisation, reason=reason)
    return write_row(Edition, event.document, folds.edition, entry)


def next_number(organisation_id: UUID) -> int:
    """The next number of a plan; the caller holds the turn of the plant."""
    rows = Plan.objects.filter(organisation_id=organisation_id).order_by("-number")
    return int(rows.values_list("number", flat=True).first() or 0) + 1
