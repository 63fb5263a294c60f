"""Capacity studies: the same luck on both sides, what is added never makes it worse, and what cannot be is refused."""

import math
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from cellpark.kernel.problem import Refused
from cellpark.planning.simulation.prices import read_prices
from cellpark.planning.studying import Change, Range, changed, compare, read_study, tornado, virtual_year
from cellpark.planning.studying.comparing import MEAN
from cellpark.planning.studying.file import read_product
from cellpark.planning.studying.goods import LINES, TOTAL, paid_hours
from cellpark.planning.studying.tornado import changes_of
from tests.planning.studies import FOLDER, SHORT, beside, plant, with_


def test_a_change_of_nothing_changes_nothing() -> None:
    """Not a little: exactly nothing, with an interval of no width."""
    found = compare(plant(), {"nothing": with_()}, SHORT).changes["nothing"]
    told = {key: (each.mean, each.half_width) for key, each in found.differences.items() if each.count > 1}
    assert set(told.values()) == {(0.0, 0.0)}
    assert len(told) > 50


@pytest.mark.parametrize(
    "change",
    [
        {"add": {"suites": {"B": 2}}},
        {"add": {"people": {"operator": 6, "QC": 4, "QA": 2}}},
        {"shifts": {"operator": [{"days": "1-7", "since": "22:00", "until": "24:00", "count": 8}]}},
        {"tests": {"sterility": {"wait": {"fixed": {"value": "3 d"}}}}},
    ],
)
def test_what_is_added_never_lengthens_the_way(change: dict[str, object]) -> None:
    """Beyond the interval of the difference: with common random numbers that is narrow."""
    found = compare(plant(), {"more": with_(**change)}, SHORT)
    difference = found.changes["more"].differences[MEAN]
    assert difference.mean <= difference.half_width
    assert difference.half_width < found.base.figures[MEAN].half_width


def test_more_rooms_never_lengthen_the_queue_for_them() -> None:
    found = compare(with_(add={"suites": {"B": -2}}), {"second": plant()}, SHORT).changes["second"]
    waited = found.differences["hours waited for", "suite B"]
    assert waited.mean < -waited.half_width
    queue = found.differences["hours waited", "busy"]
    assert queue.mean < queue.half_width


def test_a_faster_test_shortens_the_way_by_what_it_is_faster() -> None:
    """Sterility is the longest test by days: four days less of it are nearly four days less for everybody."""
    change = with_(tests={"sterility": {"wait": {"fixed": {"value": "3 d"}}}})
    difference = compare(plant(), {"fast": change}, SHORT).changes["fast"].differences[MEAN]
    assert -4.1 < difference.mean < -3.8


def test_the_longest_bar_of_a_tornado_stands_first() -> None:
    """Built so that the order is known: eleven days of a test, a test that waits for another one anyway, a price."""
    ranges = {
        "price": Range(with_(costs={"labour": {"QC": 90}}), with_(costs={"labour": {"QC": 150}})),
        "short test": Range(plant(), with_(tests={"endotoxin": {"wait": {"fixed": {"value": "30 h"}}}})),
        "long test": Range(
            with_(tests={"sterility": {"wait": {"fixed": {"value": "3 d"}}}}),
            with_(tests={"sterility": {"wait": {"fixed": {"value": "14 d"}}}}),
        ),
        "way out": Range(
            with_(ways={"outbound": {"fixed": {"value": "12 h"}}}),
            with_(ways={"outbound": {"fixed": {"value": "4 d"}}}),
        ),
    }
    compared = compare(plant(), changes_of(ranges), SHORT)
    by_time = tornado(compared, tuple(ranges), MEAN)
    assert [each.name for each in by_time[:2]] == ["long test", "way out"]
    assert by_time[0].swing is not None
    assert 10.8 < by_time[0].swing.mean < 11.1
    assert by_time[1].swing is not None
    assert by_time[1].swing.mean == pytest.approx(3.5, abs=0.1)
    price = next(each for each in by_time if each.name == "price")
    assert price.swing is not None
    assert (price.swing.mean, price.swing.half_width) == (0.0, 0.0)
    by_cost = tornado(compared, tuple(ranges), ("cost", TOTAL))
    assert by_cost[0].name == "price"


def test_two_processes_say_the_same_bit_for_bit() -> None:
    changes = {"more": with_(add={"suites": {"B": 1}})}
    frame = replace(SHORT, replications=16)
    one, two = compare(plant(), changes, frame), compare(plant(), changes, replace(frame, workers=2))
    assert repr((one.base.figures, one.changes["more"])) == repr((two.base.figures, two.changes["more"]))


def test_a_study_ends_when_enough_is_known() -> None:
    frame = replace(SHORT, replications=200, precision=0.2)
    compared = compare(plant(), {"more": with_(add={"suites": {"B": 1}})}, frame)
    assert compared.enough
    assert compared.replications == 16
    assert not compare(plant(), {}, replace(SHORT, precision=1e-6)).enough


def test_a_study_that_is_stopped_says_what_was_found() -> None:
    told: list[int] = []
    frame = replace(SHORT, replications=80, precision=1e-6)
    found = compare(plant(), {}, frame, progress=lambda done, _all: told.append(done), stop=lambda: len(told) == 3)
    assert told == [8, 16, 24]
    assert (found.replications, found.enough) == (16, False)
    with pytest.raises(Refused) as refused:
        compare(plant(), {}, frame, stop=lambda: True)
    assert refused.value.problems[0].code == "planning.study.nothing_yet"


def test_the_lines_of_the_cost_add_up_and_what_has_no_price_is_named() -> None:
    found = compare(plant(), {}, SHORT)
    cost = {key[1]: each.mean for key, each in found.base.figures.items() if key[0] == "cost"}
    assert math.fsum(cost[line] for line in LINES) == pytest.approx(cost[TOTAL])
    assert cost[TOTAL] > cost["per batch begun"] > 0
    assert found.currency == "CNY"
    assert "devices.balance" in found.base.missing
    assert "batch.RM-0501" not in found.base.missing


def test_people_are_paid_for_the_hours_of_their_shifts() -> None:
    """16 for 16 h on five days and 10 on two; eight more for two hours of seven days."""
    assert paid_hours(plant().plant, "operator") == pytest.approx(8_760 / 168 * (16 * 16 * 5 + 10 * 16 * 2))
    night = with_(shifts={"operator": [{"days": "1-7", "since": "22:00", "until": "24:00", "count": 8}]})
    more = paid_hours(night.plant, "operator") - paid_hours(plant().plant, "operator")
    assert more == pytest.approx(8_760 / 168 * 8 * 2 * 7)


def test_another_product_takes_what_the_first_one_waits_for() -> None:
    product = read_product("cart-cd19-rapid.mbr.md", "cart-cd19-rapid.plan.yaml", beside)
    change = Change.model_validate(
        {"product": {"recipe": "cart-cd19-rapid.mbr.md", "plan": "cart-cd19-rapid.plan.yaml", "patients": 300}}
    )
    second = changed(plant(), change, product)
    compared = compare(plant(), {"second": second}, SHORT)
    found = compared.changes["second"]
    assert found.figures["a year", "collected CART-019R"].mean > 200
    # the first product's patients are the same ones: as many, at the same times
    assert found.differences["a year", "collected"].mean == 0.0
    assert found.differences["use", "suite B"].mean > 0
    with pytest.raises(Refused) as refused:
        changed(second, change, product)
    assert refused.value.problems[0].code == "planning.study.product"


def test_a_change_that_cannot_be_simulated_says_why_and_the_others_go_on() -> None:
    people = {role: each for role, each in plant().plant.people.items() if role != "QA"}
    nobody = replace(plant(), plant=replace(plant().plant, people=people))
    compared = compare(plant(), {"nobody": nobody, "more": with_()}, replace(SHORT, replications=2))
    assert [each.code for each in compared.changes["nobody"].problems] == ["simulation.plant.missing"]
    assert compared.changes["more"].differences[MEAN].mean == 0.0


def test_a_virtual_year_counts_everybody_once() -> None:
    year = virtual_year(plant(), replace(SHORT, replications=2))
    assert len(year.months) == 12
    collected = math.fsum(each.collected.mean for each in year.months)
    gone = math.fsum(each.treated.mean + each.out.mean + each.lost.mean for each in year.months)
    assert collected - gone == pytest.approx(year.months[-1].inside.mean)
    assert collected == pytest.approx(year.whole.base.figures["a year", "collected"].mean)
    # it opens empty: the first month ends few, and every later one more
    assert all(year.months[0].treated.mean < each.treated.mean for each in year.months[1:])
    assert year.months[0].use["operator"].mean < year.months[5].use["operator"].mean


def test_the_example_is_read() -> None:
    asked = read_study(beside("cart-cd19.study.yaml"), beside)
    assert len(asked.changes) == 7
    assert len(asked.ranges) == 6
    assert asked.changes["one more suite B"].plant.suites["B"].count == 9
    assert len(asked.changes["a second product"].made) == 2
    assert asked.ranges["people in QA"].low == asked.base


def study(**parts: object) -> bytes:
    return yaml.safe_dump({"format": "cellpark.study/1", "case": "cart-cd19.case.json", **parts}).encode()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"add": {"suites": {"Z": 1}}}, "planning.study.unknown"),
        ({"add": {"suites": {"B": -8}}}, "planning.study.capacity"),
        ({"set": {"suites": {"B": 0}}}, "planning.study.capacity"),
        ({"set": {"devices": {"incubator": -3}}}, "planning.study.capacity"),
        ({"add": {"people": {"QA": -4}}}, "planning.study.capacity"),
        ({"patients": 100_000}, "planning.study.patients"),
        ({"patients": 0}, "planning.study.patients"),
        ({"steps": {"U9.9": {"fails": "1 %"}}}, "planning.study.unknown"),
        ({"steps": {"U1.1": {"chance": "10 %"}}}, "planning.study.no_branch"),
        ({"steps": {"U1.1": {"fails": "101 %"}}}, "planning.study.field"),
        ({"tests": {"sterility": {"wait": {"fixed": {"value": "-3 d"}}}}}, "planning.study.field"),
        ({"tests": {"sterility": {"wait": {"triangular": {"low": "3 h", "mode": "1 h", "high": "4 h"}}}}}, "planning.study.field"),
        ({"costs": {"labour": {"operator": -1}}}, "planning.study.field"),
        ({"costs": {"labour": {"porter": 10}}}, "planning.cost.unknown"),
        ({"second suite": 1}, "planning.study.field"),
        ({"shifts": {"QA": [{"days": "8", "since": "08:00", "until": "09:00", "count": 1}]}}, "planning.study.field"),
        ({"product": {"recipe": "no.mbr.md", "plan": "no.plan.yaml", "patients": 5}}, "planning.case.no_file"),
    ],
)  # fmt: skip
def test_a_change_that_means_nothing_is_refused(change: dict[str, object], code: str) -> None:
    from cellpark.command.plan.files import beside as inside

    with pytest.raises(Refused) as refused:
        read_study(study(changes={"it": change}), lambda name: inside(FOLDER, name))
    assert refused.value.problems[0].code == code


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"format: cellpark.study/2", b"\xff", b"format: cellpark.study/1\nformat: x"]
)
def test_what_is_no_study_is_refused(content: bytes) -> None:
    with pytest.raises(Refused) as refused:
        read_study(content, beside)
    assert refused.value.problems[0].code == "planning.study.unreadable"


def test_a_study_that_is_too_large_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        compare(plant(), {"a": plant()}, replace(SHORT, replications=60_000))
    assert refused.value.problems[0].code == "planning.study.size"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("labour: {QA: -1}", "planning.cost.field"),
        ("labour: {QA: 1.5}", "planning.cost.field"),  # a float is no price: it stands in quotes
        ("people: {QA: 1}", "planning.cost.field"),
        ("currency: yuan", "planning.cost.unreadable"),
    ],
)
def test_a_price_that_is_none_is_refused(line: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_prices(f"format: cellpark.cost/1\ncurrency: CNY\n{line}\n".encode())
    assert refused.value.problems[0].code == code


def test_costs_in_another_currency_are_refused(tmp_path: Path) -> None:
    from cellpark.planning.drafting import read_case

    def read(name: str) -> bytes:
        return beside(name).replace(b"currency: CNY", b"currency: EUR") if name.endswith(".cost.yaml") else beside(name)

    with pytest.raises(Refused) as refused:
        read_case(beside("cart-cd19.case.json"), read)
    assert refused.value.problems[0].code == "planning.cost.currency"
