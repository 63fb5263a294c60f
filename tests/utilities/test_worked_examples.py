"""The worked examples of ``docs/utilities.md``, to the cent."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from cellpark.kernel.interval import Interval
from cellpark.utilities.rating.metering import ALL, Dial, Mark, Stretch, a_day, stretches, unread, used
from cellpark.utilities.rating.settling import Due, KeyKind, Source, Stay, keyless, problems_of, settle, stays
from cellpark.utilities.rating.tariff import Price, Step, rate

SEPTEMBER = Interval(date(2026, 9, 1), date(2026, 10, 1))
FLAT = Price(date(2026, 1, 1), {ALL: (Step(Decimal(0), Decimal("0.85")),)}, tax=Decimal("0.13"))


def mark(day: int, value: str, month: int = 9, **more: str) -> Mark:
    return Mark(date(2026, month, day), {ALL: Decimal(value)} if not more else {k: Decimal(v) for k, v in more.items()})


def month(first: str, last: str, *between: Mark) -> tuple[Stretch, ...]:
    return stretches([Dial([mark(1, first), *between, mark(1, last, 10)], 5)])


def direct(code: str, room: str, found: tuple[Stretch, ...], *prices: Price) -> Source:
    return Source(code, prices or (FLAT,), found, room=room)


def amounts(dues: tuple[Due, ...]) -> list[tuple[str, str, str]]:
    return [(due.room, due.payer, str(due.net)) for due in dues]


def test_example_1_a_month_of_one_room() -> None:
    [due] = settle([direct("E1", "R1", month("1200", "2450"))], {"R1": [Stay("R1", "A", SEPTEMBER)]}, SEPTEMBER)
    assert (due.quantity, due.net, due.tax) == (1250, Decimal("1062.50"), Decimal("0.13"))


def test_example_2_a_meter_rolls_over_and_has_a_transformer() -> None:
    [found] = stretches([Dial([mark(1, "99990"), mark(1, "15", 10)], 5, Decimal(40))])
    assert found.used == {ALL: 1000}
    assert found.rolled == {ALL}


def test_example_3_a_meter_is_replaced_and_nothing_is_lost() -> None:
    old = Dial([mark(1, "99900"), mark(15, "100")], 5)  # 200 with a roll-over
    new = Dial([mark(15, "7"), mark(1, "107", 10)], 6)
    found = stretches([old, new])
    assert used(found, SEPTEMBER) == {ALL: 300}
    assert unread(found, SEPTEMBER) == ()


def test_example_4_a_tenant_leaves_on_the_16th_by_days_and_by_reading() -> None:
    rooms = {"R1": stays("R1", [("A", Interval(date(2026, 8, 1), date(2026, 9, 16)))], SEPTEMBER)}
    by_days = settle([direct("E1", "R1", month("0", "1000"))], rooms, SEPTEMBER)
    assert amounts(by_days) == [("R1", "A", "425.00"), ("R1", "", "425.00")]
    by_reading = settle([direct("E1", "R1", month("0", "1000", mark(16, "900")))], rooms, SEPTEMBER)
    assert amounts(by_reading) == [("R1", "A", "765.00"), ("R1", "", "85.00")]


def test_example_5_a_new_price_within_the_period_counts_by_day() -> None:
    dearer = Price(date(2026, 9, 21), {ALL: (Step(Decimal(0), Decimal("1.00")),)}, tax=Decimal("0.13"))
    [due] = settle(
        [direct("E1", "R1", month("0", "300"), FLAT, dearer)], {"R1": [Stay("R1", "A", SEPTEMBER)]}, SEPTEMBER
    )
    assert [(line.quantity, line.price) for line in due.lines] == [(200, Decimal("0.85")), (100, Decimal("1.00"))]
    assert due.net == Decimal("270.00")


def test_example_6_steps_are_said_for_a_month_and_halved_for_half_of_it() -> None:
    price = Price(date(2026, 1, 1), {ALL: (Step(Decimal(0), Decimal(3)), Step(Decimal(100), Decimal(5)))})
    whole = rate([price], month("0", "160"), SEPTEMBER)
    assert [(line.quantity, line.price, line.net) for line in whole] == [(100, 3, 300), (60, 5, 300)]
    half = rate([price], month("0", "160"), Interval(date(2026, 9, 1), date(2026, 9, 16)))
    assert [(line.quantity, line.net) for line in half] == [(50, 150), (30, 150)]


def test_example_7_bands_of_the_day_have_prices_of_their_own() -> None:
    price = Price(
        date(2026, 1, 1),
        {
            "peak": (Step(Decimal(0), Decimal("1.20")),),
            "flat": (Step(Decimal(0), Decimal("0.80")),),
            "valley": (Step(Decimal(0), Decimal("0.40")),),
        },
    )
    marks = [
        mark(1, "", peak="100", flat="200", valley="300"),
        mark(1, "", 10, peak="200", flat="500", valley="500"),
    ]
    [due] = settle(
        [Source("E1", (price,), stretches([Dial(marks, 5)]), room="R1")],
        {"R1": [Stay("R1", "A", SEPTEMBER)]},
        SEPTEMBER,
    )
    assert (due.quantity, due.net) == (600, Decimal("440.00"))


def test_example_8_the_minimum_of_a_month_counts_by_day() -> None:
    price = Price(date(2026, 1, 1), {ALL: (Step(Decimal(0), Decimal(2)),)}, minimum=Decimal(60))
    rooms = {"R1": [Stay("R1", "A", Interval(date(2026, 9, 21), date(2026, 10, 1)))]}
    [due] = settle([direct("W1", "R1", month("0", "15"), price)], rooms, SEPTEMBER)
    assert [(line.band, line.net) for line in due.lines] == [(ALL, 10), ("", 10)]
    assert due.net == Decimal("20.00")


def test_example_9_common_use_by_area_adds_up_to_the_cent() -> None:
    rooms = {
        "R1": stays("R1", [("A", SEPTEMBER)], SEPTEMBER),
        "R2": stays("R2", [("B", SEPTEMBER)], SEPTEMBER),
        "R3": stays("R3", [], SEPTEMBER),
    }
    weights = dict.fromkeys(("R1", "R2", "R3"), Decimal(100))
    shared = Source(
        "C1", (Price(date(2026, 1, 1), {ALL: (Step(Decimal(0), Decimal(1)),)}),), month("0", "100"), weights=weights
    )
    dues = settle([shared], rooms, SEPTEMBER)
    assert amounts(dues) == [("R1", "A", "33.34"), ("R2", "B", "33.33"), ("R3", "", "33.33")]
    assert {due.whole for due in dues} == {Decimal("100.00")}


def test_example_10_common_use_is_what_the_main_counted_beyond_the_meters_of_the_rooms() -> None:
    subs = [direct("E1", "R1", month("0", "600")), direct("E2", "R2", month("0", "300"))]
    weights = {"R1": Decimal(0), "R2": Decimal(0)}
    main = Source("M", (FLAT,), month("0", "1000"), key=KeyKind.SUBMETER, weights=weights, below=("E1", "E2"))
    rooms = {"R1": [Stay("R1", "A", SEPTEMBER)], "R2": [Stay("R2", "B", SEPTEMBER)]}
    assert problems_of([main, *subs], SEPTEMBER) == []
    dues = [due for due in settle([main, *subs], rooms, SEPTEMBER) if due.point == "M"]
    assert [(due.payer, due.net, due.quantity) for due in dues] == [
        ("A", Decimal("56.67"), 100),
        ("B", Decimal("28.33"), 100),
    ]


def test_what_cannot_be_settled_is_named() -> None:
    late = stretches([Dial([mark(5, "0"), mark(1, "10", 10)], 5)])
    new = Price(date(2026, 9, 11), FLAT.bands)
    said = problems_of([Source("E1", (new,), late, room="R1")], SEPTEMBER)
    assert [(each.code, each.params.get("since"), each.params.get("until")) for each in said] == [
        ("utilities.period.unread", "2026-09-01", "2026-09-05"),
        ("utilities.period.unpriced", "2026-09-01", "2026-09-11"),
    ]
    main = Source("M", (FLAT,), month("0", "10"), weights={}, below=("E1",))
    sub = direct("E1", "R1", month("0", "11"))
    assert [each.code for each in problems_of([main, sub], SEPTEMBER)] == ["utilities.period.main_less"]
    assert [each.code for each in keyless([main, sub], {})] == ["utilities.period.keyless"]


def test_an_estimate_goes_on_as_it_was() -> None:
    assert a_day(month("0", "300"), before=date(2026, 10, 1), within=90) == {ALL: Fraction(10)}
    assert a_day((), before=date(2026, 10, 1), within=90) is None
