"""How much of every floor stands in which state on a day, summed by the database and kept until something moves on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, Exists, F, OuterRef, Q, Sum, Value, When

from cellpark.base.scope import Scope, current_scope
from cellpark.leases.public import LeaseRoom, LeaseState, Lettings
from cellpark.premises.public import Building, RoomKind, rooms_on
from cellpark.web.areas.premises.standing import LATER, SOON, Standing

DAYS_KEPT = 32


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a floor or building stands in which state: net area in m2 and rooms by state."""

    areas: Mapping[str, Decimal]
    rooms: Mapping[str, int]

    @property
    def area(self) -> Decimal:
        """All of it."""
        return sum(self.areas.values(), Decimal(0))

    @property
    def count(self) -> int:
        """All its rooms."""
        return sum(self.rooms.values())

    @property
    def let(self) -> Decimal:
        """What is let, fit-out included."""
        return self.area - self.areas.get(Standing.VACANT, Decimal(0)) - self.areas.get(Standing.HELD, Decimal(0))

    @property
    def occupancy(self) -> Decimal:
        """The let share of the area in percent; nothing of nothing is zero."""
        return (self.let * 100 / self.area).quantize(Decimal("0.1")) if self.area else Decimal(0)


def shares(day: date, buildings: Sequence[Building], lettings: Lettings) -> Mapping[tuple[UUID, int], Share]:
    """Every floor of all ``buildings`` in sight on ``day``: two sums by the database, whatever the number of rooms.

    They are counted again once a building has moved on, or a lease or a hold in sight (``lettings``).
    """
    stand = tuple((each.id, each.version) for each in buildings)
    return _shares(current_scope(), day, stand, lettings)


@lru_cache(maxsize=DAYS_KEPT)
def _shares(
    _scope: Scope, day: date, _buildings: tuple[tuple[UUID, int], ...], _lettings: Lettings
) -> Mapping[tuple[UUID, int], Share]:
    # the area of a bench is a part of its room's
    area = Sum("area_net_m2", filter=Q(inside=""), default=Decimal(0))
    whole = rooms_on(day).order_by().values_list("building_id", "floor").annotate(area=area, count=Count("id"))
    found: dict[tuple[UUID, int], tuple[dict[str, Decimal], dict[str, int]]] = {
        (building, floor): ({Standing.VACANT: area}, {Standing.VACANT: count}) for building, floor, area, count in whole
    }
    for building, floor, standing, area, count in _taken_areas(day):
        areas, rooms = found.get((building, floor), ({Standing.VACANT: Decimal(0)}, {Standing.VACANT: 0}))
        areas[standing] = areas.get(standing, Decimal(0)) + area
        rooms[standing] = rooms.get(standing, 0) + count
        areas[Standing.VACANT] -= area
        rooms[Standing.VACANT] -= count
    return {key: Share(*sums) for key, sums in found.items()}


def _taken_areas(day: date) -> Any:
    rows = LeaseRoom.objects.filter(Q(ends_on=None) | Q(ends_on__gt=day), starts_on__lte=day)
    rows = rows.exclude(lease=None, hold__until__lte=day)
    around = rows.filter(
        room__building_id=OuterRef("room__building_id"),
        room__floor=OuterRef("room__floor"),
        room__code=OuterRef("room__inside"),
        room__kind=RoomKind.ROOM,
    )
    # a bench in a room that is taken as a whole adds nothing to it
    counted = Case(When(room__inside="", then=Value(True)), default=~Exists(around))
    goes_on = LeaseRoom.objects.filter(
        room_id=OuterRef("room_id"),
        starts_on=OuterRef("ends_on"),
        starts_on__gt=day,
        starts_on__lte=day + LATER,
        lease__isnull=False,
    )
    standing = Case(
        When(lease=None, then=Value(Standing.HELD.value)),
        When(lease__state=LeaseState.APPROVED, then=Value(Standing.HELD.value)),
        When(fit_out_until__gt=day, then=Value(Standing.FIT_OUT.value)),
        When(ends_on=None, then=Value(Standing.LET.value)),
        When(ends_on__gt=day + LATER, then=Value(Standing.LET.value)),
        When(Exists(goes_on), then=Value(Standing.LET.value)),
        When(ends_on__lte=day + SOON, then=Value(Standing.SOON.value)),
        default=Value(Standing.LATER.value),
    )
    named = rows.annotate(counted=counted, standing=standing, building=F("room__building_id"), floor=F("room__floor"))
    sums = named.order_by().values_list("building", "floor", "standing")
    area = Sum("room__area_net_m2", filter=Q(counted=True), default=Decimal(0))
    return sums.annotate(area=area, count=Count("id"))


def together(found: Iterable[Share]) -> Share:
    """Several shares as one."""
    areas: dict[str, Decimal] = {}
    rooms: dict[str, int] = {}
    for share in found:
        for name, area in share.areas.items():
            areas[name] = areas.get(name, Decimal(0)) + area
            rooms[name] = rooms.get(name, 0) + share.rooms.get(name, 0)
    return Share(areas, rooms)
