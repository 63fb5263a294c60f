"""Note what a company reached."""

from datetime import date
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.companies.events import MilestoneRecorded, MilestoneVoided
from cellpark.companies.facts import read_value
from cellpark.companies.judging import vocabulary_of
from cellpark.companies.models import Company, Milestone
from cellpark.companies.rows import keep, today
from cellpark.companies.rules import EVIDENCE_MAX, TEXT_MAX, day_problems, text_problem
from cellpark.companies.sides import reporting
from cellpark.kernel.problem import Problem, Refused, refuse_any


def record_milestone(*, actor: Actor, company_id: UUID, kind: str, value: str, day: date, evidence: str) -> Milestone:
    """One datum with the day of which it is true and its evidence, by the park or by the company itself.

    Raises ``Refused``: ``companies.milestone.kind``, ``companies.milestone.value``, ``companies.day.future``.
    """
    problems = [*day_problems(day, today=today()), *text_problem("evidence", evidence, EVIDENCE_MAX, required=True)]
    refuse_any(problems)
    with transaction.atomic():
        row = reporting(actor, company_id)
        read = read_value(kind, value, vocabulary_of(row.organisation_id))
        made = Milestone(
            id=new_id(),
            organisation_id=row.organisation_id,
            parties=row.parties,
            company_id=row.id,
            kind=kind,
            value=read.text,
            unit=read.unit,
            day=day,
            evidence=evidence.strip(),
            recorded_by=actor.person_id,
        )
        event = MilestoneRecorded(
            milestone=made.id,
            company=row.id,
            kind=kind,
            value=made.value,
            unit=made.unit,
            day=day,
            evidence=made.evidence,
        )
        made.recorded_at = keep(row, event, actor=actor).at
        made.save(force_insert=True)
        return made


def void_milestone(*, actor: Actor, milestone_id: UUID, reason: str) -> Company:
    """A milestone was wrong: it counts no longer and stays on record.

    Raises ``Refused``: ``companies.milestone.void``.
    """
    refuse_any(text_problem("reason", reason, TEXT_MAX, required=True))
    found: Milestone = Milestone.objects.get(id=milestone_id)
    with transaction.atomic():
        row = reporting(actor, found.company_id)
        found = Milestone.objects.get(id=milestone_id)
        if found.voided:
            raise Refused(Problem("companies.milestone.void"))
        keep(row, MilestoneVoided(milestone=found.id, company=row.id), actor=actor, reason=reason.strip())
        found.voided = True
        found.save(update_fields=["voided"])
        return row
