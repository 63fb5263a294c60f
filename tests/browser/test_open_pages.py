"""Pages beside the desk as people see them: parks, the API, checking the ledger, and the first page of three roles."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import Person, load_example_people
from cellpark.ledger.public import make_checkpoint, make_site_keys, seal_all
from cellpark.premises.public import Room
from cellpark.space.public import load_example_parks
from tests.browser.looking import DESK, PHONE, TABLET, look, standing, visitor
from tests.leases.park import make_park
from tests.pages.conftest import signed_in
from tests.people import HOUSE

pytestmark = pytest.mark.browser
EXAMPLES = Path(__file__).parents[2] / "examples"
MANAGER, ADMINISTRATOR, OPERATIVE, QUALITY = (
    f"{name}@example.org" for name in ("park-manager", "administrator.cdmo", "operator-1.cell", "quality-head.cell")
)
PUBLIC = {"verify": "/verify", "checker": "/verify/checker", "visit": "/visit", "visit-lishan": "/visit/lishan"}
DOCUMENTATION = {"documentation": "/api/v1/docs"}
# one template writes some hundred operations: two of each section, with values and without, show what it writes
OPERATIONS = "section.card article:nth-of-type(n+3)"
PARKS = {"home": "/", "parks": "/parks", "lishan": "/parks/lishan", "ftz-one": "/parks/ftz-one"}
LEDGER = {"ledger": "/ledger", "checkpoints": "/ledger/checkpoints", "review": "/access-review"}
# contrast follows the light, widths follow the words: two looks see both
LOOKS = [("en", "light"), ("zh-hans", "dark")]


@pytest.fixture
def town(durable: str) -> Iterator[str]:
    """A served site with the example park, its people, and a checkpoint."""
    make_site_keys(actor=HOUSE)
    load_example_people(path=EXAMPLES / "people.yaml", password="correct horse battery")
    with use_scope(EVERYTHING):
        load_example_parks(EXAMPLES / "parks")
        make_park()
        Room.objects.update(public=True)
        seal_all(wait_s=30)
        make_checkpoint(actor=HOUSE)
    with standing() as site:
        yield site


def session(email: str) -> str:
    with use_scope(EVERYTHING):
        who = Person.objects.get(email=email)
    return signed_in(who).cookies["sessionid"].value


def test_parks_and_first_pages_are_readable_by_everybody(chromium: Browser, town: str) -> None:
    """Telephone, tablet and desk; both languages; light and dark."""
    found = {}
    every = (DESK, TABLET, PHONE)
    visits = [
        (MANAGER, PARKS, every),
        (MANAGER, LEDGER, every),
        (ADMINISTRATOR, {"home": "/"}, every),
        (OPERATIVE, {"home": "/"}, every),
        ("", PUBLIC, every),
        ("", DOCUMENTATION, every),
    ]
    for email, pages, sizes in visits:
        cookies = {"sessionid": session(email)} if email else {}
        repeated = OPERATIONS if pages is DOCUMENTATION else ""
        for language, theme in LOOKS:
            label = f"{email.partition('@')[0]}-{next(iter(pages))}-{language}-{theme}"
            with visitor(chromium, town, cellpark_language=language, cellpark_theme=theme, **cookies) as context:
                found[label] = look(context, town, pages, sizes=sizes, repeated=repeated, label=label)
    assert [(label, *each) for label, faults in found.items() for each in faults] == []


ROWS = """() => {
    const boxes = [...document.querySelectorAll(".frame-row > *")]
        .map((each) => each.getBoundingClientRect()).filter((each) => each.width > 0 && each.height > 0);
    const middles = boxes.map((each) => each.top + each.height / 2);
    return {
        rows: 1 + middles.filter((each) => Math.abs(each - middles[0]) > 12).length,
        navigations: document.querySelectorAll(".frame-navigation").length,
        height: document.querySelector(".frame-header").getBoundingClientRect().height,
        cut: boxes.filter((each) => each.right > window.innerWidth + 1).length,
        hidden: [...document.querySelectorAll(".frame-daily")].filter((each) => each.scrollWidth > each.clientWidth).length,
    };
}"""


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_header_is_one_row_and_one_of_navigation(chromium: Browser, town: str, language: str) -> None:
    found = {}
    with visitor(chromium, town, sessionid=session(QUALITY), cellpark_language=language) as context:
        page = context.new_page()
        for address in ("/", "/parks/lishan", "/batches", "/laboratory/environment"):
            page.goto(town + address)
            for width in (1440, 1280, 1024, 901, 820):
                page.set_viewport_size({"width": width, "height": 900})
                seen = page.evaluate(ROWS)
                # the plant's targets are for two pairs of gloves
                row, pages = (72, 64) if page.locator(".mood-plant").count() else (64, 48)
                whole = (seen["rows"], seen["cut"], seen["hidden"]) == (1, 0, 0)
                if not whole or seen["height"] > row + pages * seen["navigations"]:
                    found[address, width] = seen
    assert found == {}


def test_pages_beside_the_daily_work_open_from_one_menu_with_keys_and_without_javascript(
    chromium: Browser, town: str
) -> None:
    """Each place shows its daily pages in one row, the others by group; one page at most is marked as open."""
    cookie = {"name": "sessionid", "value": session(QUALITY), "url": town}
    for width, height in (DESK, PHONE):
        context = chromium.new_context(viewport={"width": width, "height": height}, java_script_enabled=False)
        context.add_cookies([cookie])
        page = context.new_page()
        page.goto(f"{town}/laboratory/investigations")
        marked = page.locator('.frame-navigation a[aria-current="page"]:visible')
        assert marked.all_inner_texts() == ["Out of specification"]
        page.locator(".frame-more > summary").focus()
        page.keyboard.press("Enter")
        group = page.locator(".frame-group", has_text="Rooms and equipment")
        assert group.locator("a:visible").all_inner_texts() == ["Clean rooms now", "Rooms", "Equipment", "Assessments"]
        assert page.locator(".frame-group-daily a:visible").count() == (5 if width == PHONE[0] else 0)
        group.get_by_role("link", name="Assessments").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/assessments*")
        assert page.locator(".frame-more > summary").inner_text().endswith("Assessments")
        context.close()
