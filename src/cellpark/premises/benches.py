"""Where benches are drawn: in the room in which they stand."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from cellpark.premises.models import Room
from cellpark.premises.places.outlines import Rings, benches_in
from cellpark.premises.states import RoomKind


def outlines_of(rooms: Iterable[Room]) -> Mapping[UUID, Rings]:
    """The outline of each room that is drawn; a bench without one of its own stands in its room, in order of codes."""
    known = list(rooms)
    found: dict[UUID, Rings] = {each.id: each.outline for each in known if each.outline}
    around = {(each.building_id, each.floor, each.code): each for each in known if each.kind == RoomKind.ROOM}
    inside: dict[UUID, list[Room]] = defaultdict(list)
    for each in known:
        room = around.get((each.building_id, each.floor, each.inside)) if each.inside else None
        if room is not None and not each.outline:
            inside[room.id].append(each)
    for identity, benches in inside.items():
        places = benches_in(found.get(identity, ()), len(benches))
        for bench, place in zip(sorted(benches, key=_code), places, strict=False):
            found[bench.id] = (place,)
    return found


def _code(bench: Room) -> str:
    return str(bench.code)
