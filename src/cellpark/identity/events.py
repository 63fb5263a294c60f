"""What the ledger keeps of organisations and people. People appear by id alone; their names never enter."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cellpark.ledger.public import event_type


@event_type("identity.organisation.registered", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRegistered:
    """An organisation takes part from now on."""

    organisation: UUID
    kind: str
    name_zh: str
    name_en: str
    credit_code: str
    example: bool


@event_type("identity.organisation.renamed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRenamed:
    """An organisation's names changed; the old ones stay readable (P11-5b)."""

    organisation: UUID
    name_zh: str
    name_en: str
    was_zh: str
    was_en: str


@event_type("identity.organisation.closed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationClosed:
    """An organisation no longer takes part."""

    organisation: UUID


@event_type("identity.person.invited", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class PersonInvited:
    """An account exists and waits for its owner to choose a password."""

    person: UUID
    duty: str
    home: UUID | None
    example: bool


@event_type("identity.person.activated", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class PersonActivated:
    """The owner chose a password: the account can sign in."""

    person: UUID


@event_type("identity.person.suspended", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSuspended:
    """The account cannot sign in until it is restored."""

    person: UUID


@event_type("identity.person.restored", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRestored:
    """A suspended account can sign in again."""

    person: UUID


@event_type("identity.person.details_changed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class DetailsChanged:
    """Which details of a person changed; the values are personal data and stay outside the ledger."""

    person: UUID
    fields: tuple[str, ...]


@event_type("identity.membership.granted", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipGranted:
    """A person holds a role in an organisation."""

    membership: UUID
    person: UUID
    duty: str
    role: str
    starts_on: date
    ends_on: date | None


@event_type("identity.membership.ended", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipEnded:
    """A person holds the role no longer, from ``ends_on`` on."""

    membership: UUID
    ends_on: date


@event_type("identity.qualification.granted", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class QualificationGranted:
    """A person was found fit for a subject until a day."""

    qualification: UUID
    person: UUID
    subject: str
    title_zh: str
    title_en: str
    valid_from: date
    valid_until: date


@event_type("identity.qualification.withdrawn", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class QualificationWithdrawn:
    """A qualification no longer stands."""

    qualification: UUID


@event_type("identity.token.issued", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class TokenIssued:
    """A program may act for a person within these scopes."""

    token: UUID
    person: UUID
    scopes: tuple[str, ...]
    expires_on: date


@event_type("identity.token.revoked", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRevoked:
    """A program may no longer act."""

    token: UUID


@event_type("identity.sign_in.succeeded", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class SignInSucceeded:
    """A person signed in, with these means."""

    person: UUID
    means: tuple[str, ...]


@event_type("identity.sign_in.refused", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class SignInRefused:
    """An attempt to sign in as a known person failed (CN-1d, P11-9c)."""

    person: UUID
    why: str


@event_type("identity.key.added", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class KeyAdded:
    """A person registered a second factor or a key to sign with."""

    person: UUID
    kind: str
    key: str


@event_type("identity.key.removed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRemoved:
    """A person gave up a second factor or a key; signatures made with it stay verifiable."""

    person: UUID
    kind: str
    key: str
