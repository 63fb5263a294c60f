"""How dates, numbers and codes are written, in the reader's language and time zone."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache

from django.utils import dateformat, timezone
from django.utils.translation import get_language, gettext, pgettext

SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
MINUS = "\N{MINUS SIGN}"


def utc_offset(at: datetime) -> str:
    """The offset of an aware time as people write it: ``UTC``, ``UTC+8``, ``UTC-3:30``.

    Zone abbreviations are not used: CST is China, Cuba and Chicago.
    """
    offset = at.utcoffset()
    assert offset is not None, "only aware times are shown"
    minutes = int(offset.total_seconds() // 60)
    if minutes == 0:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else MINUS}{hours}" + (f":{rest:02}" if rest else "")


def moment(at: datetime) -> str:
    """A time for reading, to the minute, with its zone: ``22 Nov 2026, 09:04 (UTC+8)``."""
    # a page names hundreds of times, most of them more than once
    local = timezone.localtime(at)
    # without its zone: the same instant of two zones is one key
    return _moment(local.replace(second=0, microsecond=0, tzinfo=None), utc_offset(local), get_language())


@lru_cache(maxsize=4_096)
def _moment(local: datetime, zone: str, _language: str | None) -> str:
    written = dateformat.format(local, pgettext("date format", "j M Y, H:i"))
    return pgettext("time with zone", "%(time)s (%(zone)s)") % {"time": written, "zone": zone}


def instant(at: datetime) -> str:
    """A time for records and tables: ISO 8601 to the second in the shown zone, ``2026-11-22 09:04:05+08:00``."""
    return timezone.localtime(at).isoformat(sep=" ", timespec="seconds")


def minute(at: datetime) -> str:
    """A time for tables that say their zone once: ``2026-11-22 09:04``."""
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"


def machine_time(at: datetime) -> str:
    """For ``<time datetime>``: UTC, with ``Z``."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def day(value: date) -> str:
    """A date for reading; a time is shown by its date in the shown zone."""
    local = timezone.localtime(value) if isinstance(value, datetime) else value
    return dateformat.format(local, pgettext("date format", "j M Y"))


def number(value: Decimal | int) -> str:
    """Every digit that is stored, thousands parted; ``1.5E+8`` becomes 1.5 × 10⁸ and keeps its two digits."""
    exact = Decimal(value)
    if not exact.is_finite():
        return str(exact)
    digits = f"{exact}".replace("-", MINUS)
    if "E" in digits:
        mantissa, exponent = str(exact).split("E")
        power = str(int(exponent)).translate(SUPERSCRIPT)
        return f"{mantissa.replace('-', MINUS)}\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}10{power}"
    return f"{exact:,f}".replace("-", MINUS)


def unit(name: str) -> str:
    """A unit as people write it: ``degC`` is °C, ``uL`` is µL, ``m^2`` is m²; ``1`` is no unit at all."""
    if name in {"", "1"}:
        return ""
    if name == "CNY":
        return pgettext("unit", "CNY")
    written = name.replace("delta_degC", "K").replace("degC", "°C")
    written = re.sub(r"\bcell\b", pgettext("unit", "cells"), written)
    written = re.sub(r"\bu(?=[A-Za-z])", "µ", written)
    return re.sub(r"\^(-?\d+)", lambda power: power.group(1).translate(SUPERSCRIPT), written)


def formula(written: str) -> str:
    """A computation of the rent as people write it: ``246 m2 x 85.00 CNY/m2/month x 3`` has m², × and its price."""
    text = written.replace(" x ", " \N{MULTIPLICATION SIGN} ").replace(" m2", " m²")
    for machine, price in (
        ("CNY/m2/month", gettext("CNY/m² a month")),
        ("CNY/m2/year", gettext("CNY/m² a year")),
        ("CNY/m2/day", gettext("CNY/m² a day")),
        ("CNY/month", gettext("CNY a month")),
        ("CNY/year", gettext("CNY a year")),
        ("CNY/day", gettext("CNY a day")),
        ("CNY", pgettext("unit", "CNY")),
    ):
        if machine in text:
            return text.replace(machine, price)
    return text


def grouped(code: str, size: int = 4) -> list[str]:
    """A long code in pieces that an eye can compare; a code with its own separators is left as it is."""
    if not code.isalnum():
        return [code]
    return [code[start : start + size] for start in range(0, len(code), size)]
