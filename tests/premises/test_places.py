"""Places for a need: nothing that fits is left out, what is combined can be walked through."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations
from random import Random
from typing import Any
from uuid import UUID

import numpy as np
import pytest

from cellpark.base.scope import use_scope
from cellpark.kernel.problem import Refused
from cellpark.premises.places.catalogue import AMOUNTS, COLUMNS, Catalogue, catalogue_of, together
from cellpark.premises.places.needs import Demand, Needs, Place
from cellpark.premises.places.neighbours import are_connected
from cellpark.premises.places.outlines import joined, laid_out, rectangle, sliced
from cellpark.premises.places.search import search
from cellpark.premises.public import find_places, split_room
from cellpark.premises.states import GRADE_ORDER, RoomUse, Waste
from tests.premises.test_rooms import HALVES
from tests.premises.world import DAY, World

GRADES = [each.value for each in GRADE_ORDER]
Rows = list[dict[str, Any]]


def grid(random: Random, *, building: int = 1, floors: int = 2, across: int = 5, deep: int = 3) -> Rows:
    """Rooms in rows and columns, so that a room has up to four neighbours."""
    rows: Rows = []
    for floor in range(floors):
        for x in range(across):
            for y in range(deep):
                amounts = {
                    "area_net_m2": Decimal(random.choice([20, 30, 50, 80])),
                    "height_m": Decimal(random.choice(["3.2", "4.5"])),
                    "floor_load_kn_m2": Decimal(random.choice([3, 5, 10])),
                    "power_kw": Decimal(random.choice([10, 20, 40])),
                    **{name: Decimal(random.choice([0, 50])) for name in AMOUNTS[4:]},
                }
                rows.append(
                    {
                        "id": UUID(int=random.getrandbits(128)),
                        "building_id": UUID(int=building),
                        "floor": floor,
                        "kind": "room",
                        "use": random.choice([each.value for each in RoomUse][:3]),
                        "grade": random.choice(GRADES[2:]),
                        "waste": random.choice([each.value for each in Waste]),
                        "ln2": random.random() < 0.3,
                        "bonded": False,
                        "valid_from": date(2025, 1, 1),
                        "valid_until": random.choice([None, None, None, DAY]),
                        "outline": [rectangle(x * 50, y * 50, 50, 50)],
                        **amounts,
                    }
                )
    return rows


def catalogue(rows: Rows) -> Catalogue:
    return catalogue_of([tuple(row[name] for name in COLUMNS) for row in rows])


def random_needs(random: Random) -> Needs:
    low = random.choice([0, 40, 90, 130])
    return Needs(
        day=DAY,
        area_min=Decimal(low),
        area_max=random.choice([None, Decimal(low + 60)]),
        uses=random.choice([frozenset(), frozenset({"laboratory"}), frozenset({"laboratory", "pilot"})]),
        grade=random.choice(["", "CNC", "D"]),
        height_m=Decimal(random.choice(["0", "4"])),
        power_kw=Decimal(random.choice([0, 45])),
        ln2=random.random() < 0.3 or low == 0,
        waste=random.choice(["", "", "chemical"]),
        rooms_max=random.choice([1, 2, 3, 6]),
    )


def fits(chosen: Sequence[dict[str, Any]], needs: Needs) -> bool:
    """A need, read word by word."""
    area = sum(each["area_net_m2"] for each in chosen)
    return (
        area >= needs.area_min
        and (needs.area_max is None or area <= needs.area_max)
        and all(not needs.uses or each["use"] in needs.uses for each in chosen)
        and all(not needs.grade or GRADES.index(each["grade"]) <= GRADES.index(needs.grade) for each in chosen)
        and all(each["height_m"] >= needs.height_m for each in chosen)
        and sum(each["power_kw"] for each in chosen) >= needs.power_kw
        and (not needs.ln2 or any(each["ln2"] for each in chosen))
        and all(not needs.waste or each["waste"] in (needs.waste, "both") for each in chosen)
        and all(each["valid_until"] is None for each in chosen)
    )


def connected(chosen: Sequence[dict[str, Any]]) -> bool:
    return len({each["floor"] for each in chosen}) == 1 and are_connected([each["outline"] for each in chosen])


def everything(rows: Rows, free: set[UUID], needs: Needs) -> Iterator[frozenset[UUID]]:
    """Every set of up to three neighbouring rooms that has all of it, tried one by one."""
    listed = [each for each in rows if each["id"] in free]
    for size in range(1, min(needs.rooms_max, 3) + 1):
        for chosen in combinations(listed, size):
            if fits(chosen, needs) and connected(chosen):
                yield frozenset(each["id"] for each in chosen)


def found(rows: Rows, free: set[UUID], needs: Needs) -> tuple[Place, ...]:
    made = catalogue(rows)
    mask = np.array([each in free for each in made.ids], dtype=np.bool_)
    return search(made, needs, mask, limit=None)


@pytest.mark.parametrize("seed", range(40))
def test_nothing_that_has_all_of_it_is_left_out_and_every_place_can_be_walked_through(seed: int) -> None:
    random = Random(seed)
    rows = grid(random)
    by_id = {each["id"]: each for each in rows}
    free = {each["id"] for each in rows if random.random() < 0.7}
    needs = random_needs(random)
    places = found(rows, free, needs)
    complete = {frozenset(each.rooms) for each in places if each.complete}
    for wanted in everything(rows, free, needs):
        assert any(each <= wanted for each in complete), (needs, wanted)
    for each in places:
        chosen = [by_id[room] for room in each.rooms]
        assert set(each.rooms) <= free
        assert connected(chosen)
        assert len(chosen) <= needs.rooms_max
        assert each.complete == fits(chosen, needs)
        assert each.complete == (each.penalty == 0)
        assert each.area_net_m2 == sum(room["area_net_m2"] for room in chosen)
    assert len({frozenset(each.rooms) for each in places}) == len(places)
    ranks = [each.penalty for each in places]
    assert ranks == sorted(ranks)


def test_larger_places_are_grown_from_neighbours() -> None:
    rows = grid(Random(1))
    for each in rows:
        each |= {"area_net_m2": Decimal(50), "valid_until": None, "use": "laboratory"}
    needs = Needs(day=DAY, area_min=Decimal(380), area_max=Decimal(420), uses=frozenset({"laboratory"}), rooms_max=8)
    places = [each for each in found(rows, {row["id"] for row in rows}, needs) if each.complete]
    assert places
    assert {len(each.rooms) for each in places} == {8}
    by_id = {each["id"]: each for each in rows}
    assert all(connected([by_id[room] for room in each.rooms]) for each in places)


def test_what_lacks_something_says_what_and_whether_fit_out_would_close_it() -> None:
    row = grid(Random(2), floors=1, across=1, deep=1)[0]
    row |= {
        "area_net_m2": Decimal(80),
        "use": "laboratory",
        "grade": "D",
        "height_m": Decimal("3.2"),
        "power_kw": Decimal(20),
        "ln2": False,
        "valid_until": None,
    }
    needs = Needs(day=DAY, area_min=Decimal(70), grade="C", power_kw=Decimal(50), height_m=Decimal("4.5"), ln2=True)
    (place,) = found([row], {row["id"]}, needs)
    assert [(each.demand, each.needed, each.there, each.met, each.fit_out) for each in place.findings] == [
        (Demand.AREA, "70\u2013", "80", True, False),
        (Demand.GRADE, "C", "D", False, True),
        (Demand.HEIGHT, "4.5", "3.2", False, False),
        (Demand.POWER, "50", "20", False, True),
        (Demand.LN2, "yes", "no", False, True),
    ]
    assert [each.demand for each in place.gaps] == [Demand.GRADE, Demand.HEIGHT, Demand.POWER, Demand.LN2]


def test_beside_whom_comes_first_then_the_same_floor() -> None:
    rows = grid(Random(3), floors=2, across=4, deep=1)
    for each in rows:
        each |= {"area_net_m2": Decimal(50), "valid_until": None}
    asked = rows[0]
    free = {each["id"] for each in rows} - {asked["id"]}
    needs = Needs(day=DAY, area_min=Decimal(50), next_to=frozenset({asked["id"]}), rooms_max=1)
    places = found(rows, free, needs)
    assert places[0].rooms == (rows[1]["id"],)
    assert [each.beside for each in places[:3]] == [True, False, False]
    assert [each.complete for each in places] == [True] * 3 + [False] * 4


def test_buildings_together_keep_their_own_neighbours() -> None:
    one, other = grid(Random(4), building=1), grid(Random(5), building=2)
    joined_up = together([catalogue(one), catalogue(other)])
    names = {each["id"]: each["building_id"] for each in one + other}
    pairs = list(zip(joined_up.one.tolist(), joined_up.other.tolist(), strict=True))
    assert len(pairs) == len(catalogue(one).one) + len(catalogue(other).one) > 0
    assert all(names[joined_up.ids[a]] == names[joined_up.ids[b]] for a, b in pairs)


def test_outlines_are_cut_and_joined_without_a_rest() -> None:
    whole = (rectangle(0, 0, 300, 90),)
    parts = sliced(whole, [Decimal(1), Decimal(2)])
    assert parts == [(rectangle(0, 0, 100, 90),), (rectangle(100, 0, 200, 90),)]
    assert joined(parts) == whole
    plan = laid_out({str(each): Decimal(10 + each) for each in range(6)}, width_dm=600, depth_dm=240)
    assert are_connected([plan["0"], plan["1"]])
    assert not are_connected([plan["0"], plan["5"]])


def test_places_follow_the_rooms_in_sight_and_their_changes(world: World) -> None:
    with use_scope(world.manager.scope):
        needs = Needs(day=DAY + timedelta(days=60), area_min=Decimal(120), area_max=Decimal(150), rooms_max=1)
        assert [each for each in find_places(needs, free=lambda _room: True) if each.complete] == []
        made = split_room(actor=world.manager, room_id=world.room("103").id, day=DAY + timedelta(days=30), parts=HALVES)
        complete = [each for each in find_places(needs, free=lambda _room: True) if each.complete]
        assert [each.rooms for each in complete] == [(made[1].id,)]
        assert find_places(needs, free=frozenset()) == ()
    with use_scope(world.tenant.scope):
        assert find_places(needs, free=lambda _room: True) == ()


def test_a_search_asks_for_something(world: World) -> None:
    with use_scope(world.manager.scope):
        for needs, code in (
            (Needs(day=DAY), "premises.needs.none"),
            (Needs(day=DAY, area_min=Decimal(9), area_max=Decimal(8)), "premises.needs.area"),
            (Needs(day=DAY, ln2=True, rooms_max=13), "premises.needs.rooms"),
        ):
            with pytest.raises(Refused) as refusal:
                find_places(needs, free=frozenset())
            assert [each.code for each in refusal.value.problems] == [code]
