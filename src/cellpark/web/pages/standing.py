"""How people, organisations, roles and qualifications stand today: one of the five colours and a word."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from cellpark.base.time import now
from cellpark.identity.public import (
    MEMBERSHIP_STATES,
    ORGANISATION_STATES,
    PERSON_STATES,
    QUALIFICATION_STATES,
    Membership,
    MembershipState,
    Organisation,
    OrganisationState,
    Person,
    PersonState,
    Qualification,
    QualificationState,
)
from cellpark.web.pages.tables import State

SOON = timedelta(days=90)

PERSON_COLOURS = {
    PersonState.INVITED: "waiting",
    PersonState.ACTIVE: "running",
    PersonState.SUSPENDED: "stopped",
}
ORGANISATION_COLOURS = {
    OrganisationState.ACTIVE: "running",
    OrganisationState.CLOSED: "done",
}
ROLE_TO_COME = State("planned", _("To come"))
ROLE_RUNS = State("running", _("Runs"))
ROLE_ENDED = State("done", MEMBERSHIP_STATES[MembershipState.ENDED])
NOT_YET_VALID = State("planned", _("Not yet valid"))
VALID = State("running", _("Valid"))
EXPIRES_SOON = State("waiting", _("Expires soon"))
EXPIRED = State("stopped", _("Expired"))
WITHDRAWN = State("done", QUALIFICATION_STATES[QualificationState.WITHDRAWN])


def today() -> date:
    """The day by which roles and qualifications run: UTC's, as everywhere in the records."""
    return now().date()


def person_state(person: Person) -> State:
    """Whether a person can sign in."""
    state = PersonState(person.state)
    return State(PERSON_COLOURS[state], PERSON_STATES[state])


def organisation_state(organisation: Organisation) -> State:
    """Whether an organisation takes part."""
    state = OrganisationState(organisation.state)
    return State(ORGANISATION_COLOURS[state], ORGANISATION_STATES[state])


def membership_state(membership: Membership) -> State:
    """Whether a role runs today."""
    on = today()
    if membership.ends_on is not None and membership.ends_on <= on:
        return ROLE_ENDED
    if membership.state == MembershipState.ENDED and membership.ends_on is None:
        return ROLE_ENDED
    return ROLE_TO_COME if membership.starts_on > on else ROLE_RUNS


def qualification_state(qualification: Qualification) -> State:
    """Whether a qualification stands today and how long it still will."""
    on = today()
    if qualification.state == QualificationState.WITHDRAWN:
        return WITHDRAWN
    if qualification.valid_until <= on:
        return EXPIRED
    if qualification.valid_from > on:
        return NOT_YET_VALID
    return EXPIRES_SOON if qualification.valid_until <= on + SOON else VALID
