"""The engine of segregation by itself: table by table, monotone, symmetric, and against a brute-force oracle."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cellpark.equipment.segregation import (
    Clearance,
    Handler,
    Place,
    Thing,
    opening_problems,
    pair_problems,
    present_problems,
    same_work,
)
from cellpark.equipment.states import Content, Grade, Infectious, Openness, RoomUse

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
CLEARED = Clearance(valid_until=NOW + timedelta(hours=1))
READY = Handler(here=True, gowned_for=Grade.B, qualified_for=frozenset({Grade.B}))
ROOM = Place(code="B-101", grade=Grade.B, uses=frozenset({RoomUse.CELLS}), zone_a=True, clearance=CLEARED)
BAG = Thing(
    code="one", content=Content.CELLS, infectious=Infectious.NEGATIVE, openness=Openness.OPEN, batch="P-1", donor="D-1"
)
OTHER = replace(BAG, code="two", batch="P-2", donor="D-2")


def codes(thing: Thing = BAG, place: Place = ROOM, handler: Handler = READY, at: datetime = NOW) -> list[str]:
    found = opening_problems(thing=thing, place=place, handler=handler, at=at)
    assert all(problem.rule or problem.code == "equipment.room.out_of_service" for problem in found), (
        "a no names its rule"
    )
    return [problem.code.removeprefix("equipment.") for problem in found]


def test_an_empty_cleared_room_says_yes() -> None:
    assert codes() == []


@pytest.mark.parametrize(
    ("thing", "place", "handler", "expected"),
    [
        (replace(BAG, batch="", donor=""), ROOM, READY, ["opening.for_nobody"]),
        (BAG, replace(ROOM, in_service=False), READY, ["room.out_of_service"]),
        (BAG, replace(ROOM, uses=frozenset({RoomUse.VECTOR})), READY, ["opening.cells_elsewhere"]),
        (replace(BAG, content=Content.VECTOR), ROOM, READY, ["opening.vector_elsewhere"]),
        (replace(BAG, content=Content.SAMPLE), replace(ROOM, uses=frozenset({RoomUse.CORRIDOR})), READY, ["opening.not_designated"]),
        (replace(BAG, infectious=Infectious.POSITIVE), ROOM, READY, ["opening.infectious"]),
        (replace(BAG, infectious=Infectious.UNKNOWN), ROOM, READY, ["opening.infection_unknown"]),
        (replace(BAG, infectious=Infectious.UNKNOWN), replace(ROOM, accepts_unknown=True), READY, []),
        (replace(BAG, infectious=Infectious.POSITIVE), replace(ROOM, accepts_unknown=True), READY, ["opening.infectious"]),
        (BAG, replace(ROOM, grade=Grade.C), READY, ["opening.grade"]),
        (replace(BAG, openness=Openness.PUNCTURED), replace(ROOM, grade=Grade.C), READY, []),
        (replace(BAG, openness=Openness.VENTED), replace(ROOM, grade=Grade.D), READY, ["opening.grade"]),
        (replace(BAG, openness=Openness.CLOSED), replace(ROOM, grade=Grade.D, clearance=None), READY, []),
        (replace(BAG, openness=Openness.CLOSED), replace(ROOM, grade=Grade.CNC), READY, ["opening.grade"]),
        (BAG, replace(ROOM, zone_a=False), READY, ["opening.no_zone_a"]),
        (BAG, replace(ROOM, clearance=None), READY, ["opening.line_not_cleared"]),
        (BAG, replace(ROOM, clearance=Clearance(valid_until=NOW)), READY, ["opening.clearance_expired"]),
        (BAG, replace(ROOM, clearance=replace(CLEARED, used_by="P-9")), READY, ["opening.clearance_used"]),
        (BAG, replace(ROOM, clearance=Clearance(valid_until=NOW, used_by="P-1")), READY, []),
        (BAG, ROOM, replace(READY, here=False), ["person.not_here"]),
        (BAG, ROOM, replace(READY, gowned_for=Grade.C), ["person.not_gowned"]),
        (BAG, ROOM, replace(READY, qualified_for=frozenset({Grade.C})), ["person.gowning_not_qualified"]),
        (BAG, ROOM, replace(READY, qualified_for=frozenset({Grade.A})), []),
        (BAG, ROOM, replace(READY, infectious_contact=True), ["person.infectious_contact"]),
        (BAG, replace(ROOM, things=(OTHER,)), READY, ["opening.second_donor"]),
        (BAG, replace(ROOM, things=(replace(OTHER, batch="P-1", donor="D-1"),)), READY, []),
        (BAG, replace(ROOM, things=(replace(OTHER, openness=Openness.CLOSED),)), READY, ["opening.no_assessment"]),
        (BAG, replace(ROOM, parallel=True, things=(replace(OTHER, openness=Openness.CLOSED),)), READY, []),
        (BAG, replace(ROOM, parallel=True, things=(OTHER,)), READY, ["opening.second_donor"]),
        (BAG, replace(ROOM, things=(replace(OTHER, openness=Openness.VENTED, incubator="I-1"),)), READY, []),
    ],
)  # fmt: skip
def test_each_rule_says_no_by_itself(thing: Thing, place: Place, handler: Handler, expected: list[str]) -> None:
    """ATMP-3a, ATMP-3b, CN-4d, CN-4e, CN-4e2, CN-4h, A1-1b, 211-3b."""
    assert codes(thing, place, handler) == expected


@pytest.mark.parametrize(
    ("openness", "other", "expected"),
    [
        (Openness.VENTED, Openness.VENTED, ["opening.incubator_shared"]),
        (Openness.VENTED, Openness.CLOSED, ["opening.incubator_shared"]),
        (Openness.CLOSED, Openness.CLOSED, []),
    ],
)
def test_an_incubator_holds_one_batch_unless_all_is_closed(
    openness: Openness, other: Openness, expected: list[str]
) -> None:
    """CN-4e2."""
    inside = replace(BAG, openness=openness, incubator="I-1")
    beside = replace(OTHER, openness=other, incubator="I-1")
    assert codes(inside, replace(ROOM, things=(beside,))) == expected
    assert codes(inside, replace(ROOM, things=(replace(beside, incubator="I-2"),))) == []


grades, contents, infections, opennesses = (st.sampled_from(kind) for kind in (Grade, Content, Infectious, Openness))
whose = st.sampled_from(["", "1", "2", "3"])
things = st.builds(
    Thing,
    code=st.sampled_from([f"c{number}" for number in range(9)]),
    content=contents,
    infectious=infections,
    openness=opennesses,
    batch=whose.map(lambda name: name and f"P-{name}"),
    donor=whose.map(lambda name: name and f"D-{name}"),
    incubator=st.sampled_from(["", "I-1", "I-2"]),
)
uses = st.frozensets(st.sampled_from(RoomUse), min_size=1, max_size=3)
places = st.builds(
    Place,
    code=st.just("R"),
    grade=grades,
    uses=uses,
    zone_a=st.booleans(),
    accepts_unknown=st.booleans(),
    parallel=st.booleans(),
    clearance=st.one_of(st.none(), st.just(CLEARED), st.just(replace(CLEARED, used_by="P-1"))),
    things=st.lists(things, max_size=4, unique_by=lambda thing: thing.code).map(tuple),
)
handlers = st.builds(
    Handler,
    here=st.booleans(),
    gowned_for=st.one_of(st.none(), grades),
    qualified_for=st.frozensets(grades),
    infectious_contact=st.booleans(),
)


@given(thing=things, place=places, handler=handlers, more=things)
def test_another_thing_in_the_room_never_turns_no_into_yes(
    thing: Thing, place: Place, handler: Handler, more: Thing
) -> None:
    before = codes(thing, place, handler)
    after = codes(thing, replace(place, things=(*place.things, more)), handler)
    assert set(before) <= set(after)


@given(thing=things, place=places, handler=handlers)
def test_a_cleaner_room_or_a_second_assessment_never_turns_yes_into_no(
    thing: Thing, place: Place, handler: Handler
) -> None:
    handler = replace(handler, gowned_for=Grade.A, qualified_for=frozenset({Grade.A}))
    before = set(codes(thing, place, handler))
    better = replace(place, grade=Grade.A, zone_a=True, parallel=True)
    assert set(codes(thing, better, handler)) <= before


@given(one=things, other=things, place=places)
def test_two_things_judge_each_other_alike(one: Thing, other: Thing, place: Place) -> None:
    forth = sorted(problem.code for problem in pair_problems(one, other, place))
    back = sorted(problem.code for problem in pair_problems(other, one, place))
    assert forth == back
    assert same_work(one, other) == same_work(other, one)


@given(place=places)
def test_a_room_as_it_is_does_not_depend_on_the_order_of_what_is_in_it(place: Place) -> None:
    found = sorted(problem.code for problem in present_problems(place))
    turned = replace(place, things=place.things[::-1])
    assert sorted(problem.code for problem in present_problems(turned)) == found


def oracle(one: Thing, two: Thing, *, storage: bool, parallel: bool) -> bool:
    """May both be in a room at the same time? Written from the clauses alone, for batches that are all known."""
    ours = one.batch == two.batch
    air = [
        thing
        for thing in (one, two)
        if thing.openness in ("open", "punctured") or (thing.openness == "vented" and not thing.incubator)
    ]
    sealed = one.openness == two.openness == "closed"
    if {one.content, two.content} == {"cells", "vector"} and not (storage and sealed):
        return False  # CN-4e2: areas apart
    if ours:
        return True
    if (one.infectious == "negative") != (two.infectious == "negative") and not (storage and sealed):
        return False  # ATMP-3b, CN-4d
    if len(air) == 2:
        return False  # ATMP-3a, CN-4e: one open donor
    if one.incubator and one.incubator == two.incubator and not sealed:
        return False  # CN-4e2: one batch in an incubator
    beside = [thing for thing in (one, two) if thing not in air and not thing.incubator]
    return not beside or parallel or (storage and sealed)  # CN-4e: closed in parallel only after assessment


def test_every_pair_of_a_small_world_is_judged_as_the_clauses_say() -> None:
    """T6, T7: all pairs of contents, states of infection, opennesses, batches and incubators, in four kinds of room."""
    world = [
        Thing(code=code, content=content, infectious=infection, openness=openness, batch=batch, incubator=incubator)
        for code, content, infection, openness, batch, incubator in product(
            ["x"], [Content.CELLS, Content.VECTOR, Content.REAGENT], Infectious, Openness, ["P-1", "P-2"], ["", "I-1"]
        )
    ]  # fmt: skip
    for storage, parallel in product((False, True), repeat=2):
        room = replace(ROOM, uses=frozenset({RoomUse.STORAGE}) if storage else ROOM.uses, parallel=parallel)
        wrong = [
            (one, two)
            for one, two in product(world, repeat=2)
            if (not pair_problems(one, replace(two, code="y"), room)) is not oracle(one, two, storage=storage, parallel=parallel)
        ]  # fmt: skip
        assert wrong == []
