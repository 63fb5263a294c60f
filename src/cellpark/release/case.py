"""What the steps of a supply out of specification share: lock the case, judge the side, record, bring the row along."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.scope import widened
from cellpark.base.versions import refuse_stale
from cellpark.kernel.problem import NotAllowed, refuse_any
from cellpark.ledger.public import lock_stream, record
from cellpark.release.desk import name_of
from cellpark.release.models import Supply
from cellpark.release.projections import supply_changes
from cellpark.release.rules import texts_problems
from cellpark.release.states import SUPPLY_LIFECYCLE


class Side(StrEnum):
    """Who makes a record of a case."""

    MAKER = "maker"
    HOSPITAL = "hospital"


# a case goes from side to side; everything else is done by the maker
OF_HOSPITAL = frozenset({"request", "accept", "decline"})


def stream_of(supply_id: UUID) -> str:
    """The stream of a case; it belongs to the maker."""
    return f"supply/{supply_id}"


def side_of(verb: str) -> Side:
    """Who does a verb."""
    return Side.HOSPITAL if verb in OF_HOSPITAL else Side.MAKER


def refuse_other_side(actor: Actor, row: Supply, side: Side, permission: str) -> None:
    """A party sees the case and makes its own records alone. Raises ``NotAllowed``."""
    wanted = row.hospital if side is Side.HOSPITAL else row.organisation_id
    if actor.process is None and actor.organisation_id != wanted:
        raise NotAllowed(permission)


def move_on(
    *,
    actor: Actor,
    supply_id: UUID,
    verb: str,
    event: Callable[[Supply], object],
    seen_version: int | None = None,
    reason: str | None = None,
    **texts: str,
) -> Supply:
    """One step along the table; ``texts`` are what is written in it, each needed.

    Raises ``NotAllowed``, ``Supply.DoesNotExist`` out of sight, ``Refused``: ``lifecycle.step``, ``base.stale``.
    """
    with transaction.atomic():
        row = locked(supply_id, seen_version)
        step = SUPPLY_LIFECYCLE.transition(row.state, verb)
        actor.require(step.permission)
        refuse_other_side(actor, row, side_of(verb), step.permission)
        refuse_any(texts_problems(**texts))
        return write(actor, row, event(row), reason=reason)


def locked(supply_id: UUID, seen_version: int | None) -> Supply:
    """The case, locked, as it is now."""
    lock_stream(stream_of(supply_id))
    row: Supply = Supply.objects.get(id=supply_id)
    refuse_stale(seen=seen_version, present=row.version)
    return row


def write(actor: Actor, row: Supply, event: object, *, reason: str | None = None) -> Supply:
    """Record one entry of a case and bring its row along; the right was settled on the shared row before."""
    with widened(row.organisation_id):
        made = record(
            stream=stream_of(row.id),
            event=event,
            actor=actor,
            organisation=row.organisation_id,
            reason=reason.strip() if reason else None,
        )
        for name, value in columns(event, made.at).items():
            setattr(row, name, value)
        row.version = made.version
        row.save()
    return row


def columns(event: object, at: datetime) -> dict[str, Any]:
    """What an entry changes on the row, by the same function as a rebuild."""
    data = {name: getattr(event, name) for name in event.__dataclass_fields__}  # type: ignore[attr-defined]
    return supply_changes(name_of(event), data, at)
