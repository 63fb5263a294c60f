"""Let a company move in."""

from datetime import date
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.companies.events import StageChanged
from cellpark.companies.models import Company
from cellpark.companies.permissions import CompanyPermission
from cellpark.companies.planning import plan
from cellpark.companies.rows import keep, locked, move, passed, today
from cellpark.companies.rules import EVIDENCE_MAX, day_problems, step_problems, text_problem
from cellpark.companies.stages import Said, refuse_unfit
from cellpark.companies.states import Stage
from cellpark.kernel.problem import refuse_any


def move_in(
    *, actor: Actor, company_id: UUID, day: date, stage: Stage, evidence: str, step: str, step_on: date
) -> Company:
    """The keys were handed over; the company begins in the stage whose criteria it meets.

    Raises ``Refused``: ``companies.stage.not_met`` and ``.unknown`` without evidence, ``lifecycle.step``.
    """
    actor.require(CompanyPermission.KEEP)
    on = today()
    problems = [*day_problems(day, today=on), *text_problem("evidence", evidence, EVIDENCE_MAX)]
    refuse_any([*problems, *step_problems(step=step, on=step_on, today=on)])
    with transaction.atomic():
        row = locked(actor, company_id)
        said = refuse_unfit(row, stage, day, evidence)
        write_move_in(row, stage, said, actor=actor, day=day, evidence=evidence.strip())
        plan(row, actor=actor, owner=row.owner_person or actor.person_id, step=step, on=step_on)
        return row


def write_move_in(row: Company, stage: Stage, said: Said, *, actor: Actor, day: date, evidence: str) -> None:
    """The company is in the park, in a stage, within an act that holds its row. Raises ``Refused``."""
    move(row, "move_in", actor=actor, day=day)
    event = StageChanged(
        company=row.id,
        former="",
        stage=stage.value,
        day=day,
        criteria=said.criteria,
        standing=said.standing,
        evidence=evidence,
    )
    keep(row, event, actor=actor, stage=stage.value, stage_since=day)
    passed(row, day)
