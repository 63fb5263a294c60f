"""How each room stands on a day, composed of the rooms of premises and the occupations of leases."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Case, Count, Exists, F, OuterRef, Q, Sum, Value, When
from django.utils.translation import gettext_lazy, pgettext_lazy

from cellpark.leases.public import LeaseRoom, LeaseState, Occupation, OccupationState, occupations
from cellpark.premises.public import Room, RoomKind, rooms_on
from cellpark.web.pages.tables import State

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SOON, LATER = timedelta(days=90), timedelta(days=180)


class Standing(StrEnum):
    """The states of the space board, in the order of its legend."""

    VACANT = "vacant"
    HELD = "held"
    FIT_OUT = "fit_out"
    LET = "let"
    LATER = "later"
    SOON = "soon"


STANDINGS: Mapping[str, "StrOrPromise"] = {
    Standing.VACANT: pgettext_lazy("room", "Vacant"),
    Standing.HELD: pgettext_lazy("room", "Held"),
    Standing.FIT_OUT: pgettext_lazy("room", "Let, fit-out"),
    Standing.LET: pgettext_lazy("room", "Let"),
    Standing.LATER: pgettext_lazy("room", "Let, ends within 180 days"),
    Standing.SOON: pgettext_lazy("room", "Let, ends within 90 days"),
}
COLOURS: Mapping[str, str] = {
    Standing.VACANT: "planned",
    Standing.HELD: "waiting",
    Standing.FIT_OUT: "running",
    Standing.LET: "done",
    Standing.LATER: "waiting",
    Standing.SOON: "stopped",
}
NOBODY = gettext_lazy("nobody")


@dataclass(frozen=True, slots=True)
class Taken:
    """How a room stands on a day: the state, who has it, by what, until when."""

    standing: Standing
    number: str = ""
    lease: UUID | None = None
    tenant: str = ""
    until: date | None = None

    @property
    def state(self) -> State:
        """The state as pages show it."""
        return State(COLOURS[self.standing], STANDINGS[self.standing])


VACANT = Taken(Standing.VACANT)


def standings(rooms: Iterable[Room], day: date) -> dict[UUID, Taken]:
    """The state of each room on ``day``; one query of leases and one of names."""
    ids = [room.id for room in rooms]
    found: dict[UUID, list[Occupation]] = {}
    for each in occupations(since=day, until=day + LATER + timedelta(days=1), rooms=ids) if ids else ():
        found.setdefault(each.room_id, []).append(each)
    return {room: _taken(found.get(room, ()), day) for room in ids}


def _taken(pieces: Sequence[Occupation], day: date) -> Taken:
    now = next((each for each in pieces if each.start <= day and (each.end is None or day < each.end)), None)
    if now is None:
        return VACANT
    end = now.end
    # works and letting are pieces of one lease, and a renewal goes on where the lease ends
    for each in sorted(pieces, key=lambda piece: piece.start):
        if end is not None and each.start == end and each.lease_id is not None:
            end = each.end
    held = now.state == OccupationState.HELD
    standing = {OccupationState.HELD: Standing.HELD, OccupationState.FIT_OUT: Standing.FIT_OUT}.get(now.state)
    return Taken(
        standing or _letting(end, day),
        number=now.number,
        lease=now.lease_id,
        tenant=now.tenant_name,
        until=now.end if held else end,
    )


def _letting(end: date | None, day: date) -> Standing:
    if end is None or end > day + LATER:
        return Standing.LET
    return Standing.SOON if end <= day + SOON else Standing.LATER


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


Shares = dict[tuple[UUID, int], Share]


def shares(day: date) -> Shares:
    """Every floor of every building in sight on ``day``: two sums by the database, whatever the number of rooms."""
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
