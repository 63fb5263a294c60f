"""A plant with a recipe in force, its overlay, and two people who may plan it."""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.cache import cache
from django.utils.timezone import localdate

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.identity.public import CodeAndPassword, Meaning, Organisation, Person, Role, complete_signature
from cellpark.kernel.clock import FixedClock
from cellpark.planning.living import Living, living_facts
from cellpark.planning.scheduling import Asked, Schedule, solve
from cellpark.planning.simulation.plant import read_plant
from cellpark.plans import public as plans
from cellpark.plans.public import Edition, EditionKind, Plan, PlanKind
from tests.batches.floor import SMALL, Floor
from tests.batches.in_force import floor_in_force
from tests.people import PASSWORD, acting, person
from tests.planning.test_living import PLAN, TIMES


@dataclass
class House:
    """Everything is done in the scope that the test opened."""

    floor: Floor
    planner: Person
    second: Person

    @property
    def home(self) -> Organisation:
        return self.floor.store.organisation

    @property
    def one(self) -> Actor:
        return acting(self.planner, self.home)

    @property
    def two(self) -> Actor:
        return acting(self.second, self.home)

    def living(self, **more: Any) -> Living:
        times = read_plant(TIMES.encode())
        return living_facts(actor=self.one, organisation_id=self.home.id, times=times, horizon_days=60, **more)

    def kept(self, actor: Actor | None = None, schedule: Schedule | None = None) -> Plan:
        """A draft of what is to be done now."""
        found = self.living()
        facts = found.draft.facts
        return plans.keep_plan(
            actor=actor or self.one,
            organisation_id=self.home.id,
            kind=PlanKind.DRAWN,
            made=plans.Made(
                facts=facts,
                schedule=schedule or solve(facts, Asked(turns=1_000)),
                clock=found.draft.clock,
                as_of=now(),
                beside=plans.beside_draft(
                    found.draft,
                    found.recipes,
                    found.orders,
                    plans.basis_of(found.plant, plans.marks_of(self.home.id)),
                ),
            ),
        )

    def sign(self, who: Person, row: Plan | Edition, meaning: Meaning) -> UUID:
        """Sign the record as it stands, by the ceremony; each signature has an authenticator of its own."""
        cache.clear()
        secret = generate_totp_secret()
        Authenticator.objects.filter(user=who).delete()
        TOTP.activate(who, secret)
        actor = acting(who, self.home)
        prepared = plans.prepare_plan_signature(
            actor=actor, row=row, meaning=meaning, role=min(actor.roles), why="test", view="<p>the plan</p>"
        )
        code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
        proof = CodeAndPassword(password=PASSWORD, code=code)
        return complete_signature(actor=actor, prepared_id=prepared.id, proof=proof)

    def submitted(self, row: Plan) -> Plan:
        """Signed by the planner."""
        signed = self.sign(self.planner, row, Meaning.RESPONSIBLE)
        return plans.submit_plan(actor=self.one, plan_id=row.id, signature_id=signed)

    def approved(self, row: Plan) -> Plan:
        """Signed by the second person."""
        signed = self.sign(self.second, row, Meaning.APPROVED)
        return plans.approve_plan(actor=self.two, plan_id=row.id, signature_id=signed)

    def published(self) -> Plan:
        """What is to be done now, drawn up and published by two people."""
        return self.approved(self.submitted(self.kept()))


def make_house(floor: Floor) -> House:
    """Two planners, and an analyst as the overlay needs one."""
    home = floor.store.organisation
    person("analyst@floor.example.org", Role.ANALYST, within=home)
    return House(
        floor,
        person("plan-1@floor.example.org", Role.PLANNER, within=home),
        person("plan-2@floor.example.org", Role.PLANNER, within=home),
    )


def small_house(clock: FixedClock, settings: Any, folder: Path, *, plan: str = PLAN) -> House:
    """The small recipe in force, and its overlay in ``folder``."""
    (folder / "small.plan.yaml").write_text(plan, encoding="utf-8")
    settings.PLAN_FOLDERS = [folder]
    return make_house(floor_in_force(clock, SMALL))


def planned_house(clock: FixedClock, settings: Any, folder: Path, *, plan: str = PLAN) -> House:
    """``small_house`` with times in force and one batch planned; nothing is published yet."""
    house = small_house(clock, settings, folder, plan=plan)
    house.floor.planned()
    in_force(house, EditionKind.TIMES, TIMES.encode())
    return house


POLICY = b"""format: cellpark.policy/1
frozen_hours: 2
moved_hours: 2
moved_share: 0.03
turns: 20
"""


def in_force(house: House, kind: EditionKind, content: bytes) -> Edition:
    """Proposed by one person and approved by another, from today on."""
    row = plans.propose_edition(
        actor=house.one, organisation_id=house.home.id, kind=kind, since=localdate(now()), content=content
    )
    signed = house.sign(house.second, row, Meaning.APPROVED)
    return plans.approve_edition(actor=house.two, edition_id=row.id, signature_id=signed)
