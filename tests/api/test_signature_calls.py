"""Signatures, the review of access and one's own details through the API."""

from base64 import b64decode
from datetime import date
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import Role, complete_signature, end_membership
from cellpark.kernel.clock import FixedClock
from cellpark.ledger.public import Envelope
from tests.api.callers import Program, token_for
from tests.people import HOUSE, organisation, person
from tests.signing.conftest import Desk, make_desk
from tests.signing.device import Device

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(db: None, clock: FixedClock) -> Desk:
    return make_desk()


def signed(desk: Desk) -> str:
    device = Device()
    device.register(desk.head)
    waiting = desk.prepare()
    with use_scope(desk.actor.scope):
        made = complete_signature(actor=desk.actor, prepared_id=waiting.id, proof=device.sign(waiting.envelope.digest))
    return str(made)


def test_a_signature_is_read_with_its_state_and_its_evidence_checked(desk: Desk) -> None:
    """P11-8a, P11-8b: who, as what, meaning what, over which version, and whether it still covers the record."""
    made, program = signed(desk), Program(token_for(desk.head))
    [row] = program.get("ledger/signatures", {"stream": desk.stream}).body
    assert program.get(f"ledger/signatures/{made}").body == row
    assert (row["id"], row["person"], row["role"], row["worth"]) == (made, str(desk.head.id), "quality_head", "device")
    assert (row["printed_name_en"], row["why"]) == ("Example head", "yearly review")
    assert row["streams"] == [
        {"stream": desk.stream, "signed_version": 1, "present_version": 1, "same_history": True, "current": True}
    ]
    assert Envelope.parse(b64decode(row["statement"])).digest.hex() == row["digest"]
    with use_scope(EVERYTHING):
        end_membership(
            actor=HOUSE,
            membership_id=UUID(desk.stream.removeprefix("membership/")),
            ends_on=date(2027, 1, 1),
            reason="test",
        )
    moved = program.get(f"ledger/signatures/{made}").body["streams"][0]
    assert (moved["signed_version"], moved["present_version"], moved["current"]) == (1, 2, False)


def test_a_signature_of_others_is_not_there(desk: Desk) -> None:
    """T19."""
    made = signed(desk)
    other = Program(token_for(person("other@example.org", Role.QUALITY_HEAD, within=organisation("Other"))))
    assert other.get(f"ledger/signatures/{made}").status == 404
    assert other.get("ledger/signatures", {"stream": desk.stream}).status == 404


def test_the_review_of_access_is_read(desk: Desk) -> None:
    """P11-4."""
    answer = Program(token_for(desk.head)).get("access-review")
    assert (answer.status, answer.body["last_signature"]) == (200, None)
    assert answer.body["organisation"] == str(desk.organisation.id)
    assert sorted(each["role"] for each in answer.body["roles"]) == ["production_operator", "quality_head"]
    assert Program(token_for(desk.colleague)).get("access-review").status == 403


def test_own_details_are_changed_in_person_only(desk: Desk) -> None:
    program = Program(token_for(desk.head))
    own = program.get("profile")
    assert (own.status, own.body["name_en"], own.body["time_zone"]) == (200, "Example head", "Asia/Shanghai")
    wish = {"name_en": "Example newname", "language": "en", "time_zone": "Europe/Berlin"}
    refused = program.post("profile/details", wish, If_Match="*")
    assert (refused.status, refused.codes) == (403, ["api.in_person"])
    client = Client()
    client.force_login(desk.head, backend="allauth.account.auth_backends.AuthenticationBackend")

    def send(**changes: str) -> HttpResponse:
        return client.post(
            "/api/v1/profile/details",
            wish | changes,
            content_type="application/json",
            headers={"If-Match": own.response["ETag"]},
        )

    assert send(time_zone="Moon/Crater").status_code == 422
    done = send()
    assert (done.status_code, done.json()["name_en"]) == (200, "Example newname")
    assert send(name_en="Another").status_code == 412
    assert program.get("profile").body["time_zone"] == "Europe/Berlin"
