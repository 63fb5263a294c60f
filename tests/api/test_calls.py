"""What every call has in common: who calls, acts that run once, versions, pages of a list, refusals in words."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import use_clock
from cellpark.identity.public import (
    AccessToken,
    IdentityPermission,
    Organisation,
    OrganisationKind,
    Person,
    Role,
    revoke_token,
    suspend_person,
)
from cellpark.kernel.clock import FixedClock
from cellpark.ledger.public import Event
from tests.api.callers import Program, token_for
from tests.people import HOUSE, acting, organisation, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine() -> Organisation:
    return organisation("Mine", OrganisationKind.OPERATOR)


@pytest.fixture
def manager(mine: Organisation) -> Person:
    return person("manager@example.org", Role.PARK_MANAGER, within=mine)


@pytest.fixture
def program(manager: Person) -> Program:
    return Program(token_for(manager))


def events() -> int:
    with use_scope(EVERYTHING):
        return Event.objects.count()


def test_a_call_without_a_token_is_told_how_to_bring_one() -> None:
    answer = Program().get("organisations")
    assert (answer.status, answer.codes) == (401, ["api.sign_in"])
    assert answer.response["WWW-Authenticate"] == 'Bearer realm="cellpark"'
    assert answer.response["Content-Type"] == "application/problem+json"
    assert answer.body["title"] == "You are not signed in."
    assert answer.body["instance"] == "/api/v1/organisations"


def test_refusals_speak_the_language_of_the_call() -> None:
    chinese = Program(language="zh-Hans").get("organisations").body
    english = Program(language="en").get("organisations").body
    assert chinese["problems"][0]["code"] == english["problems"][0]["code"]
    assert chinese["title"] != english["title"]
    assert Program(language="tlh").get("organisations").status == 401


@pytest.mark.parametrize("header", ["Bearer", "Bearer  ", "Basic YTpi", "cpk_x", "Bearer cpk_unknown", "Bearer \xff"])
def test_a_wrong_authorization_header_is_401_even_with_a_session(header: str, manager: Person) -> None:
    client = Client()
    client.force_login(manager)
    answer = client.get("/api/v1/organisations", headers={"Authorization": header})
    assert answer.status_code == 401
    assert answer.json()["problems"][0]["code"] in {"api.token.scheme", "api.token.unusable"}


def test_an_expired_token_is_refused(manager: Person) -> None:
    start = datetime(2026, 11, 22, 9, tzinfo=UTC)
    with use_clock(FixedClock(start)):
        program = Program(token_for(manager))
        assert program.get("organisations").status == 200
    with use_clock(FixedClock(start + timedelta(days=1))):
        answer = program.get("organisations")
    assert (answer.status, answer.codes) == (401, ["api.token.unusable"])
    assert answer.response["WWW-Authenticate"] == 'Bearer realm="cellpark", error="invalid_token"'


def test_a_revoked_token_is_refused_at_once(program: Program, manager: Person) -> None:
    """P11-9c."""
    actor = acting(manager)
    with use_scope(actor.scope):
        revoke_token(actor=actor, token_id=AccessToken.objects.get(person=manager).id)
    assert program.get("organisations").codes == ["api.token.unusable"]


def test_a_program_neither_lists_nor_revokes_its_owners_tokens(program: Program, manager: Person) -> None:
    """P11-4: what rules over tokens is the person, signed in."""
    with use_scope(EVERYTHING):
        token = AccessToken.objects.get(person=manager)
    assert program.get("tokens").status == 403
    assert program.post(f"tokens/{token.id}/revoke").status == 403


def test_the_token_of_a_suspended_person_is_refused(program: Program, manager: Person) -> None:
    """P11-9c."""
    with use_scope(EVERYTHING):
        suspend_person(actor=HOUSE, person_id=manager.id, reason="test")
    assert program.get("organisations").status == 401


def test_a_token_holds_no_more_than_its_scopes(manager: Person) -> None:
    """P11-4."""
    program = Program(token_for(manager, scopes=[IdentityPermission.SEE_ORGANISATIONS]))
    assert program.get("organisations").status == 200
    refused = program.get("people")
    assert (refused.status, refused.codes) == (403, ["api.lacks_permission"])
    assert "identity:person:see" in refused.body["detail"]


def test_a_token_does_not_issue_tokens(program: Program) -> None:
    body = {"title": "more", "scopes": ["identity:person:see"], "expires_on": "2027-01-01"}
    answer = program.post("tokens", body)
    assert (answer.status, answer.codes) == (403, ["api.in_person"])


def test_a_session_acts_with_its_form_token_only(manager: Person) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(manager)
    body = {"kind": "tenant", "name_en": "New"}
    without = client.post("/api/v1/organisations", body, content_type="application/json")
    assert (without.status_code, without.json()["problems"][0]["code"]) == (403, "api.csrf")
    client.get("/api/v1/docs")
    form_token = client.cookies["csrftoken"].value
    with_it = client.post(
        "/api/v1/organisations", body, content_type="application/json", headers={"X-CSRFToken": form_token}
    )
    assert with_it.status_code == 201


def test_a_repeated_call_acts_once_and_gets_the_first_answer(program: Program) -> None:
    key, body = str(uuid4()), {"kind": "tenant", "name_en": "Once"}
    first = program.post("organisations", body, Idempotency_Key=key)
    before = events()
    second = program.post("organisations", body, Idempotency_Key=key)
    assert (first.status, second.status) == (201, 201)
    assert second.body == first.body
    assert second.response["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first.response
    assert events() == before


def test_a_key_is_not_used_for_another_act(program: Program) -> None:
    key = str(uuid4())
    assert program.post("organisations", {"kind": "tenant", "name_en": "A"}, Idempotency_Key=key).status == 201
    other = program.post("organisations", {"kind": "tenant", "name_en": "B"}, Idempotency_Key=key)
    assert (other.status, other.codes) == (409, ["base.idempotency.reused"])
    bad = program.post("organisations", {"kind": "tenant", "name_en": "B"}, Idempotency_Key="1")
    assert (bad.status, bad.codes) == (400, ["api.key.unreadable"])


def test_an_act_names_the_version_that_it_is_based_on(program: Program, mine: Organisation) -> None:
    path, body = f"organisations/{mine.id}/rename", {"name_en": "Renamed", "reason": "merger"}
    seen = program.get(f"organisations/{mine.id}").response["ETag"]
    assert seen == '"1"'
    missing = program.post(path, body)
    assert (missing.status, missing.codes) == (428, ["api.version.missing"])
    odd = program.post(path, body, If_Match="one")
    assert (odd.status, odd.codes) == (400, ["api.version.unreadable"])
    done = program.post(path, body, If_Match=seen)
    assert (done.status, done.body["name_en"], done.response["ETag"]) == (200, "Renamed", '"2"')
    stale = program.post(path, body, If_Match=seen)
    assert (stale.status, stale.codes) == (412, ["base.stale"])
    assert program.post(path, body, If_Match="*").status == 200


def test_lists_come_in_pages_that_lead_to_each_other(program: Program) -> None:
    made = [program.post("organisations", {"kind": "tenant", "name_en": f"T{n}"}).body["id"] for n in range(5)]
    found, path = [], "organisations?kind=tenant&limit=2"
    while path:
        answer = program.get(path)
        found += [row["id"] for row in answer.body]
        link = answer.response.get("Link", "")
        path = link.partition("/api/v1/")[2].partition(">")[0]
    assert found == made


def test_a_caller_has_a_share_of_each_minute(program: Program, settings: Settings) -> None:
    settings.CELLPARK_API_CALLS_PER_MINUTE = 3
    with use_clock(FixedClock(datetime.now(UTC).replace(second=20) + timedelta(minutes=5))):
        answers = [program.get("organisations") for _ in range(4)]
    assert [answer.status for answer in answers] == [200, 200, 200, 429]
    assert answers[3].response["Retry-After"] == "40"
    assert answers[3].codes == ["api.too_many"]


def test_callers_behind_a_proxy_that_nobody_knows_have_a_share_each(settings: Settings) -> None:
    settings.CELLPARK_API_CALLS_PER_MINUTE, settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2, 1
    with use_clock(FixedClock(datetime.now(UTC).replace(second=20) + timedelta(minutes=7))):
        said = {
            address: [
                Client(headers={"X-Forwarded-For": f"198.51.100.1, {address}"}).get("/api/v1/health").status_code
                for _ in range(3)
            ]
            for address in ("203.0.113.9", "203.0.113.10")
        }
    assert set(map(tuple, said.values())) == {(200, 200, 429)}


def test_a_method_that_the_address_does_not_know_is_refused_in_words(program: Program) -> None:
    response = Client().delete("/api/v1/organisations", headers={"Authorization": f"Bearer {program.token}"})
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST")
    assert response.json()["problems"][0]["code"] == "api.method"


def test_options_is_405_with_the_methods_because_no_other_origin_may_call(program: Program) -> None:
    headers = {"Authorization": f"Bearer {program.token}", "Origin": "https://elsewhere.example"}
    response = Client().options("/api/v1/organisations", headers=headers)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST")
    assert "Access-Control-Allow-Origin" not in response
    act = Client().options(f"/api/v1/people/{uuid4()}/suspend", headers=headers)
    assert (act.status_code, act["Allow"]) == (405, "POST")


def test_head_is_answered_like_get_without_a_body(program: Program) -> None:
    headers = {"Authorization": f"Bearer {program.token}"}
    seen = Client().get("/api/v1/organisations", headers=headers)
    head = Client().head("/api/v1/organisations", headers=headers)
    assert (head.status_code, head["Content-Type"], head.content) == (200, seen["Content-Type"], b"")
    assert head["Content-Length"] == str(len(seen.content))
    assert Client().head("/api/v1/organisations").status_code == 401
    act = Client().head(f"/api/v1/people/{uuid4()}/suspend", headers=headers)
    assert (act.status_code, act["Allow"]) == (405, "POST")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/xml", ""])
def test_a_body_that_is_not_json_is_415(program: Program, kind: str) -> None:
    answer = program.raw("organisations", b'{"kind": "tenant", "name_en": "New"}', content_type=kind)
    assert (answer.status, answer.codes) == (415, ["api.not_json"])
    assert answer.response["Accept"] == "application/json"
    right = program.raw(
        "organisations", b'{"kind": "tenant", "name_en": "New"}', content_type="application/json; charset=utf-8"
    )
    assert right.status == 201


def test_an_unknown_address_is_refused_in_the_form_of_the_api() -> None:
    answer = Program().get("nothing/here")
    assert (answer.status, answer.codes) == (404, ["api.not_found"])


def test_an_organisation_of_others_is_not_there(mine: Organisation) -> None:
    """T19."""
    tenant = organisation("Tenant")
    admin = person("admin@example.org", Role.ORGANISATION_ADMINISTRATOR, within=tenant)
    program = Program(token_for(admin))
    assert program.get(f"organisations/{tenant.id}").status == 200
    for path in (f"organisations/{mine.id}", f"organisations/{uuid4()}"):
        assert program.get(path).codes == ["api.not_found"]
    renamed = program.post(f"organisations/{mine.id}/rename", {"name_en": "x", "reason": "y"}, If_Match="*")
    assert renamed.status == 404


def test_a_person_of_others_is_not_suspended(mine: Organisation, manager: Person) -> None:
    """T19."""
    tenant = organisation("Tenant")
    admin = person("admin@example.org", Role.ORGANISATION_ADMINISTRATOR, within=tenant)
    program = Program(token_for(admin))
    answer = program.post(f"people/{manager.id}/suspend", {"reason": "envy"}, If_Match="*")
    assert answer.status == 404
    assert acting(manager).person_id == manager.id
    assert Person.objects.get(id=manager.id).is_active is True
