"""Companies of the park in the API."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Self
from uuid import UUID

from ninja import Schema
from pydantic import Field

from cellpark.companies.public import (
    CompanyState,
    Contacted,
    Details,
    Glide,
    NeedKind,
    NeedState,
    ReviewState,
    Speaker,
    Stage,
    Wish,
)
from cellpark.identifiers.credit import normalised
from cellpark.recognition.public import Checked, Standing
from cellpark.web.api.values import Body, Moment, Text

RULE_MAX = 1_000_000


class _Row(Schema):
    @classmethod
    def of(cls, row: Any) -> Self:
        """The row as answers show it."""
        return cls.model_validate({name: getattr(row, name) for name in cls.model_fields})


class CompanyOut(_Row):
    """A company: where it stands, who looks after it, what comes next."""

    id: UUID
    organisation_id: UUID
    name_zh: str
    name_en: str
    code: str
    state: CompanyState
    state_since: date
    stage: str
    stage_since: date | None
    node: str
    source: str
    demand: str
    owner_person: UUID | None
    next_step: str
    next_step_on: date | None
    tenant_id: UUID | None
    lease_id: UUID | None
    merged_into_id: UUID | None
    version: int


class OwnCompanyOut(_Row):
    """One's own company, as the park knows it."""

    id: UUID
    name_zh: str
    name_en: str
    code: str
    state: CompanyState
    state_since: date
    stage: str
    stage_since: date | None


class CompanyDetailsIn(Body):
    """Who it is; one of the two names is enough."""

    name_zh: Text = ""
    name_en: Text = ""
    code: Text = ""
    node: Text = ""

    @property
    def details(self) -> Details:
        """What was sent, the code as GB 32100-2015 has it."""
        return Details(name_zh=self.name_zh, name_en=self.name_en, code=normalised(self.code), node=self.node)


class CompanyLeadIn(CompanyDetailsIn):
    """A lead with its first step."""

    source: Text = ""
    demand: Text = ""
    step: Text
    step_on: date
    known_as_other: bool = False


class CompanyStepIn(Body):
    """What comes next, by when, and who; empty: the owner as before."""

    step: Text
    day: date
    owner: UUID | None = None


class VisitIn(Body):
    """When, what was said, and what comes next."""

    day: date
    remark: Text
    step: Text
    step_on: date


class ContactIn(Body):
    """Somebody who speaks for it; sealed before anything is written."""

    name: Text
    email: Text
    phone: Text = ""

    @property
    def speaker(self) -> Speaker:
        """As the act takes it."""
        return Speaker(name=self.name, email=self.email, phone=self.phone)


class ContactOut(_Row):
    """Somebody who speaks for a company; the three are empty once they were erased."""

    id: UUID
    added_at: Moment
    name: str
    email: str
    phone: str
    erased: bool
    waiting: UUID | None

    @classmethod
    def of(cls, row: Contacted) -> Self:
        """The contact, opened."""
        said = row.said or {}
        return cls(
            id=row.id,
            added_at=row.added_at,
            name=said.get("name", ""),
            email=said.get("email", ""),
            phone=said.get("phone", ""),
            erased=row.erased,
            waiting=row.waiting.id if row.waiting else None,
        )


class DecidedIn(Body):
    """Why, and what comes next."""

    reason: Text
    step: Text
    step_on: date


class MergeIn(Body):
    """Which record it is, and why."""

    into: UUID
    reason: Text


class ReviewersIn(Body):
    """Who judges: two at least."""

    reviewers: list[UUID]


class ReviewOut(_Row):
    """A review."""

    id: UUID
    company_id: UUID
    reviewer: UUID
    state: ReviewState
    edition: str
    scores: Mapping[str, int]
    total: str | None
    remark: str
    ended_at: Moment | None

    @classmethod
    def of(cls, row: Any) -> Self:
        """The row, its total as text."""
        found = {name: getattr(row, name) for name in cls.model_fields}
        return cls.model_validate({**found, "total": None if row.total is None else str(row.total)})


class ReviewIn(Body):
    """Points by criterion, by somebody who declares to have no conflict of interest."""

    no_conflict: bool
    scores: Mapping[Annotated[str, Field(max_length=40)], int]
    remark: Text


class OfferIn(Body):
    """Rooms by their codes, on terms, until a day."""

    rooms: list[Text]
    terms: Text
    valid_until: date


class SigningIn(Body):
    """Which lease, and what comes next."""

    lease: UUID
    step: Text
    step_on: date


class MoveInIn(Body):
    """Since when, in which stage, by what evidence, and what comes next."""

    day: date
    stage: Stage
    evidence: Text = ""
    step: Text
    step_on: date


class EnteredIn(MoveInIn):
    """A company that is here already; its organisation where it has one."""

    tenant_id: UUID | None = None


class StageIn(Body):
    """The next stage; evidence where the criteria are not met."""

    stage: Stage
    day: date
    evidence: Text = ""


class EndIn(Body):
    """When and why."""

    day: date
    reason: Text


class MilestoneIn(Body):
    """A datum on a day with its evidence; the value as text."""

    kind: Text
    value: Text
    day: date
    evidence: Text


class MilestoneOut(_Row):
    """A datum on a day."""

    id: UUID
    company_id: UUID
    kind: str
    value: str
    unit: str
    day: date
    evidence: str
    voided: bool


class NeedIn(Body):
    """What is looked for; ``wanted`` as the search for a place takes it."""

    kind: NeedKind
    text: Text
    node: Text = ""
    wanted: Mapping[Annotated[str, Field(max_length=40)], Text] = {}
    since: date | None = None
    until: date | None = None

    @property
    def wish(self) -> Wish:
        """As the act takes it."""
        return Wish(**self.model_dump())


class NeedOut(_Row):
    """What is looked for, and what became of it."""

    id: UUID
    company_id: UUID
    kind: NeedKind
    node: str
    text: str
    wanted: Mapping[str, str]
    since: date
    until: date | None
    state: NeedState
    met_by: str
    ended_on: date | None


class NeedPlaceIn(Body):
    """A node of the chain by its code; empty for none."""

    node: Text


class MetIn(Body):
    """Who met it."""

    met_by: Text


class RuleIn(Body):
    """A text of rules under the name of its file."""

    file: Text
    text: Annotated[str, Field(max_length=RULE_MAX)]


class RuleOut(_Row):
    """A text of rules in force."""

    id: UUID
    kind: str
    file: str
    sha256: str
    loaded_at: Moment


class GlideOut(Schema):
    """One recognition for one company."""

    key: str
    edition: str
    checked: Checked
    standing: Standing
    ask: list[str]
    granted_on: date | None
    ends_on: date | None
    risk: str | None
    met_from: date | None

    @classmethod
    def of(cls, found: Glide) -> Self:
        """As answers show it."""
        rule, renewal = found.recognition, found.renewal
        return cls(
            key=rule.key,
            edition=rule.edition,
            checked=rule.source.checked,
            standing=found.judgement.standing,
            ask=list(found.judgement.ask),
            granted_on=found.granted_on,
            ends_on=None if renewal is None else renewal.ends_on,
            risk=None if renewal is None else renewal.risk.value,
            met_from=found.met_from,
        )


class CountOut(Schema):
    """How the residents stand with one recognition; computed here, never published figures."""

    key: str
    edition: str
    held: int
    ending: int
    met: int
    unknown: int
    not_met: int
