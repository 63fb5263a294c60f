"""The gallery as people see it: both languages, light and dark, desk and tablet; no fault for axe, a silent console."""

from itertools import product
from pathlib import Path

import pytest

from tests.browser.conftest import Reader
from tests.browser.looking import ALL, CONTRAST, faults, picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
LANGUAGES, THEMES = ("en", "zh-hans"), ("light", "dark")
DESK = [
    ("desk", {"language": language, "theme": theme, "width": width, "height": height})
    for language, theme, (width, height) in product(LANGUAGES, THEMES, ((1280, 800), (820, 1180)))
]
PLANT = [
    ("plant", {"language": language, "theme": theme, "width": 820, "height": 1180})
    for language, theme in (("zh-hans", "light"), ("en", "dark"))
]
DOOR = [
    ("door", {"language": language, "theme": theme, "width": 390, "height": 844})
    for language, theme in (("zh-hans", "dark"), ("en", "light"))
]


@pytest.mark.parametrize(
    ("mood", "reader"),
    [*DESK, *PLANT, *DOOR],
    indirect=["reader"],
    ids=lambda value: value if isinstance(value, str) else "-".join(map(str, value.values())),
)
def test_the_gallery_is_readable_by_everybody(reader: Reader, mood: str, request: pytest.FixtureRequest) -> None:
    page = reader.open(f"/design?mood={mood}")
    picture(page, f"gallery-{request.node.callspec.id}")
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    # in the dark only the contrast can differ from the same desk in the light
    dark_desk = mood == "desk" and page.get_attribute("html", "data-bs-theme") == "dark"
    assert faults(page, "gallery", CONTRAST if dark_desk else ALL) == []
    assert reader.console == []


def test_targets_in_the_plant_are_large_enough_for_gloves(reader: Reader) -> None:
    page = reader.open("/design?mood=plant")
    small = page.evaluate(
        """() => [...document.querySelectorAll("main .btn, main input:not([type=hidden], [type=checkbox], [type=radio]), main select")]
            .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 56)
            .map((each) => each.outerHTML)"""
    )
    assert small == []


def test_a_table_filters_as_one_types_and_the_address_follows(reader: Reader) -> None:
    page = reader.open("/design")
    page.fill("#table-q", "NK")
    page.wait_for_url("**q=NK**")
    page.wait_for_function("() => document.querySelector('#table .table-count').textContent.includes('30 rows')")
    assert page.evaluate("document.activeElement.id") == "table-q"
    page.click("#table thead a:has-text('Cells')")
    page.wait_for_selector("#table th[aria-sort=ascending]:has-text('Cells')")
    page.go_back()
    page.wait_for_selector("#table th[aria-sort=ascending]:has-text('Batch')")
    assert page.locator("h1").first.text_content() is not None
    assert reader.console == []


@pytest.mark.parametrize("reader", [{"javascript": False}], indirect=True, ids=["without-javascript"])
def test_everything_works_without_javascript(reader: Reader) -> None:
    page = reader.open("/design")
    page.fill("#table-q", "NK")
    page.click("#table button:has-text('Filter')")
    assert "30 rows" in (page.text_content("#table .table-count") or "")
    page.click("#table thead a:has-text('Cells')")
    assert page.locator("#table th[aria-sort=ascending]").text_content() == "Cells"
    page.click("details:has(button[name=theme]) > summary")
    page.click("button[name=theme][value=dark]")
    assert page.get_attribute("html", "data-bs-theme") == "dark"
    page.click("button[name=language]")
    assert page.get_attribute("html", "lang") == "zh-hans"
    page.fill("[name=name]", "x")
    page.select_option("[name=kind]", "apheresis")
    page.check("[name=storage][value=cold]")
    page.click("form:has([name=storage][value=cold]):has([name=seen_version]) button[type=submit]")
    assert page.locator(".toast-success").count() >= 1


def test_exports_come_as_files(reader: Reader) -> None:
    page = reader.open("/design?q=NK")
    with page.expect_download() as download:
        page.click("#table a:has-text('CSV')")
    assert download.value.suggested_filename == "table.csv"
    assert Path(download.value.path()).read_text(encoding="utf-8-sig").count("\n") == 31


def test_a_chart_is_drawn_and_its_numbers_stand_beside_it(reader: Reader) -> None:
    page = reader.open("/design")
    page.wait_for_selector(".chart canvas")
    page.click(".twin-table > summary")
    assert page.locator(".figures-table tbody tr").count() == 6
    page.hover(".chart canvas")
    page.wait_for_timeout(200)
    assert reader.console == []


def test_menus_open_and_close_by_keyboard(reader: Reader) -> None:
    page = reader.open("/design")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.focus("details:has(button[name=theme]) > summary")
    page.keyboard.press("Enter")
    assert page.locator("details.menu[open]").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("details.menu[open]").count() == 0


def test_a_second_click_while_a_form_is_under_way_does_nothing(reader: Reader) -> None:
    page = reader.open("/design")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.evaluate(
        """() => { const form = document.querySelector("form[data-draft=gallery]"); form.noValidate = true;
                   form.requestSubmit(); form.requestSubmit(); }"""
    )
    page.wait_for_selector(".toast-success")
    assert len(sent) == 1
