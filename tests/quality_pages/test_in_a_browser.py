"""The laboratory in a real browser, in both languages: every page as it is, without faults, and a reading entered."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from playwright.sync_api import Browser, expect

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import use_clock
from cellpark.identity.public import Person
from cellpark.kernel.clock import FixedClock
from cellpark.quality import public as quality
from cellpark.quality.public import Investigation
from tests.batches.in_force import floor_in_force
from tests.browser.looking import look, standing, visitor
from tests.quality.laboratory import SPECIFICATION, Laboratory, make_laboratory

pytestmark = pytest.mark.browser


@pytest.fixture
def place(durable: str) -> Iterator[tuple[Laboratory, str]]:
    past = FixedClock(datetime.now(UTC) - timedelta(hours=30))
    with use_scope(EVERYTHING):
        with use_clock(past):
            lab = make_laboratory(floor_in_force(past))
            lab.approved()
            lab.drafted(SPECIFICATION.replace(">= 10 %", ">= 20 %"))
            batch = lab.running()
            sample = lab.received(batch)
            lab.measured(lab.ordered_test(sample, "car_pos"), "7.5")
            quality.begin_test(actor=lab.one, test_id=lab.ordered_test(sample, "sterility").id)
            quality.record_environment(
                actor=lab.one, room="B-101", location="bench 1", method=quality.Monitoring.CONTACT, value="7"
            )
        with standing() as site:
            yield lab, site


def test_the_laboratory_is_read_and_worked_in_both_languages(place: tuple[Laboratory, str], chromium: Browser) -> None:
    """Pages without a fault that a machine can see, in Chinese and English; a reading goes in by hand."""
    lab, site = place
    sample = quality.samples().get()
    test = lab.ordered_test(sample, "sterility")
    version = quality.specifications().get(number=2)
    pages = {
        "worklist": "/laboratory",
        "sample": f"/laboratory/samples/{sample.id}",
        "test": f"/laboratory/tests/{test.id}",
        "batch": f"/laboratory/batches/{sample.batch}",
        "investigation": f"/laboratory/investigations/{Investigation.objects.get().id}",
        "specification": f"/laboratory/specifications/{version.id}",
        "environment": "/laboratory/environment",
    }
    client = Client()
    client.force_login(Person.objects.get(id=lab.one.person_id))
    session = client.cookies["sessionid"].value
    for language in ("zh-hans", "en"):
        with visitor(chromium, site, sessionid=session, cellpark_language=language) as context:
            assert look(context, site, pages, label=f"quality-{language}") == []
    with visitor(chromium, site, sessionid=session, cellpark_language="en") as context:
        page = context.new_page()
        page.goto(f"{site}/laboratory/tests/{test.id}")
        page.select_option("[name=value]", "no growth")
        page.click("button:has-text('Enter the reading')")
        expect(page.locator(".page-top")).to_contain_text("Negative to date: no growth")
