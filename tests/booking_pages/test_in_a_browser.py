"""The pages of booking in a real browser: at the desk and on a phone, in both languages."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Browser

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.booking import public as booking
from cellpark.booking.public import Quota, Window
from cellpark.identity.public import Person
from cellpark.kernel.clock import FixedClock
from tests.booking.park import at, make_park
from tests.browser.looking import CONTRAST, DESK, PHONE, TABLET, look, standing, visitor
from tests.pages.conftest import signed_in


@pytest.mark.usefixtures("durable")
def test_the_pages_of_booking_stand_in_both_languages(chromium: Browser, clock: FixedClock) -> None:
    with use_scope(EVERYTHING):
        park = make_park()
    windows = tuple(Window(day, 480, 1200) for day in range(7))
    park.rule(park.room, windows=windows, quotas=(Quota("week", 20),), after_minutes=30, no_show_minutes=15)
    mine = park.book(2, 90, purpose="Process meeting")
    taken = park.book(5, 60, actor=park.rival)
    park.book(3, 120, resource=park.device, actor=park.rival)
    with use_scope(park.member.scope):
        booking.wait_for(actor=park.member, resource_id=park.room.id, starts_at=at(5), ends_at=at(6))
    park.do(booking.cancel, park.rival, booking_id=taken.id)
    with use_scope(EVERYTHING):
        booking.offer_freed(resource_id=park.room.id)
        client = signed_in(Person.objects.get(id=park.member.person_id))
        owner = signed_in(Person.objects.get(id=park.staff.person_id))
    pages = {
        "calendar": reverse("booking"),
        "resource": reverse("booking_resource", args=[park.room.id]),
        "book": reverse("booking_book", args=[park.room.id]),
        "booking": reverse("booking_one", args=[mine.id]),
        "bookings": reverse("bookings"),
        "queue": reverse("booking_waits"),
    }
    others = {
        "together": reverse("booking_bundle"),
        "import": reverse("booking_import"),
        "calendars": reverse("booking_feeds"),
        "scan": reverse("booking_scan"),
    }
    rules = {"rules": reverse("booking_resource_change", args=[park.room.id])}
    session, kept = client.cookies["sessionid"].value, owner.cookies["sessionid"].value
    found = []
    with standing() as site:
        for language in ("en", "zh-hans"):
            with visitor(chromium, site, sessionid=session, cellpark_language=language) as context:
                found += look(context, site, pages, sizes=(DESK, PHONE), label=f"booking-{language}")
            with visitor(chromium, site, sessionid=kept, cellpark_language=language) as context:
                found += look(context, site, rules, sizes=(DESK,), label=f"booking-{language}")
        with visitor(chromium, site, sessionid=session) as context:
            found += look(context, site, others, sizes=(TABLET,), label="booking-en")
        with visitor(chromium, site, sessionid=session, cellpark_theme="dark") as context:
            dark = {name: pages[name] for name in ("calendar", "resource")}
            found += look(context, site, dark, sizes=(DESK,), axe=CONTRAST, label="booking-dark")
    assert found == []
    assert at(0) + timedelta(hours=2) == mine.starts_at
