"""Say yes to an application."""

from datetime import date
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.companies.judging import criteria_of
from cellpark.companies.models import Company, Review
from cellpark.companies.permissions import CompanyPermission
from cellpark.companies.planning import plan
from cellpark.companies.rows import locked, move, today
from cellpark.companies.rules import TEXT_MAX, decision_problems, step_problems, text_problem
from cellpark.companies.states import COMPANY_LIFECYCLE, ReviewState
from cellpark.kernel.problem import Problem, Refused, refuse_any


def accept_application(*, actor: Actor, company_id: UUID, reason: str, step: str, step_on: date) -> Company:
    """Decide after two reviews without conflicts, by somebody who has none; three where two are far apart.

    Raises ``Refused``: ``companies.review.few``, ``.open``, ``.apart``, ``.conflict``, ``lifecycle.step``.
    """
    actor.require(CompanyPermission.DECIDE)
    on = today()
    words = text_problem("reason", reason, TEXT_MAX, required=True)
    refuse_any([*words, *step_problems(step=step, on=step_on, today=on)])
    with transaction.atomic():
        row = locked(actor, company_id)
        COMPANY_LIFECYCLE.step(row.state, "accept")
        found = list(Review.objects.filter(company_id=row.id).order_by("-round"))
        latest = [each for each in found if each.round == found[0].round]
        if any(each.state == ReviewState.CONFLICT and each.reviewer == actor.person_id for each in latest):
            raise Refused(Problem("companies.review.conflict"))
        totals = [each.total for each in latest if each.total is not None]
        waiting = sum(each.state == ReviewState.NAMED for each in latest)
        criteria = criteria_of(row.organisation_id, latest[0].edition)
        refuse_any(decision_problems(totals, open_reviews=waiting, criteria=criteria))
        move(row, "accept", actor=actor, day=on, reason=reason.strip())
        plan(row, actor=actor, owner=row.owner_person or actor.person_id, step=step, on=step_on)
        return row
