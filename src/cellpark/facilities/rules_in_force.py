"""Which rules hold for whom: an operator's own edition from its day on, the house's before and for everybody else."""

from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from cellpark.base.scope import widened
from cellpark.facilities.house.own import OwnTerms, with_own
from cellpark.facilities.house.terms import Terms, editions, terms_on
from cellpark.facilities.models import OwnRules
from cellpark.facilities.states import RulesState


def terms_for(owner: UUID, day: date) -> Terms:
    """The rules that hold in an operator's park on a day. One query: the rules may have changed just now."""
    with widened(owner):
        rows = OwnRules.objects.filter(organisation_id=owner, state=RulesState.APPROVED, since__lte=day)
        found = rows.order_by("-since").first()
    return terms_on(day) if found is None else _whole(found)


def terms_of(row: Any) -> Terms:
    """The rules that an order or a permit keeps: those of its edition in its operator's park."""
    return terms_of_edition(row.organisation_id, row.edition)


def terms_of_edition(owner: UUID, edition: date) -> Terms:
    """The rules of an operator that began on a day. No own edition begins on the day of one of the house."""
    if edition in {each.since for each in editions()}:
        return terms_on(edition)
    return _own_of(owner, edition)


@lru_cache(maxsize=1_000)
def _own_of(owner: UUID, edition: date) -> Terms:
    """What was approved never changes: each process reads it once."""
    with widened(owner):
        row: OwnRules = OwnRules.objects.get(organisation_id=owner, since=edition, state=RulesState.APPROVED)
    return _whole(row)


def _whole(row: OwnRules) -> Terms:
    return with_own(terms_on(row.since), OwnTerms.from_json(row.said), row.since)
