"""The pages of buildings and rooms: space board, room, lists, find a place."""

import re
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import OrganisationKind, Person, Role
from cellpark.leases.public import LeasePermission, RoomWanted, hold_room, today
from cellpark.premises.models import DryRun, Room
from cellpark.premises.public import load_rooms, rooms_on
from cellpark.web.areas.premises.views.common import lease_address
from tests.pages.conftest import signed_in
from tests.people import HOUSE, organisation, person
from tests.premises.world import World, nine_rooms, sheet

BOARD = "/premises"


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def drawn(html: str) -> dict[str, str]:
    """The rooms of the picture: what is said of each, by its look."""
    return {
        said.split(" · ")[0]: look
        for look, said in re.findall(r'class="room is-([a-z_ -]+)" aria-label="([^"]+)"', html)
    }


def test_the_board_draws_each_room_with_its_state_in_colour_pattern_and_words(manager: Client, world: World) -> None:
    assert drawn(page(manager, BOARD))["102"] == "vacant"
    with use_scope(EVERYTHING):
        room = world.room("102")
        hold_room(
            actor=HOUSE,
            number="H-1",
            rooms=[RoomWanted(room_id=room.id, start=today())],
            until=today() + timedelta(days=9),
            for_whom="Somebody New",
        )
    html = page(manager, BOARD)
    assert drawn(html)["102"] == "held"  # although the board was looked at just before
    assert drawn(html)["101"] == "vacant"
    assert len(drawn(html)) == 9
    assert 'fill="url(#standing-held)"' in html
    assert "102 · Held · 160 m² · Laboratory · Somebody New" in html
    assert reverse("premises_room", args=[room.id]) in html
    later = page(manager, f"{BOARD}?day={today() + timedelta(days=10)}")
    assert drawn(later)["102"] == "vacant"


def test_the_board_shows_what_was_and_what_will_be(manager: Client, world: World) -> None:
    with use_scope(EVERYTHING):
        room = world.room("103")
    day = today() + timedelta(days=40)
    sent = {
        "day": day.isoformat(),
        "parts": "103A, 120, 100\n103B, 180, 140",
        "reason": "two tenants",
        "idempotency_key": str(uuid4()),
    }
    answer = manager.post(reverse("premises_split", args=[room.id]), sent)
    assert answer.status_code == 303
    assert "103A" not in drawn(page(manager, BOARD))
    assert {"103A", "103B"} <= drawn(page(manager, f"{BOARD}?day={day}")).keys()
    assert drawn(page(manager, f"{BOARD}?day=2024-12-31")) == {}
    assert "103A" in page(manager, reverse("premises_room", args=[room.id]))


def test_a_room_is_not_split_under_somebody_who_holds_it(manager: Client, world: World) -> None:
    with use_scope(EVERYTHING):
        room = world.room("103")
        until = today() + timedelta(days=9)
        hold_room(
            actor=HOUSE, number="H-1", rooms=[RoomWanted(room_id=room.id, start=today())], until=until, for_whom="X"
        )
    sent = {"parts": "103A, 120, 100\n103B, 180, 140", "reason": "two tenants"}
    address = reverse("premises_split", args=[room.id])
    early = {"day": (until - timedelta(days=1)).isoformat(), "idempotency_key": str(uuid4())}
    refused = manager.post(address, {**sent, **early})
    assert refused.status_code == 422
    assert "Somebody rents or holds this room on days that it would lose." in refused.content.decode()
    later = {"day": until.isoformat(), "idempotency_key": str(uuid4())}
    assert manager.post(address, {**sent, **later}).status_code == 303


def test_filters_leave_the_others_pale_and_out_of_the_table(manager: Client) -> None:
    html = page(manager, f"{BOARD}?grade=C")
    assert {code for code, look in drawn(html).items() if "is-dim" not in look} == {"103", "203", "303"}
    assert "3 rooms fit the filter" in html
    assert html.count("<tr>") == 1 + 3
    for nonsense in ("?grade=Z&day=tomorrow&building=x&state=lost", "?day=9999-99-99", "?day=0001-01-01"):
        assert len(drawn(page(manager, BOARD + nonsense))) == 9


def test_the_number_of_queries_is_the_same_for_three_rooms_and_thirty(manager: Client, world: World) -> None:
    with use_scope(EVERYTHING):
        Room.objects.exclude(floor=1).update(valid_until="2025-06-01", ending="closed")
    page(manager, f"{BOARD}?day=2025-07-01")  # another day: what is kept of it answers nothing below
    with CaptureQueriesContext(connection) as few:
        assert len(drawn(page(manager, BOARD))) == 3
    with use_scope(EVERYTHING):
        rows = [f"B1,3{number:02d}X,3,office,20,16,,3,3,5,no,2026-01-01" for number in range(27)]
        load_rooms(actor=HOUSE, organisation=world.operator.id, content=sheet(*rows))
    with CaptureQueriesContext(connection) as many:
        assert len(drawn(page(manager, BOARD))) == 30
    assert len(many) == len(few)


def upload(client: Client, content: bytes) -> str:
    sent = {"file": SimpleUploadedFile("rooms.csv", content), "idempotency_key": str(uuid4())}
    return client.post(reverse("premises_import"), sent).content.decode()


def test_a_bad_list_is_told_row_by_row_and_a_good_one_waits_for_its_confirmation(manager: Client) -> None:
    bad = upload(manager, sheet("B1,104,9,office,50,40,,3,3,5,no,2026-01-01", nine_rooms()[0]))
    assert "1 row does not fit. Nothing was taken in." in bad
    assert "The building has floors 1 to 3 only." in bad
    good = upload(manager, sheet("B1,104,1,office,50,40,,3,3,5,no,2026-01-01", nine_rooms()[0]))
    assert "1 new room" in good
    assert "1 room as it is" in good
    with use_scope(EVERYTHING):
        assert not Room.objects.filter(code="104").exists()
        run = DryRun.objects.get()
    confirm = reverse("premises_import_confirm", args=[run.id])
    assert confirm in good
    assert manager.post(confirm, {"idempotency_key": str(uuid4())}).status_code == 303
    with use_scope(EVERYTHING):
        assert Room.objects.filter(code="104").exists()
    assert "The file can be read neither as CSV nor as XLSX." in upload(manager, b"\xff\xfe\x00")


@pytest.mark.parametrize("name", ["premises_csv", "premises_xlsx"])
def test_lists_go_out_and_come_in_again(manager: Client, name: str) -> None:
    content = manager.get(reverse(name)).content
    assert "9 rooms as they are" in upload(manager, content)


def test_places_are_ranked_with_what_fits_and_what_fit_out_would_close(manager: Client) -> None:
    html = page(manager, "/premises/places?area_min=230&area_max=250&uses=laboratory&grade=CNC")
    heads = [re.sub("<[^>]+>", "", each) for each in re.findall(r"<h2 class=.find-name.>(.*?)</h2>", html)]
    assert heads[:6] == ["103", "203", "303", "101 + 102", "201 + 202", "301 + 302"]
    assert "6 places have all of it." in html
    assert "has all of it" in html
    short = page(manager, "/premises/places?area_min=200&power_kw=100&rooms_max=1&ln2=on")
    assert "Fit-out would close it: a stronger feed." in short
    assert "Fit-out would close it: a line or a store of liquid nitrogen." in short
    assert "An area and a use are a good beginning." in page(manager, "/premises/places")
    assert "The largest area is smaller" in page(manager, "/premises/places?area_min=9&area_max=8", 422)
    assert "Nobody with" in page(manager, "/premises/places?next_to=Nobody", 422)


def test_buildings_are_registered_and_rooms_changed_merged_and_closed_on_pages(manager: Client, world: World) -> None:
    def sent(**values: object) -> dict[str, object]:
        return {"idempotency_key": str(uuid4()), "reason": "test", **values}

    answer = manager.post(
        reverse("premises_building_register"), sent(code="B2", name_en="Two", lowest_floor=-1, highest_floor=2)
    )
    assert answer.status_code == 303
    assert "No room is there." in page(manager, answer["Location"])
    with use_scope(EVERYTHING):
        room, near = world.room("101"), world.room("102")
    form = manager.get(reverse("premises_change", args=[room.id])).context["form"]
    values = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    address = reverse("premises_change", args=[room.id])
    assert manager.post(address, sent(**{**values, "power_kw": "77.5", "reason": "new feed"})).status_code == 303
    merge = reverse("premises_merge", args=[room.id])
    day = today() + timedelta(days=5)
    assert manager.post(merge, sent(rooms=[str(near.id)], day=day.isoformat(), code="100")).status_code == 303
    with use_scope(EVERYTHING):
        made = world.room("100")
        assert str(made.power_kw) == "117.50"
    close = reverse("premises_close", args=[made.id])
    assert manager.post(close, sent(day=(day + timedelta(days=9)).isoformat())).status_code == 303
    refused = manager.post(reverse("premises_close", args=[room.id]), sent(day=""))
    assert refused.status_code == 422
    assert "This room was split or merged; its end stays." in refused.content.decode()
    with use_scope(EVERYTHING):
        assert "100" not in [each.code for each in rooms_on(day + timedelta(days=9))]


def test_other_operators_see_nothing_and_tenants_are_refused(world: World) -> None:
    with use_scope(EVERYTHING):
        other = organisation("Other Operator", OrganisationKind.OPERATOR)
        stranger = signed_in(person("other-staff@example.org", Role.PARK_STAFF, within=other))
        tenant = signed_in(Person.objects.get(id=world.tenant.person_id))
        room = world.room("101")
    html = page(stranger, BOARD)
    assert drawn(html) == {}
    assert "Building one" not in html
    assert "Register the first building" in html
    for name in ("premises_room", "premises_split", "premises_change"):
        assert stranger.get(reverse(name, args=[room.id])).status_code == 404
        assert tenant.get(reverse(name, args=[room.id])).status_code == 403
    assert b"101" not in stranger.get(reverse("premises_csv")).content
    assert tenant.get(BOARD).status_code == 403


def test_the_board_speaks_chinese(manager: Client) -> None:
    manager.cookies["cellpark_language"] = "zh-hans"
    html = page(manager, BOARD)
    assert "\u7a7a\u95f4\u770b\u677f" in html
    assert "101 · \u7a7a\u7f6e" in html


def test_who_reads_no_leases_is_led_to_none() -> None:
    """An inspector sees who has a room; the page of the lease would only be refused."""
    lease = uuid4()
    reads = Actor(person_id=uuid4(), organisation_id=uuid4(), permissions=frozenset({LeasePermission.SEE}))
    assert lease_address(reads, lease) == reverse("lease", args=[lease])
    assert lease_address(replace(reads, permissions=frozenset()), lease) is None
    assert lease_address(reads, None) is None
