"""What the ledger keeps of companies.

``company/<id>`` holds what a company takes along when it leaves: its life, its milestones, its needs. What the park
thinks about it (owner, next steps, reviews, offers) stands in ``admission/<id>``. People appear by id, or sealed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from cellpark.ledger.public import SealedBlock, event_type


@event_type("companies.company.registered", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyRegistered:
    """A company became known to the park."""

    company: UUID
    name_zh: str
    name_en: str
    code: str
    node: str
    source: str
    demand: str
    example: bool


@event_type("companies.company.renamed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyRenamed:
    """Names, credit code or node of the chain as they are from now on."""

    company: UUID
    name_zh: str
    name_en: str
    code: str
    node: str


@event_type("companies.company.moved", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyMoved:
    """One step of its life, on a day."""

    company: UUID
    verb: str
    former: str
    state: str
    day: date


@event_type("companies.company.signed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class CompanySigned:
    """Its lease is signed; ``tenant`` is the organisation that it is in this park."""

    company: UUID
    tenant: UUID
    lease: UUID
    lease_number: str
    day: date


@event_type("companies.company.admitted", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyAdmitted:
    """It is an organisation of this park from now on, so that a lease can name it."""

    company: UUID
    tenant: UUID


@event_type("companies.stage.changed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class StageChanged:
    """It grew: by which criteria, what they said, and the evidence where somebody decided beyond them."""

    company: UUID
    former: str
    stage: str
    day: date
    criteria: str
    standing: str
    evidence: str


@event_type("companies.company.merged", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyMerged:
    """Two records were one company: this one goes on in ``into``; its history stays."""

    company: UUID
    into: UUID


@event_type("companies.milestone.recorded", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneRecorded:
    """A datum on a day, with its evidence."""

    milestone: UUID
    company: UUID
    kind: str
    value: str
    unit: str
    day: date
    evidence: str


@event_type("companies.milestone.voided", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneVoided:
    """It was wrong; the reason stands beside it."""

    milestone: UUID
    company: UUID


@event_type("companies.need.stated", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class NeedStated:
    """A company looks for something."""

    need: UUID
    company: UUID
    kind: str
    node: str
    text: str
    wanted: Mapping[str, str]
    since: date
    until: date | None


@event_type("companies.need.applied_for", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class NeedAppliedFor:
    """An applicant looks for something; the words lie sealed with the application."""

    need: UUID
    company: UUID
    application: UUID
    kind: str
    node: str
    wanted: Mapping[str, str]
    since: date
    until: date | None


@event_type("companies.need.placed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class NeedPlaced:
    """At which node of the chain it stands, as the park sees it."""

    need: UUID
    company: UUID
    node: str


@event_type("companies.need.ended", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class NeedEnded:
    """It was met, lapsed, or was given up."""

    need: UUID
    company: UUID
    state: str
    met_by: str
    met_by_organisation: UUID | None
    day: date


@event_type("companies.passport.issued", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class PassportIssued:
    """Everything that the company takes along was handed out; ``digest`` is that of the further files."""

    company: UUID
    digest: str


@event_type("companies.step.planned", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class StepPlanned:
    """Who does what next, by when."""

    company: UUID
    owner: UUID | None
    step: str
    day: date | None


@event_type("companies.application.received", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationReceived:
    """A form came in; the person in it is sealed, a file is named by its digest."""

    application: UUID
    company: UUID
    reference: str
    contact: UUID | None
    sealed_for: UUID | None
    particulars: SealedBlock | None
    consent: str
    file_sha256: str


@event_type("companies.contact.added", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ContactAdded:
    """Somebody who speaks for the company, sealed."""

    contact: UUID
    company: UUID
    sealed_for: UUID
    particulars: SealedBlock


@event_type("companies.contact.erasure_asked", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureAsked:
    """The contact themselves, or somebody of the park, asked that who it is be erased for good."""

    contact: UUID
    company: UUID
    request: UUID


@event_type("companies.contact.erased", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ContactErased:
    """A second person confirmed: nobody can read who it was."""

    contact: UUID
    company: UUID
    request: UUID


@event_type("companies.review.asked", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewAsked:
    """Somebody was named to judge the application by these criteria."""

    review: UUID
    company: UUID
    reviewer: UUID
    edition: str


@event_type("companies.review.given", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewGiven:
    """Points by criterion, by somebody who declared that nothing ties them to the company."""

    review: UUID
    company: UUID
    scores: Mapping[str, int]
    total: Decimal
    remark: str


@event_type("companies.review.declined", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDeclined:
    """The reviewer has a conflict of interest and steps back."""

    review: UUID
    company: UUID


@event_type("companies.offer.made", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class OfferMade:
    """Rooms on terms, until a day."""

    offer: UUID
    company: UUID
    rooms: tuple[str, ...]
    terms: str
    valid_until: date


@event_type("companies.offer.ended", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class OfferEnded:
    """Taken or withdrawn."""

    offer: UUID
    company: UUID
    state: str


@event_type("companies.rules.loaded", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class RulesLoaded:
    """A text of rules by which the park judges, by its digest."""

    kind: str
    file: str
    sha256: str
