"""The addresses of this area."""

from django.urls import URLPattern

from cellpark.access.public import requires, route
from cellpark.equipment.public import EquipmentPermission as May
from cellpark.web.areas.equipment.equipment_acts import ASSESSMENT_ACTS, CANCEL, EQUIPMENT_ACTS
from cellpark.web.areas.equipment.room_acts import CLEARANCE_ACTS, ROOM_ACTS
from cellpark.web.areas.equipment.views import assessments, clean_rooms, equipment, registering, rooms

ROOM = "rooms/<uuid:room_id>"
CLEARANCE = "rooms/line-clearances/<uuid:clearance_id>"
EQUIPMENT = "equipment/<uuid:equipment_id>"
ASSESSMENT = "assessments/<uuid:assessment_id>"

urlpatterns: list[URLPattern] = [
    route("clean-rooms", clean_rooms.clean_rooms, access=requires(May.SEE), name="clean-rooms"),
    route("clean-rooms/question", clean_rooms.question, access=requires(May.SEE), name="clean-rooms-question"),
    route("rooms", rooms.rooms, access=requires(May.SEE), name="rooms"),
    route("rooms/register", registering.room, access=requires(May.MANAGE), name="room_register"),
    route("suites/register", registering.suite, access=requires(May.MANAGE), name="suite_register"),
    route(ROOM, rooms.room, access=requires(May.SEE), name="room"),
    *(
        route(f"{ROOM}/{act.name}", rooms.room_act(act), access=requires(act.permission), name=f"room_{act.name}")
        for act in ROOM_ACTS
    ),
    route(CLEARANCE, rooms.clearance, access=requires(May.SEE), name="clearance"),
    *(
        route(
            f"{CLEARANCE}/{act.name}",
            rooms.clearance_act(act),
            access=requires(act.permission),
            name=f"clearance_{act.name}",
        )
        for act in CLEARANCE_ACTS
    ),
    route(
        f"{CLEARANCE}/signing/<uuid:prepared_id>",
        rooms.sign_clearance,
        access=requires(May.CLEAR_LINE),
        name="clearance_signing",
    ),
    route("equipment", equipment.equipment_list, access=requires(May.SEE), name="equipment"),
    route("equipment/register", registering.equipment, access=requires(May.MANAGE), name="equipment_register"),
    route(EQUIPMENT, equipment.equipment_page, access=requires(May.SEE), name="equipment_page"),
    route(f"{EQUIPMENT}/log", equipment.equipment_log, access=requires(May.SEE), name="equipment_log"),
    *(
        route(
            f"{EQUIPMENT}/{act.name}",
            equipment.equipment_act(act),
            access=requires(act.permission),
            name=f"equipment_{act.name}",
        )
        for act in EQUIPMENT_ACTS
    ),
    route(
        "equipment/reservations/<uuid:reservation_id>/cancel",
        equipment.cancel_reservation,
        access=requires(CANCEL.permission),
        name="reservation_cancel",
    ),
    route("assessments", assessments.assessments, access=requires(May.SEE), name="assessments"),
    route("assessments/draft", assessments.draft, access=requires(May.DRAFT_ASSESSMENT), name="assessment_draft"),
    route(ASSESSMENT, assessments.assessment, access=requires(May.SEE), name="assessment"),
    *(
        route(
            f"{ASSESSMENT}/{act.name}",
            assessments.assessment_act(act),
            access=requires(act.permission),
            name=f"assessment_{act.name}",
        )
        for act in ASSESSMENT_ACTS
    ),
]
