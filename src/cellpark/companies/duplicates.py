"""Companies that may be one: by their credit code, by their names folded."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from cellpark.companies.folding import name_keys
from cellpark.companies.models import Company
from cellpark.companies.rules import Details
from cellpark.companies.states import CompanyState

SHOWN_MAX = 5


@dataclass(frozen=True, slots=True)
class Found:
    """A company that is known, and by what: ``code`` is sure, ``name`` is likely."""

    company: Company
    why: str

    @property
    def surely(self) -> bool:
        """Whether it is one legal person."""
        return self.why == "code"


def duplicates(details: Details, *, house: UUID, but: UUID | None = None) -> Sequence[Found]:
    """The companies of a house that this may be, the sure one first; never what was merged away. One query.

    Two that both have a credit code, and different ones, are two.
    """
    keys = list(name_keys(details.name_zh, details.name_en))
    wanted = Q(keys__overlap=keys)
    if details.code:
        wanted = Q(code=details.code) | (wanted & Q(code=""))
    rows = Company.objects.filter(wanted, organisation_id=house).exclude(state=CompanyState.MERGED)
    if but is not None:
        rows = rows.exclude(id=but)
    # among many of one name the sure one is not left out: those without a code come behind it
    found = rows.order_by("-code", "id")[:SHOWN_MAX]
    return [Found(each, "code" if details.code and each.code == details.code else "name") for each in found]
