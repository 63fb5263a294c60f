"""A plant with an author, a reviewer and an approver, each with an authenticator."""

import time
from typing import NamedTuple
from uuid import UUID

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.cache import cache

from cellpark.base.actor import Actor
from cellpark.base.scope import use_scope
from cellpark.identity.public import CodeAndPassword, Meaning, Organisation, Person, Role, complete_signature
from cellpark.kernel.clock import FixedClock
from cellpark.recipes import public as recipes
from tests.people import PASSWORD, acting, organisation, person

TEXT = """---
mbr: EX-001
version: 1.0.0
title: \u793a\u4f8b\u5de5\u827a | Example process
---

## U1 \u6d3b\u5316 | Activation

- place: suite B; grade B; crew 2

### U1.1 \u8ba1\u6570 | Count

zh: \u626b\u63cf {aph}\uff0c\u5f55\u5165 {tnc}\u3002
en: Scan {aph}, enter {tnc}.

- in aph: apheresis bag; qty 1 bag; match patient
- record tnc: number cells; range 1e8..5e10; else stop
- sign done: operator

### U1.2 \u57f9\u517b | Culture

zh: \u57f9\u517b {hold}\u3002
en: Culture for {hold}.

- time hold: 24 h; allow 20..28 h
- sign done: operator
- sign check: verifier; not done
"""


class Plant(NamedTuple):
    """The people who bring a recipe into force."""

    organisation: Organisation
    author: Person
    reviewer: Person
    approver: Person

    def actor(self, who: Person) -> Actor:
        return acting(who, self.organisation)

    def sign(self, who: Person, version_id: UUID, meaning: Meaning) -> UUID:
        """Sign the version as it stands, by the ceremony; each signature has an authenticator of its own."""
        cache.clear()
        secret = generate_totp_secret()
        Authenticator.objects.filter(user=who).delete()
        TOTP.activate(who, secret)
        actor = self.actor(who)
        with use_scope(actor.scope):
            prepared = recipes.prepare_version_signature(
                actor=actor,
                version=recipes.recipe_version(version_id),
                meaning=meaning,
                role=min(actor.roles),
                why="test",
                view="<p>the text</p>",
                back="",
            )
            code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
            return complete_signature(
                actor=actor, prepared_id=prepared.id, proof=CodeAndPassword(password=PASSWORD, code=code)
            )

    def submitted(self, text: str = TEXT) -> recipes.RecipeVersion:
        """A frozen first version."""
        actor = self.actor(self.author)
        with use_scope(actor.scope):
            version = recipes.register_recipe(actor=actor, text=text)
            return recipes.submit_version(actor=actor, version_id=version.id)

    def in_review(self, text: str = TEXT) -> recipes.RecipeVersion:
        """A version that its author signed."""
        return self.authored(self.submitted(text).id)

    def authored(self, version_id: UUID) -> recipes.RecipeVersion:
        actor = self.actor(self.author)
        signed = self.sign(self.author, version_id, Meaning.AUTHORED)
        with use_scope(actor.scope):
            return recipes.author_version(actor=actor, version_id=version_id, signature_id=signed)

    def reviewed(self, version_id: UUID) -> recipes.RecipeVersion:
        actor = self.actor(self.reviewer)
        signed = self.sign(self.reviewer, version_id, Meaning.REVIEWED)
        with use_scope(actor.scope):
            return recipes.review_version(actor=actor, version_id=version_id, signature_id=signed)

    def approved(self, version_id: UUID) -> recipes.RecipeVersion:
        actor = self.actor(self.approver)
        signed = self.sign(self.approver, version_id, Meaning.APPROVED)
        with use_scope(actor.scope):
            return recipes.approve_version(actor=actor, version_id=version_id, signature_id=signed)

    def in_force(self, text: str = TEXT) -> recipes.RecipeVersion:
        """An approved first version."""
        return self.approved(self.reviewed(self.in_review(text).id).id)


def make_plant() -> Plant:
    made = organisation("Recipe Plant Ltd")
    return Plant(
        made,
        person("author@example.org", Role.PRODUCTION_OPERATOR, within=made),
        person("reviewer@example.org", Role.QUALITY_STAFF, within=made),
        person("approver@example.org", Role.QUALITY_HEAD, within=made),
    )


@pytest.fixture
def plant(db: None, clock: FixedClock) -> Plant:
    return make_plant()
