"""Writing: the row and its entry in one of a company's two streams, together or not at all."""

from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.scope import widened
from cellpark.base.time import now
from cellpark.companies.events import CompanyMoved
from cellpark.companies.models import Company, Passage
from cellpark.companies.states import COMPANY_LIFECYCLE
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import Recorded, lock_stream, record


def today() -> date:
    """The day on which business is done here."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The day here at a moment."""
    return moment.astimezone(ZoneInfo(settings.TIME_ZONE)).date()


def stream_of(company_id: UUID) -> str:
    """What the company takes along."""
    return f"company/{company_id}"


def desk_of(company_id: UUID) -> str:
    """What the park keeps to itself."""
    return f"admission/{company_id}"


def locked(actor: Actor, company_id: UUID) -> Company:
    """Lock a company of the actor's own house and read it.

    Raises ``DoesNotExist`` for one that is out of sight, ``Refused`` (``companies.house``, ``companies.merged``).
    """
    lock_stream(stream_of(company_id))
    row: Company = Company.objects.get(id=company_id)
    if actor.process is None and actor.organisation_id != row.organisation_id:
        raise Refused(Problem("companies.house", {"name": row.name}))
    if row.merged_into_id is not None:
        raise Refused(Problem("companies.merged", {"name": row.name}))
    return row


def keep(row: Company, event: object, *, actor: Actor, reason: str | None = None, **changes: Any) -> Recorded:
    """Record an event of the company and change its row."""
    with widened(row.organisation_id):
        made = record(
            stream=stream_of(row.id), event=event, actor=actor, organisation=row.organisation_id, reason=reason
        )
        for name, value in changes.items():
            setattr(row, name, value)
        row.version = made.version
        row.save(update_fields=["version", *changes])
    return made


def note(
    row: Company, event: object, *, actor: Actor, reason: str | None = None, event_id: UUID | None = None
) -> Recorded:
    """Record an event that stays with the park."""
    return record(
        stream=desk_of(row.id),
        event=event,
        actor=actor,
        organisation=row.organisation_id,
        reason=reason,
        event_id=event_id or new_id(),
    )


def move(row: Company, verb: str, *, actor: Actor, day: date, reason: str | None = None, **changes: Any) -> None:
    """One step of a company's life. Raises ``Refused`` (``lifecycle.step``)."""
    former, state = row.state, COMPANY_LIFECYCLE.step(row.state, verb)
    event = CompanyMoved(company=row.id, verb=verb, former=former, state=state.value, day=day)
    keep(row, event, actor=actor, reason=reason, state=state.value, state_since=day, **changes)
    passed(row, day)


def passed(row: Company, day: date) -> None:
    """Note that a company is in its present state and stage since a day."""
    Passage(organisation_id=row.organisation_id, company_id=row.id, state=row.state, stage=row.stage, day=day).save(
        force_insert=True
    )
