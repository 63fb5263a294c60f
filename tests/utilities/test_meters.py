"""Registering, reading, replacing, estimating and closing meters, as people do it."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import translation

from cellpark.base.messages import explain
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import Organisation, OrganisationKind
from cellpark.kernel.interval import Interval
from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.premises.public import load_example_premises
from cellpark.utilities import public as utilities
from cellpark.utilities.public import Device, KeyKind, PointRole, ReadingSource, Step
from tests.people import organisation
from tests.utilities.site import ALL, NOVEMBER, OCTOBER, SEPTEMBER, Site

pytestmark = pytest.mark.django_db


def codes(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in refusal.value.problems]


def test_what_cannot_be_is_refused_and_what_is_doubtful_is_asked_about(site: Site) -> None:
    point = site.point("E-101", digits=4, first=9000)
    for day, value, code in (
        (date(2030, 1, 1), 9100, "future"),
        (date(2026, 8, 1), 9100, "not_there"),
        (SEPTEMBER, 9100, "twice"),
        (OCTOBER, 8000, "backwards"),
        (OCTOBER, 10_000, "range"),
    ):
        with pytest.raises(Refused) as refusal:
            site.read(point, day, value)
        assert codes(refusal) == [f"utilities.reading.{code}"]
    with pytest.raises(Refused) as refusal:
        site.read(point, OCTOBER, 20, confirmed=False)
    assert codes(refusal) == ["utilities.reading.rolled"]
    site.read(point, OCTOBER, 20)
    with pytest.raises(Refused) as refusal:
        site.read(point, NOVEMBER, 4020, confirmed=False)
    assert codes(refusal) == ["utilities.reading.unusual"]


def test_a_replaced_meter_keeps_its_history(site: Site) -> None:
    point = site.point("E-101", first=100)
    with use_scope(site.staff.scope):
        utilities.replace_meter(
            actor=site.staff,
            point_id=point.id,
            last={ALL: Decimal(400)},
            device=Device(serial="NEW-1", digits=5, day=date(2026, 9, 16), registers={ALL: Decimal(7)}),
        )
        site.read(point, OCTOBER, 107)
        served = utilities.devices_of(point.id)
        assert [(meter.serial, len(rows)) for meter, rows in served] == [("SN-E-101", 2), ("NEW-1", 2)]
        assert [(each.days.start, each.used[ALL]) for each in utilities.use_of(served)] == [
            (SEPTEMBER, 300),
            (date(2026, 9, 16), 100),
        ]
        with pytest.raises(Refused) as refusal:
            site.point("E-102", serial="NEW-1")
        assert codes(refusal) == ["utilities.meter.elsewhere"]


def test_missing_readings_are_estimated_and_the_next_true_one_puts_them_right(site: Site) -> None:
    point = site.point("E-101")
    with pytest.raises(Refused) as refusal, use_scope(site.staff.scope):
        utilities.estimate_readings(actor=site.staff, point_ids=[point.id], day=OCTOBER)
    assert codes(refusal) == ["utilities.estimate.nothing"]
    site.read(point, OCTOBER, 300)
    with use_scope(site.staff.scope):
        [made] = utilities.estimate_readings(actor=site.staff, point_ids=[point.id], day=NOVEMBER)
        [between] = utilities.estimate_readings(actor=site.staff, point_ids=[point.id], day=date(2026, 9, 11))
    assert (made.registers, made.source) == ({ALL: "610"}, ReadingSource.ESTIMATED)  # 10 a day for 31 days
    assert between.registers == {ALL: "100"}


def test_a_true_reading_that_an_estimate_stands_against_is_refused_with_what_to_do(site: Site) -> None:
    """300 on 1 October, 610 estimated for 1 November: 31 of 41 days of the 200 that were used are 151.22."""
    point = site.point("E-101")
    site.read(point, OCTOBER, 300)
    with use_scope(site.staff.scope):
        [guess] = utilities.estimate_readings(actor=site.staff, point_ids=[point.id], day=NOVEMBER)
    for day, value, likely in ((date(2026, 11, 11), 500, "451.22"), (date(2026, 10, 20), 620, "620")):
        with pytest.raises(Refused) as refusal:
            site.read(point, day, value)
        [problem] = refusal.value.problems
        assert problem.code == "utilities.reading.estimate"
        assert (problem.params["day"], problem.params["likely"]) == ("2026-11-01", likely)
        assert likely in explain(problem).remedy
    with use_scope(site.staff.scope):
        utilities.correct_reading(
            actor=site.staff, reading_id=guess.id, registers={ALL: Decimal("451.22")}, reason="estimated too high"
        )
    assert site.read(point, date(2026, 11, 11), 500).source == ReadingSource.TYPED


def test_a_register_that_began_at_nothing_again_is_no_fault_of_an_estimate(site: Site) -> None:
    point = site.point("E-101", digits=4, first=9000)
    site.read(point, OCTOBER, 9900)
    with use_scope(site.staff.scope):
        utilities.estimate_readings(actor=site.staff, point_ids=[point.id], day=date(2026, 10, 4))
    with pytest.raises(Refused) as refusal:
        site.read(point, NOVEMBER, 20, confirmed=False)
    assert "utilities.reading.rolled" in codes(refusal)
    assert "utilities.reading.estimate" not in codes(refusal)


def test_a_file_is_taken_in_whole_or_not_at_all(site: Site) -> None:
    site.point("E-101"), site.point("E-102", 1)
    with use_scope(site.staff.scope):
        bad = "point,day,value\nE-101,2026-10-01,120\nE-404,2026-10-01,5\nE-102,2026-10-32,7\nE-102,2026-10-01,ten\n"
        report = utilities.check_readings(actor=site.staff, content=bad)
        assert [(each.row.line, [problem.code for problem in each.wrong]) for each in report.bad] == [
            (3, ["utilities.file.point"]),
            (4, ["base.not_a_date"]),
            (5, ["utilities.reading.not_a_number"]),
        ]
        with pytest.raises(Refused):
            utilities.import_readings(actor=site.staff, content=bad)
        assert utilities.Reading.objects.filter(source=ReadingSource.FILE).count() == 0
        good = "point;day;value\nE-101;2026-11-01;9000\nE-101;2026-10-01;120\nE-102;2026-10-01;80\n"
        report = utilities.check_readings(actor=site.staff, content=good)
        assert report.bad == ()
        assert [each.row.line for each in report.doubtful] == [2]  # against the October of the same file
        with pytest.raises(Refused):
            utilities.import_readings(actor=site.staff, content=good)
        assert utilities.import_readings(actor=site.staff, content=good, confirmed=True) == 3
        with pytest.raises(Refused) as refusal:
            utilities.check_readings(actor=site.staff, content="meter,reading\n1,2\n")
        assert codes(refusal) == ["utilities.file.columns"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("point,day,value\rE-101,2026-10-01,1\n", "utilities.file.unreadable"),
        ('"' + "x" * 140_000 + '",day,value\nE-101,2026-10-01,1\n', "utilities.file.unreadable"),
        ("point;day;value\nE-101;2026-10-01;123,4\n", "utilities.file.row"),
        ("point,day,value\nE-101\x00,2026-10-01,1\n", "utilities.file.unreadable"),
        ("point,day,value,Value\nE-101,2026-10-01,1,2\n", "utilities.file.columns"),
    ],
)
def test_a_file_that_cannot_be_read_for_certain_is_refused(site: Site, content: str, code: str) -> None:
    """A decimal comma is no thousand: 123,4 would be charged as 1,234."""
    site.point("E-101")
    with use_scope(site.staff.scope), pytest.raises(Refused) as refusal:
        utilities.import_readings(actor=site.staff, content=content, confirmed=True)
    assert codes(refusal) == [code]


def test_a_line_that_stops_a_file_says_why_in_words(site: Site) -> None:
    content = "point;day;value\nE-101;2026-10-01;123,4\nX-9;2026-10-01;5\n"
    with use_scope(site.staff.scope), pytest.raises(Refused) as refusal:
        utilities.import_readings(actor=site.staff, content=content)
    said = [explain(each).what for each in refusal.value.problems]
    assert said[-1] == "Line 3 (X-9) stops the file: There is no measuring point \u201cX-9\u201d."
    assert not [each for each in said if "utilities." in each or "%(" in each]
    with translation.override("zh-hans"):
        assert explain(refusal.value.problems[-1]).what.count("\u3002") == 1


def test_keys_and_prices_that_say_nothing_are_refused(site: Site) -> None:
    own, common = site.point("E-101"), site.point("E-C", None, role=PointRole.COMMON)
    with use_scope(site.manager.scope):
        for point, key, weights, code in (
            (own, KeyKind.AREA, {}, "own"),
            (common, KeyKind.FIXED, {}, "weights"),
            (common, KeyKind.FIXED, {site.rooms[0].id: Decimal(-1)}, "range"),
            (common, KeyKind.FIXED, {site.operator.id: Decimal(1)}, "room"),
        ):
            with pytest.raises(Refused) as refusal:
                utilities.set_key(actor=site.manager, point_id=point.id, key=key, weights=weights)
            assert codes(refusal) == [f"utilities.key.{code}"]
        for prices, code in (
            ({"peak": (Step(Decimal(0), Decimal(1)),)}, "bands"),
            ({ALL: (Step(Decimal(1), Decimal(1)),)}, "steps"),
            ({ALL: (Step(Decimal(0), Decimal(-1)),)}, "range"),
        ):
            with pytest.raises(Refused) as refusal:
                utilities.set_price(actor=site.manager, tariff_id=site.tariff.id, since=OCTOBER, prices=prices)
            assert codes(refusal) == [f"utilities.price.{code}"]


def test_a_tenant_sees_the_own_meters_on_the_own_days(site: Site) -> None:
    point, _other = site.point("E-101"), site.point("E-102", 1)
    site.lease(0, 0, date(2026, 9, 16), date(2027, 9, 16))
    site.read(point, date(2026, 9, 16), 400)
    site.read(point, OCTOBER, 500)
    with use_scope(site.readers[0].scope):
        assert utilities.points().count() == 0
        [own] = utilities.own_points(site.tenants[0].id)
        assert own.point.code == "E-101"
        use, _seen = utilities.own_use(own)
        assert [(each.days.start, each.used[ALL]) for each in use] == [(date(2026, 9, 16), 100)]
    with use_scope(site.readers[1].scope):
        assert utilities.own_points(site.tenants[1].id) == []


def test_rights_are_asked_first(site: Site) -> None:
    point = site.point("E-101")
    with use_scope(EVERYTHING), pytest.raises(NotAllowed):
        utilities.take_reading(actor=site.readers[0], point_id=point.id, day=OCTOBER, registers={ALL: Decimal(1)})
    with use_scope(EVERYTHING), pytest.raises(NotAllowed):
        utilities.close_period(actor=site.staff, utility=utilities.Utility.ELECTRICITY, until=OCTOBER)


@pytest.mark.usefixtures("clock")
def test_the_example_meters_load_once() -> None:
    examples = Path(__file__).parents[2] / "examples"
    with use_scope(EVERYTHING):
        owner = organisation("Example Park Operator", OrganisationKind.OPERATOR)
        Organisation.objects.filter(id=owner.id).update(example=True)
        load_example_premises(examples / "premises")
        assert utilities.load_example_utilities(examples / "utilities") > 200
        assert utilities.load_example_utilities(examples / "utilities") == 0
        for utility, until in (("electricity", NOVEMBER), ("water", NOVEMBER), ("steam", NOVEMBER), ("ln2", NOVEMBER)):
            found = utilities.settlement(owner.id, utility, Interval(date(2026, 1, 1), until))
            assert found.problems == (), utility
            assert found.net > 0
