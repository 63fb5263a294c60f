"""From rows to the values that the engine computes with: a few queries, whatever the number of points."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from cellpark.utilities.models import Meter, Period, Point, Reading, TariffPrice
from cellpark.utilities.rating.metering import Dial, Mark
from cellpark.utilities.rating.tariff import Price, Step
from cellpark.utilities.states import ReadingSource, ReadingState


def mark_of(row: Reading) -> Mark:
    """A reading as the engine reads it."""
    values = {band: Decimal(value) for band, value in row.registers.items()}
    return Mark(row.day, values, estimated=row.source == ReadingSource.ESTIMATED)


def readings_of(
    point_ids: Collection[UUID], *, since: date | None = None, until: date | None = None
) -> dict[UUID, list[tuple[Meter, list[Reading]]]]:
    """The devices of points with the readings that stand, in order of their days; ``until`` is the last day."""
    meters = list(Meter.objects.filter(point_id__in=point_ids).order_by("fitted_on"))
    rows = Reading.objects.filter(meter__in=meters, state=ReadingState.STANDING).order_by("day")
    if since is not None:
        rows = rows.filter(day__gte=since)
    if until is not None:
        rows = rows.filter(day__lte=until)
    by_meter: dict[UUID, list[Reading]] = {}
    for row in rows:
        by_meter.setdefault(row.meter_id, []).append(row)
    found: dict[UUID, list[tuple[Meter, list[Reading]]]] = {each: [] for each in point_ids}
    for meter in meters:
        found[meter.point_id].append((meter, by_meter.get(meter.id, [])))
    return found


def dial_of(meter: Meter, rows: Sequence[Reading]) -> Dial:
    """A device as the engine reads it."""
    return Dial([mark_of(each) for each in rows], meter.digits, meter.factor)


def prices_of(tariff_ids: Collection[UUID]) -> Mapping[UUID, list[Price]]:
    """The prices of tariffs in the order of their days."""
    found: dict[UUID, list[Price]] = {each: [] for each in tariff_ids}
    for row in TariffPrice.objects.filter(tariff_id__in=tariff_ids).order_by("since"):
        found[row.tariff_id].append(price_of(row))
    return found


def price_of(row: TariffPrice) -> Price:
    """A price as the engine reads it."""
    bands = {
        band: tuple(Step(Decimal(above), Decimal(price)) for above, price in steps)
        for band, steps in row.prices.items()
    }
    return Price(row.since, bands, row.minimum, row.tax)


def settled_until(organisation_id: UUID, utility: str) -> date | None:
    """The day up to which a utility is settled."""
    row = Period.objects.filter(organisation_id=organisation_id, utility=utility).order_by("-until").first()
    return None if row is None else row.until


def points_on(organisation_id: UUID, utility: str, *, since: date, until: date) -> list[Point]:
    """The points of a utility that serve within some days, with where they stand."""
    rows = Point.objects.filter(organisation_id=organisation_id, utility=utility, since__lt=until)
    rows = rows.exclude(closed_on__lte=since).select_related("building", "room", "tariff")
    return list(rows.order_by("code"))
