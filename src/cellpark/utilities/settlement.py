"""What a period would cost everybody, from the rows as they stand: for the preview, for closing and for corrections."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from cellpark.kernel.interval import Interval
from cellpark.kernel.problem import Problem
from cellpark.leases.public import occupations
from cellpark.premises.public import Room, rooms
from cellpark.utilities.loading import dial_of, points_on, prices_of, readings_of, settled_until
from cellpark.utilities.models import Point
from cellpark.utilities.rating.metering import Dial, stretches
from cellpark.utilities.rating.settling import Due, KeyKind, Source, Stay, keyless, problems_of, settle, stays
from cellpark.utilities.rating.sharing import as_money, share_out
from cellpark.utilities.states import PointRole

NOT_PAYING = "held"
QUANTITY = Decimal("0.001")


@dataclass(frozen=True, slots=True)
class Settlement:
    """What a period costs: ``dues`` by point and room, or the ``problems`` that stand in the way."""

    days: Interval[date]
    dues: tuple[Due, ...]
    problems: tuple[Problem, ...]
    points: Mapping[str, Point]
    rooms: Mapping[str, Room]
    names: Mapping[str, str]

    @property
    def net(self) -> Decimal:
        """The whole, without tax."""
        return sum((due.net for due in self.dues), Decimal("0.00"))


def settlement(
    organisation_id: UUID, utility: str, days: Interval[date], *, keys: Mapping[str, Any] | None = None
) -> Settlement:
    """Settle a period as the rows stand; ``keys`` are those of a period that was closed before."""
    assert days.end is not None, "a period has an end"
    points = points_on(organisation_id, utility, since=days.start, until=days.end)
    served = readings_of([each.id for each in points], until=days.end, since=_first_day(organisation_id, utility, days))
    prices = prices_of({each.tariff_id for each in points})
    places, taken, names = _occupied(points, days)
    problems = _marks_missing(points, served, days)
    sources = []
    for each in points:
        dials = [dial_of(meter, rows) for meter, rows in served[each.id]]
        sources.append(
            _source(each, dials, prices[each.tariff_id], places, points, days, (keys or {}).get(str(each.id)))
        )
    problems += problems_of([each for each in sources if not _named(problems, each.code)], days)
    problems += keyless(sources, taken)
    dues = () if problems else settle(sources, taken, days)
    return Settlement(
        days=days,
        dues=dues,
        problems=tuple(problems),
        points={each.code: each for each in points},
        rooms=places,
        names=names,
    )


def keys_of(points: Collection[Point]) -> dict[str, Any]:
    """The keys of common points as they stand, to be kept with the period."""
    return {str(each.id): [each.key, dict(each.weights)] for each in points if each.role != PointRole.ROOM}


def share_values(due: Due, found: Settlement) -> dict[str, Any]:
    """The columns of a share."""
    point, room = found.points[due.point], found.rooms[due.room]
    return {
        "organisation_id": point.organisation_id,
        "parties": [UUID(due.payer)] if due.payer else [],
        "point_id": point.id,
        "room_id": room.id,
        "tenant_id": UUID(due.payer) if due.payer else None,
        "tenant_name": found.names.get(due.payer, ""),
        "point_code": point.code,
        "room_code": f"{room.building.code} {room.code}",
        "utility": point.utility,
        "since": found.days.start,
        "until": found.days.end,
        "quantity": _rounded(due.quantity),
        "net": due.net,
        "tax": due.tax,
        "why": _why(due),
    }


def _why(due: Due) -> dict[str, Any]:
    whole = due.whole if due.weights else due.net
    weights = [each.net for each in due.lines]
    cents = int(whole * 100)
    parts = share_out(cents, weights) if any(weights) else [0] * len(weights)
    lines = [
        {
            "since": each.days.start.isoformat(),
            "until": "" if each.days.end is None else each.days.end.isoformat(),
            "band": each.band,
            "quantity": str(_rounded(each.quantity)),
            "price": str(each.price),
            "net": str(as_money(part)),
        }
        for each, part in zip(due.lines, parts, strict=True)
    ]
    common = {"weight": str(_rounded(due.weight)), "weights": str(_rounded(due.weights)), "whole": str(due.whole)}
    return {"lines": lines, **(common if due.weights else {})}


def _rounded(value: Any) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(QUANTITY)


def _first_day(organisation_id: UUID, utility: str, days: Interval[date]) -> date | None:
    """Behind a closed period there is a reading on the very day; before the first one, all readings count."""
    settled = settled_until(organisation_id, utility)
    return days.start if settled is not None and settled == days.start else None


def _marks_missing(points: Sequence[Point], served: Mapping[UUID, Any], days: Interval[date]) -> list[Problem]:
    """Points that are not read on the last day: what is read later would change what is settled now."""
    found = []
    for each in points:
        if each.closed_on is not None and days.end is not None and each.closed_on <= days.end:
            continue
        last = served[each.id][-1][1] if served[each.id] else []
        if not any(row.day == days.end for row in last):
            found.append(Problem("utilities.period.no_mark", {"code": each.code, "day": str(days.end)}))
    return found


def _named(problems: Sequence[Problem], code: str) -> bool:
    return any(each.params.get("code") == code for each in problems)


def _occupied(
    points: Sequence[Point], days: Interval[date]
) -> tuple[dict[str, Room], dict[str, tuple[Stay, ...]], dict[str, str]]:
    """The rooms that points concern, who has them on which days, and their names."""
    assert days.end is not None, "a period has an end"
    shared = {each.building_id for each in points if each.role != PointRole.ROOM}
    own = {each.room_id for each in points if each.room_id is not None}
    rows = rooms().select_related("building").filter(valid_from__lt=days.end)
    found = [
        room
        for room in (*rows.filter(id__in=own), *rows.filter(building_id__in=shared).exclude(id__in=own))
        if room.valid_until is None or room.valid_until > days.start
    ]
    places = {str(room.id): room for room in found}
    taken: dict[str, list[tuple[str, Interval[date]]]] = {key: [] for key in places}
    names: dict[str, str] = {}
    for each in occupations(since=days.start, until=days.end):
        key = str(each.room_id)
        if key in taken and each.state != NOT_PAYING and each.tenant_id is not None:
            taken[key].append((str(each.tenant_id), Interval(each.start, each.end)))
            names[str(each.tenant_id)] = each.tenant_name
    lived = {}
    for key, room in places.items():
        exists = days.intersect(Interval(room.valid_from, room.valid_until))
        assert exists is not None, "other rooms were left out"
        lived[key] = stays(key, taken[key], exists)
    return places, lived, names


def _source(
    point: Point,
    dials: Sequence[Dial],
    prices: Sequence[Any],
    places: Mapping[str, Room],
    points: Sequence[Point],
    days: Interval[date],
    kept: Sequence[Any] | None,
) -> Source:
    key, weights = kept or (point.key, point.weights)
    if point.role == PointRole.ROOM:
        rated = {}
    elif key == KeyKind.AREA:
        rated = {code: room.area_net_m2 for code, room in places.items() if room.building_id == point.building_id}
    else:
        rated = {code: Decimal(weight) for code, weight in weights.items() if code in places}
    served = days.intersect(Interval(point.since, point.closed_on))
    return Source(
        code=point.code,
        prices=prices,
        stretches=stretches(dials),
        room="" if point.room_id is None else str(point.room_id),
        key=KeyKind(key),
        weights=rated,
        below=tuple(each.code for each in points if each.main_id == point.id),
        days=served,
    )
