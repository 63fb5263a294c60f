"""Places of more rooms than can be tried one by one: grown from a room, neighbour by neighbour. Pure."""

from collections.abc import Iterator

import numpy as np

from cellpark.premises.places.catalogue import Catalogue, Flags
from cellpark.premises.places.judging import SUMMED, hundredths
from cellpark.premises.places.needs import Needs


def grown(
    catalogue: Catalogue, needs: Needs, usable: Flags, *, at_most: int, least: int, seeds: int
) -> Iterator[tuple[int, ...]]:
    """Connected sets of usable rooms that have the area and the supplies, each once, rooms in ascending order.

    From each seed the room that touches the set most often comes next, so that places are compact.
    """
    neighbours = _neighbours(catalogue, usable)
    wanted = {"area_net_m2": hundredths(needs.area_min)}
    wanted |= {name: hundredths(getattr(needs, name)) for name in SUMMED.values() if getattr(needs, name)}
    amounts = {name: catalogue.amounts[name].tolist() for name in wanted}
    most = hundredths(needs.area_max)
    seen: set[tuple[int, ...]] = set()
    for seed in _seeds(neighbours, amounts["area_net_m2"], wanted["area_net_m2"])[:seeds]:
        chosen = _from(seed, neighbours, amounts, wanted, at_most)
        if chosen is None or len(chosen) < least or sum(amounts["area_net_m2"][each] for each in chosen) > most:
            continue
        if needs.ln2 and not catalogue.ln2[list(chosen)].any():
            continue
        if chosen not in seen:
            seen.add(chosen)
            yield chosen


def _neighbours(catalogue: Catalogue, usable: Flags) -> dict[int, list[int]]:
    inside = usable[catalogue.one] & usable[catalogue.other]
    found: dict[int, list[int]] = {}
    for one, other in zip(catalogue.one[inside].tolist(), catalogue.other[inside].tolist(), strict=True):
        found.setdefault(one, []).append(other)
        found.setdefault(other, []).append(one)
    return found


def _seeds(neighbours: dict[int, list[int]], area: list[int], wanted: int) -> list[int]:
    """Rooms from which enough area can be reached at all, those of tighter neighbourhoods first."""
    reached: dict[int, int] = {}
    totals: list[int] = []
    for start in neighbours:
        if start in reached:
            continue
        total, waiting = 0, [start]
        reached[start] = len(totals)
        while waiting:
            here = waiting.pop()
            total += area[here]
            for step in neighbours[here]:
                if step not in reached:
                    reached[step] = len(totals)
                    waiting.append(step)
        totals.append(total)
    enough = [room for room, group in reached.items() if totals[group] >= wanted]
    return sorted(enough, key=lambda room: (totals[reached[room]], room))


def _from(
    seed: int,
    neighbours: dict[int, list[int]],
    amounts: dict[str, list[int]],
    wanted: dict[str, int],
    at_most: int,
) -> tuple[int, ...] | None:
    chosen = {seed}
    touches: dict[int, int] = dict.fromkeys(neighbours[seed], 1)
    missing = {name: amount - amounts[name][seed] for name, amount in wanted.items()}
    while any(amount > 0 for amount in missing.values()):
        if not touches or len(chosen) >= at_most:
            return None
        best = min(touches, key=lambda room: (-touches[room], room))
        del touches[best]
        chosen.add(best)
        for name in missing:
            missing[name] -= amounts[name][best]
        for step in neighbours[best]:
            if step not in chosen:
                touches[step] = touches.get(step, 0) + 1
    return tuple(sorted(int(each) for each in np.fromiter(chosen, dtype=np.int64)))
