"""The pages of recipes: writing, reviewing, signing and reading them, and what each refuses."""

import json
import time
from uuid import UUID, uuid4

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import Person, Role
from cellpark.recipes import public as recipes
from tests.people import PASSWORD, organisation, person
from tests.recipes.conftest import TEXT, Plant

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def signed_in(who: Person) -> Client:
    client = Client()
    client.force_login(who, backend=BACKEND)
    return client


def send(client: Client, path: str, **fields: object) -> HttpResponse:
    answer: HttpResponse = client.post(path, {"idempotency_key": str(uuid4()), **fields})
    return answer


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return str(answer.content.decode())


def sign(client: Client, who: Person, version_id: UUID) -> HttpResponse:
    """The whole ceremony on the pages: role and reason, then password and code."""
    cache.clear()
    Authenticator.objects.filter(user=who).delete()
    secret = generate_totp_secret()
    TOTP.activate(who, secret)
    with use_scope(EVERYTHING):
        role = who.memberships.get().role
    begun = send(client, f"/recipes/versions/{version_id}/sign", role=role, why="test")
    assert begun.status_code == 302, begun.content.decode()
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    shown = page(client, begun["Location"])
    assert "U1.2" in shown
    answer: HttpResponse = client.post(begun["Location"], {"password": PASSWORD, "code": code})
    return answer


def test_a_recipe_is_written_reviewed_and_approved_on_the_pages(plant: Plant) -> None:
    """211-1a, P11-8a: from the first text to the version in force, by three people in three browsers."""
    author, reviewer, approver = (signed_in(who) for who in (plant.author, plant.reviewer, plant.approver))
    assert "EX-001" in page(author, "/recipes/register")
    wrong = TEXT.replace("24 h", "24 mL")
    written = send(author, "/recipes/register", text=wrong)["Location"]
    shown = page(author, written)
    assert 'data-line="' in shown
    version_id = UUID(written.split("/")[3])
    at = f"/recipes/versions/{version_id}"
    refused = send(author, f"{at}/submit", seen_version=1)
    assert refused.status_code == 422
    saved = author.post(written, {"text": TEXT, "seen_version": "1"}, headers={"X-Draft": "1"})
    assert (saved.status_code, b'class="faults"' in saved.content) == (200, False)
    assert b'name="seen_version" value="2"' in saved.content
    frozen = send(author, f"{at}/submit", seen_version=2)
    assert frozen["Location"] == f"{at}/sign"
    assert sign(author, plant.author, version_id)["Location"] == at
    assert send(reviewer, f"{at}/comment?step=U1.2", step="U1.2", text="why 24 h?").status_code == 303
    assert "why 24 h?" in page(author, f"{at}/review")
    shut = send(reviewer, f"{at}/sign", role=Role.QUALITY_STAFF.value, why="x")
    assert shut.status_code == 422
    with use_scope(EVERYTHING):
        comment = recipes.StepComment.objects.get()
    assert send(author, f"/recipes/comments/{comment.id}/answer", answer="validated").status_code == 303
    assert sign(reviewer, plant.reviewer, version_id)["Location"] == at
    assert sign(approver, plant.approver, version_id)["Location"] == at
    with use_scope(EVERYTHING):
        assert recipes.recipe_version(version_id).state == "approved"
    shown = page(author, at)
    for who in (plant.author, plant.reviewer, plant.approver):
        assert who.name in shown
    assert "EX-001" in page(author, "/recipes?q=EX-001")


def test_a_version_is_fetched_as_text_json_page_pdf_and_batchml(plant: Plant) -> None:
    version = plant.in_force()
    client = signed_in(plant.author)
    at = f"/recipes/versions/{version.id}/files"
    assert client.get(f"{at}/text").content.decode() == TEXT
    assert json.loads(client.get(f"{at}/json").content)["mbr"] == "EX-001"
    assert version.sha256.encode() in client.get(f"{at}/html").content
    assert client.get(f"{at}/pdf").content.startswith(b"%PDF-1.7")
    assert b"BatchInformation" in client.get(f"{at}/batchml").content
    assert client.get(f"{at}/exe").status_code == 404
    assert 'id="L10"' in page(client, f"/recipes/versions/{version.id}/text")


def test_a_step_is_written_by_its_form(plant: Plant) -> None:
    client = signed_in(plant.author)
    written = send(client, "/recipes/register", text=TEXT)["Location"]
    shown = page(client, f"{written}/U1.2")
    assert 'value="20..28 h"' in shown
    fields = {
        "title_zh": "\u57f9\u517b",
        "title_en": "Long culture",
        "zh": "\u57f9\u517b {hold}\uff0c{temp}\u3002",
        "en": "Culture for {hold} at {temp}.",
        "f0_head": "26 h",
        "f0_allow": "20..30 h",
        "f1_head": "operator",
        "f2_head": "verifier",
        "f2_not": "done",
        "new_verb": "set",
        "new_name": "temp",
        "new_head": "37 degC",
        "seen_version": 1,
    }
    answer = send(client, f"{written}/U1.2", **fields)
    assert answer.status_code == 303
    version_id = UUID(written.split("/")[3])
    with use_scope(EVERYTHING):
        text = recipes.draft_of(version_id).text
    assert recipes.check(text) == ()
    assert "- time hold: 26 h; allow 20..30 h\n- set temp: 37 degC\n- sign done: operator\n" in text
    assert text.split("### U1.2")[0] == TEXT.split("### U1.2")[0]
    stale = send(client, f"{written}/U1.2", **fields)
    assert stale.status_code == 409
    wrong = send(client, f"{written}/U1.2", **{**fields, "f0_head": "26 h; else stop", "seen_version": 2})
    assert wrong.status_code == 422
    assert client.get(f"{written}/U9.9").status_code == 302


def test_a_stale_draft_is_not_overwritten_by_the_script(plant: Plant) -> None:
    client = signed_in(plant.author)
    written = send(client, "/recipes/register", text=TEXT)["Location"]
    assert client.post(written, {"text": "a", "seen_version": "1"}, headers={"X-Draft": "1"}).status_code == 200
    second = client.post(written, {"text": "b", "seen_version": "1"}, headers={"X-Draft": "1"})
    assert second.status_code == 422
    assert b'role="alert"' in second.content
    third = send(client, written, text="c", seen_version=1)
    assert third.status_code == 409
    assert client.post(written, {"text": "d\x00"}, headers={"X-Draft": "1"}).status_code == 422


def test_acts_with_a_reason_go_through_their_forms(plant: Plant) -> None:
    version = plant.in_force()
    client, head = signed_in(plant.author), signed_in(plant.approver)
    begun = send(client, f"/recipes/versions/{version.id}/start")
    at = begun["Location"].removesuffix("/write")
    assert send(client, f"{at}/discard", reason="", seen_version=1).status_code == 422
    assert send(client, f"{at}/discard", reason="not needed", seen_version=1).status_code == 303
    assert send(client, f"/recipes/versions/{version.id}/retire", reason="x", seen_version=5).status_code == 403
    assert send(head, f"/recipes/versions/{version.id}/retire", reason="x", seen_version=4).status_code == 409
    assert send(head, f"/recipes/versions/{version.id}/retire", reason="x", seen_version=5).status_code == 303
    assert send(head, f"/recipes/versions/{version.id}/return", reason="x", seen_version=6).status_code == 422


def test_a_signature_for_one_version_is_not_used_on_the_address_of_another(plant: Plant) -> None:
    first, second = plant.in_review(), plant.in_review(TEXT.replace("EX-001", "EX-002"))
    client = signed_in(plant.reviewer)
    begun = send(client, f"/recipes/versions/{first.id}/sign", role=Role.QUALITY_STAFF.value, why="x")
    elsewhere = begun["Location"].replace(str(first.id), str(second.id))
    assert client.get(elsewhere).status_code == 404


def test_the_list_says_what_to_do_when_it_is_empty_and_shows_strangers_nothing(plant: Plant) -> None:
    version = plant.in_force()
    stranger = signed_in(person("s@example.org", Role.QUALITY_HEAD, within=organisation("Other Ltd")))
    assert "EX-001" not in page(stranger, "/recipes")
    for path in ("", "/text", "/files/pdf", "/review", "/sign", "/write"):
        assert stranger.get(f"/recipes/versions/{version.id}{path}").status_code == 404


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_pages_open_in_both_languages(plant: Plant, language: str) -> None:
    version = plant.in_review()
    client = signed_in(plant.reviewer)
    client.cookies["cellpark_language"] = language
    for path in ("/recipes", *(f"/recipes/versions/{version.id}{each}" for each in ("", "/text", "/review", "/sign"))):
        assert page(client, path)
