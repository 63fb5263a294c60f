"""Two pictures of the ledger as pure geometry: a stream as a line of stations, a proof as a path through the tree."""

from collections.abc import Sequence
from dataclasses import dataclass

STATIONS_MAX = 9
STEP, MARGIN = 128, 64
ROW, COLUMN = 46, 250
HEX_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """What a station stands for."""

    version: int
    title: str
    at: str
    href: str
    is_signed: bool


@dataclass(frozen=True, slots=True)
class Station:
    """A stop with its place on the line; ``label`` is its title, cut to what fits."""

    stop: Stop
    x: int
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """The whole line. ``gap_x`` is the middle of the left-out part, none when nothing is left out."""

    stations: Sequence[Station]
    width: int
    end_x: int
    left_out: int
    gap_x: int | None


def line_of(first: Stop, last: Sequence[Stop], total: int) -> Line:
    """The first stop, a gap when stops are left out, and the last ones."""
    shown = list(last) if last and last[0].version == first.version else [first, *last]
    left_out = total - len(shown)
    stations: list[Station] = []
    x = MARGIN
    gap_x = None
    for place, stop in enumerate(shown):
        if place == 1 and left_out:
            gap_x = x
            x += STEP
        stations.append(Station(stop, x, cut(stop.title)))
        x += STEP
    end_x = stations[-1].x
    return Line(stations, end_x + MARGIN, end_x, left_out, gap_x)


def cut(title: str, width: int = 18) -> str:
    """A title that fits under a station; a Chinese character is as wide as two Latin ones."""
    used, kept = 0, ""
    for letter in title:
        used += 2 if ord(letter) > 0x2E7F else 1
        if used > width:
            return kept.rstrip() + "…"
        kept += letter
    return title


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One step up the tree: the node reached so far, and the neighbour that the proof gives."""

    level: int
    side: str  # of the neighbour: "left" or "right"
    neighbour: str
    result: str
    y: int
    neighbour_x: int


@dataclass(frozen=True, slots=True)
class TreePath:
    """The path from a leaf (at the bottom) to the root (at the top)."""

    leaf: str
    leaf_y: int
    rungs: Sequence[Rung]
    height: int
    top_y: int


def tree_path(leaf: str, sides: Sequence[str], neighbours: Sequence[str], results: Sequence[str]) -> TreePath:
    """The picture of a proof: for each step the neighbour's side and hash and the hash that results (hex)."""
    steps = len(neighbours)
    leaf_y = ROW * (steps + 1)
    rungs = [
        Rung(
            level=level,
            side=side,
            neighbour=neighbour,
            result=result,
            y=leaf_y - ROW * level,
            neighbour_x=-COLUMN if side == "left" else COLUMN,
        )
        for level, (side, neighbour, result) in enumerate(zip(sides, neighbours, results, strict=True), start=1)
    ]
    return TreePath(leaf, leaf_y, rungs, leaf_y + ROW, rungs[-1].y if rungs else leaf_y)
