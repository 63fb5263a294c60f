"""What the rules that come along say of companies whose answer is known by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cellpark.kernel.expression import Value
from cellpark.kernel.expression.kinds import Sort
from cellpark.kernel.problem import Refused
from cellpark.recognition.public import (
    Checked,
    Judgement,
    Recognition,
    Risk,
    Standing,
    judge,
    met_from,
    read_data,
    read_recognition,
    renewal,
    standing_of,
)

FOLDER = Path(__file__).parents[2] / "examples" / "recognitions"
VOCABULARY = read_data((FOLDER / "data.yaml").read_bytes())
RULES = {
    path.name.partition(".")[0]: read_recognition(path.read_bytes(), VOCABULARY)
    for path in sorted(FOLDER.glob("*.recognition.yaml"))
}
ON = date(2026, 11, 22)
D = Decimal
HIGH_TECH: dict[str, Value] = {
    "registered_on": date(2024, 3, 18),
    "core_ip": True,
    "supported_field": True,
    "science_staff_share": D(10),
    "revenue": D(50_000_000),
    "rd_share_3y": D(5),
    "rd_domestic_share": D(60),
    "high_tech_revenue_share": D(60),
    "serious_event": False,
    "judged.ip": D(25),
    "judged.conversion": D(20),
    "judged.organisation": D(15),
    "judged.growth": D(11),
}


SOME: dict[Sort, list[Value]] = {
    Sort.NUMBER: [D(each) for each in (1, 3, 5, 12, 60, 90, 1_000, 4_000_000, 90_000_000, 3_000_000_000)],
    Sort.TRUTH: [True, False],
    Sort.DAY: [date(2015, 2, 1), date(2024, 3, 18), date(2026, 11, 1)],
    Sort.TEXT: ["x"],
}


def judged(name: str, data: dict[str, Value]) -> Judgement:
    return judge(RULES[name], data, ON)


@pytest.mark.parametrize(
    ("change", "standing"),
    [
        ({}, Standing.MET),
        ({"revenue": D(50_000_001), "rd_share_3y": D(4)}, Standing.MET),
        ({"revenue": D(200_000_001), "rd_share_3y": D(3)}, Standing.MET),
        ({"rd_share_3y": D("4.99")}, Standing.NOT_MET),
        ({"judged.growth": D(10)}, Standing.NOT_MET),
        ({"serious_event": True}, Standing.NOT_MET),
        ({"revenue": None}, Standing.UNKNOWN),
        ({"judged.growth": None}, Standing.UNKNOWN),
        ({"judged.growth": None, "judged.ip": D(5)}, Standing.NOT_MET),
    ],
)
def test_a_high_tech_enterprise_at_each_limit(change: dict[str, Value], standing: Standing) -> None:
    """R&D by tiers of sales, both ends; 70 points are not above 70; points that could still come leave it open."""
    assert judged("high-tech-enterprise", HIGH_TECH | change).standing is standing


def test_what_is_missing_is_named_and_so_is_what_falls_short() -> None:
    """The datum to ask for; the comparison that fails, with what both of its sides came to."""
    asked = judged("high-tech-enterprise", {each: value for each, value in HIGH_TECH.items() if each != "revenue"})
    assert asked.ask == ("revenue",)
    short = judged("high-tech-enterprise", HIGH_TECH | {"rd_share_3y": D("4.2")})
    (lack,) = next(each.lacks for each in short.needs if each.standing is Standing.NOT_MET)
    (text, share), (_tiers, asked_for) = lack.sides
    assert (text, str(share), str(asked_for)) == ("rd_share_3y", "4.2 %", "5 %")


@pytest.mark.parametrize(
    ("staff", "sales", "cost", "one", "two", "points"),
    [
        (30, "6", None, 1, 0, 100),
        (25, "1", "25", 0, 4, 80),
        (10, "2", "0", 0, 1, 20),
        (9, "1.9", "9.9", 0, 0, 0),
    ],
)
def test_points_of_a_technology_based_sme(
    staff: int, sales: str, cost: str | None, one: int, two: int, points: int
) -> None:
    """Staff 20, the better of the two R&D ratios 50, results 30; a ratio that is not needed may be unknown."""
    data: dict[str, Value] = {"science_staff_share": D(staff), "rd_share": D(sales)}
    data |= {"class_one_ip": D(one), "class_two_ip": D(two), "rd_cost_share": None if cost is None else D(cost)}
    assert judged("technology-sme", data).points == (points, points)


def test_points_are_a_range_while_their_data_are_unknown() -> None:
    """Nothing known: none to all of them; one way that is met settles it without any."""
    base: dict[str, Value] = {"resident": True, "staff": D(40), "revenue": D(1), "assets": D(1), "serious_event": False}
    open_one = judged("technology-sme", base)
    assert (open_one.points, open_one.standing) == ((0, 100), Standing.UNKNOWN)
    assert "science_staff_share" in open_one.ask
    assert judged("technology-sme", base | {"holds_hnte": True}).standing is Standing.MET


def test_time_alone_is_looked_ahead_for_and_nothing_else() -> None:
    """A year after the registration; a share that is too low never comes by itself."""
    young = HIGH_TECH | {"registered_on": date(2026, 5, 2)}
    assert met_from(RULES["high-tech-enterprise"], young, ON) == date(2027, 5, 22)
    assert met_from(RULES["high-tech-enterprise"], young | {"rd_share_3y": D(1)}, ON) is None


def test_a_renewal_is_judged_on_the_day_it_is_due() -> None:
    rules = RULES["high-tech-enterprise"]
    safe = renewal(rules, HIGH_TECH, date(2024, 2, 29))
    assert (safe.ends_on, safe.risk) == (date(2027, 2, 28), Risk.SAFE)
    assert renewal(rules, HIGH_TECH | {"science_staff_share": D(9)}, ON).risk is Risk.AT_RISK
    assert renewal(rules, HIGH_TECH | {"science_staff_share": None}, ON).risk is Risk.UNKNOWN
    ended = replace(rules, until=safe.ends_on)
    assert renewal(ended, HIGH_TECH, date(2024, 2, 29)).risk is Risk.UNKNOWN


def test_points_that_somebody_judged_are_a_number_and_take_none_away() -> None:
    """A datum that does not come out of a file is looked at as well."""
    assert judged("high-tech-enterprise", HIGH_TECH | {"judged.ip": D(-50)}).points == (D(46), D(46))
    for value in ("abc", True):
        with pytest.raises(Refused, match=r"recognition\.value"):
            judged("high-tech-enterprise", HIGH_TECH | {"judged.ip": value})


def test_a_unicorn_is_too_old_one_day_and_for_good() -> None:
    data: dict[str, Value] = {"listed_or_controlled": False, "institutional_money": True, "valuation_usd": D(10) ** 9}
    assert judged("unicorn", data | {"registered_on": date(2016, 11, 22)}).standing is Standing.MET
    assert judged("unicorn", data | {"registered_on": date(2016, 11, 21)}).standing is Standing.NOT_MET


@pytest.mark.parametrize("rules", RULES.values(), ids=RULES)
def test_rules_that_nobody_compared_with_the_official_text_say_so(rules: Recognition) -> None:
    assert rules.source.checked is Checked.SECONDARY


@pytest.mark.parametrize("rules", RULES.values(), ids=RULES)
def test_nothing_known_decides_nothing(rules: Recognition) -> None:
    """Every rule asks; none says no, or yes, of a company of which nothing is known."""
    found = judge(rules, {}, ON)
    assert found.standing is Standing.UNKNOWN
    assert set(found.ask) <= set(VOCABULARY)
    assert found.ask


@pytest.mark.parametrize("rules", RULES.values(), ids=RULES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_the_standing_alone_is_that_of_the_judgement_with_reasons(rules: Recognition, data: st.DataObject) -> None:
    known = {
        key: data.draw(st.sampled_from([None, *SOME[VOCABULARY[key].kind.sort]]), label=key) for key in asked(rules)
    }
    assert standing_of(rules, known, ON) is judge(rules, known, ON).standing


def asked(rules: Recognition) -> list[str]:
    """The data that rules speak of."""
    bands = [band.program for item in rules.items for band in item.bands]
    programs = [*(each.program for each in (*rules.needs, *rules.ways)), *bands]
    names = {name for program in programs for name in program.names} | {item.judged for item in rules.items}
    return sorted(names & set(VOCABULARY))
