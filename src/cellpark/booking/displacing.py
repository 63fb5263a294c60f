"""Which bookings give way where rooms are let: told before a lease is signed, done when it is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from cellpark.base.scope import widened
from cellpark.base.time import now
from cellpark.booking.models import Booking, Resource
from cellpark.booking.rules import GIVING_WAY, Days, gives_way
from cellpark.booking.states import BookingState, SourceKind
from cellpark.leases.public import RoomDays
from cellpark.premises.public import Room, RoomKind

_AROUND = timedelta(days=2)
"""What days are in some zone lies within two days of what they are in UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Displaced:
    """A booking that gives way, and the day for which it does.

    ``part``: the booking of the same bundle whose room is let, where this one goes with it.
    """

    booking: Booking
    day: date
    part: UUID | None = None


def displaced_by(rooms: Iterable[RoomDays], *, owner: UUID, tenant: UUID) -> list[Displaced]:
    """The bookings that give way where ``owner`` lets these rooms on these days to ``tenant``, by time.

    Whoever asks has the lease before them; what of a booking they may read is theirs to settle. Four queries for any
    number of rooms.
    """
    with widened(owner):
        return displaced_at(let_places(rooms, owner=owner), tenant=tenant)


def let_places(rooms: Iterable[RoomDays], *, owner: UUID) -> dict[Resource, list[Days]]:
    """What can be booked of these rooms, benches that stand in them included, with the days on which it is let."""
    days: dict[UUID, list[Days]] = defaultdict(list)
    for each in rooms:
        days[each.room].append((each.start, each.end))
    around = {(row.building_id, row.floor, row.code): row.id for row in Room.objects.filter(id__in=days)}
    codes = {code for _building, _floor, code in around}
    benches = Room.objects.filter(organisation_id=owner, kind=RoomKind.BENCH, inside__in=codes)
    for bench in benches:
        room = around.get((bench.building_id, bench.floor, bench.inside))
        days[bench.id] += days[room] if room is not None else []
    found = Resource.objects.filter(organisation_id=owner, source_kind=SourceKind.PREMISES, source_id__in=days)
    return {row: days[row.source_id] for row in found.order_by("number")}


def displaced_at(places: Mapping[Resource, list[Days]], *, tenant: UUID) -> list[Displaced]:
    """The bookings of these resources that give way, and what of the same owner was booked together with them, by time.

    Two queries.
    """
    let = {row.id: days for row, days in places.items() if days and not row.terms.shared}
    if not let:
        return []
    at, first = now(), min(start for days in let.values() for start, _end in days)
    rows = Booking.objects.filter(resource_id__in=let, state__in=sorted(GIVING_WAY), ends_at__gt=at)
    rows = rows.filter(ends_at__date__gte=first - _AROUND).exclude(company_id=tenant).select_related("resource")
    found = []
    for row in rows.order_by("starts_at", "id"):
        terms = row.resource.terms
        day = gives_way(row.state, row.starts_at, row.ends_at, terms=terms, let=let[row.resource_id], now=at)
        if day is not None:
            found.append(Displaced(booking=row, day=day))
    return sorted([*found, *_with_them(found)], key=lambda each: (each.booking.starts_at, each.booking.id))


def _with_them(found: Sequence[Displaced]) -> list[Displaced]:
    """A bundle is had whole or not at all. What is in use goes on, and no owner gives up what another one promised."""
    parts = {(each.booking.bundle, each.booking.organisation_id): each for each in reversed(found)}
    bundles = {bundle for bundle, _owner in parts if bundle is not None}
    if not bundles:
        return []
    rows = Booking.objects.filter(bundle__in=bundles, state=BookingState.BOOKED, ends_at__gt=now())
    rows = rows.exclude(id__in=[each.booking.id for each in found]).select_related("resource")
    joined = ((row, parts.get((row.bundle, row.organisation_id))) for row in rows)
    return [Displaced(booking=row, day=each.day, part=each.booking.id) for row, each in joined if each is not None]
