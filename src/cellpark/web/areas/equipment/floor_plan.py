"""The floor plan of the clean rooms as a drawing: pure geometry and text, no colours."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

SQUARE = 16
PADDING = 10
LINE = 24
MARGIN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of text in a room."""

    x: int
    y: int
    text: str
    look: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One room as it is drawn; ``mark`` is the place of the shape of its state."""

    x: int
    y: int
    width: int
    depth: int
    lines: Sequence[Line]
    mark_x: int
    mark_y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The size of the whole drawing."""

    view_box: str


def plan_of(rectangles: Sequence[tuple[int, int, int, int]]) -> Plan:
    """The drawing that holds all rectangles (x, y, width, depth in squares)."""
    left, top = min(x for x, *_ in rectangles), min(y for _, y, *_ in rectangles)
    right = max(x + width for x, _, width, _ in rectangles)
    bottom = max(y + depth for _, y, _, depth in rectangles)
    width, depth = (right - left) * SQUARE + 2 * MARGIN, (bottom - top) * SQUARE + 2 * MARGIN
    return Plan(view_box=f"{left * SQUARE - MARGIN} {top * SQUARE - MARGIN} {width} {depth}")


def box_of(
    rectangle: tuple[int, int, int, int], *, code: str, grade: str, name: str, state: str, notes: Sequence[str]
) -> Box:
    """A room with as many lines as fit: code and grade, state, the notes, then the name."""
    x, y, width, depth = (side * SQUARE for side in rectangle)
    room_for = (width - 2 * PADDING) * 10 // 75
    texts = [(f"{code} · {grade}", "plan-code"), (shortened(state, (width - 2 * PADDING - LINE) // 10), "plan-state")]
    texts += [*((shortened(note, room_for), "plan-note") for note in notes), (shortened(name, room_for), "plan-name")]
    fitting = max(1, (depth - PADDING) // LINE)
    if fitting == 1:  # a corridor: one line for code and state
        texts = [(f"{code} · {grade} · {state}", "plan-code")]
    lines = [
        Line(
            x=x + PADDING + (LINE if look == "plan-state" else 0),
            y=y + PADDING + LINE * (place + 1) - 6,
            text=text,
            look=look,
        )
        for place, (text, look) in enumerate(texts[:fitting])
    ]
    return Box(x=x, y=y, width=width, depth=depth, lines=lines, mark_x=x + PADDING, mark_y=y + PADDING + LINE + 3)


def shortened(text: str, room_for: int) -> str:
    """The text in at most ``room_for`` narrow letters; a Chinese character is two of them wide."""
    taken, kept = 0, ""
    for letter in text:
        taken += 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        if taken > room_for:
            return kept.rstrip() + "…"
        kept += letter
    return kept
