"""A head of quality with an authenticator, and a record to sign."""

import time
from typing import NamedTuple
from uuid import UUID

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.cache import cache

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import (
    Meaning,
    Membership,
    Organisation,
    Person,
    PreparedSignature,
    Role,
    prepare_signature,
)
from cellpark.kernel.clock import FixedClock
from tests.people import PASSWORD, acting, organisation, person

VIEW = "<p>what was shown</p>"


class Desk(NamedTuple):
    """Who signs what."""

    organisation: Organisation
    head: Person
    colleague: Person
    secret: str
    stream: str

    @property
    def actor(self) -> Actor:
        return acting(self.head, self.organisation)

    def code(self, step: int = 0) -> str:
        """The one-time code of now; ``step`` chooses the neighbouring half minutes."""
        return format_hotp_value(hotp_value(self.secret, int(time.time()) // 30 + step))

    def prepare(self, stream: str = "", seen: int = 1, **changes: object) -> PreparedSignature:
        wish = {"role": Role.QUALITY_HEAD.value, "meaning": Meaning.REVIEWED, "why": "yearly review", "view": VIEW}
        with use_scope(self.actor.scope):
            return prepare_signature(
                actor=self.actor,
                seen={stream or self.stream: seen},
                purpose="stream",
                subject=stream or self.stream,
                **(wish | changes),
            )


def make_desk() -> Desk:
    made = organisation("Signing Ltd")
    head = person("head@example.org", Role.QUALITY_HEAD, within=made)
    colleague = person("colleague@example.org", Role.PRODUCTION_OPERATOR, within=made)
    secret = generate_totp_secret()
    TOTP.activate(head, secret)
    with use_scope(EVERYTHING):
        role = Membership.objects.get(person=colleague)
    return Desk(made, head, colleague, secret, f"membership/{role.id}")


@pytest.fixture
def desk(db: None, clock: FixedClock) -> Desk:
    cache.clear()
    return make_desk()


def passkeys(person_id: UUID) -> list[Authenticator]:
    return list(Authenticator.objects.filter(user_id=person_id, type=Authenticator.Type.WEBAUTHN))


def right(desk: Desk, step: int = 0) -> dict[str, str]:
    return {"password": PASSWORD, "code": desk.code(step)}
