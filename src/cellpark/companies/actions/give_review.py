"""Judge an application."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.companies.events import ReviewDeclined, ReviewGiven
from cellpark.companies.judging import criteria_of
from cellpark.companies.models import Review
from cellpark.companies.permissions import CompanyPermission
from cellpark.companies.rows import locked, note
from cellpark.companies.rules import TEXT_MAX, score_problems, text_problem
from cellpark.companies.states import REVIEW_LIFECYCLE
from cellpark.kernel.problem import Problem, Refused, refuse_any


def give_review(*, actor: Actor, review_id: UUID, no_conflict: bool, scores: Mapping[str, int], remark: str) -> Review:
    """Points by criterion and why, by the reviewer alone, who declares that nothing ties them to the company.

    Raises ``Refused``: ``companies.review.other``, ``companies.review.declare``, ``companies.review.points``.
    """
    actor.require(CompanyPermission.REVIEW)
    row = _own(actor, review_id)
    if not no_conflict:
        raise Refused(Problem("companies.review.declare", field="no_conflict"))
    criteria = criteria_of(row.organisation_id, row.edition)
    refuse_any([*score_problems(scores, criteria), *text_problem("remark", remark, TEXT_MAX, required=True)])
    with transaction.atomic():
        company = locked(actor, row.company_id)
        row = _own(actor, review_id)
        state = REVIEW_LIFECYCLE.step(row.state, "give")
        total = criteria.total(scores)
        event = ReviewGiven(review=row.id, company=company.id, scores=dict(scores), total=total, remark=remark.strip())
        note(company, event, actor=actor)
        row.state, row.scores, row.total = state.value, dict(scores), total
        row.remark, row.ended_at = remark.strip(), now()
        row.save(update_fields=["state", "scores", "total", "remark", "ended_at"])
        return row


def step_back(*, actor: Actor, review_id: UUID) -> Review:
    """A reviewer has a conflict of interest and judges nothing. Raises ``Refused``: ``companies.review.other``."""
    actor.require(CompanyPermission.REVIEW)
    row = _own(actor, review_id)
    with transaction.atomic():
        company = locked(actor, row.company_id)
        row = _own(actor, review_id)
        state = REVIEW_LIFECYCLE.step(row.state, "step_back")
        note(company, ReviewDeclined(review=row.id, company=company.id), actor=actor)
        row.state, row.ended_at = state.value, now()
        row.save(update_fields=["state", "ended_at"])
        return row


def _own(actor: Actor, review_id: UUID) -> Review:
    row: Review = Review.objects.get(id=review_id)
    if actor.person_id != row.reviewer:
        raise Refused(Problem("companies.review.other"))
    return row
