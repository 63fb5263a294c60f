"""What other floors use of this app. Batches are named by their number (a text), people and things by their id."""

from cellpark.equipment import words
from cellpark.equipment.actions.approve_assessment import approve_assessment
from cellpark.equipment.actions.calibrate_equipment import calibrate_equipment
from cellpark.equipment.actions.cancel_reservation import cancel_reservation
from cellpark.equipment.actions.change_room_state import change_room_state
from cellpark.equipment.actions.change_service import change_service
from cellpark.equipment.actions.clean_equipment import clean_equipment
from cellpark.equipment.actions.clear_line import clear_line
from cellpark.equipment.actions.close_container import close_container
from cellpark.equipment.actions.draft_assessment import draft_assessment
from cellpark.equipment.actions.end_work import end_work
from cellpark.equipment.actions.finish_use import finish_use
from cellpark.equipment.actions.leave_room import leave_room
from cellpark.equipment.actions.load_plant import LoadedPlant, load_plant
from cellpark.equipment.actions.move_equipment import move_equipment
from cellpark.equipment.actions.note_serial import note_serial
from cellpark.equipment.actions.occupy_room import occupy_room
from cellpark.equipment.actions.open_container import open_container
from cellpark.equipment.actions.place_container import place_container
from cellpark.equipment.actions.prepare_clearance_signature import prepare_clearance_signature
from cellpark.equipment.actions.qualify_equipment import qualify_equipment
from cellpark.equipment.actions.register_device import register_device
from cellpark.equipment.actions.register_equipment import register_equipment
from cellpark.equipment.actions.register_room import register_room
from cellpark.equipment.actions.register_suite import register_suite
from cellpark.equipment.actions.remove_container import remove_container
from cellpark.equipment.actions.reserve import reserve
from cellpark.equipment.actions.sign_clearance import sign_clearance
from cellpark.equipment.actions.start_use import start_use
from cellpark.equipment.actions.tie_room import tie_room
from cellpark.equipment.actions.verify_clearance import verify_clearance
from cellpark.equipment.actions.void_clearance import void_clearance
from cellpark.equipment.actions.withdraw_assessment import withdraw_assessment
from cellpark.equipment.container_facts import facts_of
from cellpark.equipment.example_plant import load_example_plant
from cellpark.equipment.facts import ContainerFacts, clearance_row, place_of, presence_of
from cellpark.equipment.in_use import How, RoomInUse, rooms_in_use
from cellpark.equipment.models import (
    Equipment,
    LineClearance,
    LogEntry,
    OpenWork,
    ParallelAssessment,
    Placement,
    Presence,
    Reservation,
    Room,
    Suite,
)
from cellpark.equipment.permissions import EquipmentPermission
from cellpark.equipment.queries import (
    assessment,
    assessments,
    clearance,
    clearances_of,
    due,
    equipment,
    equipment_list,
    equipment_of_serial,
    find_equipment,
    find_room,
    inside_of,
    log_of,
    open_clearances,
    people_in,
    registered_device,
    reservation,
    reservations_of,
    room,
    rooms,
    suites,
    things_in,
    work_in,
)
from cellpark.equipment.rules import CLEARANCE_ITEMS, clearance_signer_problems
from cellpark.equipment.segregation import EXPOSED, present_problems
from cellpark.equipment.states import (
    DEVICES,
    STORES,
    Activity,
    AssessmentState,
    ClearanceState,
    Content,
    EquipmentKind,
    Grade,
    Infectious,
    Openness,
    Pressure,
    ReservationState,
    RoomUse,
    ServiceState,
    Wanted,
)
from cellpark.equipment.verdict import equipment_problems, inside_problems, opening_problems

__all__ = [
    "CLEARANCE_ITEMS",
    "DEVICES",
    "EXPOSED",
    "STORES",
    "Activity",
    "AssessmentState",
    "ClearanceState",
    "ContainerFacts",
    "Content",
    "Equipment",
    "EquipmentKind",
    "EquipmentPermission",
    "Grade",
    "How",
    "Infectious",
    "LineClearance",
    "LoadedPlant",
    "LogEntry",
    "OpenWork",
    "Openness",
    "ParallelAssessment",
    "Placement",
    "Presence",
    "Pressure",
    "Reservation",
    "ReservationState",
    "Room",
    "RoomInUse",
    "RoomUse",
    "ServiceState",
    "Suite",
    "Wanted",
    "approve_assessment",
    "assessment",
    "assessments",
    "calibrate_equipment",
    "cancel_reservation",
    "change_room_state",
    "change_service",
    "clean_equipment",
    "clear_line",
    "clearance",
    "clearance_row",
    "clearance_signer_problems",
    "clearances_of",
    "close_container",
    "draft_assessment",
    "due",
    "end_work",
    "equipment",
    "equipment_list",
    "equipment_of_serial",
    "equipment_problems",
    "facts_of",
    "find_equipment",
    "find_room",
    "finish_use",
    "inside_of",
    "inside_problems",
    "leave_room",
    "load_example_plant",
    "load_plant",
    "log_of",
    "move_equipment",
    "note_serial",
    "occupy_room",
    "open_clearances",
    "open_container",
    "opening_problems",
    "people_in",
    "place_container",
    "place_of",
    "prepare_clearance_signature",
    "presence_of",
    "present_problems",
    "qualify_equipment",
    "register_device",
    "register_equipment",
    "register_room",
    "register_suite",
    "registered_device",
    "remove_container",
    "reservation",
    "reservations_of",
    "reserve",
    "room",
    "rooms",
    "rooms_in_use",
    "sign_clearance",
    "start_use",
    "suites",
    "things_in",
    "tie_room",
    "verify_clearance",
    "void_clearance",
    "withdraw_assessment",
    "words",
    "work_in",
]
