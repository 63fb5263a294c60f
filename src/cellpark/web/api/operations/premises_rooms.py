"""Buildings, rooms and places: what the pages do, for programs."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cellpark.access.public import actor_of, requires
from cellpark.base.messages import sentence
from cellpark.kernel.problem import Problem, Refused
from cellpark.leases import public as leases
from cellpark.leases.public import today
from cellpark.premises import public as premises
from cellpark.premises.public import Needs, Part, PremisesPermission
from cellpark.web.api.calls import page, perform, repeated, tag
from cellpark.web.api.operation import operation
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.schemas.premises import (
    BuildingIn,
    BuildingOut,
    ImportedOut,
    MissedPlaceOut,
    NeedsIn,
    PlaceOut,
    PremisesCloseIn,
    PremisesMergeIn,
    PremisesRoomOut,
    RoomChangeIn,
    RoomListIn,
    SplitIn,
    TriedOut,
)

TAG = "premises"
SEE, REGISTER, CHANGE = (
    requires(each)
    for each in (PremisesPermission.SEE, PremisesPermission.REGISTER_BUILDING, PremisesPermission.CHANGE_ROOM)
)
BUILDING, ROOM = "premises/buildings/{building_id}", "premises/rooms/{room_id}"
MISSED_DAYS = timedelta(days=365)


@operation(
    "GET", "premises/buildings", access=SEE, answers={200: list[BuildingOut]}, tag=TAG, summary=_("List buildings")
)
def list_premises_buildings(
    request: HttpRequest, response: HttpResponse, after: After = None, limit: Limit = 50
) -> list[BuildingOut]:
    """The buildings in sight, the oldest first."""
    return [BuildingOut.of(row) for row in page(request, response, premises.buildings(), after=after, limit=limit)]


@operation(
    "POST", "premises/buildings", access=REGISTER, answers={200: BuildingOut}, tag=TAG, summary=_("Register a building")
)
def register_a_building(request: HttpRequest, response: HttpResponse, body: BuildingIn) -> BuildingOut:
    """A building of the caller's organisation."""
    organisation = _own(request)

    def act() -> UUID:
        made = premises.register_building(
            actor=actor_of(request),
            organisation=organisation,
            code=body.code,
            name_zh=body.name_zh,
            name_en=body.name_en,
            phase=body.phase,
            park=body.park_id,
            floors=(body.lowest_floor, body.highest_floor),
        )
        return UUID(str(made.id))

    return _building(request, response, act)


@operation("POST", BUILDING, access=REGISTER, answers={200: BuildingOut}, tag=TAG, summary=_("Change a building"))
def change_a_building(request: HttpRequest, response: HttpResponse, building_id: UUID, body: BuildingIn) -> BuildingOut:
    """What is kept of a building."""
    premises.building(building_id)  # another organisation's is not there, whatever else is wrong (T19)

    def act() -> UUID:
        premises.change_building(
            actor=actor_of(request),
            building_id=building_id,
            code=body.code,
            name_zh=body.name_zh,
            name_en=body.name_en,
            phase=body.phase,
            park=body.park_id,
            floors=(body.lowest_floor, body.highest_floor),
        )
        return building_id

    return _building(request, response, act)


@operation("GET", "premises/rooms", access=SEE, answers={200: list[PremisesRoomOut]}, tag=TAG, summary=_("List rooms"))
def list_premises_rooms(
    request: HttpRequest,
    response: HttpResponse,
    day: date | None = None,
    building_id: UUID | None = None,
    after: After = None,
    limit: Limit = 50,
) -> list[PremisesRoomOut]:
    """The rooms of one day, or all that were, are and will be, the oldest first."""
    rows = premises.rooms() if day is None else premises.rooms_on(day)
    if building_id is not None:
        rows = rows.filter(building_id=building_id)
    return [PremisesRoomOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation("GET", ROOM, access=SEE, answers={200: PremisesRoomOut}, tag=TAG, summary=_("Read a room’s facts"))
def get_premises_room(request: HttpRequest, room_id: UUID) -> PremisesRoomOut:  # noqa: ARG001 -- ninja's signature
    """One room in sight."""
    return PremisesRoomOut.of(premises.room(room_id))


@operation(
    "POST", f"{ROOM}/change", access=CHANGE, answers={200: PremisesRoomOut}, tag=TAG, summary=_("Change the room")
)
def change_a_room_to_let(
    request: HttpRequest, response: HttpResponse, room_id: UUID, body: RoomChangeIn
) -> PremisesRoomOut:
    """Set columns of a list of rooms."""
    premises.room(room_id)

    def act() -> UUID:
        premises.change_room(actor=actor_of(request), room_id=room_id, values=body.values, reason=body.reason)
        return room_id

    return _room(request, response, act)


@operation("POST", f"{ROOM}/split", access=CHANGE, answers={200: PremisesRoomOut}, tag=TAG, summary=_("Split the room"))
def split_a_room(request: HttpRequest, response: HttpResponse, room_id: UUID, body: SplitIn) -> PremisesRoomOut:
    """Several rooms where one was; the answer is the first of them."""
    premises.room(room_id)
    parts = [Part(**each.model_dump()) for each in body.parts]

    def act() -> UUID:
        made = premises.split_room(
            actor=actor_of(request), room_id=room_id, day=body.day, parts=parts, reason=body.reason
        )
        return UUID(str(made[0].id))

    return _room(request, response, act)


@operation(
    "POST", f"{ROOM}/merge", access=CHANGE, answers={200: PremisesRoomOut}, tag=TAG, summary=_("Merge with neighbours")
)
def merge_a_room(request: HttpRequest, response: HttpResponse, room_id: UUID, body: PremisesMergeIn) -> PremisesRoomOut:
    """One room where several were."""
    premises.room(room_id)

    def act() -> UUID:
        made = premises.merge_rooms(
            actor=actor_of(request),
            room_ids=[room_id, *body.rooms],
            day=body.day,
            code=body.code,
            reason=body.reason,
        )
        return UUID(str(made.id))

    return _room(request, response, act)


@operation("POST", f"{ROOM}/close", access=CHANGE, answers={200: PremisesRoomOut}, tag=TAG, summary=_("Change its end"))
def close_a_room(request: HttpRequest, response: HttpResponse, room_id: UUID, body: PremisesCloseIn) -> PremisesRoomOut:
    """The first day without the room, or its end taken back."""
    premises.room(room_id)

    def act() -> UUID:
        premises.close_room(actor=actor_of(request), room_id=room_id, day=body.day, reason=body.reason)
        return room_id

    return _room(request, response, act)


@operation("POST", "premises/lists", access=CHANGE, answers={200: TriedOut}, tag=TAG, summary=_("Try a list of rooms"))
def try_a_room_list(request: HttpRequest, body: RoomListIn) -> TriedOut:
    """What the list would do, with every bad cell; nothing is written but the file, for a day."""
    tried = premises.try_rooms(actor=actor_of(request), organisation=_own(request), content=body.raw, name=body.name)
    return TriedOut.of(tried, [sentence(each.problem) for each in tried.bad])


@operation(
    "POST",
    "premises/lists/{dry_run}",
    access=CHANGE,
    answers={200: ImportedOut},
    tag=TAG,
    summary=_("Take in this very file"),
)
def import_a_room_list(request: HttpRequest, response: HttpResponse, dry_run: UUID) -> ImportedOut:
    """The very file that was tried, whole or not at all."""
    made: list[int] = []

    def act() -> UUID:
        done = premises.import_rooms(actor=actor_of(request), dry_run=dry_run)
        made.append(done.opened + done.changed)
        return dry_run

    repeated(response, perform(request, act))
    return ImportedOut(rooms=sum(made))


@operation("POST", "premises/places", access=SEE, answers={200: list[PlaceOut]}, tag=TAG, summary=_("Find places"))
def find_free_places(request: HttpRequest, body: NeedsIn) -> list[PlaceOut]:
    """Rooms and neighbouring rooms that nobody has for a year from the day on, the best first.

    Where none has all of it, the search is kept as demand, once a day for one kind of place.
    """
    values = body.model_dump(exclude={"day", "uses", "next_to"})
    day = body.day or today()
    needs = Needs(day=day, uses=frozenset(each.value for each in body.uses), next_to=frozenset(body.next_to), **values)
    return [PlaceOut.of(each) for each in leases.find_free_places(actor=actor_of(request), needs=needs)]


@operation(
    "GET",
    "premises/places/missed",
    access=SEE,
    answers={200: list[MissedPlaceOut]},
    tag=TAG,
    summary=_("List searches without a hit"),
)
def list_missed_places(
    request: HttpRequest, response: HttpResponse, after: After = None, limit: Limit = 50
) -> list[MissedPlaceOut]:
    """The searches of the last year that found no place with all of it, the oldest first."""
    rows = premises.missed_places(since=today() - MISSED_DAYS)
    return [MissedPlaceOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


def _own(request: HttpRequest) -> UUID:
    organisation = actor_of(request).organisation_id
    if organisation is None:
        raise Refused(Problem("premises.building.park"))
    return organisation


def _building(request: HttpRequest, response: HttpResponse, act: Callable[[], UUID]) -> BuildingOut:
    done = perform(request, act)
    repeated(response, done)
    row = premises.building(done.id)
    tag(response, row.version)
    return BuildingOut.of(row)


def _room(request: HttpRequest, response: HttpResponse, act: Callable[[], UUID]) -> PremisesRoomOut:
    done = perform(request, act)
    repeated(response, done)
    return PremisesRoomOut.of(premises.room(done.id))
