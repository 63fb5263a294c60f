"""Which rules hold for whom: an operator's own edition from its day on, the house's before and for everybody else."""

from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from cellpark.base.scope import widened
from cellpark.facilities.house.own import OwnTerms, with_own
from cellpark.facilities.house.terms import Terms, terms_on
from cellpark.facilities.models import OwnRules
from cellpark.facilities.states import RulesState


def terms_for(owner: UUID, day: date) -> Terms:
    """The rules that hold in an operator's park on a day. One query: the rules may have changed just now.

    Of one day, or of an earlier one, the operator's own promises win over the house's; what it sets no terms for is the
    house's of that day. ``since`` is the later of the two first days.
    """
    with widened(owner):
        rows = OwnRules.objects.filter(organisation_id=owner, state=RulesState.APPROVED, since__lte=day)
        found = rows.order_by("-since").first()
    house = terms_on(day)
    return house if found is None else with_own(house, OwnTerms.from_json(found.said), max(found.since, house.since))


def terms_of(row: Any) -> Terms:
    """The rules that an order or a permit keeps: those of its edition in its operator's park."""
    return terms_of_edition(row.organisation_id, row.edition)


@lru_cache(maxsize=1_000)
def terms_of_edition(owner: UUID, edition: date) -> Terms:
    """The rules that held for an operator on the first day of an edition that somebody kept.

    Nothing is approved for a day that has come, so each process reads them once.
    """
    return terms_for(owner, edition)
