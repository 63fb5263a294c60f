"""Rooms that were, are and will be: changed, split, merged, closed; never under somebody's lease."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, connections, transaction

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.ledger.public import check_rebuild
from cellpark.premises.models import Building, Room
from cellpark.premises.public import (
    Part,
    change_building,
    change_room,
    close_room,
    merge_rooms,
    register_building,
    rooms_on,
    split_room,
    use_guards,
)
from tests.premises.world import DAY, World, make_world

SOON = DAY + timedelta(days=30)
HALVES = (
    Part(code="103A", area_gross_m2=Decimal(120), area_net_m2=Decimal(100)),
    Part(code="103B", area_gross_m2=Decimal(180), area_net_m2=Decimal(140)),
)


def codes(day: date, floor: int = 1) -> list[str]:
    return [each.code for each in rooms_on(day) if each.floor == floor]


def split(world: World, *parts: Part, day: date = SOON) -> list[Room]:
    return split_room(actor=world.manager, room_id=world.room("103").id, day=day, parts=parts or HALVES)


def why(refusal: "pytest.ExceptionInfo[Refused]") -> list[str]:
    return [each.code for each in refusal.value.problems]


def test_a_split_shows_what_was_and_what_will_be(world: World) -> None:
    with use_scope(world.manager.scope):
        made = split(world)
        assert codes(DAY) == ["101", "102", "103"]
        assert codes(SOON - timedelta(days=1)) == ["101", "102", "103"]
        assert codes(SOON) == ["101", "102", "103A", "103B"]
        assert sum(each.power_kw for each in made) == world.room("103").power_kw
        assert {tuple(each.came_from) for each in made} == {(world.room("103").id,)}
        assert all(each.outline for each in made)
        assert len({each.number for each in Room.objects.all()}) == Room.objects.count() == 11


def test_areas_of_a_split_add_up_to_a_hundredth(world: World) -> None:
    with use_scope(world.manager.scope):
        off = Part(code="103B", area_gross_m2=Decimal("183.01"), area_net_m2=Decimal(140))
        with pytest.raises(Refused) as refusal:
            split(world, HALVES[0], off)
        assert why(refusal) == ["premises.room.sum"]
        assert split(world, HALVES[0], Part(code="103B", area_gross_m2=Decimal(183), area_net_m2=Decimal(140)))


def test_a_split_needs_a_day_within_and_codes_of_their_own(world: World) -> None:
    with use_scope(world.manager.scope):
        with pytest.raises(Refused) as refusal:
            split(world, day=date(2025, 1, 1))
        assert why(refusal) == ["premises.room.day"]
        with pytest.raises(Refused) as refusal:
            split(world, Part(code="102", area_gross_m2=Decimal(120), area_net_m2=Decimal(100)), HALVES[1])
        assert why(refusal) == ["premises.room.taken"]
        with pytest.raises(Refused) as refusal:
            split(world, Part(code="103X", area_gross_m2=Decimal(300), area_net_m2=Decimal(240)))
        assert why(refusal) == ["premises.room.parts"]


def test_neighbours_merge_and_their_supplies_add_up(world: World) -> None:
    with use_scope(world.manager.scope):
        first, second = split(world)
        later = SOON + timedelta(days=60)
        made = merge_rooms(actor=world.manager, room_ids=[first.id, second.id], day=later, code="103")
        assert codes(later) == ["101", "102", "103"]
        assert (made.area_gross_m2, made.area_net_m2, made.power_kw) == (Decimal(300), Decimal(240), Decimal(60))
        assert made.outline == Room.objects.get(code="103", valid_from=date(2025, 1, 1)).outline
        assert made.number > second.number


def test_rooms_that_do_not_touch_or_lie_on_two_floors_are_not_merged(world: World) -> None:
    with use_scope(world.manager.scope):
        for one, other in (("101", "201"), ("101", "103")):
            with pytest.raises(Refused) as refusal:
                merge_rooms(
                    actor=world.manager,
                    room_ids=[world.room(one).id, world.room(other).id],
                    day=SOON,
                    code="10X",
                )
            assert why(refusal) == ["premises.room.apart"]


def test_an_end_is_said_and_taken_back_while_nothing_followed(world: World) -> None:
    with use_scope(world.manager.scope):
        room = world.room("101")
        close_room(actor=world.manager, room_id=room.id, day=SOON, reason="pulled down")
        assert codes(SOON) == ["102", "103"]
        assert close_room(actor=world.manager, room_id=room.id, day=None, reason="kept").valid_until is None
        split(world)
        with pytest.raises(Refused) as refusal:
            close_room(actor=world.manager, room_id=Room.objects.get(code="103").id, day=None, reason="undo")
        assert why(refusal) == ["premises.room.ended"]
        with pytest.raises(Refused) as refusal:
            close_room(actor=world.manager, room_id=room.id, day=room.valid_from, reason="never there")
        assert why(refusal) == ["premises.room.days"]


def test_a_change_needs_a_reason_and_keeps_days_and_building(world: World) -> None:
    with use_scope(world.manager.scope):
        room = world.room("101")
        changed = change_room(
            actor=world.manager, room_id=room.id, values={"power_kw": "80", "grade": "d"}, reason="new feed"
        )
        assert (changed.power_kw, changed.grade) == (Decimal(80), "D")
        for values, code in (
            ({"valid_from": "2024-01-01"}, "premises.room.fixed"),
            ({"power_kw": "-1"}, "premises.value.range"),
            ({"floor": "9"}, "premises.room.floor"),
            ({"code": "102"}, "premises.room.taken"),
        ):
            with pytest.raises(Refused) as refusal:
                change_room(actor=world.manager, room_id=room.id, values=values, reason="wrong")
            assert why(refusal) == [code]
        with pytest.raises(Refused) as refusal:
            change_room(actor=world.manager, room_id=room.id, values={"power_kw": "1"}, reason=" ")
        assert why(refusal) == ["base.reason_required"]


def test_buildings_keep_floors_on_which_rooms_are(world: World) -> None:
    kept = {"name_zh": "", "name_en": "Building one", "phase": "I", "park": None}
    with use_scope(world.manager.scope):
        with pytest.raises(Refused) as refusal:
            change_building(actor=world.manager, building_id=world.building.id, code="B1", floors=(1, 2), **kept)
        assert why(refusal) == ["premises.building.rooms_outside"]
        version = Building.objects.get().version
        change_building(actor=world.manager, building_id=world.building.id, code="B1", floors=(1, 3), **kept)
        assert Building.objects.get().version == version
        with pytest.raises(Refused) as refusal:
            register_building(
                actor=world.manager, organisation=world.operator.id, code="B1", name_en="Twin", floors=(1, 2)
            )
        assert why(refusal) == ["premises.building.taken"]


def test_tenants_neither_see_nor_change_rooms(world: World) -> None:
    with use_scope(EVERYTHING):
        room = world.room("101")
    with use_scope(world.tenant.scope):
        assert list(rooms_on(DAY)) == []
        with pytest.raises(NotAllowed):
            close_room(actor=world.tenant, room_id=room.id, day=SOON, reason="mine")


def hold(number: int, start: date, end: date | None) -> None:
    """A table of a higher floor that holds rooms."""
    guards = use_guards(table="holding", room="room_id", start="held.starts_on", end="held.ends_on")
    with connections["owner"].cursor() as cursor:
        cursor.execute("CREATE TABLE holding (room_id bigint, starts_on date, ends_on date)")
        for statement in guards["holding_holds_rooms"]:
            cursor.execute(statement)
        cursor.execute("GRANT ALL ON holding TO cellpark_app")
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO holding VALUES (%s, %s, %s)", [number, start, end])


@pytest.mark.usefixtures("durable")
def test_the_database_keeps_a_room_while_somebody_holds_it(clock: FixedClock) -> None:
    with use_scope(EVERYTHING):
        world = make_world()
    with use_scope(world.manager.scope):
        hold(world.room("103").number, date(2026, 1, 1), SOON)
        with pytest.raises(Refused) as refusal:
            split(world, day=SOON - timedelta(days=1))
        assert why(refusal) == ["premises.room.in_use"]
        assert codes(SOON) == ["101", "102", "103"]
        split(world, day=SOON)
        with pytest.raises(IntegrityError, match="is not there on all days"), transaction.atomic():
            connection.cursor().execute("UPDATE holding SET ends_on = ends_on + 1")


@pytest.mark.usefixtures("durable")
def test_tables_are_folds_of_their_streams(clock: FixedClock) -> None:
    with use_scope(EVERYTHING):
        world = make_world()
    with use_scope(world.manager.scope):
        first, second = split(world)
        merge_rooms(actor=world.manager, room_ids=[first.id, second.id], day=SOON + timedelta(days=9), code="103")
        close_room(actor=world.manager, room_id=world.room("101").id, day=SOON, reason="pulled down")
    with use_scope(EVERYTHING):
        rebuilt = check_rebuild()
    assert [each for each in rebuilt.differences if each.table.startswith("premises_")] == []
    assert {name: rows for name, rows in rebuilt.rows.items() if name.startswith("premises_")} == {
        "premises_building": 1,
        "premises_missedplace": 0,
        "premises_room": 12,
    }
