"""The pages of shipments in a real browser: the desk of the plant and the phone behind a link, in both languages."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import Person
from cellpark.kernel.clock import FixedClock
from cellpark.shipments import public as shipments
from cellpark.shipments.public import Excursion, LinkAct, LinkRole
from tests.browser.looking import CONTRAST, DESK, PHONE, TABLET, look, standing, visitor
from tests.pages.conftest import signed_in
from tests.shipments.journey import logger_table, make_world


@pytest.mark.usefixtures("durable")
def test_the_pages_of_shipments_stand_in_both_languages(chromium: Browser, clock: FixedClock) -> None:
    with use_scope(EVERYTHING):
        world = make_world()
        there = world.received(clock)
    with use_scope(world.nurse.scope):
        table = logger_table(there.sealed_at, *["5.0"] * 10, *["9.4", "10.1", "9.2", "8.8"], *["4.8"] * 17)
        shipments.attach_logger(actor=world.nurse, shipment_id=there.id, content=table, name="trip.csv")
    with use_scope(world.planner.scope):
        waiting = world.plan("SH-2", containers=[world.other_bag.id])
        made = shipments.make_link(
            actor=world.planner, shipment_id=waiting.id, act=LinkAct.TAKE_OVER, role=LinkRole.COURIER
        )
        shipments.pack_container(actor=world.planner, shipment_id=waiting.id, raw="BAG-2")
        shipments.seal_shipment(
            actor=world.planner, shipment_id=waiting.id, seal="SEAL-9", shipper="DEWAR-2", logger="TT-2"
        )
        shipments.hand_over(actor=world.planner, shipment_id=waiting.id, raw="SH-2")
        excursion = Excursion.objects.get()
    with use_scope(EVERYTHING):
        session = session_of(signed_in(Person.objects.get(id=world.quality.person_id)))
    pages = {
        "shipments": reverse("shipments"),
        "shipment": reverse("shipment", args=[there.id]),
        "excursion": reverse("shipment_excursion", args=[excursion.id]),
        "plan": reverse("shipment_plan"),
    }
    phone = {"phone": reverse("shipment_phone", args=[world.plant.organisation.id, made.secret])}
    found = []
    with standing() as site:
        for language in ("en", "zh-hans"):
            with visitor(chromium, site, sessionid=session, cellpark_language=language) as context:
                found += look(context, site, pages, sizes=(DESK, TABLET), label=f"shipments-{language}")
            with visitor(chromium, site, cellpark_language=language, cellpark_theme="dark") as context:
                found += look(context, site, phone, sizes=(PHONE,), label=f"shipments-{language}")
        with visitor(chromium, site, sessionid=session, cellpark_theme="dark") as context:
            found += look(context, site, pages, sizes=(DESK,), axe=CONTRAST, label="shipments-dark")
    assert found == []


def session_of(client: Client) -> str:
    """The cookie of somebody who signed in."""
    return client.cookies["sessionid"].value
