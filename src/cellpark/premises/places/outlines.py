"""Outlines of rooms: rings of points in decimetres whose walls run along or across the building. Pure."""

import math
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

Point = tuple[int, int]
Ring = tuple[Point, ...]
Rings = tuple[Ring, ...]

DOOR_DM = 9
"""Rooms are neighbours where they share at least the width of a door."""
CORRIDOR_DM = 24


def rectangle(x: int, y: int, width: int, depth: int) -> Ring:
    """A ring of four points."""
    return ((x, y), (x + width, y), (x + width, y + depth), (x, y + depth))


def walls(rings: Iterable[Sequence[Sequence[int]]]) -> tuple[list[tuple[int, int, int]], list[tuple[int, int, int]]]:
    """The walls across (x, from y, to y) and along (y, from x, to x)."""
    across: list[tuple[int, int, int]] = []
    along: list[tuple[int, int, int]] = []
    for ring in rings:
        for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]):
            if x1 == x2 and y1 != y2:
                across.append((x1, min(y1, y2), max(y1, y2)))
            elif y1 == y2 and x1 != x2:
                along.append((y1, min(x1, x2), max(x1, x2)))
    return across, along


def is_drawable(rings: Sequence[Sequence[Sequence[int]]]) -> bool:
    """Whether every ring has an area and walls along and across only."""
    for ring in rings:
        points = [*ring, ring[0]] if ring else []
        straight = all((x1 == x2) != (y1 == y2) for (x1, y1), (x2, y2) in pairwise(points))
        if len(ring) < 4 or not straight or not _surface(ring):
            return False
    return True


def _surface(ring: Sequence[Sequence[int]]) -> int:
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]))) // 2


def bounds(rings: Iterable[Sequence[Sequence[int]]]) -> tuple[int, int, int, int]:
    """The smallest x and y and the largest x and y; zeros for no ring."""
    points = [point for ring in rings for point in ring]
    if not points:
        return 0, 0, 0, 0
    across, along = [x for x, _y in points], [y for _x, y in points]
    return min(across), min(along), max(across), max(along)


def laid_out(areas: Mapping[str, Decimal], *, width_dm: int, depth_dm: int, start_dm: int = 0) -> dict[str, Rings]:
    """A schematic plan: two rows of rooms along a corridor, in the order given, as wide as their share of the floor.

    ``start_dm`` is where drawn rooms end; what has no place beside them goes on beyond the plate.
    """
    if not areas:
        return {}
    row_depth = max((depth_dm - CORRIDOR_DM) // 2, DOOR_DM)
    total = sum(areas.values())
    rows: tuple[list[str], list[str]] = ([], [])
    reached = Decimal(0)
    for name, area in areas.items():
        rows[0 if reached * 2 < total else 1].append(name)
        reached += area
    space = width_dm - start_dm
    if start_dm and space * row_depth * 2 < total * 100:
        space = int(total * 100 / (row_depth * 2)) + 1
    drawn: dict[str, Rings] = {}
    for row, y in ((rows[0], 0), (rows[1], row_depth + CORRIDOR_DM)):
        inside = sum((areas[name] for name in row), Decimal(0))
        passed = Decimal(0)
        for name in row:
            left = start_dm + int(space * passed / inside)
            passed += areas[name]
            right = max(start_dm + int(space * passed / inside), left + 1)
            drawn[name] = (rectangle(left, y, right - left, row_depth),)
    return drawn


def benches_in(rings: Sequence[Sequence[Sequence[int]]], count: int) -> list[Ring]:
    """Places of ``count`` benches in a room, schematic: rows in the lower third, so that the room's name stays free."""
    left, top, right, bottom = bounds(rings)
    width, depth = right - left, bottom - top
    if not count or not width or not depth:
        return []
    high = max(depth * 32 // 100, 1)
    across = max(1, min(count, math.ceil(math.sqrt(count * width / high))))
    rows = math.ceil(count / across)
    wide, deep = width * 92 // 100 // across, high // rows
    return [
        rectangle(
            left + width * 4 // 100 + place % across * wide,
            top + depth * 62 // 100 + place // across * deep,
            max(wide * 9 // 10, 1),
            max(deep * 9 // 10, 1),
        )
        for place in range(count)
    ]


def sliced(rings: Sequence[Sequence[Sequence[int]]], areas: Sequence[Decimal]) -> list[Rings]:
    """One outline cut across its longer side in proportion to ``areas``; parts are empty where there is no outline."""
    if not rings:
        return [() for _area in areas]
    left, top, right, bottom = bounds(rings)
    lengthwise = right - left >= bottom - top
    start, end = (left, right) if lengthwise else (top, bottom)
    total, passed = sum(areas), Decimal(0)
    parts = []
    for area in areas:
        low = start + int((end - start) * passed / total)
        passed += area
        high = start + int((end - start) * passed / total)
        cut = [_between(ring, 0 if lengthwise else 1, low, high) for ring in rings]
        parts.append(tuple(ring for ring in cut if is_drawable([ring])))
    return parts


def _between(ring: Sequence[Sequence[int]], axis: int, low: int, high: int) -> Ring:
    """What of a ring lies between two lines (Sutherland and Hodgman 1974; walls stay straight)."""
    kept = [(point[0], point[1]) for point in ring]
    for limit, sign in ((low, 1), (high, -1)):
        clipped: list[Point] = []
        for one, other in pairwise([*kept, *kept[:1]]):
            inside, next_inside = (sign * (each[axis] - limit) >= 0 for each in (one, other))
            if inside:
                clipped.append(one)
            if inside != next_inside:
                clipped.append((limit, one[1]) if axis == 0 else (one[0], limit))
        kept = clipped
    return tuple(point for point, following in pairwise([*kept, *kept[:1]]) if point != following)


def joined(outlines: Sequence[Sequence[Sequence[Sequence[int]]]]) -> Rings:
    """Several outlines as one: rectangles in a row become one rectangle, others stay side by side."""
    rings = [tuple((int(x), int(y)) for x, y in ring) for outline in outlines for ring in outline]
    if not rings:
        return ()
    left, top, right, bottom = bounds(rings)
    if sum(_surface(ring) for ring in rings) == (right - left) * (bottom - top):
        return (rectangle(left, top, right - left, bottom - top),)
    return tuple(rings)
