"""Move a company to its next stage of growth."""

from datetime import date
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.companies.events import StageChanged
from cellpark.companies.models import Company
from cellpark.companies.permissions import CompanyPermission
from cellpark.companies.rows import keep, locked, passed, today
from cellpark.companies.rules import EVIDENCE_MAX, day_problems, text_problem
from cellpark.companies.stages import refuse_unfit
from cellpark.companies.states import STAGE_LIFECYCLE, STAGE_VERBS, CompanyState, Stage
from cellpark.kernel.problem import Problem, Refused, refuse_any


def change_stage(*, actor: Actor, company_id: UUID, stage: Stage, day: date, evidence: str) -> Company:
    """By the criteria in force on that day, which stand in the record with what they said.

    Where they are not met, or cannot be told, the park may still decide so: with the evidence for it, and a right to
    decide. Raises ``Refused``: ``companies.stage.not_met``, ``companies.stage.unknown``, ``companies.stage.manager``,
    ``lifecycle.step``.
    """
    actor.require(CompanyPermission.KEEP)
    refuse_any([*day_problems(day, today=today()), *text_problem("evidence", evidence, EVIDENCE_MAX)])
    with transaction.atomic():
        row = locked(actor, company_id)
        if row.state != CompanyState.MOVED_IN:
            raise Refused(Problem("companies.state", {"state": row.state}))
        STAGE_LIFECYCLE.step(row.stage, STAGE_VERBS.get(stage, "begin"))
        said = refuse_unfit(row, stage, day, evidence)
        if not said.met and not actor.may(CompanyPermission.DECIDE):
            raise Refused(Problem("companies.stage.manager", {"stage": stage.value}, field="stage"))
        event = StageChanged(
            company=row.id,
            former=row.stage,
            stage=stage.value,
            day=day,
            criteria=said.criteria,
            standing=said.standing,
            evidence=evidence.strip(),
        )
        keep(row, event, actor=actor, stage=stage.value, stage_since=day)
        passed(row, day)
        return row
