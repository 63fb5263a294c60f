"""Kinds, roles and states of organisations and people."""

from enum import StrEnum

from cellpark.identity.permissions import IdentityPermission
from cellpark.kernel.lifecycle import Lifecycle, Transition, register


class LinkState(StrEnum):
    """A link for somebody without an account works once, until its end."""

    OPEN = "open"
    USED = "used"
    REVOKED = "revoked"


class OrganisationKind(StrEnum):
    """What an organisation is to the park."""

    OPERATOR = "operator"
    TENANT = "tenant"
    PLATFORM_PROVIDER = "platform_provider"
    HOSPITAL = "hospital"
    UNIVERSITY = "university"
    INVESTOR = "investor"
    SUPPLIER = "supplier"
    CARRIER = "carrier"
    REGULATOR = "regulator"


class Duty(StrEnum):
    """The side on which a person stands: the business, or the system that records it (CN-2d)."""

    BUSINESS = "business"
    SYSTEM = "system"


class Role(StrEnum):
    """What a person does in an organisation. What a role may do stands in ``cellpark.access.roles``."""

    SYSTEM_ADMINISTRATOR = "system_administrator"
    ORGANISATION_ADMINISTRATOR = "organisation_administrator"
    PARK_MANAGER = "park_manager"
    PARK_STAFF = "park_staff"
    QUALITY_HEAD = "quality_head"
    QUALIFIED_PERSON = "qualified_person"
    QUALITY_STAFF = "quality_staff"
    PRODUCTION_OPERATOR = "production_operator"
    ANALYST = "analyst"
    PLANNER = "planner"
    PLATFORM_STAFF = "platform_staff"
    HOSPITAL_STAFF = "hospital_staff"
    COURIER = "courier"
    MEMBER = "member"
    INSPECTOR = "inspector"


SYSTEM_ROLES = frozenset({Role.SYSTEM_ADMINISTRATOR})


class PersonState(StrEnum):
    """Whether a person can sign in."""

    INVITED = "invited"
    ACTIVE = "active"
    SUSPENDED = "suspended"


class OrganisationState(StrEnum):
    """Whether an organisation takes part."""

    ACTIVE = "active"
    CLOSED = "closed"


class QualificationState(StrEnum):
    """Whether a qualification still stands; its validity in time is a matter of dates."""

    GRANTED = "granted"
    WITHDRAWN = "withdrawn"


class MembershipState(StrEnum):
    """Whether a membership runs; an end in the future is a date, not a state."""

    GRANTED = "granted"
    ENDED = "ended"


def duty_of(role: Role) -> Duty:
    """The side a role belongs to."""
    return Duty.SYSTEM if role in SYSTEM_ROLES else Duty.BUSINESS


# which roles make sense in which kind of organisation
ROLES_BY_KIND: dict[OrganisationKind, frozenset[Role]] = {
    OrganisationKind.OPERATOR: frozenset(Role) - {Role.HOSPITAL_STAFF, Role.COURIER, Role.INSPECTOR},
    OrganisationKind.TENANT: frozenset(
        {
            Role.ORGANISATION_ADMINISTRATOR,
            Role.QUALITY_HEAD,
            Role.QUALIFIED_PERSON,
            Role.QUALITY_STAFF,
            Role.PRODUCTION_OPERATOR,
            Role.ANALYST,
            Role.PLANNER,
            Role.MEMBER,
        }
    ),
    OrganisationKind.PLATFORM_PROVIDER: frozenset(
        {
            Role.ORGANISATION_ADMINISTRATOR,
            Role.QUALITY_HEAD,
            Role.QUALIFIED_PERSON,
            Role.QUALITY_STAFF,
            Role.PRODUCTION_OPERATOR,
            Role.ANALYST,
            Role.PLANNER,
            Role.PLATFORM_STAFF,
            Role.MEMBER,
        }
    ),
    OrganisationKind.HOSPITAL: frozenset({Role.ORGANISATION_ADMINISTRATOR, Role.HOSPITAL_STAFF, Role.MEMBER}),
    OrganisationKind.UNIVERSITY: frozenset({Role.ORGANISATION_ADMINISTRATOR, Role.ANALYST, Role.MEMBER}),
    OrganisationKind.INVESTOR: frozenset({Role.ORGANISATION_ADMINISTRATOR, Role.MEMBER}),
    OrganisationKind.SUPPLIER: frozenset({Role.ORGANISATION_ADMINISTRATOR, Role.QUALITY_STAFF, Role.MEMBER}),
    OrganisationKind.CARRIER: frozenset({Role.ORGANISATION_ADMINISTRATOR, Role.COURIER, Role.MEMBER}),
    OrganisationKind.REGULATOR: frozenset({Role.ORGANISATION_ADMINISTRATOR, Role.INSPECTOR}),
}


PERSON_LIFECYCLE = register(
    Lifecycle(
        name="identity.person",
        states=PersonState,
        initial=PersonState.INVITED,
        transitions=(
            Transition(
                source=PersonState.INVITED,
                verb="activate",
                target=PersonState.ACTIVE,
                permission=IdentityPermission.INVITE_PERSON,
            ),
            Transition(
                source=PersonState.ACTIVE,
                verb="suspend",
                target=PersonState.SUSPENDED,
                permission=IdentityPermission.SUSPEND_PERSON,
            ),
            Transition(
                source=PersonState.SUSPENDED,
                verb="restore",
                target=PersonState.ACTIVE,
                permission=IdentityPermission.SUSPEND_PERSON,
            ),
        ),
    )
)

ORGANISATION_LIFECYCLE = register(
    Lifecycle(
        name="identity.organisation",
        states=OrganisationState,
        initial=OrganisationState.ACTIVE,
        transitions=(
            Transition(
                source=OrganisationState.ACTIVE,
                verb="close",
                target=OrganisationState.CLOSED,
                permission=IdentityPermission.REGISTER_ORGANISATION,
            ),
        ),
        final=frozenset({OrganisationState.CLOSED}),
    )
)

MEMBERSHIP_LIFECYCLE = register(
    Lifecycle(
        name="identity.membership",
        states=MembershipState,
        initial=MembershipState.GRANTED,
        transitions=(
            Transition(
                source=MembershipState.GRANTED,
                verb="end",
                target=MembershipState.ENDED,
                permission=IdentityPermission.GRANT_MEMBERSHIP,
            ),
        ),
        final=frozenset({MembershipState.ENDED}),
    )
)

QUALIFICATION_LIFECYCLE = register(
    Lifecycle(
        name="identity.qualification",
        states=QualificationState,
        initial=QualificationState.GRANTED,
        transitions=(
            Transition(
                source=QualificationState.GRANTED,
                verb="withdraw",
                target=QualificationState.WITHDRAWN,
                permission=IdentityPermission.GRANT_QUALIFICATION,
            ),
        ),
        final=frozenset({QualificationState.WITHDRAWN}),
    )
)
