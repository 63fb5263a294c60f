"""How meters and periods stand: colours, words, and the pictures of use."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cellpark.billing.public import today
from cellpark.kernel.interval import Interval
from cellpark.utilities import public as utilities
from cellpark.utilities.public import UNITS, Band, Period, PeriodState, Point, Stretch, Utility, words
from cellpark.web.pages.charts import Chart, Series
from cellpark.web.pages.tables import State

DUE_AFTER = 45
MONTHS = 24


def place_of(point: Point) -> str:
    """Building and room, as people write them."""
    return f"{point.building.code} {point.room.code}" if point.room is not None else str(point.building.code)


def point_state(point: Any) -> State:
    """Whether a point is read: its last reading is not older than 45 days."""
    if point.closed_on is not None:
        return State("planned", _("Closed"))
    last: date | None = point.last_day
    if last is None or (today() - last).days > DUE_AFTER:
        return State("waiting", _("To be read"))
    return State("done", pgettext("meter", "Read"))


def period_state(row: Period) -> State:
    """Whether all charges of a settled period are handed in."""
    return State("running" if row.state == PeriodState.CLOSING else "done", words.PERIOD_STATES[row.state])


def unit_of(utility: str) -> str:
    """The unit in which a utility is counted."""
    return UNITS[Utility(utility)]


def figures(registers: Any) -> str:
    """What the registers show, in one line."""
    if not registers:
        return ""
    if len(registers) == 1:
        return str(next(iter(registers.values())))
    return " · ".join(f"{words.BANDS[band]} {registers[band]}" for band in in_order(registers))


def in_order(bands: Iterable[str]) -> list[str]:
    """Bands from the dearest to the cheapest, as people name them."""
    return sorted(bands, key=list(Band).index)  # type: ignore[arg-type]


def by_month(found: Sequence[Stretch]) -> "OrderedDict[str, dict[str, Fraction]]":
    """What was used in each calendar month, register by register, of the last two years."""
    months: OrderedDict[str, dict[str, Fraction]] = OrderedDict()
    for each in found:
        assert each.days.end is not None, "a stretch lies between two readings"
        start = each.days.start
        while start < each.days.end:
            first = date(start.year + start.month // 12, start.month % 12 + 1, 1)
            end = min(first, each.days.end)
            own = months.setdefault(f"{start:%Y-%m}", {})
            part = Fraction((end - start).days, each.count)
            for band, quantity in each.used.items():
                own[band] = own.get(band, Fraction(0)) + quantity * part
            start = end
    return OrderedDict(sorted(months.items())[-MONTHS:])


def use_chart(found: Sequence[Stretch], utility: str) -> Chart | None:
    """Bars of use by month; None before the second reading."""
    months = by_month(found)
    if not months:
        return None
    bands = in_order({band for own in months.values() for band in own})
    return Chart(
        identity="use",
        title=_("Use by month"),
        axis=_("Month"),
        categories=list(months),
        series=[
            Series(
                words.UTILITIES[utility] if len(bands) == 1 else words.BANDS[band],
                [_rounded(own.get(band)) for own in months.values()],
            )
            for band in bands
        ],
        unit=unit_of(utility),
        form="bar",
    )


def _rounded(value: Fraction | None) -> Decimal | None:
    return None if value is None else (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.1"))


def reading_lines(served: Sequence[tuple[Any, Sequence[Any]]]) -> list[dict[str, Any]]:
    """The readings, the latest first, each with what was used since the one before."""
    lines = []
    for meter, rows in served:
        use = {each.days.end: each for each in utilities.use_of([(meter, list(rows))])}
        for row in rows:
            stretch = use.get(row.day)
            total = None if stretch is None else sum(stretch.used.values(), Fraction(0))
            lines.append(
                {
                    "row": row,
                    "meter": meter,
                    "figures": figures(row.registers),
                    "source": words.SOURCES[row.source],
                    "estimated": row.source == utilities.ReadingSource.ESTIMATED,
                    "rolled": bool(stretch and stretch.rolled),
                    "days": None if stretch is None else stretch.count,
                    "used": None if total is None else _rounded(total),
                    "a_day": None if stretch is None or total is None else _rounded(total / stretch.count),
                }
            )
    return sorted(lines, key=lambda each: (each["row"].day, each["row"].taken_at), reverse=True)


def said_days(days: Interval[date]) -> str:
    """Days as people read them: the first and the last one."""
    if days.end is None:
        return _("from %(since)s") % {"since": days.start.isoformat()}
    last = date.fromordinal(days.end.toordinal() - 1)
    return f"{days.start.isoformat()} – {last.isoformat()}"


def crumbs(point: Point | None = None) -> tuple[dict[str, object], ...]:
    """The way here."""
    way: tuple[dict[str, object], ...] = ({"href": reverse("utility_meters"), "label": _("Meters")},)
    return way if point is None else (*way, {"href": reverse("utility_meter", args=[point.id]), "label": point.code})
