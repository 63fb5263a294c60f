"""The door: wrong passwords, waiting, sessions that end, and what the ledger keeps of it."""

import re
from collections import Counter
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from cellpark.access.public import all_permissions
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import Person, suspend_person
from cellpark.kernel.clock import FixedClock
from cellpark.ledger.public import envelope, events_of
from tests.pages.conftest import Park, signed_in
from tests.people import HOUSE, PASSWORD

pytestmark = pytest.mark.django_db
DOOR = "/account/login/"


def knock(client: Client, address: str, password: str) -> tuple[int, str]:
    answer = client.post(DOOR, {"login": address, "password": password})
    return answer.status_code, answer.content.decode() if answer.status_code != 302 else answer["Location"]


def kinds_of(person: Person) -> Counter[str]:
    with use_scope(EVERYTHING):
        return Counter(event.type for event in events_of(f"person/{person.id}"))


def test_the_right_password_leads_to_my_work_and_is_noted(park: Park) -> None:
    """CN-1d: sign-ins are recorded with their means."""
    client = Client()
    assert knock(client, "Admin@Example.org", PASSWORD) == (302, "/")
    assert client.get("/").status_code == 200
    with use_scope(EVERYTHING):
        last = events_of(f"person/{park.admin.id}").last()
        assert last is not None
        assert (last.type, envelope(last)["data"]["means"]) == ("identity.sign_in.succeeded", ["password"])


def test_a_wrong_password_and_an_unknown_address_look_the_same(park: Park) -> None:
    """Nobody finds out here who has an account."""
    known, unknown = "admin@example.org", "nobody@example.org"
    answers = [knock(Client(), address, "wrong") for address in (known, unknown)]
    pages = [
        (status, re.sub(r'name="csrfmiddlewaretoken" value="\w+"|"X-CSRFToken": "\w+"', "", text).replace(who, "WHO"))
        for (status, text), who in zip(answers, (known, unknown), strict=True)
    ]
    assert pages[0] == pages[1]
    assert pages[0][0] == 422
    assert "This e-mail address and password do not belong together." in pages[0][1]


@pytest.mark.parametrize("address", ["admin@example.org", "nobody@example.org"])
def test_after_five_wrong_passwords_the_address_waits_and_says_how_long(park: Park, address: str) -> None:
    """P11-9c: even the right password is refused then, for known and unknown addresses alike."""
    client = Client()
    statuses = [knock(client, address, f"wrong {n}")[0] for n in range(5)]
    status, text = knock(client, address, PASSWORD)
    assert (statuses, status) == ([422] * 5, 422)
    until = timezone.localtime() + timedelta(minutes=15)
    said = re.search(r"Try again at (\d\d:\d\d)\.", text)
    assert said is not None
    assert said[1] in {f"{until - timedelta(minutes=late):%H:%M}" for late in (0, 1)}


def test_attempts_are_noted_for_known_people(park: Park) -> None:
    client = Client()
    for n in range(6):
        knock(client, "admin@example.org", f"wrong {n}")
    assert kinds_of(park.admin)["identity.sign_in.refused"] == 6
    with use_scope(EVERYTHING):
        why = [
            envelope(event)["data"]["why"]
            for event in events_of(f"person/{park.admin.id}").filter(type__endswith="refused")
        ]
    assert why == ["password"] * 5 + ["waits"]


def test_a_suspended_person_is_told_so_only_with_the_right_password(park: Park) -> None:
    with use_scope(EVERYTHING):
        suspend_person(actor=HOUSE, person_id=park.colleague.id, reason="left the building")
    assert knock(Client(), "colleague@example.org", PASSWORD) == (302, "/account/inactive/")
    assert Client().get("/account/inactive/").status_code == 200
    assert knock(Client(), "colleague@example.org", "wrong")[0] == 422


def test_a_running_session_ends_when_the_person_is_suspended(park: Park) -> None:
    """P11-9c: at the next click."""
    client = signed_in(park.colleague)
    assert client.get("/").status_code == 200
    with use_scope(EVERYTHING):
        suspend_person(actor=HOUSE, person_id=park.colleague.id, reason="left the building")
    assert client.get("/").status_code == 302


def test_a_session_that_ran_out_says_so_and_comes_back(park: Park, clock: FixedClock) -> None:
    """A11-2d: sessions end after idle minutes."""
    client = signed_in(park.admin)
    client.get("/")
    minutes = settings.SESSION_COOKIE_AGE // 60
    clock.advance(timedelta(minutes=minutes) - timedelta(seconds=1))
    assert client.get("/people").status_code == 200
    clock.advance(timedelta(minutes=minutes))
    answer = client.get("/people", follow=True)
    assert answer.redirect_chain == [("/account/login/?next=/people", 302)]
    assert f"You were signed out after {minutes} minutes without a click." in answer.content.decode()
    assert "You were signed out" not in Client().get("/people", follow=True).content.decode()


def test_the_session_of_a_click_that_is_yet_to_come_is_over(park: Park, clock: FixedClock) -> None:
    """A clock that was set back must not make a session endless."""
    client = signed_in(park.admin)
    client.get("/")
    clock.advance(timedelta(hours=-2))
    assert client.get("/people").status_code == 302


def test_a_click_keeps_the_session_awake(park: Park, clock: FixedClock) -> None:
    """The idle minutes begin anew; one write a minute is enough for that."""
    client = signed_in(park.admin)
    client.get("/")
    first = client.session["seen_at"]
    clock.advance(timedelta(seconds=30))
    client.get("/")
    assert client.session["seen_at"] == first
    clock.advance(timedelta(seconds=31))
    client.get("/")
    assert client.session["seen_at"] == first + 61


def test_nobody_registers_alone() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")


def test_signing_out_needs_a_click_on_a_form(park: Park) -> None:
    client = signed_in(park.admin)
    assert client.get("/account/logout/").status_code == 200
    assert client.get("/").status_code == 200
    client.post("/account/logout/")
    assert client.get("/").status_code == 302


def test_a_forgotten_password_is_replaced_by_a_letter_in_both_languages(park: Park) -> None:
    client = Client()
    assert client.post("/account/password/reset/", {"email": "colleague@example.org"}).status_code == 302
    [letter] = mail.outbox
    assert letter.to == ["colleague@example.org"]
    assert "Dear Example colleague" in letter.body
    links = re.findall(r"http://testserver(\S+)", letter.body)
    assert len(links) == 2
    page = client.get(links[0], follow=True)
    fresh = "another horse battery staple"
    to = page.redirect_chain[-1][0]
    assert client.post(to, {"password1": fresh, "password2": fresh}).status_code == 302
    assert knock(Client(), "colleague@example.org", fresh) == (302, "/")
    assert client.get(links[0], follow=True).content.decode().count("This link was used already") == 1
    assert kinds_of(park.colleague)["identity.person.details_changed"] == 1


def test_an_unknown_address_gets_no_letter_and_the_same_page(park: Park) -> None:
    answers = [
        Client().post("/account/password/reset/", {"email": address})
        for address in ("colleague@example.org", "nobody@example.org")
    ]
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [
        (302, "/account/password/reset/done/")
    ] * 2
    assert len(mail.outbox) == 1


def test_changing_the_password_is_noted_without_the_password(park: Park) -> None:
    client = signed_in(park.admin)
    fresh = "another horse battery staple"
    sent = {"oldpassword": PASSWORD, "password1": fresh, "password2": fresh}
    assert client.post("/account/password/change/", sent).status_code == 302
    with use_scope(EVERYTHING):
        last = events_of(f"person/{park.admin.id}").last()
        assert last is not None
        assert envelope(last)["data"]["fields"] == ["password"]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_of_the_door_opens_in_both_languages(park: Park, language: str) -> None:
    visitor = Client()
    visitor.cookies["cellpark_language"] = language
    public = [
        "account_login",
        "account_reset_password",
        "account_reset_password_done",
        "account_inactive",
        "account_reset_password_from_key_done",
    ]
    assert [visitor.get(reverse(name)).status_code for name in public] == [200] * len(public)
    client = Client()
    client.cookies["cellpark_language"] = language
    knock(client, "admin@example.org", PASSWORD)
    inside = ["account_change_password", "account_logout", "account_reauthenticate", "mfa_index"]
    assert [client.get(reverse(name)).status_code for name in inside] == [200] * len(inside)
    assert client.get(reverse("mfa_activate_totp")).status_code == 302


def test_every_permission_has_words_in_both_languages() -> None:
    from django.utils import translation

    from cellpark.web.pages.words import APPS, PERMISSIONS

    assert set(all_permissions()) == set(PERMISSIONS)
    assert {name.partition(":")[0] for name in all_permissions()} == set(APPS)
    for words in PERMISSIONS.values():
        with translation.override("en"):
            english = str(words)
        with translation.override("zh-hans"):
            assert str(words) != english


def test_signing_in_brings_the_language_and_zone_of_the_account_unless_the_browser_was_told(park: Park) -> None:
    sent = {"login": park.admin.email, "password": PASSWORD}
    client = Client()
    answer = client.post(DOOR, sent)
    assert answer.cookies["cellpark_language"].value == park.admin.language
    assert answer.cookies["cellpark_zone"].value == park.admin.time_zone
    told = Client()
    told.cookies["cellpark_language"] = "en"
    assert "cellpark_language" not in told.post(DOOR, sent).cookies
