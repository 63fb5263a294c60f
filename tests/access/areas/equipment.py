"""Rooms, equipment, line clearances and assessments."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.equipment import public as plant
from cellpark.equipment.models import Equipment, LogEntry, OpenWork, Placement
from cellpark.equipment.public import EquipmentKind, Grade, Pressure, RoomUse
from tests.access.areas import code_of
from tests.access.sample import OK, Sample
from tests.people import HOUSE

ROOM = {"room_id": "room"}
CLEARANCE = {"clearance_id": "clearance"}
EQUIPMENT = {"equipment_id": "equipment"}
RESERVATION = {"reservation_id": "reservation"}
ASSESSMENT = {"assessment_id": "assessment"}
# done, or refused for a reason that has nothing to do with rights
DONE = (303, 409, 422)


def form(args: dict[str, str] | None = None) -> Sample:
    return Sample(args or {}, own=OK, post=DONE)


ROUTES = {
    "clean-rooms": Sample(),
    "clean-rooms-question": Sample(),
    "rooms": Sample(),
    "room": Sample(ROOM),
    "room_register": form(),
    "suite_register": form(),
    **{
        f"room_{act}": form(ROOM)
        for act in (
            *("enter", "leave", "bring", "open", "close", "remove", "end-work", "clear", "take-out", "bring-back"),
            "tie",
        )
    },
    "clearance": Sample(CLEARANCE),
    "clearance_sign": form(CLEARANCE),
    "clearance_verify": form(CLEARANCE),
    "clearance_signing": Sample({**CLEARANCE, "prepared_id": "prepared"}, own=(404,), post=(404,), personal=True),
    "clearance_void": form(CLEARANCE),
    "equipment": Sample(),
    "equipment_register": form(),
    "equipment_page": Sample(EQUIPMENT),
    "equipment_log": Sample(EQUIPMENT),
    **{
        f"equipment_{act}": form(EQUIPMENT)
        for act in (
            *("start", "finish", "clean", "reserve", "qualify", "calibrate", "take-out", "bring-back", "move"),
            *("accept", "refuse", "serial"),
        )
    },
    "reservation_cancel": form(RESERVATION),
    "assessments": Sample(),
    "assessment_draft": form(),
    "assessment": Sample(ASSESSMENT),
    "assessment_approve": form(ASSESSMENT),
    "assessment_withdraw": form(ASSESSMENT),
}
SAID = (200, 201, 404, 409, 412, 422)


def soon(hours: int) -> str:
    return (now() + timedelta(hours=hours)).isoformat()


def call(args: dict[str, str], **body: Any) -> Sample:
    return Sample(args, body=lambda _side: body, own=SAID)


OPERATIONS = {
    "list_suites": Sample(),
    "list_rooms": Sample(),
    "get_room": Sample(ROOM),
    "may_i_open": Sample(ROOM, query=lambda _side: {"container_id": str(uuid4())}, own=(200, 404)),
    "register_a_suite": call({}, code="S-1", name_en="Suite"),
    "register_a_room": Sample(
        {},
        body=lambda side: {
            "suite": str(side.thing("suite")),
            "code": "R-1",
            "scan_code": "R-1",
            "name_en": "Room",
            "grade": "B",
            "uses": ["cells"],
            "pressure": "positive",
            "air_unit": "AHU-1",
            "plan": [0, 0, 5, 5],
        },
        own=SAID,
        body_names_another=True,
    ),
    "change_a_room": call(ROOM, verb="take_out", reason="leak"),
    "tie_a_room": call(ROOM, premises="", reason="test"),
    "enter_a_room": call(ROOM, gowned_for="B"),
    "leave_a_room": call(ROOM),
    "bring_container_in": call(ROOM, container=str(uuid4()), openness="closed"),
    "open_in_room": call(ROOM, container=str(uuid4()), openness="open"),
    "close_in_room": call(ROOM, container=str(uuid4())),
    "take_container_away": call(ROOM, container=str(uuid4())),
    "end_room_work": call(ROOM),
    "list_clearances": Sample(ROOM),
    "check_line": call(ROOM, items=list(plant.CLEARANCE_ITEMS)),
    "get_clearance": Sample(CLEARANCE),
    "prepare_line_signing": Sample(CLEARANCE, own=SAID),
    "sign_line": call(CLEARANCE, prepared=str(uuid4())),
    "verify_line": call(CLEARANCE, prepared=str(uuid4())),
    "void_line": call(CLEARANCE, reason="a bin was full"),
    "list_assessments": Sample(),
    "get_assessment": Sample(ASSESSMENT),
    "draft_an_assessment": call(
        {}, code="RA-9", title_en="Parallel", rooms=["NONE"], measures="marks", valid_until="2027-01-01"
    ),
    "approve_an_assessment": call(ASSESSMENT, reason="read"),
    "withdraw_an_assessment": call(ASSESSMENT, reason="read"),
    "list_equipment": Sample(),
    "get_equipment": Sample(EQUIPMENT),
    "get_equipment_log": Sample(EQUIPMENT),
    "register_a_device": call({}, kind="terminal", code="T-9", scan_code="T-9", name_en="Tablet"),
    "record_cleaning": call(EQUIPMENT, valid_until="2036-01-01T00:00:00Z"),
    "record_fitness": call(EQUIPMENT, activity="qualification", valid_until="2036-01-01T00:00:00Z"),
    "change_equipment_service": call(EQUIPMENT, verb="take_out", reason="alarm"),
    "accept_device": call(EQUIPMENT, accepted=True, reason="validated"),
    "move_device": call(EQUIPMENT, room=None, reason="moved"),
    "note_serial_number": call(EQUIPMENT, serial="SN-9", reason="type plate"),
    "begin_use": call(EQUIPMENT, batch="P-1"),
    "end_use": call(EQUIPMENT, batch="P-1"),
    "list_reservations": Sample(EQUIPMENT),
    "reserve_equipment": call(EQUIPMENT, batch="P-1", starts_at="2036-01-01T00:00:00Z", ends_at="2036-01-02T00:00:00Z"),
    "cancel_a_reservation": call(RESERVATION, reason="moved"),
}
# closed lists, and who acted by id
NOT_WRITTEN = {
    "equipment.ParallelAssessment": {"state"},
    "equipment.LineClearance": {"items", "state"},
    "equipment.Equipment": {"kind", "state"},
    "equipment.LogEntry": {"activity", "by", "ended_by"},
    "equipment.Reservation": {"state", "by"},
    "equipment.Placement": {"content", "infectious", "openness"},
    "equipment.Room": {"grade", "uses", "pressure", "state", "premises_label"},
    "equipment.Presence": {"gowned_for"},
}
SAME = {
    "room_register": "register_a_room",
    "suite_register": "register_a_suite",
    "room_enter": "enter_a_room",
    "room_leave": "leave_a_room",
    "room_bring": "bring_container_in",
    "room_open": "open_in_room",
    "room_close": "close_in_room",
    "room_remove": "take_container_away",
    "room_end-work": "end_room_work",
    "room_clear": "check_line",
    "room_take-out": "change_a_room",
    "room_bring-back": "change_a_room",
    "room_tie": "tie_a_room",
    "clearance_sign": "prepare_line_signing",
    "clearance_verify": "prepare_line_signing",
    "clearance_signing": "sign_line",
    "clearance_void": "void_line",
    "equipment_register": "register_a_device",
    "equipment_start": "begin_use",
    "equipment_finish": "end_use",
    "equipment_clean": "record_cleaning",
    "equipment_reserve": "reserve_equipment",
    "equipment_qualify": "record_fitness",
    "equipment_calibrate": "record_fitness",
    "equipment_take-out": "change_equipment_service",
    "equipment_bring-back": "change_equipment_service",
    "equipment_move": "move_device",
    "equipment_serial": "note_serial_number",
    "equipment_accept": "accept_device",
    "equipment_refuse": "accept_device",
    "reservation_cancel": "cancel_a_reservation",
    "assessment_draft": "draft_an_assessment",
    "assessment_approve": "approve_an_assessment",
    "assessment_withdraw": "withdraw_an_assessment",
}
# the page "clearance_signing" gives whichever of the two signatures is due
ONLY_PROGRAMS = ("verify_line",)


def populate(home: Any, colleague: Any, label: str) -> dict[str, Any]:
    """A suite with a room that is checked, a device that is booked, an assessment that waits."""
    written = code_of(label)
    with use_scope(EVERYTHING):
        suite = plant.register_suite(
            actor=HOUSE, code=f"S-{written}", name_zh=label, name_en=label, organisation=home.id
        )
        room = plant.register_room(
            actor=HOUSE,
            suite_id=suite.id,
            code=f"ROOM-1-{written}",
            scan_code=f"RM-ROOM-1-{label}"[:60],
            name_zh=label,
            name_en=label,
            grade=Grade.D,
            uses=[RoomUse.CELLS],
            pressure=Pressure.POSITIVE,
            air_unit=f"AHU-{written}",
            plan=(0, 0, 10, 8),
        )
        clearance = plant.clear_line(actor=HOUSE, room_id=room.id, items=plant.CLEARANCE_ITEMS)
        device = plant.register_equipment(
            actor=HOUSE,
            kind=EquipmentKind.TERMINAL,
            code=f"TAB-1-{written}",
            scan_code=f"TAB-1-{label}"[:60],
            name_zh=label,
            name_en=label,
            room_id=room.id,
            serial=f"SN-{label}"[:60],
        )
        plant.qualify_equipment(actor=HOUSE, equipment_id=device.id, valid_until=now() + timedelta(days=90), note=label)
        start = now() + timedelta(days=1)
        booked = plant.reserve(
            actor=HOUSE,
            equipment_id=device.id,
            starts_at=start,
            ends_at=start + timedelta(days=1),
            batch=label[:60],
            purpose=label,
        )
        assessment = plant.draft_assessment(
            actor=HOUSE,
            code=f"RA-1-{written}",
            title_zh=label,
            title_en=label,
            rooms=[room.code],
            measures=label,
            valid_until=now().date() + timedelta(days=90),
            organisation=home.id,
        )
        _in_use(home, room, device, label)
    return {
        "suite": suite.id,
        "room": room.id,
        "clearance": clearance.id,
        "equipment": device.id,
        "reservation": booked.id,
        "assessment": assessment.id,
    }


def _in_use(home: Any, room: Any, device: Any, label: str) -> None:
    """The rows that work leaves: open work, a container in the room, a use of the device."""
    work = OpenWork(
        organisation_id=home.id, room=room, batch=label[:60], donor=label[:60], begun_at=now(), ended_at=now()
    )
    work.save()
    Placement(
        organisation_id=home.id,
        room=room,
        container=uuid4(),
        code=label[:80],
        content="cells",
        infectious="negative",
        batch=label[:60],
        donor=label[:60],
        since=now(),
    ).save()
    LogEntry(
        organisation_id=home.id,
        equipment=device,
        number=99,
        activity="use",
        batch=label[:60],
        product=label[:120],
        began_at=now(),
        ended_at=now(),
        by="house",
        ended_by="house",
    ).save()
    Equipment.objects.filter(id=device.id).update(soiled_by=label[:60], used_by=label[:60], used_since=now())
