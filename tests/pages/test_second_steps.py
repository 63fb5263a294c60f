"""Codes, passkeys and recovery codes: set up, used, removed, noted in the ledger (P11-9c)."""

import time

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.test import Client, override_settings

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import Person
from cellpark.ledger.public import envelope, events_of
from tests.pages.conftest import Park
from tests.people import PASSWORD

pytestmark = pytest.mark.django_db


def entered(who: Person) -> Client:
    client = Client()
    client.cookies["cellpark_language"] = "en"
    assert client.post("/account/login/", {"login": who.email, "password": PASSWORD}).status_code == 302
    again = client.post("/account/reauthenticate/", {"password": PASSWORD})
    assert again.status_code == 302
    return client


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def with_codes(who: Person) -> tuple[Client, str]:
    client = entered(who)
    page = client.get("/account/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]
    assert page.status_code == 200
    answer = client.post("/account/2fa/totp/activate/", {"code": code_for(secret)})
    assert (answer.status_code, answer["Location"]) == (302, "/account/2fa/recovery-codes/")
    return client, secret


def noted(who: Person) -> list[tuple[str, str]]:
    with use_scope(EVERYTHING):
        events = events_of(f"person/{who.id}").filter(type__startswith="identity.key.")
        return [(event.type.rpartition(".")[2], envelope(event)["data"]["kind"]) for event in events]


def test_setting_up_codes_is_noted_with_its_recovery_codes(park: Park) -> None:
    client, _secret = with_codes(park.admin)
    assert noted(park.admin) == [("added", "recovery_codes"), ("added", "totp")]
    page = client.get("/account/2fa/recovery-codes/")
    assert page.content.decode().count("<li><code>") == 10
    assert client.get("/account/2fa/").status_code == 200


def test_a_wrong_first_code_sets_nothing_up(park: Park) -> None:
    client = entered(park.admin)
    client.get("/account/2fa/totp/activate/")
    answer = client.post("/account/2fa/totp/activate/", {"code": "000000"})
    assert "This code is not right." in answer.content.decode()
    assert noted(park.admin) == []


def test_signing_in_then_asks_for_the_code(park: Park) -> None:
    _client, secret = with_codes(park.admin)
    fresh = Client()
    fresh.cookies["cellpark_language"] = "en"
    first = fresh.post("/account/login/", {"login": park.admin.email, "password": PASSWORD})
    assert (first.status_code, first["Location"]) == (302, "/account/2fa/authenticate/")
    assert fresh.get("/").status_code == 302
    wrong = fresh.post("/account/2fa/authenticate/", {"code": "000000"})
    assert "This code is not right." in wrong.content.decode()
    assert fresh.post("/account/2fa/authenticate/", {"code": code_for(secret)}).status_code == 302
    assert fresh.get("/").status_code == 200
    with use_scope(EVERYTHING):
        last = events_of(f"person/{park.admin.id}").last()
        assert last is not None
        assert envelope(last)["data"]["means"] == ["password", "totp"]


def test_removing_the_codes_is_noted_too(park: Park) -> None:
    client, _secret = with_codes(park.admin)
    assert client.get("/account/2fa/totp/deactivate/").status_code == 200
    assert client.post("/account/2fa/totp/deactivate/").status_code == 302
    assert noted(park.admin)[2:] == [("removed", "recovery_codes"), ("removed", "totp")]
    assert Authenticator.objects.filter(user=park.admin).count() == 0


def test_new_recovery_codes_replace_the_old_ones_and_both_are_noted(park: Park) -> None:
    client, _secret = with_codes(park.admin)
    assert client.get("/account/2fa/recovery-codes/generate/").status_code == 200
    assert client.post("/account/2fa/recovery-codes/generate/").status_code == 302
    assert noted(park.admin)[2:] == [("removed", "recovery_codes"), ("added", "recovery_codes")]


def test_nobody_touches_anothers_keys(park: Park) -> None:
    with_codes(park.admin)
    stranger = entered(park.stranger)
    key = Authenticator.objects.get(user=park.admin, type="totp")
    assert stranger.get(f"/account/2fa/passkeys/{key.pk}/remove/").status_code == 404
    assert stranger.post(f"/account/2fa/passkeys/{key.pk}/edit/", {"name": "mine"}).status_code == 404


def test_seeds_and_recovery_codes_are_kept_encrypted(park: Park) -> None:
    """Whoever reads the table cannot make codes; a changed secret of the site still reads what the former one wrote."""
    _client, secret = with_codes(park.admin)
    kept = {each.type: each.data for each in Authenticator.objects.filter(user=park.admin)}
    assert secret not in str(kept)
    adapter = get_adapter()
    assert adapter.decrypt(kept[Authenticator.Type.TOTP]["secret"]) == secret
    with override_settings(SECRET_KEY="another secret", SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):
        assert adapter.decrypt(kept[Authenticator.Type.TOTP]["secret"]) == secret
