"""What a list of rooms would change, worked out before anything is written. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from cellpark.kernel.problem import Problem
from cellpark.premises.columns import COLUMNS, EMPTY_SAYS_SO, Unread, read_cell
from cellpark.premises.rules import inside_problems, overlap, room_problems
from cellpark.premises.states import Ending
from cellpark.premises.tables import Sheet

BAD_SHOWN = 500
Placed = tuple[int, str, UUID | None, dict[str, Any]]
"""A row that was read: its number, the code of its building, the room that it changes, its values."""


@dataclass(frozen=True, slots=True)
class BadCell:
    """Why a row is not taken: the number of the row as the spreadsheet shows it, column, value, reason."""

    row: int
    column: str
    value: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Standing:
    """A building as a file sees it: its id and floors."""

    id: UUID
    floors: range


@dataclass(frozen=True, slots=True)
class Held:
    """A room that is there already, with its values by column."""

    id: UUID
    building: str
    ending: str
    values: Mapping[str, Any]


@dataclass(slots=True)
class Plan:
    """New rooms and changed ones by building, how many stay as they are, and everything that is wrong."""

    opened: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    changed: dict[str, list[tuple[UUID, dict[str, Any]]]] = field(default_factory=lambda: defaultdict(list))
    same: int = 0
    bad: list[BadCell] = field(default_factory=list)

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many are new, changed, the same."""
        return sum(map(len, self.opened.values())), sum(map(len, self.changed.values())), self.same


def plan_import(sheet: Sheet, *, buildings: Mapping[str, Standing], held: Iterable[Held]) -> Plan:
    """Compare each row with what is there: a row is a new room, a changed one, the same one, or wrong.

    A room is found by building, code and ``valid_from``; where a file has no ``valid_from``, the last room of that code
    is meant. Rooms that a file does not name stay as they are.
    """
    plan = Plan()
    present: dict[tuple[str, str], list[Held]] = defaultdict(list)
    for each in held:
        present[each.building, each.values["code"]].append(each)
    spans: dict[tuple[str, str], list[tuple[int, UUID | None, date, date | None]]] = defaultdict(list)
    placed: list[Placed] = []
    for number, cells in sheet.rows:
        read = _read_row(number, cells, plan.bad)
        if read is None:
            continue
        building = buildings.get(read["building"])
        if building is None:
            plan.bad.append(BadCell(number, "building", cells["building"], Problem("premises.value.building")))
            continue
        key = read.pop("building"), read["code"]
        known = _match(present[key], read)
        values = _values(number, cells, read, known, plan.bad)
        if values is None or not _fits(number, cells, values, building, plan.bad):
            continue
        if known is None:
            plan.opened[key[0]].append(values)
        elif values == dict(known.values):
            plan.same += 1
        elif known.ending not in (Ending.OPEN, Ending.CLOSED):
            plan.bad.append(BadCell(number, "code", key[1], Problem("premises.value.ended")))
            continue
        else:
            plan.changed[key[0]].append((known.id, values))
        placed.append((number, key[0], known.id if known else None, values))
        spans[key].append((number, known.id if known else None, values["valid_from"], values["valid_until"]))
    _check_spans(spans, present, plan.bad)
    _check_benches(placed, present, plan.bad)
    plan.bad.sort(key=lambda each: each.row)
    return plan


def _read_row(number: int, cells: Mapping[str, str], bad: list[BadCell]) -> dict[str, Any] | None:
    read, whole = {}, True
    for name, text in cells.items():
        if not text and name not in EMPTY_SAYS_SO and name not in ("building", "code"):
            continue
        try:
            read[name] = read_cell(name, text)
        except Unread as unread:
            bad.append(BadCell(number, name, text[:80], unread.problem))
            whole = False
    return read if whole else None


def _match(rooms: list[Held], read: Mapping[str, Any]) -> Held | None:
    if "valid_from" in read:
        return next((each for each in rooms if each.values["valid_from"] == read["valid_from"]), None)
    return max(rooms, key=lambda each: each.values["valid_from"], default=None)


def _values(
    number: int, cells: Mapping[str, str], read: Mapping[str, Any], known: Held | None, bad: list[BadCell]
) -> dict[str, Any] | None:
    if known is not None:
        return {**known.values, **read}
    missing = [each.name for each in COLUMNS if each.first and each.name not in read]
    bad += [BadCell(number, name, cells.get(name, ""), Problem("premises.value.missing")) for name in missing]
    if missing:
        return None
    return {each.name: read.get(each.name, each.default) for each in COLUMNS if each.name != "building"}


def _fits(
    number: int, cells: Mapping[str, str], values: Mapping[str, Any], building: Standing, bad: list[BadCell]
) -> bool:
    problems = room_problems(values, floors=building.floors)
    for each in problems:
        name = each.field or "code"
        bad.append(BadCell(number, name, cells.get(name, ""), each))
    return not problems


def _check_benches(placed: Sequence[Placed], present: Mapping[tuple[str, str], list[Held]], bad: list[BadCell]) -> None:
    """A bench stands in a room of this file, or in one that is there and that the file does not name."""
    named = {identity for _number, _building, identity, _values in placed}
    rooms: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for _number, building, _identity, values in placed:
        rooms[building, values["code"]].append(values)
    for key, each in present.items():
        rooms[key] += [held.values for held in each if held.id not in named]
    for number, building, _identity, values in placed:
        called = rooms[building, values["inside"]] if values["inside"] else []
        around = [(each["floor"], each["kind"], each["valid_from"], each["valid_until"]) for each in called]
        bad += [BadCell(number, "inside", values["inside"], each) for each in inside_problems(values, around)]


def _check_spans(
    spans: Mapping[tuple[str, str], list[tuple[int, UUID | None, date, date | None]]],
    present: Mapping[tuple[str, str], list[Held]],
    bad: list[BadCell],
) -> None:
    for key, rows in spans.items():
        named = {identity for _number, identity, _start, _end in rows}
        untouched = [
            (each.values["valid_from"], each.values["valid_until"]) for each in present[key] if each.id not in named
        ]
        for place, (number, _identity, start, end) in enumerate(rows):
            others = [(first, last) for _n, _i, first, last in rows[:place]] + untouched
            if any(overlap((start, end), other) for other in others):
                bad.append(BadCell(number, "code", key[1], Problem("premises.room.taken", {"code": key[1]})))
