"""The desk's pages as people see them: both languages, desk and tablet; no fault for axe, nothing too wide, a silent console."""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Browser

from tests.browser.looking import ALL, CONTRAST, DESK, PHONE, TABLET, look, standing, visitor
from tests.pages.conftest import Park, build, signed_in

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(durable: str) -> Iterator[tuple[str, Park]]:
    with standing() as site:
        yield site, build()


def pages(park: Park) -> dict[str, str]:
    return {
        "home": "/",
        "organisations": reverse("organisations"),
        "organisation": reverse("organisation", args=[park.ours.id]),
        "rename": reverse("organisation_rename", args=[park.ours.id]),
        "people": reverse("people"),
        "person": reverse("person", args=[park.colleague.id]),
        "invite": reverse("person_invite"),
        "suspend": reverse("person_suspend", args=[park.colleague.id]),
        "grant": reverse("qualification_grant", args=[park.colleague.id]),
        "roles": reverse("roles"),
        "profile": reverse("profile"),
        "token": reverse("token_issue"),
        "second-steps": reverse("mfa_index"),
        "password": reverse("account_change_password"),
    }


@pytest.mark.parametrize(
    ("language", "theme"), [("en", "light"), ("zh-hans", "light"), ("zh-hans", "dark")], ids=["en", "zh", "dark"]
)
def test_the_desk_is_readable_by_everybody(
    chromium: Browser, desk: tuple[str, Park], language: str, theme: str
) -> None:
    site, park = desk
    session = signed_in(park.admin).cookies["sessionid"].value
    # in the dark only the contrast can differ, and nothing moves
    sizes, axe = ((DESK,), CONTRAST) if theme == "dark" else ((DESK, TABLET), ALL)
    with visitor(chromium, site, sessionid=session, cellpark_language=language, cellpark_theme=theme) as context:
        label = f"desk-{language}-{theme}"
        assert look(context, site, pages(park), sizes=sizes, axe=axe, label=label) == []


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_door_is_readable_on_a_phone(chromium: Browser, desk: tuple[str, Park], language: str) -> None:
    site, _park = desk
    door = {name: reverse(name) for name in ("account_login", "account_reset_password", "account_inactive")}
    with visitor(chromium, site, cellpark_language=language) as context:
        assert look(context, site, door, sizes=(PHONE,), label=f"door-{language}") == []
