"""A park of an operator and two tenants, each with something in the ledger."""

from typing import NamedTuple

import pytest
from django.test import Client

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import Membership, Organisation, OrganisationKind, Person, Role
from cellpark.kernel.clock import FixedClock
from cellpark.ledger.public import Event
from tests.people import organisation, person

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class Ledger(NamedTuple):
    """Who reads, and one event of each tenant."""

    operator: Organisation
    ours: Organisation
    theirs: Organisation
    overseer: Person
    quality: Person
    operative: Person
    stranger: Person

    def stream(self, who: Person) -> str:
        with use_scope(EVERYTHING):
            return f"membership/{Membership.objects.get(person=who).id}"

    def event(self, who: Person) -> Event:
        with use_scope(EVERYTHING):
            return Event.objects.get(stream=self.stream(who), version=1)


def make_ledger() -> Ledger:
    operator = organisation("Operator", OrganisationKind.OPERATOR)
    ours, theirs = organisation("Ours"), organisation("Theirs")
    overseer = person("overseer@example.org", Role.QUALITY_HEAD, within=operator)
    quality = person("quality@example.org", Role.QUALITY_HEAD, within=ours)
    operative = person("operative@example.org", Role.PRODUCTION_OPERATOR, within=ours)
    stranger = person("stranger@example.org", Role.PRODUCTION_OPERATOR, within=theirs)
    return Ledger(operator, ours, theirs, overseer, quality, operative, stranger)


@pytest.fixture
def park(db: None, clock: FixedClock) -> Ledger:
    return make_ledger()


def reader(who: Person, language: str = "en") -> Client:
    client = Client()
    client.force_login(who, backend=BACKEND)
    client.cookies["cellpark_language"] = language
    return client
