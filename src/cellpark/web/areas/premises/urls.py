"""The addresses of this area."""

from django.urls import URLPattern

from cellpark.access.public import requires, route
from cellpark.premises.public import PremisesPermission as May
from cellpark.web.areas.premises.views import acts, board, lists, places, rooms

ROOM, BUILDING = "premises/rooms/<uuid:room_id>", "premises/buildings"

urlpatterns: list[URLPattern] = [
    route("premises", board.board, access=requires(May.SEE), name="space_board"),
    route("premises/places", places.places, access=requires(May.SEE), name="premises_places"),
    route(
        f"{BUILDING}/register",
        acts.register_building,
        access=requires(May.REGISTER_BUILDING),
        name="premises_building_register",
    ),
    route(
        f"{BUILDING}/<uuid:building_id>/change",
        acts.change_building,
        access=requires(May.REGISTER_BUILDING),
        name="premises_building_change",
    ),
    route("premises/rooms/import", lists.take_in, access=requires(May.CHANGE_ROOM), name="premises_import"),
    route(
        "premises/rooms/import/<uuid:dry_run>",
        lists.confirm,
        access=requires(May.CHANGE_ROOM),
        name="premises_import_confirm",
    ),
    route("premises/rooms/rooms.csv", lists.csv, access=requires(May.SEE), name="premises_csv"),
    route("premises/rooms/rooms.xlsx", lists.xlsx, access=requires(May.SEE), name="premises_xlsx"),
    route("premises/rooms/empty.csv", lists.empty, access=requires(May.SEE), name="premises_empty"),
    route(ROOM, rooms.room, access=requires(May.SEE), name="premises_room"),
    route(f"{ROOM}/change", acts.change, access=requires(May.CHANGE_ROOM), name="premises_change"),
    route(f"{ROOM}/split", acts.split, access=requires(May.CHANGE_ROOM), name="premises_split"),
    route(f"{ROOM}/merge", acts.merge, access=requires(May.CHANGE_ROOM), name="premises_merge"),
    route(f"{ROOM}/close", acts.close, access=requires(May.CHANGE_ROOM), name="premises_close"),
]
