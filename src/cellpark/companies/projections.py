"""The tables of companies as folds of their streams."""

from collections.abc import Callable, Iterable, Iterator

from cellpark.companies.folds import DESK, LIFE, Register
from cellpark.ledger.public import Entry, Reduction, Row

_OWN = ("id", "organisation_id", "parties")


def _of(name: str) -> Callable[[Iterable[Entry]], Iterator[Row]]:
    """The needs or the milestones of all companies."""

    def rows(entries: Iterable[Entry]) -> Iterator[Row]:
        register = Register().read(entries)
        yield from register.seen(getattr(register, name))

    return rows


PROJECTIONS = (
    Reduction(
        table="companies_company",
        streams=(LIFE, DESK),
        # without the keys by which names are found: they follow from the names, by word lists that change
        columns=(
            *(*_OWN, "name_zh", "name_en", "code", "state", "state_since", "stage", "stage_since", "node", "source"),
            *("demand", "owner_person", "next_step", "next_step_on", "tenant_id", "lease_id", "merged_into_id"),
            *("example", "version"),
        ),
        rows=lambda entries: Register().read(entries).companies.values(),
    ),
    Reduction(
        table="companies_need",
        streams=(LIFE,),
        columns=(
            *(
                *_OWN,
                "company_id",
                "kind",
                "node",
                "recorded",
                "application_id",
                "wanted",
                "since",
                "until",
                "state",
                "met_by",
            ),
            *("met_by_organisation", "ended_on"),
        ),
        rows=_of("needs"),
    ),
    Reduction(
        table="companies_milestone",
        streams=(LIFE,),
        columns=(
            *(*_OWN, "company_id", "kind", "value", "unit", "day", "evidence", "recorded_by", "recorded_at"),
            "voided",
        ),
        rows=_of("milestones"),
    ),
)
