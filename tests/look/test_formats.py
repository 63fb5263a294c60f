"""Times, numbers and codes as the reader's language and zone write them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

from cellpark.kernel.quantity import Quantity
from cellpark.web.pages import formats
from cellpark.web.pages.templatetags import cellpark

AT = datetime(2026, 11, 22, 17, 4, 5, tzinfo=UTC)
CHINESE = "zh-hans"


def shown(template: str, **context: object) -> str:
    return Template("{% load cellpark %}" + template).render(Context(context))


@pytest.mark.parametrize(
    ("language", "zone", "expected"),
    [
        ("en", "Asia/Shanghai", "23 Nov 2026, 01:04 (UTC+8)"),
        ("en", "UTC", "22 Nov 2026, 17:04 (UTC)"),
        ("en", "Asia/Kolkata", "22 Nov 2026, 22:34 (UTC+5:30)"),
        ("en", "America/St_Johns", "22 Nov 2026, 13:34 (UTC−3:30)"),
        (CHINESE, "Asia/Shanghai", "2026\u5e7411\u670823\u65e5 01:04\uff08UTC+8\uff09"),
    ],
)
def test_a_moment_is_read_in_the_shown_zone_which_is_named(language: str, zone: str, expected: str) -> None:
    with translation.override(language), timezone.override(ZoneInfo(zone)):
        assert formats.moment(AT) == expected


def test_records_show_the_instant_with_seconds_and_offset() -> None:
    with timezone.override(ZoneInfo("Asia/Shanghai")):
        assert formats.instant(AT) == "2026-11-23 01:04:05+08:00"
        assert formats.minute(AT) == "2026-11-23 01:04"
        assert formats.machine_time(AT) == "2026-11-22T17:04:05Z"
        assert formats.day(AT) == "23 Nov 2026"
        assert formats.day(date(2026, 2, 3)) == "3 Feb 2026"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1234567", "1,234,567"),
        ("2.50", "2.50"),
        ("-0.001", "−0.001"),
        ("1.50E+8", "1.50\u00a0×\u00a010⁸"),
        ("-3E-9", "−3\u00a0×\u00a010⁻⁹"),
        ("0", "0"),
    ],
)
def test_a_number_keeps_every_digit_that_is_stored(value: str, expected: str) -> None:
    assert formats.number(Decimal(value)) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("degC", "°C"),
        ("uL", "µL"),
        ("m^2", "m²"),
        ("1/s^2", "1/s²"),
        ("cell/mL", "cells/mL"),
        ("1", ""),
        ("delta_degC", "K"),
    ],
)
def test_units_are_written_as_people_write_them(name: str, expected: str) -> None:
    with translation.override("en"):
        assert formats.unit(name) == expected


def test_a_quantity_never_loses_its_unit() -> None:
    with translation.override("en"):
        html = shown("{{ value|quantity }}", value=Quantity(Decimal("2.0"), "mL"))
    assert html == '<span class="quantity"><span class="figures">2.0</span>\u00a0<span class="unit">mL</span></span>'
    assert shown("{{ value|quantity }}", value=None) == ""


def test_a_long_code_is_read_in_fours_and_one_with_its_own_marks_is_left_alone() -> None:
    assert formats.grouped("CH0001260004217") == ["CH00", "0126", "0004", "217"]
    assert formats.grouped("ST-0412") == ["ST-0412"]
    assert shown("{{ code|grouped }}", code="<b>12") == "<span>&lt;b&gt;12</span>"


def test_an_icon_alone_has_a_name_and_beside_words_is_silent() -> None:
    assert 'aria-hidden="true"' in cellpark.icon("check")
    assert 'role="img" aria-label="Done &amp; dusted"' in cellpark.icon("check", "Done & dusted")


@pytest.mark.parametrize(
    ("language", "written"),
    [("en", "246 m² × 85.00 CNY/m² a month × 3"), ("zh-hans", "246 m² × 85.00 \u5143/m²·\u6708 × 3")],
)
def test_a_computation_of_rent_reads_as_people_write_it(language: str, written: str) -> None:
    with translation.override(language):
        assert formats.formula("246 m2 x 85.00 CNY/m2/month x 3") == written


def test_other_currencies_keep_their_code_and_yuan_is_said_in_chinese() -> None:
    assert formats.formula("5 m2 x 9 USD/m2/month") == "5 m² × 9 USD/m2/month"
    with translation.override("zh-hans"):
        assert (formats.unit("CNY"), formats.unit("USD")) == ("\u5143", "USD")
    assert formats.unit("CNY") == "CNY"


def test_a_limit_that_is_a_day_shows_no_hour() -> None:
    assert cellpark.deadline(date(2026, 12, 1)) == cellpark.day(date(2026, 12, 1))
    assert ":" in cellpark.deadline(datetime(2026, 12, 1, 9, 30, tzinfo=UTC))
