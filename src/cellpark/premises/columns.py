"""The columns of a list of rooms: how each is read from text, checked, and written. Pure."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any

from cellpark.base.text import text_problems
from cellpark.kernel.problem import Problem
from cellpark.premises.places.outlines import Rings, is_drawable
from cellpark.premises.states import RoomGrade, RoomKind, RoomUse, Waste

CODE = re.compile(r"[0-9A-Za-z\u4e00-\u9fff][0-9A-Za-z\u4e00-\u9fff./_-]{0,29}")
POINT_MAX = 100_000
POINTS_MAX = 200
FLOORS = range(-9, 200)
YEARS = range(1900, 2200)
YES, NO = frozenset({"yes", "true", "1", "y", "\u662f"}), frozenset({"", "no", "false", "0", "n", "\u5426"})


class Unread(Exception):  # noqa: N818 -- an answer about a cell, not an error
    """A cell that says nothing that its column can hold; the problem says why."""

    def __init__(self, problem: Problem) -> None:
        """Keep the problem."""
        super().__init__(problem.code)
        self.problem = problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its name in files, how text becomes a value and back; ``needed`` in every file, ``first`` if new."""

    name: str
    read: Callable[[str], Any]
    write: Callable[[Any], str]
    needed: bool = False
    first: bool = False
    default: Any = None


def _unread(code: str, **params: str | int) -> Unread:
    return Unread(Problem(f"premises.value.{code}", params))


def _code(text: str) -> str:
    if not CODE.fullmatch(text) or text_problems(code=text):
        raise _unread("code")
    return text


def _maybe_code(text: str) -> str:
    return _code(text) if text else ""


def _floor(text: str) -> int:
    try:
        floor = int(text)
    except ValueError:
        raise _unread("floor", least=FLOORS[0], most=FLOORS[-1]) from None
    if floor not in FLOORS:
        raise _unread("floor", least=FLOORS[0], most=FLOORS[-1])
    return floor


def _number(text: str, *, most: int, positive: bool = False) -> Decimal:
    try:
        value = Decimal(text or "0")
    except InvalidOperation:
        raise _unread("number") from None
    if not value.is_finite() or value < 0 or value > most or (positive and not value):
        raise _unread("range", most=most)
    if value != value.quantize(Decimal("0.01")):
        raise _unread("places")
    return value.quantize(Decimal("0.01"))


def _one_of(text: str, *, kind: type[RoomKind | RoomUse | RoomGrade | Waste]) -> str:
    folded = text.upper() if kind is RoomGrade else text.lower()
    if folded not in {each.value for each in kind}:
        raise _unread("kind", known=", ".join(each.value for each in kind if each.value))
    return folded


def _yes(text: str) -> bool:
    if text.lower() not in YES | NO:
        raise _unread("yes")
    return text.lower() in YES


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text.replace("/", "-")) if len(text) == len("2026-01-01") else None
    except ValueError:
        day = None
    if day is None or day.year not in YEARS:
        raise _unread("day")
    return day


def _open_day(text: str) -> date | None:
    return _day(text) if text else None


def _outline(text: str) -> Rings:
    try:
        rings = tuple(
            tuple((int(x), int(y)) for x, y in (point.split(",") for point in ring.split()))
            for ring in text.split("/")
            if ring.strip()
        )
    except ValueError:
        raise _unread("outline") from None
    points = [point for ring in rings for point in ring]
    if len(points) > POINTS_MAX or any(not 0 <= each <= POINT_MAX for point in points for each in point):
        raise _unread("outline")
    if not is_drawable(rings):
        raise _unread("outline")
    return rings


def _outline_text(rings: Any) -> str:
    return " / ".join(" ".join(f"{x},{y}" for x, y in ring) for ring in rings)


def _number_text(value: Any) -> str:
    text = format(Decimal(value), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _as_it_is(value: Any) -> str:
    return "" if value is None else str(value)


def _day_text(value: Any) -> str:
    return "" if value is None else str(value.isoformat())


def _yes_text(value: Any) -> str:
    return "yes" if value else "no"


def _amount(name: str, *, most: int, first: bool = False) -> Column:
    read = partial(_number, most=most, positive=first)
    return Column(name=name, read=read, write=_number_text, first=first, default=Decimal("0.00"))


def _choice(name: str, kind: type[RoomKind | RoomUse | RoomGrade | Waste], **more: Any) -> Column:
    return Column(name=name, read=partial(_one_of, kind=kind), write=_as_it_is, **more)


def _flag(name: str) -> Column:
    return Column(name=name, read=_yes, write=_yes_text, default=False)


COLUMNS: tuple[Column, ...] = (
    Column(name="building", read=_code, write=_as_it_is, needed=True),
    Column(name="code", read=_code, write=_as_it_is, needed=True),
    Column(name="floor", read=_floor, write=_as_it_is, first=True),
    _choice("kind", RoomKind, default=RoomKind.ROOM.value),
    Column(name="inside", read=_maybe_code, write=_as_it_is, default=""),
    _choice("use", RoomUse, first=True),
    _amount("area_gross_m2", most=1_000_000, first=True),
    _amount("area_net_m2", most=1_000_000, first=True),
    _choice("grade", RoomGrade, default=""),
    _amount("height_m", most=100, first=True),
    _amount("floor_load_kn_m2", most=1_000, first=True),
    _amount("power_kw", most=1_000_000),
    _amount("steam_kg_h", most=1_000_000),
    _amount("purified_water_l_h", most=1_000_000),
    _flag("ln2"),
    _amount("exhaust_m3_h", most=1_000_000),
    _choice("waste", Waste, default=""),
    _flag("bonded"),
    _flag("public"),
    Column(name="valid_from", read=_day, write=_day_text, first=True),
    Column(name="valid_until", read=_open_day, write=_day_text),
    Column(name="outline_dm", read=_outline, write=_outline_text, default=()),
)
BY_NAME: Mapping[str, Column] = {each.name: each for each in COLUMNS}
NAMES = tuple(BY_NAME)
NEEDED = tuple(each.name for each in COLUMNS if each.needed)
EMPTY_SAYS_SO = frozenset({"kind", "inside", "grade", "waste", "valid_until"})
"""Columns in which an empty cell is an answer; in the others it leaves a room as it is."""


def read_cell(name: str, text: str) -> Any:
    """The value of a cell. Raises ``Unread``."""
    if name == "kind" and not text:
        return RoomKind.ROOM.value
    return BY_NAME[name].read(text)
