"""A window on one sheet: the whole of it as places on a drawing of a fixed width. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from cellpark.web.areas.plans.picture.scene import Scene
from cellpark.web.areas.plans.picture.window import GHOST, KEPT, LATE, MOVED, URGENT, Names, Window, window_of

WIDTH, MARGIN, HEAD, ROW = 1_580, 190, 34, 18
TEXT_WIDTH, SHORT = 7, 4
"""Of a letter, roughly: a bar names its batch only where that fits in."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with its looks; ``text`` is what fits into it."""

    x: float
    y: float
    width: float
    height: float
    look: str
    text: str
    title: str

    @property
    def classes(self) -> str:
        """Its looks, each as a class of the style sheet."""
        return " ".join(f"paper-{each}" for each in self.look.split())


@dataclass(frozen=True, slots=True)
class Text:
    """A name at a place."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Paper:
    """The drawing."""

    width: int
    height: int
    margin: int
    head: int
    rows: tuple[Text, ...]
    lines: tuple[float, ...]
    ticks: tuple[Text, ...]
    days: tuple[Text, ...]
    away: tuple[Box, ...]
    boxes: tuple[Box, ...]
    now: float | None


def paper_of(scene: Scene, window: Window, names: Names, ticks: Sequence[tuple[int, str, int]]) -> Paper:
    """The drawing of a window."""
    said = window_of(scene, window, names)
    scale = (WIDTH - MARGIN) / (window.until - window.since)

    def across(unit: int) -> float:
        inside = min(max(unit, window.since), window.until)
        return round(MARGIN + (inside - window.since) * scale, 1)

    rows, lines, away, at = [], [], [], 0
    for label, lanes, _capacity, spans in said["groups"]:  # type: ignore[attr-defined]
        lines.append(float(HEAD + at * ROW))
        rows.append(Text(4, HEAD + at * ROW + 13, label))
        for row, start, end in spans:
            away.append(Box(across(start), HEAD + row * ROW, across(end) - across(start), ROW, "away", "", ""))
        at += lanes
    jobs, operations = said["jobs"], said["operations"]
    boxes = []
    for row, number, start, end, clear, marks in said["bars"]:  # type: ignore[attr-defined]
        job, _key, step = operations[number]  # type: ignore[index]
        name, state = jobs[job][0], jobs[job][1]  # type: ignore[index]
        look = [state]
        look += [
            word for bit, word in ((KEPT, "kept"), (MOVED, "moved"), (GHOST, "ghost"), (LATE, "late")) if marks & bit
        ]
        width = max(1.0, across(end) - across(start))
        said_by = f"{'! ' if marks & LATE else ''}{'^ ' if marks & URGENT else ''}{name}"
        fitting = (each for each in (said_by, name, name[-SHORT:]) if len(each) * TEXT_WIDTH < width)
        text = next(fitting, "")
        boxes.append(Box(across(start), HEAD + row * ROW + 2, width, ROW - 4, " ".join(look), text, f"{name} {step}"))
        if clear > end:
            boxes.append(Box(across(end), HEAD + row * ROW + 6, across(clear) - across(end), ROW - 12, "clear", "", ""))
    now = across(window.now) if window.since <= window.now < window.until else None
    return Paper(
        WIDTH,
        HEAD + at * ROW + 4,
        MARGIN,
        HEAD,
        tuple(rows),
        tuple(lines),
        tuple(Text(across(unit), 30, label) for unit, label, major in ticks if not major),
        tuple(Text(across(unit), 14, label) for unit, label, major in ticks if major),
        tuple(away),
        tuple(boxes),
        now,
    )
