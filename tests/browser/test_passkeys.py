"""A passkey from its making to its removal, in a real browser under the site's own content security policy."""

from collections.abc import Iterator
from threading import Thread
from typing import Any
from urllib.parse import urlsplit
from wsgiref.simple_server import make_server

import pytest
from django.core.handlers.wsgi import WSGIHandler
from playwright.sync_api import Browser, Page

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import Role
from cellpark.ledger.public import envelope, events_of
from tests.browser.conftest import Server, Silent
from tests.people import PASSWORD, organisation, person

pytestmark = pytest.mark.browser
ADDRESS = "signer@example.org"


@pytest.fixture
def door(durable: str) -> Iterator[str]:
    """A site of its own, whose database ends with the test; passkeys need a host name."""
    server = make_server("127.0.0.1", 0, WSGIHandler(), server_class=Server, handler_class=Silent)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def device(chromium: Browser, door: str) -> Iterator[Page]:
    """A page before a device that holds passkeys and says yes when asked who is there."""
    context = chromium.new_context(base_url=door, locale="en")
    context.add_cookies([{"name": "cellpark_language", "value": "en", "url": door}])
    opened = context.new_page()
    session = context.new_cdp_session(opened)
    session.send("WebAuthn.enable")
    features = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": features})
    yield opened
    context.close()


def test_a_passkey_is_made_signs_in_reauthenticates_and_is_removed(device: Page) -> None:
    """P11-9c: each change of keys is an entry in the ledger; the console stays silent under the strict policy."""
    page, said = device, list[str]()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    who = person(ADDRESS, Role.QUALITY_HEAD, within=organisation("Signers"))

    page.goto("/")
    page.fill("[name=login]", ADDRESS)
    page.fill("[name=password]", PASSWORD)
    page.click("button:text-is('Sign in')")
    page.click("a:has-text('Add a passkey to your account.')")
    page.click("a:text-is('Add a passkey')")
    page.fill("[name=password]", PASSWORD)
    page.click("button:text-is('Continue')")
    page.fill("[name=name]", "Bench tablet")
    page.click("button:has-text('Make the passkey')")
    page.wait_for_url("**/recovery-codes/")
    assert page.locator(".codes li").count() == 10
    page.goto("/profile")
    assert page.locator("text=Bench tablet").count() == 1

    page.context.clear_cookies(name="sessionid")
    page.goto("/roles")
    page.click("button:has-text('Sign in with a passkey')")
    page.wait_for_url(lambda address: "/account/" not in address)
    page.goto("/account/2fa/")
    page.click("a:text-is('Remove')")
    page.wait_for_url("**/reauthenticate/**")
    page.click("button:has-text('Use a passkey')")
    page.wait_for_url("**/remove/")
    page.click("button:text-is('Remove')")
    page.wait_for_url("**/account/2fa/")
    assert page.locator("text=You have no passkey yet.").count() == 1

    assert said == []
    assert noted(f"person/{who.id}") == [
        ("identity.sign_in.succeeded", ["password"]),
        ("identity.key.added", "recovery_codes"),
        ("identity.key.added", "webauthn"),
        ("identity.sign_in.succeeded", ["webauthn"]),
        ("identity.key.removed", "recovery_codes"),
        ("identity.key.removed", "webauthn"),
    ]


def test_a_passkey_is_the_second_step_after_a_password(device: Page) -> None:
    page = device
    person(ADDRESS, Role.QUALITY_HEAD, within=organisation("Signers"))
    page.goto("/profile")
    page.fill("[name=login]", ADDRESS)
    page.fill("[name=password]", PASSWORD)
    page.click("button:text-is('Sign in')")
    page.click("a:text-is('Add a passkey') >> nth=0")
    page.fill("[name=password]", PASSWORD)
    page.click("button:text-is('Continue')")
    page.click("button:has-text('Make the passkey')")
    page.wait_for_url("**/recovery-codes/")
    page.context.clear_cookies(name="sessionid")
    page.goto("/profile")
    page.fill("[name=login]", ADDRESS)
    page.fill("[name=password]", PASSWORD)
    page.click("button:text-is('Sign in')")
    page.wait_for_url("**/authenticate/**")
    page.goto("/profile")
    assert urlsplit(page.url).path == "/account/2fa/authenticate/", "the password alone opens nothing"
    page.click("button:has-text('Use a passkey')")
    page.wait_for_url("**/profile")


def noted(stream: str) -> list[tuple[str, Any]]:
    with use_scope(EVERYTHING):
        events = list(events_of(stream).filter(type__regex="sign_in|key"))
    return [
        (event.type, data.get("kind") or data.get("means")) for event in events for data in [envelope(event)["data"]]
    ]
