"""What other floors use of this app."""

from cellpark.premises import words
from cellpark.premises.actions.change_room import FIXED, change_room
from cellpark.premises.actions.close_room import close_room
from cellpark.premises.actions.generate_premises import generate_premises
from cellpark.premises.actions.import_rooms import Imported, Tried, import_rooms, load_rooms, try_rooms
from cellpark.premises.actions.merge_rooms import merge_rooms
from cellpark.premises.actions.miss_place import miss_place, miss_visitors_place
from cellpark.premises.actions.register_building import change_building, register_building
from cellpark.premises.actions.split_room import Part, split_room
from cellpark.premises.benches import outlines_of
from cellpark.premises.columns import COLUMNS, NAMES
from cellpark.premises.example_premises import load_example_premises
from cellpark.premises.exporting import empty_list, export_rooms
from cellpark.premises.finding import find_places
from cellpark.premises.importing import BadCell
from cellpark.premises.models import Building, MissedPlace, Room
from cellpark.premises.permissions import PremisesPermission
from cellpark.premises.places.needs import Demand, Finding, Needs, Place
from cellpark.premises.queries import (
    benches_of,
    building,
    buildings,
    missed_places,
    neighbours_of,
    room,
    room_around,
    rooms,
    rooms_from,
    rooms_on,
    standing_on,
)
from cellpark.premises.states import GRADE_ORDER, Ending, RoomGrade, RoomKind, RoomUse, Waste
from cellpark.premises.tables import BYTES_MAX, XLSX_TYPE
from cellpark.premises.uses import apart_guards, refusal_of, use_guards

__all__ = [
    "BYTES_MAX",
    "COLUMNS",
    "FIXED",
    "GRADE_ORDER",
    "NAMES",
    "XLSX_TYPE",
    "BadCell",
    "Building",
    "Demand",
    "Ending",
    "Finding",
    "Imported",
    "MissedPlace",
    "Needs",
    "Part",
    "Place",
    "PremisesPermission",
    "Room",
    "RoomGrade",
    "RoomKind",
    "RoomUse",
    "Tried",
    "Waste",
    "apart_guards",
    "benches_of",
    "building",
    "buildings",
    "change_building",
    "change_room",
    "close_room",
    "empty_list",
    "export_rooms",
    "find_places",
    "generate_premises",
    "import_rooms",
    "load_example_premises",
    "load_rooms",
    "merge_rooms",
    "miss_place",
    "miss_visitors_place",
    "missed_places",
    "neighbours_of",
    "outlines_of",
    "refusal_of",
    "register_building",
    "room",
    "room_around",
    "rooms",
    "rooms_from",
    "rooms_on",
    "split_room",
    "standing_on",
    "try_rooms",
    "use_guards",
    "words",
]
