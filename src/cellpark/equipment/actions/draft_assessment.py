"""Draft a risk assessment of closed systems side by side."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.locks import lock_word
from cellpark.base.time import now
from cellpark.equipment.acting import organisation_for
from cellpark.equipment.events import AssessmentDrafted
from cellpark.equipment.models import ParallelAssessment, Room
from cellpark.equipment.permissions import EquipmentPermission
from cellpark.equipment.rules import assessment_problems, code_problems, name_problems
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import record


def draft_assessment(
    *,
    actor: Actor,
    code: str,
    title_zh: str = "",
    title_en: str = "",
    rooms: Collection[str],
    measures: str,
    valid_until: date,
    organisation: UUID | None = None,
) -> ParallelAssessment:
    """Closed systems of several donors in ``rooms`` (codes) with ``measures`` against mix-ups, until a day (CN-4e)."""
    actor.require(EquipmentPermission.DRAFT_ASSESSMENT)
    owner = organisation_for(actor, organisation)
    with transaction.atomic():
        lock_word(f"equipment.assessment/{owner}/{code}")
        known = set(Room.objects.filter(organisation_id=owner).values_list("code", flat=True))
        refuse_any(
            [
                *code_problems(code),
                *name_problems(name_zh=title_zh, name_en=title_en),
                *assessment_problems(
                    rooms=rooms, known=known, measures=measures, valid_until=valid_until, today=now().date()
                ),
            ]
        )
        if ParallelAssessment.objects.filter(organisation_id=owner, code=code).exists():
            raise Refused(Problem("equipment.code.taken", {"code": code}, field="code"))
        covered = tuple(sorted(set(rooms)))
        made = ParallelAssessment(
            id=new_id(),
            organisation_id=owner,
            code=code,
            title_zh=title_zh,
            title_en=title_en,
            rooms=list(covered),
            measures=measures,
            drafted_by=actor.person_id,
            valid_until=valid_until,
            version=1,
        )
        made.save(force_insert=True)
        event = AssessmentDrafted(
            assessment=made.id,
            code=code,
            title_zh=title_zh,
            title_en=title_en,
            rooms=covered,
            measures=measures,
            drafted_by=actor.person_id,
            valid_until=valid_until,
        )
        record(stream=f"assessment/{made.id}", event=event, actor=actor, organisation=owner)
    return made
