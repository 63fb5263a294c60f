"""Rows from events: what one event does to its building and to the building's rooms."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from cellpark.premises.states import Ending

BUILDING = ("code", "park_id", "phase", "name_zh", "name_en", "lowest_floor", "highest_floor", "width_dm", "depth_dm")
NUMBERS = (
    *("area_gross_m2", "area_net_m2", "height_m", "floor_load_kn_m2", "power_kw", "steam_kg_h"),
    *("purified_water_l_h", "exhaust_m3_h"),
)
ROOM = (
    *("number", "floor", "code", "kind", "use", "grade", *NUMBERS, "ln2", "waste", "bonded", "public"),
    *("valid_from", "valid_until", "ending", "outline", "came_from"),
)
Values = dict[str, Any]


def building_values(type_: str, data: Mapping[str, Any]) -> Values | None:
    """The columns of the building after an event; None where it is about rooms alone."""
    if not type_.startswith("premises.building."):
        return None
    named = {name: data[name] for name in BUILDING if name != "park_id"}
    return {**named, "park_id": None if data["park"] is None else UUID(str(data["park"]))}


def room_values(type_: str, data: Mapping[str, Any]) -> dict[UUID, Values]:
    """The columns that an event sets, by room: all of them for a room that is new."""
    made = _MADE.get(type_)
    return made(data) if made is not None else {}


def _split(data: Mapping[str, Any]) -> dict[UUID, Values]:
    ended = _ended(data["day"], Ending.SPLIT)
    return {UUID(str(data["room"])): ended, **dict(facts_values(each) for each in data["into"])}


def _merged(data: Mapping[str, Any]) -> dict[UUID, Values]:
    ended = _ended(data["day"], Ending.MERGED)
    return {**{UUID(str(each)): ended for each in data["rooms"]}, **dict([facts_values(data["into"])])}


def _closed(data: Mapping[str, Any]) -> dict[UUID, Values]:
    return {UUID(str(data["room"])): _ended(data["day"], Ending.CLOSED if data["day"] else Ending.OPEN)}


def facts_values(facts: Mapping[str, Any]) -> tuple[UUID, Values]:
    """A room's id and its columns from the plain form of ``RoomFacts``."""
    values = {name: facts[name] for name in ROOM}
    values |= {name: Decimal(str(facts[name])) for name in NUMBERS}
    values |= {"valid_from": _day(facts["valid_from"]), "valid_until": _day(facts["valid_until"])}
    values |= {"came_from": [UUID(str(each)) for each in facts["came_from"]]}
    return UUID(str(facts["room"])), values


def search_values(data: Mapping[str, Any]) -> Values:
    """The columns of a search without a hit."""
    return {
        "id": UUID(str(data["search"])),
        "park_id": None if data["park"] is None else UUID(str(data["park"])),
        "day": _day(data["day"]),
        **{name: data[name] for name in ("uses", "grade", "wanted", "visitor", "once")},
    }


def _ended(day: object, how: Ending) -> Values:
    return {"valid_until": _day(day), "ending": how.value}


_MADE: Mapping[str, Callable[[Mapping[str, Any]], dict[UUID, Values]]] = {
    "premises.rooms.imported": lambda data: dict(facts_values(each) for each in (*data["opened"], *data["changed"])),
    "premises.room.changed": lambda data: dict([facts_values(data["room"])]),
    "premises.room.split": _split,
    "premises.rooms.merged": _merged,
    "premises.room.closed": _closed,
    "premises.benches.placed": lambda data: {
        UUID(str(bench)): {"inside": code} for bench, code in data["benches"].items()
    },
}


def _day(value: object) -> date | None:
    return None if value is None else date.fromisoformat(str(value))
