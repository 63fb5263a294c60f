"""What other floors use of this app."""

from cellpark.premises import words
from cellpark.premises.models import Building, Room
from cellpark.premises.permissions import PremisesPermission
from cellpark.premises.places.needs import Demand, Finding, Needs, Place
from cellpark.premises.queries import building, buildings, room, rooms, rooms_from, rooms_on, standing_on
from cellpark.premises.states import GRADE_ORDER, Ending, RoomGrade, RoomKind, RoomUse, Waste

__all__ = [
    "GRADE_ORDER",
    "Building",
    "Demand",
    "Ending",
    "Finding",
    "Needs",
    "Place",
    "PremisesPermission",
    "Room",
    "RoomGrade",
    "RoomKind",
    "RoomUse",
    "Waste",
    "building",
    "buildings",
    "room",
    "rooms",
    "rooms_from",
    "rooms_on",
    "standing_on",
    "words",
]
