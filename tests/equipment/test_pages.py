"""The pages of rooms and equipment: what stands there, what they do, what they refuse."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.equipment import public as plant
from cellpark.equipment.public import Presence, Reservation, Room
from cellpark.identity.public import Person, Role
from tests.equipment.clearing import signed_by_one
from tests.equipment.plant import Plant, bag, cleared, make_plant, someone_in
from tests.people import organisation, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def here() -> Plant:
    return make_plant()


def signed_in(actor: object) -> Client:
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(Person.objects.get(id=actor.person_id))
    return client


def sent(**fields: object) -> dict[str, object]:
    return {"idempotency_key": str(uuid4()), **fields}


def words(answer: object) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_the_map_shows_each_room_with_state_shape_and_word(here: Plant) -> None:
    """What is true now: state by colour, shape and word, who is inside, what is open, until when the line is clear."""
    with use_scope(EVERYTHING):
        cleared(here, here.clean)
        someone_in(here.clean, here.operator)
        plant.open_container(actor=here.operator, room_id=here.clean.id, facts=bag(), batch="P-1")
        checked = signed_by_one(here.operator, here.vector)
    answer = signed_in(here.second).get(reverse("clean-rooms"))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'class="plan-room is-running"' in page
    assert 'class="plan-room is-waiting"' in page
    assert "#player-play" in page
    assert "#hourglass" in page
    said = words(answer)
    assert "1 room has open work, 1 wait for a second person, 0 are stopped." in said
    assert "Verify the line in V-101." in said
    assert "B-101 · B Open P-1 · BAG-1" in said
    assert "BAG-1 (P-1)" in said
    assert "Example one.plant" in said
    assert str(checked.id) in page
    assert 'hx-trigger="every 10s"' in page


def test_a_plant_without_rooms_says_what_to_do_first(here: Plant) -> None:
    empty = make_plant("Other")
    with use_scope(EVERYTHING):
        assert Room.objects.count() == 6
    home = organisation("Empty")
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(person("head@empty.example", Role.QUALITY_HEAD, within=home))
    assert "Register a suite and its rooms" in words(client.get(reverse("clean-rooms")))
    assert client.get(reverse("room", args=[empty.clean.id])).status_code == 404


def test_one_enters_and_leaves_a_room_by_its_page(here: Plant) -> None:
    client = signed_in(here.operator)
    enter = reverse("room_enter", args=[here.clean.id])
    assert client.get(enter).status_code == 200
    refused = client.post(enter, sent(gowned_for="C"))
    assert (refused.status_code, "not gowned for grade B" in words(refused)) == (422, True)
    assert client.post(enter, sent(gowned_for="B")).status_code == 303
    assert "Leave the room" in words(client.get(reverse("room", args=[here.clean.id])))
    assert client.post(reverse("room_leave", args=[here.clean.id]), sent()).status_code == 303
    with use_scope(EVERYTHING):
        assert Presence.objects.filter(left_at=None).count() == 0


def test_the_page_of_equipment_says_what_is_true_and_what_is_due(here: Plant) -> None:
    """T3, 211-3c."""
    client = signed_in(here.operator)
    address = reverse("equipment_page", args=[here.incubator.id])
    assert (
        client.post(
            reverse("equipment_start", args=[here.incubator.id]), sent(batch="P-1", product="CAR-T")
        ).status_code
        == 303
    )
    said = words(client.get(address))
    assert "In use: P-1" in said
    assert "End its use and clean it." in said
    assert client.post(reverse("equipment_finish", args=[here.incubator.id]), sent()).status_code == 303
    assert "Clean it before the next batch." in words(client.get(address))
    log = words(client.get(reverse("equipment_log", args=[here.incubator.id])))
    assert [part in log for part in ("P-1", "CAR-T", "Example one.plant", "Equipment qualification")] == [True] * 4
    due = words(client.get(reverse("equipment") + "?due=1"))
    assert ("INC-1" in due, "BSC-1" in due) == (True, False)
    table = client.get(address, {"log-export": "csv"})
    assert b"CAR-T" in table.getvalue()
    table.close()


def test_equipment_is_reserved_once_and_given_up_on_the_pages(here: Plant) -> None:
    client = signed_in(here.operator)
    start = (now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    end = (now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    address = reverse("equipment_reserve", args=[here.incubator.id])
    assert client.post(address, sent(starts_at=start, ends_at=end, batch="P-1")).status_code == 303
    clash = client.post(address, sent(starts_at=start, ends_at=end, batch="P-2"))
    assert (clash.status_code, "already reserved for P-1" in words(clash)) == (422, True)
    with use_scope(EVERYTHING):
        booked = Reservation.objects.get()
    assert "P-1" in words(client.get(reverse("equipment_page", args=[here.incubator.id])))
    cancel = reverse("reservation_cancel", args=[booked.id])
    assert client.post(cancel, sent(reason="moved")).status_code == 303


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_page_opens_in_both_languages(here: Plant, language: str) -> None:
    with use_scope(EVERYTHING):
        row = signed_by_one(here.operator, here.clean)
        drafted = plant.draft_assessment(
            actor=here.quality, code="RA-1", title_en="Parallel", rooms=["B-101"],
            measures="marks", valid_until=now().date() + timedelta(days=9),
        )  # fmt: skip
    client = signed_in(here.quality)
    client.cookies["cellpark_language"] = language
    for address in (
        reverse("clean-rooms"),
        reverse("clean-rooms-question"),
        reverse("clean-rooms-question") + "?room=B-101&container=X&openness=open",
        reverse("rooms"),
        reverse("room", args=[here.clean.id]),
        reverse("room_register"),
        reverse("suite_register"),
        reverse("room_take-out", args=[here.clean.id]),
        reverse("clearance", args=[row.id]),
        reverse("clearance_verify", args=[row.id]),
        reverse("equipment"),
        reverse("equipment_register"),
        reverse("equipment_page", args=[here.cabinet.id]),
        reverse("equipment_log", args=[here.cabinet.id]),
        reverse("equipment_qualify", args=[here.cabinet.id]),
        reverse("assessments"),
        reverse("assessment_draft"),
        reverse("assessment", args=[drafted.id]),
        reverse("assessment_withdraw", args=[drafted.id]),
    ):
        assert client.get(address).status_code == 200, address


def test_rooms_and_equipment_are_registered_on_the_pages(here: Plant) -> None:
    client = signed_in(here.quality)
    suite = sent(code="X", name_zh="", name_en="Suite X")
    assert client.post(reverse("suite_register"), suite).status_code == 303
    with use_scope(EVERYTHING):
        made = plant.suites().get(code="X")
    room = sent(
        suite=str(made.id), code="X-1", scan_code="RM-X-1", name_en="X", grade="B", uses=["cells", "vector"],
        pressure="positive", air_unit="AHU-X", plan_x=0, plan_y=30, plan_width=9, plan_depth=9,
    )  # fmt: skip
    refused = client.post(reverse("room_register"), room)
    assert (refused.status_code, "cannot be for cells and for making viral vector" in words(refused)) == (422, True)
    assert client.post(reverse("room_register"), {**room, "uses": ["cells"]}).status_code == 303
    device = sent(kind="terminal", code="TAB-9", scan_code="TAB-9", name_en="Tablet", room="X-1")
    assert client.post(reverse("equipment_register"), device).status_code == 303
    found = plant_equipment("TAB-9")
    accept = reverse("equipment_accept", args=[found.id])
    assert client.post(accept, sent(reason="validated")).status_code == 303
    assert plant_equipment("TAB-9").registered is True


def plant_equipment(code: str) -> plant.Equipment:
    with use_scope(EVERYTHING):
        return plant.find_equipment(code)
