"""Who does what next: written within any act, so that nothing falls asleep."""

from datetime import date
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.companies.events import StepPlanned
from cellpark.companies.models import Company
from cellpark.companies.rows import note


def plan(row: Company, *, actor: Actor, owner: UUID | None, step: str, on: date | None) -> None:
    """Name the owner and the next step, or end them with an empty step."""
    note(row, StepPlanned(company=row.id, owner=owner, step=step.strip(), day=on), actor=actor)
    row.owner_person, row.next_step, row.next_step_on = owner, step.strip(), on
    row.save(update_fields=["owner_person", "next_step", "next_step_on"])
