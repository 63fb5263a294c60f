"""A small park for the pages: two tenants that must not see each other, and the operator who sees both."""

from datetime import date
from typing import NamedTuple

import pytest
from django.test import Client

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import (
    Duty,
    Organisation,
    OrganisationKind,
    Person,
    Qualification,
    Role,
    grant_qualification,
)
from cellpark.kernel.clock import FixedClock
from tests.people import HOUSE, organisation, person

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class Park(NamedTuple):
    operator: Organisation
    ours: Organisation
    theirs: Organisation
    manager: Person
    root: Person
    admin: Person
    colleague: Person
    stranger: Person
    qualification: Qualification


@pytest.fixture
def park(db: None, clock: FixedClock) -> Park:
    return build()


def build() -> Park:
    operator = organisation("Operator", OrganisationKind.OPERATOR)
    ours, theirs = organisation("Ours"), organisation("Theirs")
    manager = person("manager@example.org", Role.PARK_MANAGER, within=operator)
    root = person("root@example.org", Role.SYSTEM_ADMINISTRATOR, within=operator, duty=Duty.SYSTEM)
    admin = person("admin@example.org", Role.ORGANISATION_ADMINISTRATOR, within=ours)
    colleague = person("colleague@example.org", Role.PRODUCTION_OPERATOR, within=ours)
    stranger = person("stranger@example.org", Role.ORGANISATION_ADMINISTRATOR, within=theirs)
    with use_scope(EVERYTHING):
        qualification = grant_qualification(
            actor=HOUSE,
            organisation_id=ours.id,
            person_id=colleague.id,
            subject="aseptic-gowning",
            title_zh="",
            title_en="Aseptic gowning",
            valid_from=date(2026, 1, 1),
            valid_until=date(2027, 1, 1),
            reason="training record 7",
        )
    return Park(operator, ours, theirs, manager, root, admin, colleague, stranger, qualification)


def signed_in(who: Person, language: str = "en") -> Client:
    client = Client()
    client.force_login(who, backend=BACKEND)
    client.cookies["cellpark_language"] = language
    return client
