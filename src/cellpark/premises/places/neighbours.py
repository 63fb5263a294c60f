"""Which rooms touch: two rooms of a floor whose outlines share at least the width of a door. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from cellpark.premises.places.outlines import DOOR_DM, walls

Outline = Sequence[Sequence[Sequence[int]]]


def touching(outlines: Sequence[Outline]) -> set[tuple[int, int]]:
    """Pairs of places in ``outlines``, the smaller one first, that share a wall as wide as a door."""
    pairs: set[tuple[int, int]] = set()
    for axis in (0, 1):
        lines: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        for place, outline in enumerate(outlines):
            for line, low, high in walls(outline)[axis]:
                lines[line].append((low, high, place))
        for found in lines.values():
            pairs.update(_overlapping(found))
    return pairs


def _overlapping(found: list[tuple[int, int, int]]) -> Iterable[tuple[int, int]]:
    found.sort()
    for place, (low, high, one) in enumerate(found):
        for other_low, other_high, other in found[place + 1 :]:
            if other_low + DOOR_DM > high:
                break
            if one != other and min(high, other_high) - max(low, other_low) >= DOOR_DM:
                yield (one, other) if one < other else (other, one)


def are_connected(outlines: Sequence[Outline]) -> bool:
    """Whether one can walk through all of them; a room without an outline touches none."""
    pairs = touching(outlines)
    reached, waiting = {0}, [0]
    while waiting:
        here = waiting.pop()
        for one, other in pairs:
            for step in {one, other} - {here} if here in (one, other) else ():
                if step not in reached:
                    reached.add(step)
                    waiting.append(step)
    return len(reached) == len(outlines)
