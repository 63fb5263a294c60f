"""The tables of this app as folds of their streams."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, LiteralString
from uuid import UUID

import orjson

from cellpark.ledger.public import Entry, Interpretation, Projection, Row
from cellpark.premises import folds

_COLUMNS = ("id", "organisation_id", "building_id", *folds.ROOM, "inside")


def _building(row: Row | None, entry: Entry) -> Row | None:
    values = folds.building_values(entry.type, entry.data)
    if values is None:
        assert row is not None, "a stream starts with its building"
        return {**row, "version": entry.version}
    identity = UUID(str(entry.data["building"]))
    return {"id": identity, "organisation_id": entry.organisation, **values, "version": entry.version}


def _search(_row: Row | None, entry: Entry) -> Row | None:
    values = folds.search_values(entry.data)
    wanted = orjson.dumps(values["wanted"], option=orjson.OPT_SORT_KEYS).decode()
    return {**values, "wanted": wanted, "organisation_id": entry.organisation, "version": entry.version}


def _rooms(entries: Sequence[Entry]) -> Iterator[Row]:
    rooms: dict[UUID, dict[str, Any]] = {}
    for entry in entries:
        own = {"organisation_id": entry.organisation, "building_id": UUID(str(entry.data["building"])), "inside": ""}
        for key, values in folds.room_values(entry.type, entry.data).items():
            rooms[key] = {**rooms.get(key, {"id": key, **own}), **values}
    for row in rooms.values():
        yield {name: _compared(name, value) for name, value in row.items()}


def _compared(name: str, value: Any) -> Any:
    """A value as ``_STORED`` gives it."""
    if name in folds.NUMBERS:
        return str(Decimal(value).quantize(Decimal("0.01")))
    if name == "outline":
        return orjson.dumps(value).decode()
    if name == "came_from":
        return [str(each) for each in value]
    return value


_STORED: LiteralString = (
    "SELECT id, organisation_id, building_id, number, floor, code, kind, use, grade, area_gross_m2::text,"
    " area_net_m2::text, height_m::text, floor_load_kn_m2::text, power_kw::text, steam_kg_h::text,"
    " purified_water_l_h::text, exhaust_m3_h::text, ln2, waste, bonded, public, valid_from, valid_until, ending,"
    " replace(outline::text, ' ', '') AS outline, came_from::text[], inside FROM premises_room"
)
PROJECTIONS = (
    Projection(
        table="premises_building",
        streams="premises/",
        columns=("id", "organisation_id", *folds.BUILDING, "version"),
        fold=_building,
    ),
    Projection(
        table="premises_missedplace",
        streams="premises-search/",
        columns=("id", "organisation_id", "park_id", "day", "uses", "grade", "wanted", "visitor", "once", "version"),
        fold=_search,
    ),
    Interpretation(table="premises_room", streams="premises/", columns=_COLUMNS, stored=_STORED, rows=_rooms),
)
