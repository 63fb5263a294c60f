"""Reading meters, tariffs and what was settled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from cellpark.base.scope import widened
from cellpark.billing.public import today
from cellpark.kernel.interval import Interval
from cellpark.leases.public import leases_of, occupations
from cellpark.utilities.loading import dial_of, readings_of
from cellpark.utilities.models import Meter, Period, Point, Reading, Share, Tariff
from cellpark.utilities.rating.metering import Stretch, stretches
from cellpark.utilities.states import ReadingState, ShareState

NOT_PAYING = "held"
LOOK_BACK = timedelta(days=731)


@dataclass(frozen=True, slots=True)
class OwnPoint:
    """A point in a tenant's room, and the days on which the room is the tenant's."""

    point: Point
    days: tuple[Interval[date], ...]


def points() -> QuerySet[Any]:
    """The points in sight, each with its last reading: ``last_day`` and ``last_registers``, ``serial``."""
    last = Reading.objects.filter(
        meter__point=OuterRef("pk"), meter__removed_on=None, state=ReadingState.STANDING
    ).order_by("-day")
    device = Meter.objects.filter(point=OuterRef("pk"), removed_on=None)
    rows: QuerySet[Any] = Point.objects.select_related("building", "room", "tariff").annotate(
        last_day=Subquery(last.values("day")[:1]),
        last_registers=Subquery(last.values("registers")[:1]),
        serial=Subquery(device.values("serial")[:1]),
    )
    return rows


def point(point_id: UUID) -> Point:
    """One point in sight; raises ``DoesNotExist``."""
    row: Point = points().get(id=point_id)
    return row


def unread_on(organisation_id: UUID, day: date, utility: str = "") -> QuerySet[Any]:
    """The points whose device has no reading of ``day``: the round that is to be walked, in order of place."""
    read = Reading.objects.filter(day=day, state=ReadingState.STANDING, meter__removed_on=None).values(
        "meter__point_id"
    )
    rows = points().filter(organisation_id=organisation_id, closed_on=None, since__lte=day).exclude(id__in=read)
    if utility:
        rows = rows.filter(utility=utility)
    return rows.order_by("building__code", "room__floor", "room__code", "code")


def devices_of(point_id: UUID) -> list[tuple[Meter, list[Reading]]]:
    """The devices of a point with the readings that stand, the oldest first."""
    return readings_of([point_id])[point_id]


def reversed_readings(point_id: UUID) -> list[Reading]:
    """The readings of a point that count no more, the latest first."""
    rows = Reading.objects.filter(meter__point_id=point_id, state=ReadingState.REVERSED).order_by("-taken_at")
    return list(rows)


def use_of(found: Sequence[tuple[Meter, list[Reading]]]) -> tuple[Stretch, ...]:
    """What was used between the readings."""
    return stretches([dial_of(meter, rows) for meter, rows in found])


def reading(reading_id: UUID) -> Reading:
    """One reading in sight; raises ``DoesNotExist``."""
    row: Reading = Reading.objects.select_related("meter", "meter__point").get(id=reading_id)
    return row


def tariffs() -> QuerySet[Tariff]:
    """The tariffs in sight."""
    rows: QuerySet[Tariff] = Tariff.objects.all()
    return rows


def tariff(tariff_id: UUID) -> Tariff:
    """One tariff in sight; raises ``DoesNotExist``."""
    row: Tariff = Tariff.objects.get(id=tariff_id)
    return row


def periods() -> QuerySet[Period]:
    """What is closed."""
    rows: QuerySet[Period] = Period.objects.all()
    return rows


def period(period_id: UUID) -> Period:
    """One closed period in sight; raises ``DoesNotExist``."""
    row: Period = Period.objects.get(id=period_id)
    return row


def shares() -> QuerySet[Share]:
    """What is owed and was owed: for a tenant the own shares."""
    rows: QuerySet[Share] = Share.objects.all()
    return rows


def share(share_id: UUID) -> Share:
    """One share in sight; raises ``DoesNotExist``."""
    row: Share = Share.objects.get(id=share_id)
    return row


def shares_of(period_id: UUID) -> QuerySet[Share]:
    """The shares of a period that stand."""
    return shares().filter(period_id=period_id, state=ShareState.STANDING)


def own_points(tenant_id: UUID) -> list[OwnPoint]:
    """The points in the rooms that a tenant has or had in the last two years; the lease, seen by both, is the right."""
    owners = set(leases_of(tenant_id).values_list("organisation_id", flat=True))
    if not owners:
        return []
    end = today() + timedelta(days=1)
    with widened(*owners):
        days: dict[UUID, list[Interval[date]]] = {}
        for each in occupations(since=end - LOOK_BACK, until=end, tenants=False):
            if each.tenant_id == tenant_id and each.state != NOT_PAYING:
                days.setdefault(each.room_id, []).append(Interval(each.start, each.end))
        rows = list(points().filter(room_id__in=days).order_by("utility", "code"))
    return [OwnPoint(row, tuple(days[row.room_id])) for row in rows if row.room_id is not None]


def own_use(found: OwnPoint) -> tuple[tuple[Stretch, ...], list[tuple[Meter, list[Reading]]]]:
    """What a tenant's own days show of a point: readings from the first day to the day after the last."""
    with widened(found.point.organisation_id):
        served = devices_of(found.point.id)
    seen = [
        (
            meter,
            [
                row
                for row in rows
                if any(d.start <= row.day and (d.end is None or row.day <= d.end) for d in found.days)
            ],
        )
        for meter, rows in served
    ]
    return use_of(seen), seen
