"""Suites, rooms, equipment and what happens in and with them."""

from cellpark.equipment.models.assessment import ParallelAssessment
from cellpark.equipment.models.clearance import LineClearance
from cellpark.equipment.models.equipment import Equipment, LogEntry, Reservation
from cellpark.equipment.models.placement import Placement
from cellpark.equipment.models.room import OpenWork, Presence, Room
from cellpark.equipment.models.suite import Suite

__all__ = [
    "Equipment",
    "LineClearance",
    "LogEntry",
    "OpenWork",
    "ParallelAssessment",
    "Placement",
    "Presence",
    "Reservation",
    "Room",
    "Suite",
]
