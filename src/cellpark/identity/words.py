"""Words for roles and kinds of organisations, as people read them."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cellpark.identity.states import (
    MembershipState,
    OrganisationKind,
    OrganisationState,
    PersonState,
    QualificationState,
    Role,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Words = Mapping[str, "StrOrPromise"]

ROLES: Mapping[Role, Promise] = {
    Role.SYSTEM_ADMINISTRATOR: _("System administrator"),
    Role.ORGANISATION_ADMINISTRATOR: _("Organisation administrator"),
    Role.PARK_MANAGER: _("Park manager"),
    Role.PARK_STAFF: _("Park staff"),
    Role.QUALITY_HEAD: _("Head of quality"),
    Role.QUALIFIED_PERSON: _("Qualified person"),
    Role.QUALITY_STAFF: _("Quality staff"),
    Role.PRODUCTION_OPERATOR: _("Production operator"),
    Role.ANALYST: _("Laboratory analyst"),
    Role.PLANNER: _("Planner"),
    Role.PLATFORM_STAFF: _("Platform staff"),
    Role.HOSPITAL_STAFF: _("Hospital staff"),
    Role.COURIER: _("Courier"),
    Role.MEMBER: _("Member"),
    Role.INSPECTOR: _("Inspector"),
}

KINDS: Mapping[OrganisationKind, Promise] = {
    OrganisationKind.OPERATOR: _("Park operator"),
    OrganisationKind.TENANT: _("Tenant company"),
    OrganisationKind.PLATFORM_PROVIDER: _("Service platform"),
    OrganisationKind.HOSPITAL: _("Hospital"),
    OrganisationKind.UNIVERSITY: _("University"),
    OrganisationKind.INVESTOR: _("Investor"),
    OrganisationKind.SUPPLIER: _("Supplier"),
    OrganisationKind.CARRIER: _("Carrier"),
    OrganisationKind.REGULATOR: _("Regulator"),
}
PERSON_STATES: Words = {
    PersonState.INVITED: _("Invited"),
    PersonState.ACTIVE: pgettext_lazy("account", "Open"),
    PersonState.SUSPENDED: _("Suspended"),
}
ORGANISATION_STATES: Words = {
    OrganisationState.ACTIVE: _("Takes part"),
    OrganisationState.CLOSED: pgettext_lazy("organisation", "Closed"),
}
MEMBERSHIP_STATES: Words = {
    MembershipState.GRANTED: _("Granted"),
    MembershipState.ENDED: _("Ended"),
}
QUALIFICATION_STATES: Words = {
    QualificationState.GRANTED: _("Granted"),
    QualificationState.WITHDRAWN: _("Withdrawn"),
}
LIFECYCLE_STATES: Mapping[str, Words] = {
    "identity.person": PERSON_STATES,
    "identity.organisation": ORGANISATION_STATES,
    "identity.membership": MEMBERSHIP_STATES,
    "identity.qualification": QUALIFICATION_STATES,
}


def role_names(roles: Iterable[Role]) -> str:
    """Role names in the reader's language, joined as the language joins lists."""
    return str(_(", ")).join(str(ROLES[role]) for role in roles)
