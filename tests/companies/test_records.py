"""Milestones, recognitions and rules (typed once, used everywhere)."""

import re
from datetime import date, timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cellpark.base.time import now
from cellpark.companies import public as companies
from cellpark.companies.criteria import read_criteria
from cellpark.companies.facts import Fact, derived, grants_of
from cellpark.companies.folding import name_keys
from cellpark.companies.models import Milestone
from cellpark.companies.public import Company, NeedKind, NeedState, Wish
from cellpark.identity.public import Person
from cellpark.kernel.problem import Refused
from cellpark.ledger.public import events_of
from cellpark.recognition.public import Risk, Standing
from tests.companies.park import EXAMPLES, HOUSE, TODAY, Park, lead, milestone, resident, signed
from tests.pages.conftest import signed_in

pytestmark = pytest.mark.usefixtures("everything")
RULE_QUERIES = 7


def facts(*said: tuple[str, str, date]) -> list[Fact]:
    return [Fact(*each) for each in said]


def test_data_follow_from_what_was_typed_once() -> None:
    years = [date(year, 12, 31) for year in (2023, 2024, 2025)]
    revenue = [
        ("revenue", str(amount), day) for amount, day in zip((4_000_000, 6_000_000, 9_000_000), years, strict=True)
    ]
    spend = [
        ("rd_spend", str(amount), day) for amount, day in zip((2_000_000, 3_000_000, 4_500_000), years, strict=True)
    ]
    rounds = [("financing", "5000000", date(2022, 5, 1)), ("financing", "20000000", date(2025, 6, 1))]
    found = derived(facts(*revenue, *spend, *rounds, ("registered_on", "2021-03-01", years[0])), TODAY)
    assert found["equity_total"] == 25_000_000
    assert found["equity_2y"] == 20_000_000
    assert found["revenue_2y"] == 15_000_000
    assert found["revenue_cagr_2y"] == Decimal("50.00")
    assert found["rd_share"] == Decimal("50.00")
    assert found["rd_share_3y"] == Decimal("50.00")
    assert found["rd_spend_before"] == 3_000_000
    assert found["fiscal_years"] == 4


def test_what_somebody_typed_goes_before_what_is_worked_out() -> None:
    found = derived(facts(("financing", "5000000", TODAY), ("equity_total", "7000000", TODAY)), TODAY)
    assert found["equity_total"] == 7_000_000


def test_a_grant_that_was_taken_back_is_none() -> None:
    said = facts(("granted.unicorn", "true", date(2025, 1, 1)), ("granted.unicorn", "false", date(2026, 1, 1)))
    assert grants_of(said) == {}


def test_a_valid_high_tech_recognition_is_a_datum_of_other_rules() -> None:
    granted = date(2024, 1, 10)
    said = facts(("granted.high-tech-enterprise", "true", granted))
    assert derived(said, TODAY)["holds_hnte"] is True
    assert derived(said, date(2027, 1, 10))["holds_hnte"] is False


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        ("staff", "many", "companies.milestone.value"),
        ("staff", "", "companies.milestone.value"),
        ("core_ip", "perhaps", "companies.milestone.value"),
        ("registered_on", "soon", "companies.milestone.value"),
        ("registered_on", "0001-01-01", "companies.milestone.value"),
        ("no_such_datum", "1", "companies.milestone.kind"),
        ("staff", "1e400", "companies.milestone.value"),
        ("staff", "1e-200", "companies.milestone.value"),
        ("revenue", "12,5", "companies.milestone.value"),
    ],
)
def test_a_wrong_datum_is_refused(park: Park, kind: str, value: str, code: str) -> None:
    row = lead(park)
    with pytest.raises(Refused) as refused:
        milestone(park, row, kind, value)
    assert [each.code for each in refused.value.problems] == [code]


@pytest.mark.parametrize(("former", "last"), [("100", "-5"), ("1e-80", "1e14"), ("-1", "5")])
def test_a_turnover_of_which_no_growth_can_be_told_breaks_no_page(park: Park, former: str, last: str) -> None:
    """What one company types of itself must not keep anybody from reading about all of them."""
    row = signed(park)
    for kind in ("revenue", "rd_spend"):
        for year, value in ((2023, former), (2024, former), (2025, last)):
            milestone(park, row, kind, value, date(year, 12, 31))
    assert "revenue_cagr_2y" not in companies.company_data(row, TODAY)
    assert companies.glide_path(row, TODAY)
    assert companies.counts(park.house.id, TODAY)


def test_a_milestone_lies_not_in_the_future_and_is_taken_back_not_deleted(park: Park) -> None:
    row = lead(park)
    with pytest.raises(Refused) as refused:
        milestone(park, row, "staff", "5", TODAY + timedelta(days=2))
    assert [each.code for each in refused.value.problems] == ["companies.day.future"]
    made = milestone(park, row, "staff", "5")
    companies.void_milestone(actor=park.officer, milestone_id=made.id, reason="counted twice")
    assert "staff" not in companies.company_data(row, TODAY)
    assert [each.voided for each in companies.milestones_of(row.id)] == [True]


def test_the_glide_path_says_met_missing_and_at_risk(park: Park) -> None:
    row = resident(park)
    for kind, value in (("resident", "true"), ("equity_total", "6000000")):
        milestone(park, row, kind, value)
    milestone(park, row, "granted.technology-sme", "true", date(2026, 5, 20))
    found = {each.recognition.key: each for each in companies.glide_path(row, TODAY)}
    assert len(found) == 9
    assert found["incubator-graduation"].judgement.standing is Standing.MET
    assert found["unicorn"].judgement.ask
    held = found["technology-sme"]
    assert held.held(TODAY)
    assert held.renewal is not None
    assert held.renewal.ends_on == date(2027, 5, 20)
    assert held.renewal.risk is Risk.UNKNOWN
    milestone(park, row, "staff", "900")
    again = {each.recognition.key: each for each in companies.glide_path(row, TODAY)}["technology-sme"]
    assert again.renewal is not None
    assert again.renewal.risk is Risk.AT_RISK


def test_the_board_of_counts_counts_residents_alone(park: Park) -> None:
    row = signed(park)
    milestone(park, row, "granted.high-tech-enterprise", "true", date(2024, 1, 10))
    other = lead(park, name="Another", code="")
    milestone(park, other, "granted.high-tech-enterprise", "true", date(2024, 1, 10))
    found = {each.recognition.key: each for each in companies.counts(park.house.id, TODAY)}
    counted = found["high-tech-enterprise"]
    assert (counted.held, counted.ending) == (1, 1)
    assert counted.met + counted.unknown + counted.not_met == 1
    assert (counted.behind["held"], counted.behind["ending"]) == ((row.id,), (row.id,))


def test_a_count_opens_to_the_companies_behind_it(park: Park) -> None:
    row = signed(park)
    milestone(park, row, "granted.high-tech-enterprise", "true", date(2024, 1, 10))
    reader = signed_in(Person.objects.get(id=park.officer.person_id))
    address = reverse("company_counts")
    asked = re.search(r'href="(\?key=high-tech-enterprise&amp;of=held)#who"', reader.get(address).content.decode())
    assert asked is not None
    shown = reader.get(address + unescape(asked[1])).content.decode()
    assert reverse("company_recognitions", args=[row.id]) in shown
    for wrong in ("?key=none&of=held", "?key=high-tech-enterprise&of=none"):
        assert reverse("company_recognitions", args=[row.id]) not in reader.get(address + wrong).content.decode()


def test_all_rules_judge_1000_companies_with_the_queries_of_one(park: Park) -> None:
    """How long it takes is measured by ``bench/park.py``."""
    rows = [
        Company(organisation_id=park.house.id, name_en=f"Number {each}", state="moved_in", state_since=TODAY)
        for each in range(1000)
    ]
    Company.objects.bulk_create(rows)
    data = {"staff": "42", "revenue": "18000000", "rd_spend": "9200000", "core_ip": "true", "resident": "true"}
    Milestone.objects.bulk_create(
        Milestone(
            organisation_id=park.house.id,
            company=row,
            kind=kind,
            value=value,
            day=date(2025, 12, 31),
            evidence="x",
            recorded_at=now(),
        )
        for row in rows
        for kind, value in data.items()
    )
    with CaptureQueriesContext(connection) as asked:
        found = companies.counts(park.house.id, TODAY)
    assert len(found) == 9
    assert sum(each.met + each.unknown + each.not_met for each in found) == 9000
    assert len(asked) <= RULE_QUERIES


def test_needs_expire_on_their_day(park: Park) -> None:
    row = lead(park)
    wish = Wish(kind=NeedKind.SERVICE, text="tests", until=TODAY + timedelta(days=3))
    need = companies.state_need(actor=park.officer, company_id=row.id, wish=wish)
    assert companies.expire_needs(actor=HOUSE, on=TODAY + timedelta(days=2)) == 0
    assert companies.expire_needs(actor=HOUSE, on=TODAY + timedelta(days=3)) == 1
    need.refresh_from_db()
    assert need.state == NeedState.EXPIRED
    assert companies.expire_needs(actor=HOUSE, on=TODAY + timedelta(days=4)) == 0
    told = [each.type for each in events_of(companies.stream_of(row.id))]
    assert told.count("companies.need.ended") == 1
    with pytest.raises(Refused):
        companies.meet_need(actor=park.officer, need_id=need.id, met_by="late")


def test_names_meet_across_scripts_widths_and_suffixes() -> None:
    simplified = name_keys("\u4e0a\u6d77\u6668\u66e6\u836f\u4e1a\u6709\u9650\u516c\u53f8")
    assert set(simplified) & set(name_keys("\u6668\u66e6\u85e5\u696d"))
    assert set(name_keys("\uff23\uff28\uff25\uff2e\uff38\uff29 Biotech Inc.")) & set(
        name_keys("Chenxi Biotech Co., Ltd.")
    )
    assert set(name_keys("\u6668\u66e6\u751f\u7269")) & set(name_keys("Shanghai Chenxi Biotechnology Limited"))
    assert not set(name_keys("\u6668\u66e6\u751f\u7269")) & set(name_keys("\u6668\u66e6\u533b\u836f"))
    assert name_keys("Co., Ltd.") == ()


def test_criteria_weigh_to_a_hundred() -> None:
    content = (EXAMPLES / "companies" / "admission.yaml").read_bytes()
    criteria = read_criteria(content)
    assert criteria.total(dict.fromkeys([each.key for each in criteria.criteria], 5)) == 100
    with pytest.raises(Refused) as refused:
        read_criteria(content.replace(b"weight: 30", b"weight: 31"))
    assert [each.code for each in refused.value.problems] == ["companies.rules.weights"]


def test_a_rule_that_speaks_of_an_unknown_datum_is_refused_at_loading(park: Park) -> None:
    content = (EXAMPLES / "companies" / "stage-growth.recognition.yaml").read_bytes()
    with pytest.raises(Refused) as refused:
        companies.load_rules(
            actor=park.manager, file="x.yaml", content=content.replace(b"first_patient <=", b"no_such <=")
        )
    assert refused.value.problems[0].code.startswith("expression.")
    before = len(companies.rules_of(park.house.id))
    companies.load_rules(actor=park.manager, file="companies/stage-growth.recognition.yaml", content=content)
    assert len(companies.rules_of(park.house.id)) == before  # the same text again changes nothing
