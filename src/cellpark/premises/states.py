"""Kinds, uses and grades of rooms, and how a room ends. Rooms have days, not states: what is let is for leases."""

from enum import StrEnum


class RoomKind(StrEnum):
    """What is let: a whole room, or a bench in a shared one."""

    ROOM = "room"
    BENCH = "bench"


class RoomUse(StrEnum):
    """What a room is made for."""

    LABORATORY = "laboratory"
    PILOT = "pilot"
    PRODUCTION = "production"
    OFFICE = "office"
    STORAGE = "storage"
    ANIMAL = "animal"


class RoomGrade(StrEnum):
    """The clean-room grade of EU GMP Annex 1; controlled but not classified; or none."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    CNC = "CNC"
    NONE = ""


class Waste(StrEnum):
    """What may go down the room's drains to the building's treatment."""

    NONE = ""
    CHEMICAL = "chemical"
    BIOLOGICAL = "biological"
    BOTH = "both"


class Ending(StrEnum):
    """What ends a room's days."""

    OPEN = ""
    CLOSED = "closed"
    SPLIT = "split"
    MERGED = "merged"


GRADE_ORDER = (RoomGrade.A, RoomGrade.B, RoomGrade.C, RoomGrade.D, RoomGrade.CNC, RoomGrade.NONE)
"""The cleanest first: a need is met by its own grade or a cleaner one."""
