"""What may be said about buildings and rooms. Pure."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from cellpark.base.text import text_problems
from cellpark.kernel.problem import Problem
from cellpark.premises.columns import FLOORS
from cellpark.premises.states import RoomKind

BUILDING_CODE = re.compile(r"[0-9A-Za-z\u4e00-\u9fff][0-9A-Za-z\u4e00-\u9fff._-]{0,19}")
NAME_MAX, PHASE_MAX = 200, 60
PLATE_DM = range(50, 100_001)
PARTS_MAX = 20
TOLERANCE = Decimal("0.01")
"""How far the areas of a split or merge may miss the area before, as a share: a new wall stands on the floor."""


def building_problems(*, code: str, name_zh: str, name_en: str, phase: str, floors: tuple[int, int]) -> list[Problem]:
    """A building has a code, a name in one language and floors in their order."""
    problems = []
    if not BUILDING_CODE.fullmatch(code):
        problems.append(Problem("premises.building.code", {"code": code[:30]}, field="code"))
    if not name_zh.strip() and not name_en.strip():
        problems.append(Problem("base.required", field="name_zh"))
    for field, text, most in (
        ("name_zh", name_zh, NAME_MAX),
        ("name_en", name_en, NAME_MAX),
        ("phase", phase, PHASE_MAX),
    ):
        if len(text) > most:
            problems.append(Problem("base.too_long", {"limit": most}, field=field))
    problems += text_problems(name_zh=name_zh, name_en=name_en, phase=phase)
    if not (FLOORS[0] <= floors[0] <= floors[1] <= FLOORS[-1]):
        params = {"least": FLOORS[0], "most": FLOORS[-1]}
        problems.append(Problem("premises.building.floors", params, field="highest_floor"))
    return problems


def plate_problems(*, width_dm: int, depth_dm: int) -> list[Problem]:
    """A plate that can be drawn."""
    sizes = (("width_dm", width_dm), ("depth_dm", depth_dm))
    params = {"least": PLATE_DM[0], "most": PLATE_DM[-1]}
    return [Problem("premises.building.plate", params, field=name) for name, size in sizes if size not in PLATE_DM]


def room_problems(values: Mapping[str, Any], *, floors: Collection[int]) -> list[Problem]:
    """What must hold of one room besides the values of its columns."""
    problems = []
    if values["floor"] not in floors:
        params = {"least": min(floors), "most": max(floors)}
        problems.append(Problem("premises.room.floor", params, field="floor"))
    if values["area_net_m2"] > values["area_gross_m2"]:
        problems.append(Problem("premises.room.areas", field="area_net_m2"))
    if values["valid_until"] is not None and values["valid_until"] <= values["valid_from"]:
        problems.append(Problem("premises.room.days", field="valid_until"))
    return problems


def inside_problems(values: Mapping[str, Any], rooms: Iterable[tuple[int, str, date, date | None]]) -> list[Problem]:
    """A bench stands in a room of its floor that is there on its first day.

    ``rooms``: floor, kind and days of what has the code that it names.
    """
    if not values["inside"]:
        return []
    if values["kind"] != RoomKind.BENCH:
        return [Problem("premises.room.inside", field="inside")]
    day = values["valid_from"]
    for floor, kind, start, end in rooms:
        if kind == RoomKind.ROOM and floor == values["floor"] and start <= day and (end is None or day < end):
            return []
    return [Problem("premises.room.around", {"code": values["inside"]}, field="inside")]


def emptied_problems(benches: Iterable[tuple[str, date | None]], day: date | None) -> list[Problem]:
    """A room in which benches stand on ``day`` or later does not end; ``benches``: their codes and ends."""
    found = [code for code, end in benches if day is not None and (end is None or end > day)]
    return [Problem("premises.room.benches", {"codes": ", ".join(found[:10])}, field="day")] if found else []


def sum_problems(before: Mapping[str, Decimal], parts: Sequence[Mapping[str, Decimal]]) -> list[Problem]:
    """The areas after a split or merge are those before, up to a hundredth of them."""
    problems = []
    for name, area in before.items():
        after = sum((part[name] for part in parts), Decimal(0))
        if abs(after - area) > area * TOLERANCE:
            params = {"before": str(area), "after": str(after), "tolerance": f"{TOLERANCE:.0%}"}
            problems.append(Problem("premises.room.sum", params, field=name))
    return problems


def division_problems(*, day: date, valid_from: date, valid_until: date | None, parts: int) -> list[Problem]:
    """A room ends on a day on which it is there."""
    problems = []
    if not valid_from < day or (valid_until is not None and day >= valid_until):
        problems.append(Problem("premises.room.day", field="day"))
    if not 2 <= parts <= PARTS_MAX:
        problems.append(Problem("premises.room.parts", {"most": PARTS_MAX}, field="parts"))
    return problems


def taken_problems(
    wanted: Iterable[tuple[str, date, date | None]],
    held: Iterable[tuple[UUID, str, date, date | None]],
    *,
    field: str = "code",
) -> list[Problem]:
    """A code leads to one room at a time."""
    mine = list(wanted)
    problems = []
    for place, (code, start, end) in enumerate(mine):
        others = [(other, first, last) for other, first, last in mine[:place]]
        others += [(other, first, last) for _id, other, first, last in held]
        if any(other == code and overlap((start, end), (first, last)) for other, first, last in others):
            problems.append(Problem("premises.room.taken", {"code": code}, field=field))
    return problems


def overlap(one: tuple[date, date | None], other: tuple[date, date | None]) -> bool:
    """Whether two spans of days, each without its end, share a day."""
    return (other[1] is None or one[0] < other[1]) and (one[1] is None or other[0] < one[1])
