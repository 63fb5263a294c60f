"""The figures of the chain: the worked examples of docs/chain.md, and what must hold for every book."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cellpark.chain.figures.book import Book, Bought, Known, SeatFact, Wanted
from cellpark.chain.figures.comparison import compare
from cellpark.chain.figures.counting import count
from cellpark.chain.figures.priority import gaps
from cellpark.chain.figures.scenario import without
from cellpark.chain.figures.verdicts import Standing, judge
from cellpark.chain.taxonomy import EdgeKind, read_taxonomy, taxonomy

DAY = date(2026, 11, 22)
# a machine that does other things at the same time is not a slow strategy
PATIENT = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
PARK, CITY = "park:lishan", "city:jinan"
T = taxonomy()


def seat(node: str, name: str, **more: Any) -> SeatFact:
    return SeatFact(id=uuid4(), node=node, kind="company", area=more.pop("area", PARK), name=name, **more)


def bought(node: str, supplier: str, amount: int, origin: str = "nation") -> Bought:
    return Bought(node=node, supplier=supplier, origin=origin, amount=Decimal(amount), ids=(uuid4(),))


def fact(node: str, metric: str, value: str, area: str = CITY, day: date = DAY) -> Known:
    return Known(id=uuid4(), node=node, area=area, metric=metric, value=Decimal(value), day=day)


def demand(node: str, kind: str = "search") -> Wanted:
    return Wanted(kind=kind, id=uuid4(), node=node, day=DAY)


def book(*seats: SeatFact, **more: Any) -> Book:
    return Book(area=PARK, day=DAY, seats=seats, **more)


def standing(node: str, here: Book, *facts: Known) -> Standing:
    city = count(T, Book(area=CITY, day=DAY, known=facts))
    return judge(T, here, count(T, here), city)[node]


def kinds(node: str, here: Book, *facts: Known) -> list[str]:
    return [each.kind.value for each in standing(node, here, *facts).verdicts]


def test_example_1_shares_by_purchases() -> None:
    """Three suppliers with 600,000, 300,000 and 100,000: HHI 4,600, the largest 60 %, 10 % imported, 30 % inside."""
    here = book(
        seat("U21", "A"),
        bought=[
            bought("U21", "A", 600_000),
            bought("U21", "B", 300_000, "park"),
            bought("U21", "C", 100_000, "abroad"),
        ],
    )
    node = count(T, here)["U21"]
    assert node.hhi.value == 4600
    assert node.top_share.value == Decimal("0.6000")
    assert node.import_share.value == Decimal("0.1000")
    assert node.inside_share.value == Decimal("0.3000")
    assert {each.id for each in node.hhi.records} == {id_ for each in here.bought for id_ in each.ids}
    assert node.hhi.how == "purchases"


def test_example_2_shares_by_capacity_and_one_alone() -> None:
    two = book(
        seat("M32", "A", capacity=Decimal(30), unit="batches"), seat("M32", "B", capacity=Decimal(10), unit="batches")
    )
    node = count(T, two)["M32"]
    assert (node.top_share.value, node.hhi.value, node.capacity.value) == (Decimal("0.7500"), 6250, 40)
    alone = count(T, book(seat("M32", "A")))["M32"]
    assert (alone.top_share.value, alone.hhi.value) == (1, 10_000)


def test_what_nobody_said_stays_unknown() -> None:
    """Two companies without purchases or capacities; other units do not add up; the city is not asked."""
    node = count(T, book(seat("M32", "A"), seat("M32", "B", capacity=Decimal(1), unit="L")))["M32"]
    unknown = (node.hhi, node.top_share, node.import_share, node.inside_share, node.lead_days, node.products)
    assert [each.value for each in unknown] == [None] * 6
    assert node.firms.value == 2
    mixed = (seat("M32", "A", capacity=Decimal(1), unit="L"), seat("M32", "B", capacity=Decimal(1), unit="batches"))
    assert count(T, book(*mixed))["M32"].capacity.value is None
    nobody_asked = count(T, Book(area=CITY, day=DAY))["M32"]
    assert nobody_asked.firms.value is None  # of the park's own it is zero


def test_the_latest_fact_before_the_day_counts() -> None:
    facts = [
        fact("M41", "firms", "3", day=date(2025, 1, 1)),
        fact("M41", "firms", "5", day=date(2026, 1, 1)),
        fact("M41", "firms", "9", day=date(2027, 1, 1)),
    ]
    figure = count(T, Book(area=CITY, day=DAY, known=facts))["M41"].firms
    assert (figure.value, [each.id for each in figure.records]) == (5, [facts[1].id])


def test_known_by_name_is_at_least() -> None:
    here = count(T, Book(area=CITY, day=DAY, seats=[seat("M41", "A", area=CITY)]))["M41"].firms
    assert (here.value, here.at_least) == (1, True)


def test_a_group_counts_each_company_once() -> None:
    one = uuid4()
    here = count(T, book(seat("M41", "A", subject=one), seat("M42", "A", subject=one), seat("M43", "B")))
    assert (here["M4"].firms.value, here["M"].firms.value) == (2, 2)
    assert [each.node for each in here["M4"].seats] == ["M41", "M42", "M43"]


# the five definitions of docs/chain.md, section 2
def test_build_nobody_in_park_and_city() -> None:
    assert kinds("M42", book(), fact("M42", "firms", "0")) == ["build"]


def test_fill_nobody_in_the_park_but_in_the_city() -> None:
    assert kinds("M42", book(), fact("M42", "firms", "2")) == ["fill"]


def test_fill_where_demand_is_not_met_although_somebody_is_there() -> None:
    assert kinds("M41", book(seat("M41", "A"), wanted=[demand("M41")])) == ["fill", "strengthen"]


def test_build_stays_build_when_there_is_demand_and_nobody_near() -> None:
    found = standing("M42", book(wanted=[demand("M42")]), fact("M42", "firms", "0")).main
    assert found is not None
    assert (found.kind.value, found.because) == ("build", ("none_here", "none_near", "unmet"))


def test_an_unknown_city_is_asked_for_and_demand_settles_it() -> None:
    main = standing("M42", book()).main
    assert main is not None
    assert (main.kind.value, main.certain, main.ask) == ("build", False, "city")
    settled = standing("M42", book(wanted=[demand("M42")])).main
    assert settled is not None
    assert (settled.kind.value, settled.certain) == ("fill", True)


def test_somebody_on_the_group_makes_a_gap_uncertain() -> None:
    main = standing("M42", book(seat("M4", "Tester")), fact("M42", "firms", "0")).main
    assert main is not None
    assert (main.certain, main.ask) == (False, "loose")


@pytest.mark.parametrize(
    ("shares", "imported", "verdict"),
    [((60, 40), 0, []), ((61, 39), 0, ["strengthen"]), ((50, 50), 70, []), ((50, 50), 71, ["strengthen"])],
)
def test_strengthen_above_60_and_70_percent(shares: tuple[int, int], imported: int, verdict: list[str]) -> None:
    """The limits themselves are still good."""
    if imported:
        rows = [bought("M41", f"S{n}", 1, "abroad" if n < imported else "nation") for n in range(100)]
    else:
        rows = [bought("M41", f"S{n}", share) for n, share in enumerate(shares)]
    assert kinds("M41", book(seat("M41", "A"), seat("M41", "B"), bought=rows)) == verdict


def test_strengthen_over_a_gap_of_quality() -> None:
    known = [fact("M41", "quality_gap", "1", PARK), fact("M41", "top_share", "0.4", PARK)]
    assert kinds("M41", book(seat("M41", "A"), seat("M41", "B"), known=known)) == ["strengthen"]


def strong(*more: SeatFact, leaves: date | None = None) -> Book:
    rows = [bought("M41", "A", 50), bought("M41", "B", 50)]
    return book(seat("M41", "A", leaves=leaves), seat("M41", "B"), *more, bought=rows)


def test_extend_beside_a_strong_link() -> None:
    assert standing("M41", strong()).strong
    assert kinds("M32", strong(), fact("M32", "firms", "1")) == ["fill", "extend"]
    assert "extend" not in kinds("M51", strong(), fact("M51", "firms", "1"))  # no edge to M41


def test_secure_a_strong_link_that_somebody_leaves_within_180_days() -> None:
    assert kinds("M41", strong(leaves=date(2027, 5, 21))) == ["secure"]
    assert kinds("M41", strong(leaves=date(2027, 5, 22))) == []


def test_example_3_priority() -> None:
    """Two searches x (1 + two links that lean on it) x half of (3 of 3 candidates, no room): 2 x 3 x 0.5 = 3.0."""
    here = book(
        seat("M31", "A"),
        seat("M33", "B"),
        wanted=[demand("M41"), demand("M41")],
        rooms={"M41": 0},
        candidates={"M41": 1},
    )
    city = count(T, Book(area=CITY, day=DAY, known=[fact("M41", "firms", "2")]))
    first = gaps(T, here, judge(T, here, count(T, here), city))[0]
    assert (first.node, first.unmet, first.leaning, first.criticality) == ("M41", 2, ("M31", "M33"), 3)
    assert (first.candidates, first.feasibility, first.priority) == (3, Decimal("0.50"), Decimal("3.0"))


def test_unknown_space_and_candidates_count_a_half() -> None:
    here = book(wanted=[demand("M41")])
    first = gaps(T, here, judge(T, here, count(T, here), None))[0]
    assert (first.candidates, first.rooms, first.feasibility) == (None, None, Decimal("0.50"))


def test_what_if_the_only_source_leaves() -> None:
    here = book(
        seat("M41", "Only"), seat("M33", "Maker"), seat("M44", "Only"), seat("M44", "Second"),
        bought=[bought("M41", "Only", 5)],
    )  # fmt: skip
    city = count(T, Book(area=CITY, day=DAY, known=[fact("M41", "firms", "4"), fact("M44", "firms", "1")]))
    found = without(T, here, frozenset({"Only"}), city)
    assert [each.node for each in found.lost] == ["M41"]
    assert {(each.node, each.near) for each in found.losses} == {("M41", 3), ("M44", 0)}
    assert [(each.seat.name, each.by.kind) for each in found.touched] == [("Maker", EdgeKind.TESTS)]
    assert [each.supplier for each in found.bought] == ["Only"]


def test_second_sources_outside_the_park_are_named() -> None:
    """Those who sit in the park themselves are no second source; a company known in city and nation is one."""
    here = book(seat("M41", "Only"), seat("M44", "Stays"))
    outside = [seat("M41", "Near"), seat("M41", "Near"), seat("M41", "Only"), seat("M42", "Elsewhere")]
    found = without(T, here, frozenset({"Only"}), None, outside)
    assert [(each.node, [other.name for other in each.named]) for each in found.losses] == [("M41", ["Near"])]


def test_two_parks_side_by_side() -> None:
    left, right = count(T, book(seat("M41", "A"))), count(T, book(seat("M51", "B"), wanted=[demand("M41")]))
    found = {each.node: each for each in compare(T, left, right)}
    assert (found["M41"].relation, found["M51"].relation, found["M31"].relation) == ("left", "right", "neither")
    assert (found["M41"].complements, found["M51"].complements) == (True, False)


def test_a_taxonomy_that_contradicts_itself_is_a_fault() -> None:
    node = "nodes: [{code: U, zh: u, en: u}]\n"
    for text in (
        "nodes: [{code: U, zh: u, en: u}, {code: U, zh: u, en: u}]\nedges: []",
        "nodes: [{code: U1, parent: U, zh: u, en: u}]\nedges: []",
        f"{node}edges: [{{from: U, kind: supplies, to: [M]}}]",
        f"{node}edges: [{{from: U, kind: supplies, to: [U]}}]",
    ):
        with pytest.raises(ValueError, match=r"node|edge"):
            read_taxonomy(text)


def test_every_link_of_the_taxonomy_has_a_neighbour_and_both_names() -> None:
    assert len(T.leaves) == 77
    assert [code for code in T.leaves if not T.neighbours[code]] == []
    assert {each.kind for each in T.edges} == set(EdgeKind)


LEAVES = st.sampled_from(["M41", "M42", "M32", "M33", "U21"])
NAMES = st.sampled_from("ABCDE")
SEATS = st.lists(st.builds(seat, LEAVES, NAMES), max_size=6)
ROWS = st.lists(
    st.builds(bought, LEAVES, NAMES, st.integers(1, 10**9), st.sampled_from(["park", "city", "nation", "abroad"])),
    max_size=8,
)


@PATIENT
@given(SEATS, ROWS)
def test_every_figure_carries_its_records_and_shares_are_shares(seats: list[SeatFact], rows: list[Bought]) -> None:
    known = {each.id for each in seats} | {id_ for each in rows for id_ in each.ids}
    for node in count(T, book(*seats, bought=rows)).values():
        for figure in (node.firms, node.hhi, node.top_share, node.import_share, node.inside_share):
            ids: set[UUID] = {each.id for each in figure.records}
            assert ids <= known
            assert figure.value is None or figure.value == 0 or ids
        for share in (node.top_share.value, node.import_share.value, node.inside_share.value):
            assert share is None or 0 <= share <= 1
        if node.hhi.value is not None and node.top_share.value is not None:
            # the largest alone gives its square at least, and no more than all of its size would
            assert node.top_share.value**2 * 10_000 <= node.hhi.value + 3
            assert node.hhi.value <= node.top_share.value * 10_000 + 3


@PATIENT
@given(SEATS, st.lists(st.builds(demand, LEAVES), max_size=6), st.one_of(st.none(), st.integers(0, 3)))
def test_verdicts_exclude_each_other_as_they_are_defined(
    seats: list[SeatFact], wanted: list[Wanted], near: int | None
) -> None:
    facts = () if near is None else (fact("M41", "firms", str(near)),)
    found = standing("M41", book(*seats, wanted=wanted), *facts)
    told = {each.kind.value for each in found.verdicts}
    firms = found.figures.firms.value
    assert not {"build", "fill"} <= told
    assert not {"build", "strengthen"} <= told
    assert ("build" in told or "fill" in told) == (firms == 0 or bool(found.figures.wanted))
    assert not ("secure" in told and told & {"extend", "fill", "strengthen"})


@PATIENT
@given(SEATS, NAMES)
def test_who_leaves_is_on_no_node_any_more(seats: list[SeatFact], name: str) -> None:
    found = without(T, book(*seats), frozenset({name}))
    assert {each.node for each in found.losses} == {each.node for each in seats if each.name == name}
    assert all(each.name != name for loss in found.losses for each in loss.left)
    assert all(each.seat.name != name for each in found.touched)
