"""Recognitions of one company and of all: met, not met, or what to ask for; who holds what, and which ends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from cellpark.companies.facts import data_of, derived, grants_of
from cellpark.companies.judging import recognitions_of
from cellpark.companies.models import Company, Milestone
from cellpark.companies.queries import companies, facts_of, milestones_of
from cellpark.companies.states import RESIDENT
from cellpark.kernel.months import add_months
from cellpark.recognition.public import (
    Judgement,
    Recognition,
    Renewal,
    Standing,
    judge,
    met_from,
    renewal,
    standing_of,
)

RENEWAL_WARNING = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Glide:
    """One recognition for one company: how it stands, from when on by time alone, and the renewal where it is held."""

    judgement: Judgement
    granted_on: date | None
    renewal: Renewal | None
    met_from: date | None

    @property
    def recognition(self) -> Recognition:
        """Whose rules these are."""
        return self.judgement.recognition

    def held(self, on: date) -> bool:
        """Whether it is granted and has not ended."""
        return self.renewal is not None and (self.renewal.ends_on is None or self.renewal.ends_on > on)


@dataclass(frozen=True, slots=True)
class Counted:
    """How the residents of a park stand with one recognition."""

    recognition: Recognition
    held: int
    ending: int
    met: int
    unknown: int
    not_met: int


def glide_path(row: Company, on: date) -> list[Glide]:
    """Every recognition in force, those that are held first, then those that are near."""
    facts = [each for each in facts_of(milestones_of(row.id)) if each.day <= on]
    data, granted = derived(facts, on), grants_of(facts)
    found = []
    for rule in recognitions_of(row.organisation_id, on):
        judged = judge(rule, data, on)
        since = granted.get(rule.key)
        ahead = None if judged.standing is Standing.MET else met_from(rule, data, on)
        found.append(Glide(judged, since, renewal(rule, data, since) if since else None, ahead))
    order = {Standing.MET: 1, Standing.UNKNOWN: 2, Standing.NOT_MET: 3}
    return sorted(found, key=lambda each: (not each.held(on), order[each.judgement.standing]))


def counts(house: UUID, on: date) -> list[Counted]:
    """The residents of a house judged by every recognition in force. A fixed number of queries."""
    rules = recognitions_of(house, on)
    ids = list(companies().filter(organisation_id=house, state__in=RESIDENT).values_list("id", flat=True))
    data, granted = data_of(ids, on), grants(ids, on)
    return [_counted(rule, ids, data, granted, on) for rule in rules]


def grants(ids: Sequence[UUID], on: date) -> Mapping[UUID, Mapping[str, date]]:
    """The recognitions that each company was granted. One query."""
    rows = Milestone.objects.filter(company_id__in=ids, kind__startswith="granted.", voided=False, day__lte=on)
    by_company: dict[UUID, list[Milestone]] = {}
    for each in rows:
        by_company.setdefault(each.company_id, []).append(each)
    return {company: grants_of(facts_of(found)) for company, found in by_company.items()}


def ends_on(rule: Recognition, granted_on: date) -> date | None:
    """When a recognition that was granted ends; None for one that does not."""
    return None if rule.valid_months is None else add_months(granted_on, rule.valid_months)


def _counted(
    rule: Recognition,
    ids: Sequence[UUID],
    data: Mapping[UUID, Mapping[str, object]],
    granted: Mapping[UUID, Mapping[str, date]],
    on: date,
) -> Counted:
    held = ending = 0
    for each in ids:
        since = granted.get(each, {}).get(rule.key)
        if since is None:
            continue
        end = ends_on(rule, since)
        held += end is None or end > on
        ending += end is not None and on < end <= on + RENEWAL_WARNING
    standings = [standing_of(rule, data[each], on) for each in ids]  # type: ignore[arg-type]
    return Counted(
        rule,
        held,
        ending,
        standings.count(Standing.MET),
        standings.count(Standing.UNKNOWN),
        standings.count(Standing.NOT_MET),
    )
