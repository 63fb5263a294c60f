"""An inspector at the desk: from the first page to the whole story of a bag, every click counted."""

import pytest
from playwright.sync_api import Browser

from tests.browser.looking import CONTRAST, TABLET, faults, standing, visitor
from tests.dossier.conftest import Filed
from tests.dossier.test_pages import client_of

pytestmark = pytest.mark.browser
COUNT = """() => {
    sessionStorage.clicks = sessionStorage.clicks || "0";
    addEventListener("click", (event) => {
        if (event.isTrusted && event.detail) sessionStorage.clicks = String(Number(sessionStorage.clicks) + 1);
    }, true);
}"""


def test_the_story_of_any_bag_is_three_clicks_or_one_scan_away(chromium: Browser, filed: Filed) -> None:
    """P11-2: from the first page by clicks; from the page of codes by a scanner, which types and presses Enter."""
    session = client_of(filed.inspector).cookies["sessionid"].value
    with standing() as site, visitor(chromium, site, sessionid=session, cellpark_theme="dark") as context:
        page = context.new_page()
        page.add_init_script(f"({COUNT})()")
        page.goto(f"{site}/")
        page.get_by_role("link", name="Everything about one thing").click()
        page.get_by_label("Scan a label or type a code").fill("CT-A")
        page.get_by_role("button", name="Show everything").click()
        page.wait_for_url(f"**/inspection/container/{filed.bag.id}")
        assert page.get_by_role("heading", level=1).inner_text() == "CT-A"
        assert int(page.evaluate("sessionStorage.clicks")) <= 3
        assert faults(page, "story", CONTRAST) == []
        page.set_viewport_size({"width": TABLET[0], "height": TABLET[1]})
        assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        page.goto(f"{site}/inspection")
        page.keyboard.type("CT-A")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/inspection/container/{filed.bag.id}")
