"""The desk's pages as people see them: both languages, desk and tablet; no fault for axe, nothing too wide, a silent console."""

from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from wsgiref.simple_server import make_server

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.handlers.wsgi import WSGIHandler
from django.urls import reverse
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Server, Silent
from tests.pages.conftest import Park, build, signed_in

pytestmark = pytest.mark.browser
SCREENSHOTS = Path(__file__).parents[2] / "screenshots"
SIZES = ((1280, 800), (820, 1180))


@pytest.fixture
def desk(durable: str) -> Iterator[tuple[str, Park]]:
    server = make_server("127.0.0.1", 0, WSGIHandler(), server_class=Server, handler_class=Silent)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}", build()
    server.shutdown()
    server.server_close()


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


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_desk_is_readable_by_everybody(chromium: Browser, desk: tuple[str, Park], language: str) -> None:
    site, park = desk
    session = signed_in(park.admin).cookies["sessionid"].value
    SCREENSHOTS.mkdir(exist_ok=True)
    found = []
    for width, height in SIZES:
        context = chromium.new_context(viewport={"width": width, "height": height})
        cookies = {"sessionid": session, "cellpark_language": language, "cellpark_theme": "light"}
        context.add_cookies([{"name": name, "value": value, "url": site} for name, value in cookies.items()])
        page = context.new_page()
        page.on("console", lambda message, said=found: said.append(("console", message.text)))
        for name, address in pages(park).items():
            page.goto(site + address)
            page.screenshot(path=SCREENSHOTS / f"desk-{name}-{language}-{width}.png", full_page=True)
            if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                found.append((name, f"wider than {width}"))
            if width == SIZES[0][0]:
                found += faults(page, name)
        context.close()
    assert found == []


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_door_is_readable_on_a_phone(chromium: Browser, desk: tuple[str, Park], language: str) -> None:
    site, _park = desk
    found = []
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    context.add_cookies([{"name": "cellpark_language", "value": language, "url": site}])
    page = context.new_page()
    page.on("console", lambda message, said=found: said.append(("console", message.text)))
    SCREENSHOTS.mkdir(exist_ok=True)
    for name in ("account_login", "account_reset_password", "account_inactive"):
        page.goto(site + reverse(name))
        page.screenshot(path=SCREENSHOTS / f"door-{name}-{language}-390.png", full_page=True)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            found.append((name, "too wide"))
        found += faults(page, name)
    context.close()
    assert found == []


def faults(page: Page, name: str) -> list[tuple[str, str]]:
    violations = Axe().run(page).response["violations"]
    return [(name, f"{fault['id']} {[node['target'] for node in fault['nodes']][:2]}") for fault in violations]
