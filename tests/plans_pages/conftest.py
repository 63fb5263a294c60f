"""A plant whose plan is published, and the people who look at it."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate

from bench.generated_plan import publish
from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.identity.public import Organisation, Person, Role
from cellpark.kernel.clock import FixedClock
from cellpark.plans import public as plans
from cellpark.plans.public import EditionKind, Plan
from tests.pages.conftest import signed_in
from tests.people import HOUSE, acting, organisation, person
from tests.plans.house import POLICY

PATIENTS = 24


@dataclass
class Desk:
    """Two planners, somebody who only looks, and a planner of another plant."""

    home: Organisation
    planner: Person
    second: Person
    looker: Person
    stranger: Person
    plan: Plan

    def as_actor(self, who: Person) -> Actor:
        return acting(who, self.home)

    def client(self, who: Person) -> Client:
        return signed_in(who)

    def get(self, address: str, who: Person | None = None, **headers: Any) -> Any:
        return self.client(who or self.planner).get(address, **headers)


def make_desk() -> Desk:
    home, other = organisation("Plant"), organisation("Other plant")
    with use_scope(EVERYTHING):
        plan = publish(home.id, patients=PATIENTS, seed=3, days_ago=0, turns=20)
    return Desk(
        home,
        person("one@plant.example.org", Role.PLANNER, within=home),
        person("two@plant.example.org", Role.PLANNER, within=home),
        person("looks@plant.example.org", Role.PRODUCTION_OPERATOR, within=home),
        person("one@other.example.org", Role.PLANNER, within=other),
        plan,
    )


def rule(desk: Desk) -> Desk:
    """The desk with a policy in force."""
    with use_scope(EVERYTHING):
        row = plans.propose_edition(
            actor=desk.as_actor(desk.planner),
            organisation_id=desk.home.id,
            kind=EditionKind.POLICY,
            since=localdate(now()),
            content=POLICY,
        )
        plans.approve_edition(actor=HOUSE, edition_id=row.id)
    return desk


@pytest.fixture
def desk(db: None, clock: FixedClock) -> Desk:
    return make_desk()
