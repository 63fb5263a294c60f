"""The pages of rooms and equipment in a real browser: no scrolling sideways, nothing that axe or the console says."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from playwright.sync_api import Browser, expect

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.equipment import public as plant
from cellpark.equipment.public import Equipment, Infectious, Room
from cellpark.identity.public import Organisation, OrganisationKind, Person, Role
from tests.browser.looking import CONTRAST, look, standing, visitor
from tests.equipment.clearing import signed_by_one, signed_by_two
from tests.equipment.plant import bag, gowned
from tests.people import HOUSE, organisation

pytestmark = [pytest.mark.durable, pytest.mark.browser]
PLANT = Path(__file__).resolve().parent.parent.parent / "examples" / "plant" / "plant.yaml"


@dataclass(slots=True)
class Lived:
    """``session`` is that of the head of quality, ``staff`` of somebody who books devices."""

    session: str
    staff: str
    pages: dict[str, str]
    booking: dict[str, str]


def signed_in(person: Person) -> str:
    session = SessionStore()
    session["_auth_user_id"] = str(person.id)
    session["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[0]
    session["_auth_user_hash"] = person.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def room(code: str) -> Room:
    return plant.find_room(code)


def device(code: str) -> Equipment:
    return plant.find_equipment(code)


@pytest.fixture
def lived(durable: str) -> Iterator[Lived]:
    """The example plant in the middle of a day."""
    home: Organisation = organisation("Plant", OrganisationKind.PLATFORM_PROVIDER)
    one, two = (gowned(f"{name}.day", home, Role.PLATFORM_STAFF) for name in ("one", "two"))
    head = gowned("head.day", home, Role.QUALITY_HEAD)
    with use_scope(EVERYTHING):
        plant.load_plant(actor=HOUSE, content=PLANT.read_bytes(), organisation=home.id)
        waiting = signed_by_one(one, room("F-101"))
        signed_by_two(one, two, room("B-102"))
        signed_by_two(one, two, room("B-101"))
        plant.occupy_room(actor=one, room_id=room("B-101").id)
        plant.occupy_room(actor=two, room_id=room("B-101").id)
        facts = bag("BAG-0001-A", "COI-0001")
        plant.open_container(
            actor=one, room_id=room("B-101").id, facts=facts, batch="B-2026-0017", equipment_id=device("BSC-B1").id
        )
        known = bag("BAG-0002-A", "COI-0002", infectious=Infectious.POSITIVE)
        plant.place_container(actor=one, room_id=room("I-101").id, facts=known, batch="B-2026-0018")
        plant.change_room_state(actor=head, room_id=room("Q-101").id, verb="take_out", reason="filter change")
        incubator = device("INC-B1")
        plant.start_use(
            actor=one,
            equipment_id=incubator.id,
            batch="B-2026-0017",
            product="CD19 CAR-T",
            containers=[facts.container],
        )
        for days in (1, 4):
            start = now() + timedelta(days=days)
            plant.reserve(
                actor=one, equipment_id=incubator.id, batch=f"B-2026-002{days}", starts_at=start,
                ends_at=start + timedelta(days=2),
            )  # fmt: skip
        drafted = plant.draft_assessment(
            actor=head, code="RA-2026-01", title_en="Closed devices in parallel", rooms=["B-103"],
            measures="zones on the floor, marks on the devices", valid_until=now().date() + timedelta(days=99),
        )  # fmt: skip
        pages = {
            "clean-rooms": reverse("clean-rooms"),
            "question": reverse("clean-rooms-question") + "?room=B-101&container=BAG&openness=open",
            "rooms": reverse("rooms"),
            "room": reverse("room", args=[room("B-101").id]),
            "room-clear": reverse("room_clear", args=[room("V-101").id]),
            "clearance": reverse("clearance", args=[waiting.id]),
            "room-register": reverse("room_register"),
            "equipment": reverse("equipment"),
            "equipment-page": reverse("equipment_page", args=[incubator.id]),
            "equipment-log": reverse("equipment_log", args=[incubator.id]),
            "assessments": reverse("assessments"),
            "assessment": reverse("assessment", args=[drafted.id]),
        }
        booking = {"equipment-reserve": reverse("equipment_reserve", args=[incubator.id])}
        session, staff = (signed_in(Person.objects.get(id=each.person_id)) for each in (head, one))
        yield Lived(session, staff, pages, booking)


def test_every_page_fits_and_is_clean_in_both_languages(chromium: Browser, lived: Lived) -> None:
    """1280x800 and 820x1180, zh and en, light and dark."""
    with standing() as site:
        for language, theme in (("en", "light"), ("zh-hans", "light"), ("zh-hans", "dark"), ("en", "dark")):
            rules = {} if (language, theme) == ("en", "light") else {"axe": CONTRAST}
            # quality books no devices: the form is looked at by whoever does
            for session, pages in ((lived.session, lived.pages), (lived.staff, lived.booking)):
                cookies = {"cellpark_language": language, "cellpark_theme": theme, "sessionid": session}
                with visitor(chromium, site, **cookies) as context:
                    assert look(context, site, pages, label=f"equipment-{language}-{theme}", **rules) == []


def test_the_map_looks_again_by_itself(chromium: Browser, lived: Lived) -> None:
    """What somebody opens elsewhere shows without a hand on the page."""
    with standing() as site:
        cookies = {"cellpark_language": "en", "sessionid": lived.session}
        with visitor(chromium, site, **cookies) as context:
            page = context.new_page()
            page.goto(site + lived.pages["clean-rooms"])
            assert page.locator(".plan-room.is-waiting").count() == 1
            with use_scope(EVERYTHING):
                found = room("V-101")
                plant.clear_line(actor=HOUSE, room_id=found.id, items=plant.CLEARANCE_ITEMS)
            expect(page.locator(".plan-room.is-waiting")).to_have_count(2, timeout=20_000)
