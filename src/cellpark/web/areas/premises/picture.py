"""A building as stacked floors: pure geometry and text, no colours. Every room is a link with its state in words."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe

from cellpark.web.areas.premises.shares import Share
from cellpark.web.areas.premises.standing import Standing

WIDTH, LABEL, GAP, MARGIN = 1_080, 58, 12, 4
STRIPS = ((6, 100), (12, 76), (10_000, 60))
"""How deep a floor is drawn in a building of up to so many floors."""
LETTER = 7.4
TWO_LINES, WITH_NAME = 36, 80
BAR_WIDTH, BAR, BAR_GAP = 200, 9, 2
BARS_KEPT = 1_000
PATTERNED = frozenset({Standing.HELD, Standing.FIT_OUT, Standing.LATER, Standing.SOON})


@dataclass(frozen=True, slots=True)
class Drawn:
    """One room as the picture needs it; ``dim`` where a filter leaves it out."""

    floor: int
    code: str
    href: str
    outline: Sequence[Sequence[Sequence[int]]]
    standing: Standing
    spoken: str
    tenant: str
    dim: bool
    here: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """The drawing and its size."""

    view_box: str
    body: SafeString


def picture_of(
    rooms: Sequence[Drawn], floors: Sequence[int], *, plate: tuple[int, int], name: Callable[[int], str]
) -> Picture:
    """Floors from the highest to the lowest, each a strip in the proportions of the plate's width."""
    width = max([plate[0], *(x for room in rooms for ring in room.outline for x, _y in ring)])
    depth = max([plate[1], *(y for room in rooms for ring in room.outline for _x, y in ring)])
    strip = next(size for most, size in STRIPS if len(floors) <= most)
    scale = ((WIDTH - LABEL - MARGIN) / width, strip / depth)
    by_floor: dict[int, list[Drawn]] = {}
    for room in rooms:
        by_floor.setdefault(room.floor, []).append(room)
    parts: list[str] = []
    top = MARGIN
    for floor in sorted(floors, reverse=True):
        parts.append(
            f'<text class="floor-name" x="0" y="{top + strip / 2 + 5:.0f}">{escape(name(floor))}</text>'
            f'<rect class="floor-ground" x="{LABEL}" y="{top}" width="{plate[0] * scale[0]:.1f}" height="{strip}"/>'
        )
        parts += [_room(room, top, scale) for room in by_floor.get(floor, ())]
        top += strip + GAP
    return Picture(f"0 0 {WIDTH} {top}", mark_safe("".join(parts)))  # noqa: S308 -- every text is escaped above


PLAN_WIDTH, PLAN_DEPTH = 560, 230


def plan_of(room: Drawn, benches: Sequence[Drawn]) -> Picture:
    """One room alone with the benches that stand in it, as large as there is place."""
    points = [point for each in (room, *benches) for ring in each.outline for point in ring]
    left, top = min(x for x, _y in points), min(y for _x, y in points)
    width, depth = max(x for x, _y in points) - left, max(y for _x, y in points) - top
    scale = min(PLAN_WIDTH / width, PLAN_DEPTH / depth)
    moved = [
        replace(each, outline=[[[x - left, y - top] for x, y in ring] for ring in each.outline])
        for each in (room, *benches)
    ]
    body = "".join(_room(each, MARGIN, (scale, scale)) for each in moved)
    size = f"{width * scale + 2 * MARGIN:.0f} {depth * scale + 2 * MARGIN:.0f}"
    return Picture(f"{LABEL - MARGIN} 0 {size}", mark_safe(body))  # noqa: S308 -- every text is escaped in _room


def _room(room: Drawn, top: int, scale: tuple[float, float]) -> str:
    if not room.outline:
        return ""
    across, deep = scale
    path = "".join(
        "M" + "L".join(f"{LABEL + x * across:.1f} {top + y * deep:.1f}" for x, y in ring) + "Z" for ring in room.outline
    )
    spoken, code = escape(room.spoken), escape(room.code)
    look = f"room is-{room.standing.value}{' is-dim' if room.dim else ''}{' is-here' if room.here else ''}"
    pattern = f'<path class="room-pattern" d="{path}" fill="url(#standing-{room.standing.value})"/>'
    return (
        f'<a href="{escape(room.href)}" class="{look}" aria-label="{spoken}"><title>{spoken}</title>'
        f'<path class="room-ground" d="{path}"/>{pattern if room.standing in PATTERNED else ""}'
        f"{_label(room, top, scale, code)}</a>"
    )


def _label(room: Drawn, top: int, scale: tuple[float, float], code: str) -> str:
    points = [point for ring in room.outline for point in ring]
    left, right = min(x for x, _y in points), max(x for x, _y in points)
    low, high = min(y for _x, y in points), max(y for _x, y in points)
    if (right - left) * scale[0] < len(room.code) * LETTER + 6:
        return ""
    x, y = LABEL + (left + right) / 2 * scale[0], top + (low + high) / 2 * scale[1] + 4.5
    if not room.tenant or (high - low) * scale[1] < TWO_LINES or (right - left) * scale[0] < WITH_NAME:
        return f'<text x="{x:.1f}" y="{y:.1f}">{code}</text>'
    name = escape(_shortened(room.tenant, int((right - left) * scale[0] / LETTER) - 1))
    return (
        f'<text x="{x:.1f}" y="{y - 7:.1f}">{code}</text>'
        f'<text class="room-tenant" x="{x:.1f}" y="{y + 9:.1f}">{name}</text>'
    )


def _shortened(text: str, room_for: int) -> str:
    """The text in at most ``room_for`` narrow letters; a Chinese character is two of them wide."""
    taken = 0
    for place, letter in enumerate(text):
        taken += 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        if taken > room_for:
            return f"{text[:place].rstrip()}\u2026"
    return text


@dataclass(frozen=True, slots=True)
class Bars:
    """A building as floor bars: how much of each floor stands in which state."""

    view_box: str
    body: SafeString


def bars_of(floors: Mapping[int, Share]) -> Bars:
    """One bar for each floor, the highest on top; its length is the floor's share of the largest floor."""
    return _bars(tuple((floor, tuple(floors[floor].areas.items())) for floor in sorted(floors, reverse=True)))


@lru_cache(maxsize=BARS_KEPT)
def _bars(floors: tuple[tuple[int, tuple[tuple[str, Decimal], ...]], ...]) -> Bars:
    largest = max((sum(area for _standing, area in areas) for _floor, areas in floors), default=Decimal(0))
    parts: list[str] = []
    top = 0
    for _floor, pairs in floors:
        left, areas = 0.0, dict(pairs)
        for standing in Standing:
            width = float(areas.get(standing, 0) / largest) * BAR_WIDTH if largest else 0
            if width <= 0:
                continue
            place = f'x="{left:.1f}" y="{top}" width="{width:.1f}" height="{BAR}"'
            parts.append(f'<rect class="bar is-{standing.value}" {place}/>')
            if standing in PATTERNED:
                parts.append(f'<rect {place} fill="url(#standing-{standing.value})"/>')
            left += width
        top += BAR + BAR_GAP
    return Bars(f"0 0 {BAR_WIDTH} {max(top, BAR)}", mark_safe("".join(parts)))  # noqa: S308 -- numbers and known words
