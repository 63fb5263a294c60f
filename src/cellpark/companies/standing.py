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
COUNTS = ("held", "ending", "met", "unknown", "not_met")


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
    """How the residents of a park stand with one recognition: by each word of ``COUNTS``, which companies they are."""

    recognition: Recognition
    behind: Mapping[str, tuple[UUID, ...]]

    @property
    def held(self) -> int:
        """How many hold it."""
        return len(self.behind["held"])

    @property
    def ending(self) -> int:
        """Of how many it ends within a year."""
        return len(self.behind["ending"])

    @property
    def met(self) -> int:
        """How many meet its rules today, whether they hold it or not."""
        return len(self.behind["met"])

    @property
    def unknown(self) -> int:
        """Of how many nobody can tell yet."""
        return len(self.behind["unknown"])

    @property
    def not_met(self) -> int:
        """How many do not meet its rules."""
        return len(self.behind["not_met"])


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
    found: dict[str, list[UUID]] = {each: [] for each in COUNTS}
    for each in ids:
        found[standing_of(rule, data[each], on).value].append(each)  # type: ignore[arg-type]
        since = granted.get(each, {}).get(rule.key)
        if since is None:
            continue
        end = ends_on(rule, since)
        if end is None or end > on:
            found["held"].append(each)
        if end is not None and on < end <= on + RENEWAL_WARNING:
            found["ending"].append(each)
    return Counted(rule, {name: tuple(who) for name, who in found.items()})
