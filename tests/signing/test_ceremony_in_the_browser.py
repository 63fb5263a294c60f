"""The moment of signing in a real Chromium: a passkey of its own, and password with code where JavaScript is off."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache
from playwright.sync_api import Browser, BrowserContext, Page

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import Worth, verify_evidence
from cellpark.ledger.public import Signature
from tests.people import PASSWORD
from tests.signing.conftest import Desk, make_desk
from tests.signing.served import served, sign_in

pytestmark = pytest.mark.browser
SCREENSHOTS = Path(__file__).parents[2] / "screenshots"
SIZES = ((1280, 800), (820, 1180))


@pytest.fixture
def site(durable: str) -> Iterator[tuple[str, Desk]]:
    cache.clear()
    desk = make_desk()
    with served() as address:
        yield address, desk


def newest() -> Signature:
    with use_scope(EVERYTHING):
        return Signature.objects.order_by("-signed_at").first()


def begin(context: BrowserContext, address: str, desk: Desk) -> Page:
    page = context.new_page()
    page.goto(f"{address}/ledger/records/{desk.stream}")
    page.select_option("select[name=meaning]", "approved")
    page.fill("[name=why]", "role checked")
    page.click("main form button:has-text('Show me what I sign')")
    page.wait_for_url("**/signing/**")
    return page


def virtual_authenticator(page: Page) -> None:
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def register_passkey(page: Page, address: str, desk: Desk) -> None:
    """With the browser's own device; django-allauth keeps it as it keeps every passkey."""
    from allauth.mfa.webauthn.internal.auth import WebAuthn

    page.goto(f"{address}/ledger")
    credential = page.evaluate(
        """async (user) => (await navigator.credentials.create({publicKey: {
            rp: {id: "localhost", name: "Cellpark"}, challenge: new Uint8Array(32),
            user: {id: new TextEncoder().encode(user), name: user, displayName: user},
            pubKeyCredParams: [-7, -257].map((alg) => ({type: "public-key", alg})),
            authenticatorSelection: {userVerification: "required", residentKey: "required"},
        }})).toJSON()""",
        str(desk.head.id),
    )
    WebAuthn.add(desk.head, "virtual", credential)


def test_a_passkey_signs_what_is_on_the_screen(chromium: Browser, site: tuple[str, Desk]) -> None:
    """P11-8a, P11-9a: both meanings stand there, the device signs, the evidence holds from the record alone."""
    address, desk = site
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    sign_in(context, address, desk.head)
    page = context.new_page()
    console: list[str] = []
    page.on("console", lambda message: console.append(message.text))
    virtual_authenticator(page)
    register_passkey(page, address, desk)
    page.goto(f"{address}/ledger/records/{desk.stream}")
    page.select_option("select[name=meaning]", "approved")
    page.fill("[name=why]", "role checked")
    page.click("main form button:has-text('Show me what I sign')")
    page.wait_for_url("**/signing/**")
    shown = page.inner_text("main")
    for words in ("Approved: this record may be used from now on.", "role checked", "Head of quality", desk.stream):
        assert words in shown
    assert page.locator(".signing-meaning[lang='zh-Hans']").inner_text() != ""
    look(page, "signing-passkey")
    page.click("[data-passkey] button")
    page.wait_for_url("**/ledger/signatures/**")
    assert verify_evidence(newest()) is Worth.DEVICE
    assert "A passkey signed exactly this statement." in page.inner_text("main")
    look(page, "signature")
    assert console == []
    context.close()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_password_and_code_sign_without_javascript(chromium: Browser, site: tuple[str, Desk], language: str) -> None:
    """CN-1h: nothing but a form is needed; a wrong code is answered in words on the same page."""
    address, desk = site
    context = chromium.new_context(viewport={"width": 820, "height": 1180}, java_script_enabled=False)
    sign_in(context, address, desk.head, language)
    page = context.new_page()
    page.goto(f"{address}/ledger/records/{desk.stream}")
    page.select_option("select[name=meaning]", "approved")
    page.fill("[name=why]", "role checked")
    page.locator("form[action$='/ledger/sign'] button[type=submit]").click()
    page.fill("[name=password]", PASSWORD)
    page.fill("[name=code]", "000000")
    page.locator(".signing form button[type=submit]").click()
    assert page.locator(".problems[role=alert]").count() == 1
    page.screenshot(path=SCREENSHOTS / f"signing-refused-{language}.png", full_page=True)
    page.fill("[name=password]", PASSWORD)
    page.fill("[name=code]", desk.code())
    page.locator(".signing form button[type=submit]").click()
    assert "/ledger/signatures/" in page.url
    assert newest().kind == "password+totp"
    page.screenshot(path=SCREENSHOTS / f"signature-weak-{language}.png", full_page=True)
    page.goto(f"{address}/ledger/records/{desk.stream}")
    page.screenshot(path=SCREENSHOTS / f"record-signed-{language}.png", full_page=True)
    context.close()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_review_of_access_is_read_and_signed(chromium: Browser, site: tuple[str, Desk], language: str) -> None:
    """A11-2d: quality reads who holds which role and signs; a later change of a role shows on the signature."""
    address, desk = site
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    sign_in(context, address, desk.head, language)
    page = context.new_page()
    page.goto(f"{address}/access-review")
    assert "colleague@example.org" in page.inner_text("main")
    look(page, f"access-review-{language}")
    page.fill("[name=why]", "yearly review")
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url("**/signing/**")
    assert "colleague@example.org" in page.inner_text(".signing-text")
    page.fill("[name=password]", PASSWORD)
    page.fill("[name=code]", desk.code())
    page.locator(".signing form button[type=submit]").click()
    page.wait_for_url("**/ledger/signatures/**")
    look(page, f"access-signed-{language}")
    page.goto(f"{address}/access-review")
    assert page.locator("dl.truth a[href*='/ledger/signatures/']").count() == 1
    context.close()


def look(page: Page, name: str) -> None:
    """A picture at both sizes; nothing runs over the edge, axe finds no fault."""
    SCREENSHOTS.mkdir(exist_ok=True)
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.screenshot(path=SCREENSHOTS / f"{name}-{width}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    faults = Axe().run(page).response["violations"]
    assert [(fault["id"], [node["target"] for node in fault["nodes"]]) for fault in faults] == []
