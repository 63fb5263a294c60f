"""A bench stands in a room: in lists, on drawings, and as long as the room is there."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import Refused
from cellpark.ledger.public import check_rebuild
from cellpark.premises import public as premises
from cellpark.premises.places.outlines import benches_in, bounds, is_drawable, rectangle
from cellpark.premises.public import Room, outlines_of
from tests.premises.world import DAY, World, make_world, sheet

HEAD = "building,code,floor,kind,inside,use,area_gross_m2,area_net_m2,height_m,floor_load_kn_m2,valid_from"


def bench(number: int, *, inside: str = "201", floor: int = 2, kind: str = "bench", since: str = "2025-02-01") -> str:
    return f"B1,{inside or 'X'}-{number},{floor},{kind},{inside},laboratory,9,6,4,4,{since}"


def load(world: World, *rows: str) -> premises.Imported:
    with use_scope(world.manager.scope):
        content = sheet(*rows, head=HEAD)
        return premises.load_rooms(actor=world.manager, organisation=world.operator.id, content=content)


def tried(world: World, *rows: str) -> list[tuple[int, str, str]]:
    with use_scope(world.manager.scope):
        content = sheet(*rows, head=HEAD)
        found = premises.try_rooms(
            actor=world.manager, organisation=world.operator.id, content=content, name="benches.csv"
        )
    return [(each.row, each.column, each.problem.code) for each in found.bad]


@pytest.fixture
def scope(world: World) -> Iterator[None]:
    with use_scope(world.manager.scope):
        yield


def refusal(act: Any, **more: Any) -> list[str]:
    with pytest.raises(Refused) as caught:
        act(**more)
    return [each.code for each in caught.value.problems]


def test_each_bad_row_is_named(world: World) -> None:
    bad = tried(
        world,
        bench(1),
        bench(2, inside="299"),
        bench(3, floor=3),
        bench(4, kind="room"),
        bench(5, since="2024-01-01"),
        bench(6, inside="201-1"),
        bench(7, inside=""),
    )
    around = [(row, "inside", "premises.room.around") for row in (3, 4, 6, 7)]
    assert bad == sorted([*around, (5, "inside", "premises.room.inside")])


@pytest.mark.usefixtures("scope")
def test_benches_and_their_room_come_in_one_list_in_any_order(world: World) -> None:
    row = "B1,204,2,room,,laboratory,60,50,4,4,2025-01-01"
    assert load(world, bench(1, inside="204"), row).opened == 2
    assert world.room("204-1").inside == "204"
    assert load(world, bench(1, inside="204"), row).same == 2
    assert load(world, bench(1, inside="204").replace(",204,", ",201,")).changed == 1
    assert world.room("204-1").inside == "201"
    out = premises.export_rooms(form="csv").decode("utf-8-sig")
    assert "B1,204-1,2,bench,201,laboratory" in out


@pytest.mark.usefixtures("scope")
def test_a_room_does_not_end_before_its_benches(world: World) -> None:
    load(world, bench(1))
    act = {"actor": world.manager, "reason": "works"}
    room, one = world.room("201"), world.room("201-1")
    day = DAY + timedelta(days=10)
    assert refusal(premises.close_room, room_id=room.id, day=day, **act) == ["premises.room.benches"]
    parts = [premises.Part(code=f"201{each}", area_gross_m2=50, area_net_m2=40) for each in "AB"]  # type: ignore[arg-type]
    assert "premises.room.benches" in refusal(premises.split_room, room_id=room.id, day=day, parts=parts, **act)
    merge = {"room_ids": [room.id, world.room("202").id], "day": day, "code": "212"}
    assert "premises.room.benches" in refusal(premises.merge_rooms, **merge, **act)
    premises.close_room(room_id=one.id, day=day, **act)
    assert premises.close_room(room_id=room.id, day=day, **act).valid_until == day


@pytest.mark.usefixtures("scope")
def test_benches_follow_the_code_of_their_room(world: World) -> None:
    load(world, bench(1), bench(2))
    act = {"actor": world.manager, "reason": "new sign"}
    premises.change_room(room_id=world.room("201").id, values={"code": "2-01"}, **act)
    room = world.room("2-01")
    assert [each.code for each in premises.benches_of(room, DAY)] == ["201-1", "201-2"]
    assert premises.room_around(world.room("201-2"), DAY) == room
    premises.change_room(room_id=world.room("201-2").id, values={"inside": "202"}, **act)
    assert world.room("201-2").inside == "202"
    wrong = {"room_id": world.room("201-1").id, "values": {"inside": "301"}}
    assert refusal(premises.change_room, **wrong, **act) == ["premises.room.around"]


@pytest.mark.usefixtures("scope")
def test_benches_follow_their_room_to_another_floor(world: World) -> None:
    load(world, bench(1), bench(2))
    act = {"actor": world.manager, "reason": "floors were counted anew"}
    premises.change_room(room_id=world.room("201").id, values={"floor": "3", "code": "3-09"}, **act)
    room = world.room("3-09")
    assert [(each.code, each.floor) for each in premises.benches_of(room, DAY)] == [("201-1", 3), ("201-2", 3)]
    assert premises.room_around(world.room("201-2"), DAY) == room


@pytest.mark.usefixtures("scope")
def test_a_bench_is_drawn_in_its_room_and_found_by_itself(world: World) -> None:
    load(world, bench(1), bench(2), bench(3, inside=""))
    drawn = outlines_of(premises.rooms_on(DAY))
    left, top, right, bottom = bounds(drawn[world.room("201").id])
    for code in ("201-1", "201-2"):
        one = bounds(drawn[world.room(code).id])
        assert left <= one[0] < one[2] <= right
        assert top <= one[1] < one[3] <= bottom
    assert world.room("X-3").id not in drawn  # nobody has said where it stands
    needs = premises.Needs(day=DAY, area_min=5, area_max=7, uses=frozenset({"laboratory"}))  # type: ignore[arg-type]
    found = premises.find_places(needs, free=lambda _room: True)
    assert world.room("201-1").id in {each for place in found if place.complete for each in place.rooms}


@given(width=st.integers(30, 2_000), depth=st.integers(30, 2_000), count=st.integers(1, 40), corner=st.integers(0, 500))
def test_benches_lie_apart_within_their_room(width: int, depth: int, count: int, corner: int) -> None:
    room = rectangle(corner, corner, width, depth)
    places = benches_in([room], count)
    assert len(places) == count
    for place, each in enumerate(places):
        assert is_drawable([each])
        x1, y1, x2, y2 = bounds([each])
        assert corner <= x1 < x2 <= corner + width
        assert corner <= y1 < y2 <= corner + depth
        for other in places[:place]:
            a1, b1, a2, b2 = bounds([other])
            assert x2 <= a1 or a2 <= x1 or y2 <= b1 or b2 <= y1


@pytest.mark.usefixtures("durable")
def test_P11_5a_where_benches_stand_is_a_fold_of_the_stream(clock: FixedClock) -> None:
    """P11-5a: rebuild --check finds nothing that the ledger does not say, and names what somebody changed."""
    with use_scope(EVERYTHING):
        world = make_world()
    load(world, bench(1), bench(2))
    with use_scope(EVERYTHING):
        assert [each for each in check_rebuild().differences if each.table.startswith("premises_")] == []
        Room.objects.filter(code="201-1").update(inside="202")
        changed = {(each.table, each.columns) for each in check_rebuild().differences}
    assert ("premises_room", ("inside",)) in changed
