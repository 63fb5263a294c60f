"""Name who judges an application."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.companies.events import ReviewAsked
from cellpark.companies.judging import criteria_in_force
from cellpark.companies.models import Company, Review
from cellpark.companies.permissions import CompanyPermission
from cellpark.companies.rows import locked, move, note, today
from cellpark.companies.rules import REVIEWS_LEAST, reviewer_problems
from cellpark.companies.staff import refuse_stranger
from cellpark.companies.states import CompanyState, ReviewState
from cellpark.kernel.problem import Problem, Refused, refuse_any


def ask_review(*, actor: Actor, company_id: UUID, reviewers: Sequence[UUID]) -> Company:
    """Two people or more judge by the criteria in force; more may be named while the review runs.

    Raises ``Refused``: ``companies.review.pair``, ``companies.review.twice``, ``companies.owner.stranger``,
    ``companies.rules.none``, ``lifecycle.step``.
    """
    actor.require(CompanyPermission.DECIDE)
    with transaction.atomic():
        row = locked(actor, company_id)
        known = list(Review.objects.filter(company_id=row.id, round=_round(row)).values_list("reviewer", flat=True))
        if not known and len(reviewers) < REVIEWS_LEAST:
            raise Refused(Problem("companies.review.pair", {"least": REVIEWS_LEAST}, field="reviewer"))
        refuse_any(reviewer_problems(reviewers, known=known))
        for each in reviewers:
            refuse_stranger(each, row.organisation_id, field="reviewer")
        criteria = criteria_in_force(row.organisation_id, today())
        if row.state != CompanyState.IN_REVIEW:
            move(row, "review", actor=actor, day=today())
        for each in reviewers:
            made = Review(
                id=new_id(),
                organisation_id=row.organisation_id,
                company_id=row.id,
                reviewer=each,
                named_by=actor.person_id,
                state=ReviewState.NAMED,
                edition=f"{criteria.key} {criteria.edition}",
                round=_round(row),
            )
            made.save(force_insert=True)
            note(row, ReviewAsked(review=made.id, company=row.id, reviewer=each, edition=made.edition), actor=actor)
        return row


def _round(row: Company) -> int:
    """A company that applies again is judged anew."""
    last = Review.objects.filter(company_id=row.id).order_by("-round").first()
    if last is None:
        return 1
    return int(last.round) + (row.state != CompanyState.IN_REVIEW)
