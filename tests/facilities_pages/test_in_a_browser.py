"""A fault in a real browser: reported on a phone with a picture, mended at the desk, confirmed, charged."""

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.billing.public import Charge
from cellpark.facilities import public as facilities
from cellpark.facilities.owing import SOURCE
from cellpark.facilities.public import OrderState
from cellpark.identity.public import Person
from cellpark.kernel.clock import FixedClock
from tests.browser.looking import DESK, PHONE, look, standing, visitor
from tests.facilities.park import Park, make_park, picture
from tests.pages.conftest import signed_in


def session(actor: Actor) -> str:
    with use_scope(EVERYTHING):
        return signed_in(Person.objects.get(id=actor.person_id)).cookies["sessionid"].value


def pressed(page: Page, link: str, **typed: str) -> None:
    """Follow a button of the order's page, fill its form in, and send it."""
    page.click(f".page-actions >> text={link}")
    for name, value in typed.items():
        field = page.locator(f"main [name={name}]")
        if field.evaluate("each => each.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    page.click("main form.form button[type=submit]")
    page.wait_for_selector(".truth")


@pytest.mark.usefixtures("durable")
def test_a_fault_from_the_phone_to_the_bill(chromium: Browser, clock: FixedClock) -> None:
    with use_scope(EVERYTHING):
        park: Park = make_park()
    tenant, office = session(park.one), session(park.staff)
    with standing() as site:
        with visitor(chromium, site, sessionid=tenant, cellpark_language="en") as context:
            page = context.new_page()
            page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
            page.goto(f"{site}{reverse('facility_report')}?room={park.rooms[1].id}")
            page.fill("[name=title]", "No light")
            page.set_input_files(
                "[name=camera]", [{"name": "IMG.jpg", "mimeType": "image/jpeg", "buffer": picture(size=(800, 600))}]
            )
            page.click("main form.form button[type=submit]")
            page.wait_for_selector(".photos img")
            address = page.url
            assert "B1 A-102" in page.inner_text("main")
            # the picture itself comes after the page
            # a function: a string would be evaluated in the page, which its policy refuses as soon as it has to wait
            page.wait_for_function("() => document.querySelector('.photos img').naturalWidth === 800")
        with visitor(chromium, site, sessionid=office, cellpark_language="en") as context:
            page = context.new_page()
            page.goto(address)
            pressed(page, "Accept")
            pressed(page, "Say who does it", assignee=str(park.people["staff"].id))
            pressed(page, "Begin the work")
            pressed(page, "Write down a cost", text="Electrician", quantity="0.5")
            pressed(page, "Finish the work", done="New fuse")
        with visitor(chromium, site, sessionid=tenant, cellpark_language="en") as context:
            page = context.new_page()
            page.goto(address)
            assert "The tenant pays CNY 60.00 without tax." in page.inner_text("main")
            pressed(page, "It works")
            found = look(context, site, {"order": address.removeprefix(site)}, sizes=(DESK, PHONE), label="facility")
        for language in ("en", "zh-hans"):
            with visitor(chromium, site, sessionid=office, cellpark_language=language) as context:
                pages = {
                    name: reverse(f"facility_{name}")
                    for name in ("board", "orders", "figures", "report", "permits", "hot_work", "waste", "alarms")
                }
                found += look(context, site, pages, sizes=(DESK, PHONE), label=f"facilities-{language}")
    with use_scope(EVERYTHING):
        (posted,) = Charge.objects.filter(source_kind=SOURCE)
        row = facilities.orders().get()
    assert (row.state, row.charge_id, f"{posted.net:.2f}") == (OrderState.CONFIRMED, posted.id, "60.00")
    assert found == []
