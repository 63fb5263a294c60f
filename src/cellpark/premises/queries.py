"""Reading buildings and rooms."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from cellpark.premises.models import Building, MissedPlace, Room
from cellpark.premises.places.neighbours import touching
from cellpark.premises.states import RoomKind


def buildings() -> QuerySet[Building]:
    """The buildings in sight, by phase and code."""
    rows: QuerySet[Building] = Building.objects.order_by("phase", "code", "id")
    return rows


def building(building_id: UUID) -> Building:
    """One building in sight; raises ``DoesNotExist``."""
    row: Building = Building.objects.get(id=building_id)
    return row


def rooms() -> QuerySet[Room]:
    """All rooms in sight: those that were, are and will be."""
    rows: QuerySet[Room] = Room.objects.all()
    return rows


def room(room_id: UUID) -> Room:
    """One room in sight with its building; raises ``DoesNotExist``."""
    row: Room = Room.objects.select_related("building").get(id=room_id)
    return row


def standing_on(day: date) -> Q:
    """The condition of rooms that exist on ``day``."""
    return Q(valid_from__lte=day) & (Q(valid_until=None) | Q(valid_until__gt=day))


def rooms_on(day: date, *, building: Building | UUID | None = None) -> QuerySet[Room]:
    """The rooms that exist on ``day``, of one building or of all in sight, by floor and code."""
    rows: QuerySet[Room] = Room.objects.filter(standing_on(day))
    if building is not None:
        rows = rows.filter(building_id=building.id if isinstance(building, Building) else building)
    return rows.order_by("building_id", "floor", "code")


def benches_of(found: Room, day: date) -> QuerySet[Room]:
    """The benches that stand in a room on ``day``, by code."""
    if found.kind != RoomKind.ROOM:
        return Room.objects.none()
    rows: QuerySet[Room] = Room.objects.filter(standing_on(day), building_id=found.building_id, floor=found.floor)
    return rows.filter(inside=found.code, kind=RoomKind.BENCH).order_by("code")


def room_around(found: Room, day: date) -> Room | None:
    """The room in which a bench stands on ``day``; None for a room, and where nobody has said."""
    if not found.inside:
        return None
    rows = Room.objects.filter(standing_on(day), building_id=found.building_id, floor=found.floor)
    around: Room | None = rows.filter(code=found.inside, kind=RoomKind.ROOM).first()
    return around


def rooms_from(room_ids: Collection[UUID]) -> QuerySet[Room]:
    """The rooms that were split off or merged from these."""
    rows: QuerySet[Room] = Room.objects.filter(came_from__overlap=list(room_ids))
    return rows.order_by("valid_from", "code")


def neighbours_of(found: Room, day: date) -> list[Room]:
    """The rooms that touch a room on ``day``, by code."""
    others = list(Room.objects.filter(standing_on(day), building_id=found.building_id, floor=found.floor))
    others = [each for each in others if each.id != found.id]
    pairs = touching([found.outline, *(each.outline for each in others)])
    return sorted((others[other - 1] for one, other in pairs if one == 0), key=lambda each: each.code)


def missed_places(*, since: date) -> QuerySet[MissedPlace]:
    """The searches for a place without a hit in sight, from a day on, the latest first."""
    rows: QuerySet[MissedPlace] = MissedPlace.objects.filter(day__gte=since)
    return rows.order_by("-day", "-id")
