"""Figures of facility work: what is open by urgency, and which share of what was promised was kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth

from cellpark.facilities.models import WorkOrder
from cellpark.facilities.states import OPEN, Urgency


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthKept:
    """Of the orders mended in a month, how many in time, and of those answered, how many in time."""

    month: date
    mended: int
    mended_in_time: int
    answered: int
    answered_in_time: int

    @property
    def mended_share(self) -> Decimal | None:
        """Per cent; None where nothing was mended."""
        return _percent(self.mended_in_time, self.mended)

    @property
    def answered_share(self) -> Decimal | None:
        """Per cent; None where nothing was answered."""
        return _percent(self.answered_in_time, self.answered)


def open_by_urgency(rows: QuerySet[WorkOrder]) -> dict[str, int]:
    """How many orders wait for somebody, by urgency, the most urgent first. One query."""
    counted = rows.filter(state__in=sorted(OPEN)).order_by().values_list("urgency").annotate(count=Count("id"))
    found: dict[str, int] = dict(counted)
    return {each.value: found.get(each.value, 0) for each in Urgency}


def open_by_state(rows: QuerySet[WorkOrder]) -> dict[str, int]:
    """How many orders wait for somebody, by state. One query."""
    return dict(rows.filter(state__in=sorted(OPEN)).order_by().values_list("state").annotate(count=Count("id")))


def late_now(rows: QuerySet[WorkOrder], at: datetime) -> int:
    """How many open orders are past what was promised."""
    return rows.filter(state__in=sorted(OPEN), due_at__lt=at).count()


def kept_by_month(rows: QuerySet[WorkOrder], *, months: int, at: datetime) -> list[MonthKept]:
    """The share of promises kept in each of the last calendar months, by the month of the report. One query."""
    zone = ZoneInfo(settings.TIME_ZONE)
    here = at.astimezone(zone)
    first = date(here.year + (here.month - months) // 12, (here.month - months) % 12 + 1, 1)
    counted = (
        rows.filter(reported_at__gte=datetime(first.year, first.month, 1, tzinfo=zone))
        .order_by()
        .annotate(month=TruncMonth("reported_at", tzinfo=zone))
        .values("month")
        .annotate(
            mended=Count("id", filter=Q(mend_kept__isnull=False)),
            mended_in_time=Count("id", filter=Q(mend_kept=True)),
            answered=Count("id", filter=Q(answer_kept__isnull=False)),
            answered_in_time=Count("id", filter=Q(answer_kept=True)),
        )
    )
    found: dict[date, Mapping[str, Any]] = {each["month"].date(): dict(each) for each in counted}
    return [_month(month, found.get(month, {})) for month in _months(first, months)]


def _months(first: date, count: int) -> list[date]:
    last = first.month - 1
    return [date(first.year + (last + each) // 12, (last + each) % 12 + 1, 1) for each in range(count)]


def _month(month: date, said: Mapping[str, Any]) -> MonthKept:
    names = ("mended", "mended_in_time", "answered", "answered_in_time")
    return MonthKept(month=month, **{name: said.get(name, 0) for name in names})


def _percent(part: int, whole: int) -> Decimal | None:
    return None if not whole else round(Decimal(part * 100) / whole, 1)
