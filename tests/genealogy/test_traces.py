"""Traces over material, samples and contact, as of any time (T16)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction

from cellpark.base.scope import Scope, use_scope
from cellpark.base.time import now
from cellpark.genealogy.public import Edge, EdgeKind, NodeKind, backward, beside, forward, link, recall, river, void
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import Refused
from tests.genealogy.graph import edge, linked, names, thing
from tests.people import organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]

# a bag of two donors' cells is split in two operations, with a lot of medium, a room, an incubator and an operator
LIFE = (
    *("c1>o1", "l1>o1", "r1>o1", "p1>o1", "o1>c2", "o1>s1"),
    *("c2>o2", "e1>o2", "p2>o2", "o2>c3", "o2>c4"),
)
KNOWN = ("c1", "c2", "c3", "c4", "l1", "o1", "o2", "r1", "p1", "p2", "e1", "s1", "s2", "o9", "c9", "l2", "l3")


def back(name: str) -> set[str]:
    return names(backward(thing(name).kind, thing(name).id), KNOWN)


def on(name: str) -> set[str]:
    return names(forward(thing(name).kind, thing(name).id), KNOWN)


def test_a_trace_back_finds_all_lots_operators_rooms_and_equipment() -> None:
    """T16: patient -> all lots, operators, rooms, equipment."""
    linked(organisation("Plant").id, *LIFE)
    assert back("c3") == {"o2", "c2", "o1", "c1", "l1", "r1", "e1", "p1", "p2"}


def test_what_is_beside_a_thing_is_one_edge_away() -> None:
    """T16: the operations that used or made a container, and no others; those of a withdrawn record count no more."""
    plant = organisation("Plant").id
    linked(plant, *LIFE)
    wrong = linked(plant, "c2>o9")

    def operations(name: str) -> set[str]:
        found = beside(thing(name).kind, thing(name).id, of=NodeKind.OPERATION)
        return {known for known in KNOWN if thing(known).id in found}

    assert (operations("c2"), operations("c4"), operations("c9")) == ({"o1", "o2", "o9"}, {"o2"}, set())
    with transaction.atomic():
        void(event=wrong, by_event=uuid4(), organisation=plant, at=now())
    assert operations("c2") == {"o1", "o2"}


def test_a_trace_on_finds_everything_that_a_lot_or_a_room_touched() -> None:
    """T16: reagent lot -> patients; a room, a piece of equipment and a person are traced in the same way."""
    linked(organisation("Plant").id, *LIFE)
    assert on("l1") == on("r1") == on("p1") == {"o1", "c2", "s1", "o2", "c3", "c4"}
    assert on("e1") == {"o2", "c3", "c4"}


def test_no_trace_climbs_out_of_a_sample_into_another_batch() -> None:
    """T16: a test of samples of two batches joins neither batch to the other."""
    linked(organisation("Plant").id, *LIFE, "s1>o9", "s2>o9", "o9>c9")
    assert on("c1") == {"o1", "c2", "s1", "o2", "c3", "c4"}
    assert back("c9") == {"o9", "s1", "s2"}
    assert back("s1") == {"o1", "c1", "l1", "r1", "p1"}
    assert on("s1") == {"o9", "c9"}


def test_a_recall_tells_what_is_touched_directly_from_what_is_touched_through_other_lots() -> None:
    linked(organisation("Plant").id, "l1>o1", "o1>l2", "l2>o2", "o2>c2", "l1>o9", "o9>c1")
    found = recall(NodeKind.LOT, thing("l1").id)
    assert names(found.direct, KNOWN) == {"o1", "o9", "c1"}
    assert names(found.lots, KNOWN) == {"l2"}
    assert names(found.through_lots, KNOWN) == {"o2", "c2"}


def test_what_is_reached_both_ways_counts_as_direct() -> None:
    linked(organisation("Plant").id, "l1>l2", "l2>o2", "l1>o2", "o2>c2")
    found = recall(NodeKind.LOT, thing("l1").id)
    assert (names(found.direct, KNOWN), names(found.lots, KNOWN)) == ({"o2", "c2"}, {"l2"})
    assert found.through_lots == ()


def test_a_trace_shows_what_was_known_at_any_past_time(clock: FixedClock) -> None:
    """T16, T11: a corrected record no longer counts, and still does for the time before its correction."""
    plant = organisation("Plant").id
    start = clock.now()
    wrong = linked(plant, "c1>c2", at=start + timedelta(hours=1))
    right, later = uuid4(), start + timedelta(hours=3)
    with transaction.atomic():
        void(event=wrong, by_event=right, organisation=plant, at=later)
        link(edges=[edge("c3", "c2")], organisation=plant, at=later, event=right)
    bag = thing("c2")

    def as_of(hours: int) -> set[str]:
        return names(backward(bag.kind, bag.id, as_of=start + timedelta(hours=hours)), KNOWN)

    assert (as_of(0), as_of(1), as_of(2), as_of(3)) == (set(), {"c1"}, {"c1"}, {"c3"})
    assert back("c2") == {"c3"}


def test_links_are_withdrawn_once_and_only_where_there_are_some() -> None:
    plant = organisation("Plant").id
    made = linked(plant, "c1>c2")
    with transaction.atomic():
        void(event=made, by_event=uuid4(), organisation=plant, at=now())
    with pytest.raises(Refused, match=r"genealogy\.void\.twice"), transaction.atomic():
        void(event=made, by_event=uuid4(), organisation=plant, at=now())
    with pytest.raises(Refused, match=r"genealogy\.void\.unknown"), transaction.atomic():
        void(event=uuid4(), by_event=uuid4(), organisation=plant, at=now())


def test_the_same_pair_linked_by_two_records_holds_until_both_are_withdrawn() -> None:
    plant = organisation("Plant").id
    first, _second = linked(plant, "l1>c2"), linked(plant, "l1>c2")
    with transaction.atomic():
        void(event=first, by_event=uuid4(), organisation=plant, at=now())
    assert back("c2") == {"l1"}


def test_the_river_of_a_bag_holds_both_traces_and_every_edge_between() -> None:
    linked(organisation("Plant").id, *LIFE)
    found = river(NodeKind.CONTAINER, thing("c2").id)
    assert names(found.before, KNOWN) == {"o1", "c1", "l1", "r1", "p1"}
    assert names(found.after, KNOWN) == {"o2", "c3", "c4"}
    assert {(e.parent, e.child) for e in found.edges} == {
        (thing(parent), thing(child))
        for parent, child in (pair.split(">") for pair in LIFE)
        if not {parent, child} & {"s1", "e1", "p2"}
    }


def test_a_thing_without_links_has_no_trace() -> None:
    assert backward(NodeKind.CONTAINER, uuid4()) == forward(NodeKind.LOT, uuid4()) == ()
    assert recall(NodeKind.ROOM, uuid4()).direct == ()


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (edge("c1", "c1"), "itself"),
        (Edge(NodeKind.CONTAINER, uuid4(), NodeKind.ROOM, uuid4()), "into_surroundings"),
        (Edge(NodeKind.ROOM, uuid4(), NodeKind.CONTAINER, uuid4()), "not_contact"),
        (Edge(NodeKind.LOT, uuid4(), NodeKind.CONTAINER, uuid4(), EdgeKind.CONTACT), "not_contact"),
        (Edge(NodeKind.CONTAINER, uuid4(), NodeKind.SAMPLE, uuid4()), "not_sample"),
        (Edge(NodeKind.CONTAINER, uuid4(), NodeKind.CONTAINER, uuid4(), EdgeKind.SAMPLE), "not_sample"),
    ],
)
def test_a_link_that_would_send_a_recall_astray_is_refused(made: Edge, code: str) -> None:
    plant = organisation("Plant").id
    with pytest.raises(Refused, match=rf"genealogy\.edge\.{code}"), transaction.atomic():
        link(edges=[made], organisation=plant, at=now(), event=uuid4())


def test_no_trace_crosses_the_border_of_an_organisation() -> None:
    """T19: the same things in two organisations are two graphs, and neither sees the other's."""
    mine, theirs = organisation("Mine").id, organisation("Theirs").id
    linked(mine, "l1>c1")
    linked(theirs, "l1>c2", "c1>c3")
    lot = thing("l1")
    for owner, expected in ((mine, {"c1"}), (theirs, {"c2"}), (uuid4(), set())):
        with use_scope(Scope(frozenset({owner}))):
            assert names(forward(lot.kind, lot.id), KNOWN) == expected
    assert on("l1") == {"c1", "c2"}
