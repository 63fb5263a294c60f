"""Buildings, rooms, lists of rooms and places."""

import base64
from datetime import timedelta
from typing import Any
from uuid import UUID

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.leases.public import today
from cellpark.premises import public as premises
from cellpark.premises.models import MissedPlace, Room
from cellpark.premises.rows import next_numbers
from tests.access.areas import code_of
from tests.access.sample import OK, Sample
from tests.people import HOUSE

BUILDING = {"building_id": "premises_building"}
ROOM = {"room_id": "premises_room"}
RUN = {"dry_run": "premises_dry_run"}
# done, or refused for a reason that has nothing to do with rights
DONE = (200, 302, 303, 409, 422)
SAID = (200, 409, 422)
HEAD = "building,code,floor,use,area_gross_m2,area_net_m2,height_m,floor_load_kn_m2,valid_from"


def form(args: dict[str, str] | None = None) -> Sample:
    return Sample(args or {}, own=OK, post=DONE)


ROUTES = {
    "space_board": Sample(),
    "premises_places": Sample(own=(200, 422)),
    "premises_building_register": form(),
    "premises_building_change": form(BUILDING),
    "premises_import": form(),
    # somebody else's tried file is not there, and neither is one that never was
    "premises_import_confirm": Sample(fixed={"dry_run": UUID(int=7)}, own=OK, post=(422,)),
    "premises_csv": Sample(),
    "premises_xlsx": Sample(),
    "premises_empty": Sample(),
    "premises_room": Sample(ROOM),
    **{f"premises_{act}": form(ROOM) for act in ("change", "split", "merge", "close")},
}
SAME = {
    "premises_building_register": "register_a_building",
    "premises_building_change": "change_a_building",
    "premises_import": "try_a_room_list",
    "premises_import_confirm": "import_a_room_list",
    "premises_change": "change_a_room_to_let",
    "premises_split": "split_a_room",
    "premises_merge": "merge_a_room",
    "premises_close": "close_a_room",
}
# on the page a search is an address
ONLY_PROGRAMS = {"find_free_places"}


def call(args: dict[str, str] | None = None, **body: Any) -> Sample:
    return Sample(args or {}, body=lambda _side: body, own=SAID)


OPERATIONS = {
    "list_premises_buildings": Sample(),
    "register_a_building": call(code="NEW", name_en="New", lowest_floor=1, highest_floor=2),
    "change_a_building": call(BUILDING, code="NEW2", name_en="New", lowest_floor=1, highest_floor=2),
    "list_premises_rooms": Sample(),
    "get_premises_room": Sample(ROOM),
    "change_a_room_to_let": call(ROOM, values={"power_kw": "5"}, reason="test"),
    "split_a_room": call(ROOM, day="2026-12-01", parts=[], reason="test"),
    "merge_a_room": call(ROOM, day="2026-12-01", rooms=[], code="X", reason="test"),
    "close_a_room": call(ROOM, day=None, reason="test"),
    "try_a_room_list": call(name="rooms.csv", content=base64.b64encode(HEAD.encode()).decode()),
    "import_a_room_list": Sample(fixed={"dry_run": UUID(int=7)}, body=lambda _side: {}, own=(409,)),
    "find_free_places": call(area_min="1"),
    "list_missed_places": Sample(),
}
# closed lists, computed values, ids
NOT_WRITTEN = {
    "premises.Room": {"kind", "inside", "use", "grade", "waste", "ending", "outline", "came_from"},
    "premises.DryRun": {"made_by", "sha256"},
    "premises.MissedPlace": {"uses", "grade", "once"},
}


def populate(home: Any, colleague: Any, label: str) -> dict[str, Any]:
    with use_scope(EVERYTHING):
        return _things(home.id, label)


def _things(owner: UUID, label: str) -> dict[str, Any]:
    code = code_of(label)[:20]
    building = premises.register_building(
        actor=HOUSE,
        organisation=owner,
        code=code,
        name_zh=label,
        name_en=label,
        phase=label[:60],
        floors=(1, 2),
    )
    # other areas write rooms by themselves, with the next number that is free
    while Room.objects.filter(number=next_numbers(1)[0] + 1).exists():
        pass
    row = f"{code},{code},1,office,50,40,3,3,{(today() - timedelta(days=30)).isoformat()}"
    premises.load_rooms(actor=HOUSE, organisation=owner, content=f"{HEAD}\n{row}".encode())
    (room,) = premises.rooms_on(today(), building=building)
    run = premises.try_rooms(
        actor=HOUSE, organisation=owner, content=f"{HEAD}\n{row}".encode(), name=f"{label} {now():%Y}.csv"
    )
    # no search keeps a text that was typed; a mark in one would show where it should not
    missed = {"wanted": {"area_min": label}, "once": code_of(label)[:64], "day": today()}
    MissedPlace(organisation_id=owner, **missed).save()
    return {"premises_building": building.id, "premises_room": room.id, "premises_dry_run": run.dry_run}
