"""Whatever is read, changed and shared: no day is counted twice or lost, and the parts are the whole."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cellpark.kernel.interval import Interval
from cellpark.utilities.rating.metering import ALL, Dial, Mark, length, stretches, used
from cellpark.utilities.rating.settling import Source, settle, stays
from cellpark.utilities.rating.sharing import round_half_up, share_out
from cellpark.utilities.rating.tariff import Price, Step, rate

START = date(2026, 1, 1)
DAYS = 120
ALL_DAYS = Interval(START, START + timedelta(days=DAYS))
cuts = st.sets(st.integers(1, DAYS - 1), max_size=8).map(sorted)
steps = st.lists(st.decimals(0, 5000, places=2), min_size=1, max_size=8)


def day(offset: int) -> date:
    return START + timedelta(days=offset)


def between(edges: list[int]) -> list[Interval[date]]:
    return [Interval(day(one), day(other)) for one, other in zip([0, *edges], [*edges, DAYS], strict=True)]


@given(cuts, st.data(), st.integers(0, 99_999))
def test_a_replaced_meter_and_a_roll_over_lose_nothing(edges: list[int], data: st.DataObject, first: int) -> None:
    turned = data.draw(st.sets(st.sampled_from(range(len(edges))), max_size=3)) if edges else set()
    dials, marks, value, total = [], [Mark(START, {ALL: Decimal(first)})], Decimal(first), Decimal(0)
    for position, edge in enumerate([*edges, DAYS]):
        way = data.draw(st.decimals(0, 5000, places=2))
        total, value = total + way, (value + way) % 100_000
        marks.append(Mark(day(edge), {ALL: value}))
        if position in turned:  # another device from here on, at another value
            dials.append(Dial(marks, 5))
            value = Decimal(data.draw(st.integers(0, 99_999)))
            marks = [Mark(day(edge), {ALL: value})]
    found = stretches([*dials, Dial(marks, 5)])
    assert used(found, ALL_DAYS) == {ALL: Fraction(total)}


@given(cuts, cuts, steps)
def test_the_quantities_of_any_cut_are_the_whole(readings: list[int], edges: list[int], ways: list[Decimal]) -> None:
    value, marks = Decimal(0), [Mark(START, {ALL: Decimal(0)})]
    for position, edge in enumerate([*readings, DAYS]):
        value += ways[position % len(ways)]
        marks.append(Mark(day(edge), {ALL: value}))
    found = stretches([Dial(marks, 7)])
    parts = [used(found, each)[ALL] for each in between(edges)]
    assert sum(parts) == Fraction(value)


@given(st.integers(-10_000_000, 10_000_000), st.lists(st.fractions(0, 1000), min_size=1, max_size=30))
def test_what_is_shared_out_adds_up_to_the_cent(cents: int, weights: list[Fraction]) -> None:
    if not any(weights):
        return
    parts = share_out(cents, weights)
    assert sum(parts) == cents
    total = sum(weights)
    assert all(abs(part - cents * weight / total) < 1 for part, weight in zip(parts, weights, strict=True))


@given(cuts, st.lists(st.sampled_from(["", "A", "B"]), min_size=9, max_size=9))
def test_every_day_of_a_room_has_one_payer(edges: list[int], payers: list[str]) -> None:
    taken = [(payer, at) for payer, at in zip(payers, between(edges), strict=False) if payer]
    found = stays("R1", taken, ALL_DAYS)
    assert sum(length(each.days) for each in found) == DAYS
    assert all(one.days.end == other.days.start for one, other in pairwise(found))


@given(cuts, st.lists(st.sampled_from(["", "A", "B"]), min_size=9, max_size=9), st.decimals(0, 9000, places=2))
def test_the_payers_of_a_point_owe_its_whole_amount(edges: list[int], payers: list[str], way: Decimal) -> None:
    price = Price(START, {ALL: (Step(Decimal(0), Decimal("0.333")),)})
    taken = [(payer, at) for payer, at in zip(payers, between(edges), strict=False) if payer]
    rooms = {"R1": stays("R1", taken, ALL_DAYS), "R2": stays("R2", taken[:1], ALL_DAYS)}
    found = stretches([Dial([Mark(START, {ALL: Decimal(0)}), Mark(day(DAYS), {ALL: way})], 5)])
    common = Source("C", (price,), found, weights={"R1": Decimal("31.7"), "R2": Decimal(12)})
    dues = settle([Source("E", (price,), found, room="R1"), common], rooms, ALL_DAYS)
    whole = Decimal(round_half_up(Fraction(way) * Fraction(price.bands[ALL][0].price))) / 100
    for code in ("E", "C"):
        assert sum(due.net for due in dues if due.point == code) == whole


@given(cuts, st.decimals(0, 9000, places=2))
def test_prices_that_change_nothing_cost_the_same(edges: list[int], way: Decimal) -> None:
    bands = {ALL: (Step(Decimal(0), Decimal("0.85")),)}
    found = stretches([Dial([Mark(START, {ALL: Decimal(0)}), Mark(day(DAYS), {ALL: way})], 5)])
    whole = sum(line.net for line in rate([Price(START, bands)], found, ALL_DAYS))
    parted = [Price(day(edge), bands) for edge in [0, *edges]]
    assert sum(line.net for line in rate(parted, found, ALL_DAYS)) == whole
