"""The slot of an order in a real browser: it comes by itself, follows the day that is typed, and is held."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils.timezone import localtime
from playwright.sync_api import Browser, expect

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.identity.public import Person
from cellpark.kernel.clock import FixedClock
from cellpark.orders.public import TreatmentOrder
from tests.browser.looking import DESK, TABLET, look, standing, visitor
from tests.orders.ward import Ward, make_ward
from tests.pages.conftest import signed_in
from tests.plans.house import planned_house
from tests.plans.test_promises import published

pytestmark = pytest.mark.browser


@pytest.fixture
def shown(durable: str, settings: Any, tmp_path: Path) -> Iterator[tuple[str, Ward, TreatmentOrder, str]]:
    """The site with a published plan, a draft, and the session of its physician."""
    with use_scope(EVERYTHING):
        house = planned_house(FixedClock(datetime.now(UTC)), settings, tmp_path)
        ward = make_ward(house.floor)
        published(house)
        order = ward.drafted()
    session = signed_in(Person.objects.get(id=ward.physician.person_id)).cookies["sessionid"].value
    with standing() as site:
        yield site, ward, order, session


def test_the_slot_follows_the_day_that_is_typed_and_is_held_on_the_page_of_the_order(
    chromium: Browser, shown: tuple[str, Ward, TreatmentOrder, str]
) -> None:
    site, _ward, order, session = shown
    with visitor(chromium, site, sessionid=session, cellpark_language="en") as context:
        page = context.new_page()
        page.goto(site + reverse("order_items", args=[order.id]))
        panel = page.locator("#order-slot")
        expect(panel).to_contain_text("Product ready")
        day = localtime(now() + timedelta(days=9)).replace(hour=10, minute=30)
        page.fill("#id_collect_at", day.strftime("%Y-%m-%dT%H:%M"))
        page.press("#id_collect_at", "Tab")
        expect(panel).to_contain_text(f"{day.day} {day:%b %Y}, 10:30")
        page.fill("#id_collect_at", "2026-01-01T08:00")
        page.press("#id_collect_at", "Tab")
        expect(panel).to_contain_text("This time is past.")
    with visitor(chromium, site, sessionid=session, cellpark_language="en") as context:
        page = context.new_page()
        page.goto(site + reverse("order", args=[order.id]))
        page.click("text=Hold this slot for 72 hours")
        expect(page.locator("#order-slot")).to_contain_text("Held until")
        page.click("text=Count how sure it is")
        expect(page.locator("#slot-chance progress")).to_be_visible()
        page.click("text=Stop counting")
        expect(page.locator("#slot-chance")).to_contain_text("The last count was stopped")
        page.click("text=Give the slot back")
        expect(page.locator("#order-slot")).to_contain_text("Hold this slot for 72 hours")


def test_the_panel_is_readable_by_everybody(chromium: Browser, shown: tuple[str, Ward, TreatmentOrder, str]) -> None:
    site, _ward, order, session = shown
    pages = {name: reverse(name, args=[order.id]) for name in ("order", "order_items", "order_slot", "order_chance")}
    found = []
    for language in ("en", "zh-hans"):
        with visitor(chromium, site, sessionid=session, cellpark_language=language) as context:
            found += look(context, site, pages, sizes=(DESK, TABLET), label=f"slot-{language}")
    assert found == []
