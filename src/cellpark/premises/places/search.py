"""Ranked places for a need: rooms, and neighbouring rooms together. Pure.

Every room that has all of it is found. So is every set of up to ``EXACT`` neighbouring rooms that has all of it and of
which no smaller connected part has. Larger places, up to ``needs.rooms_max`` rooms, are grown room by room from up to
``SEEDS`` rooms: good ones are found, not all. What lacks something is shown behind, nearest first.
"""

from collections.abc import Iterable, Mapping

import numpy as np

from cellpark.premises.places.catalogue import Catalogue, Flags, Ints
from cellpark.premises.places.growing import grown
from cellpark.premises.places.judging import (
    FIT_OUT,
    MOST,
    Judged,
    hundredths,
    judge,
    penalty_of,
    together_lack,
)
from cellpark.premises.places.needs import Demand, Needs, Place
from cellpark.premises.places.telling import told

EXACT = 3
SEEDS = 1_500
ROOMS_MAX = 12
SHOWN = 40
FAR = 60
"""What is further from the need than this is not worth a look."""


def search(catalogue: Catalogue, needs: Needs, free: Flags, *, limit: int | None = SHOWN) -> tuple[Place, ...]:
    """The best ``limit`` places, or all that were found with None; ``free`` says which rooms nobody holds."""
    if not len(catalogue.ids):
        return ()
    judged = judge(catalogue, needs, free)
    found: list[tuple[Ints, Ints]] = []
    alone = _alone(catalogue, needs, judged)
    found.append(alone)
    if needs.rooms_max > 1:
        satisfied = np.zeros(len(catalogue.ids), dtype=np.bool_)
        satisfied[alone[0][alone[1] == 0, 0]] = True
        found += _several(catalogue, needs, judged, satisfied)
        complete = sum(int((penalty == 0).sum()) for _sets, penalty in found)
        if needs.rooms_max > EXACT and (limit is None or complete < limit):
            found += _larger(catalogue, needs, judged, satisfied)
    return tuple(_ranked(catalogue, needs, judged, found, limit))


def _alone(catalogue: Catalogue, needs: Needs, judged: Judged) -> tuple[Ints, Ints]:
    penalty = penalty_of(judged.lacks, len(catalogue.ids))
    kept = judged.candidates & (penalty <= FAR)
    if Demand.AREA in judged.lacks:
        area = catalogue.amounts["area_net_m2"]
        low, high = hundredths(needs.area_min) * 7 // 10, min(hundredths(needs.area_max) // 10 * 13, MOST)
        kept &= (area >= low) & (area <= high) | ~judged.lacks[Demand.AREA]
    places = np.flatnonzero(kept)
    return places[:, None], penalty[places]


def _usable(judged: Judged, *, fit_out: bool) -> Flags:
    """Rooms that may be part of a place: nothing is wrong with them that is not summed, or that no work closes."""
    usable = judged.candidates.copy()
    for demand, flags in judged.of_each.items():
        if not (fit_out and demand in FIT_OUT):
            usable &= ~flags
    return usable


def _several(catalogue: Catalogue, needs: Needs, judged: Judged, satisfied: Flags) -> Iterable[tuple[Ints, Ints]]:
    most = hundredths(needs.area_max)
    area = catalogue.amounts["area_net_m2"]
    usable = _usable(judged, fit_out=True) & ~satisfied & catalogue.whole
    inside = usable[catalogue.one] & usable[catalogue.other]
    pairs = np.sort(np.column_stack([catalogue.one[inside], catalogue.other[inside]]), axis=1)
    pairs = pairs[area[pairs].sum(axis=1) <= most]
    yield from _near_and_complete(catalogue, needs, judged, pairs)
    clean = _usable(judged, fit_out=False)
    sets = pairs[clean[pairs].all(axis=1)]
    steps = Steps(catalogue, clean & ~satisfied & catalogue.whole)
    done: list[Ints] = []
    for size in range(3, min(EXACT, needs.rooms_max) + 1):
        whole = penalty_of(together_lack(catalogue, needs, judged, sets), len(sets)) == 0
        done.append(steps.keys(sets[whole]))
        sets = steps.one_more(sets[~whole])
        sets = sets[area[sets].sum(axis=1) <= most]
        if size == 3 and len(done[0]):
            held = np.zeros(len(sets), dtype=np.bool_)
            for columns in ((0, 1), (0, 2), (1, 2)):
                held |= np.isin(steps.keys(sets[:, columns]), done[0])
            sets = sets[~held]
        penalty = penalty_of(together_lack(catalogue, needs, judged, sets), len(sets))
        yield sets[penalty == 0], penalty[penalty == 0]


def _near_and_complete(catalogue: Catalogue, needs: Needs, judged: Judged, pairs: Ints) -> Iterable[tuple[Ints, Ints]]:
    lacks = together_lack(catalogue, needs, judged, pairs)
    penalty = penalty_of(lacks, len(pairs))
    kept = ~lacks[Demand.AREA] if Demand.AREA in lacks else np.ones(len(pairs), dtype=np.bool_)
    yield pairs[kept], penalty[kept]


def _larger(catalogue: Catalogue, needs: Needs, judged: Judged, satisfied: Flags) -> Iterable[tuple[Ints, Ints]]:
    usable = _usable(judged, fit_out=False) & ~satisfied & catalogue.whole
    found = grown(catalogue, needs, usable, at_most=min(needs.rooms_max, ROOMS_MAX), least=EXACT + 1, seeds=SEEDS)
    by_size: dict[int, list[tuple[int, ...]]] = {}
    for each in found:
        by_size.setdefault(len(each), []).append(each)
    for sets in by_size.values():
        rows = np.array(sets, dtype=np.int64)
        penalty = penalty_of(together_lack(catalogue, needs, judged, rows), len(rows))
        yield rows, penalty


class Steps:
    """From sets of rooms to sets with one neighbour more."""

    def __init__(self, catalogue: Catalogue, usable: Flags) -> None:
        """Take the neighbours among usable rooms."""
        self.size = len(catalogue.ids)
        inside = usable[catalogue.one] & usable[catalogue.other]
        one, other = catalogue.one[inside], catalogue.other[inside]
        sources, targets = np.concatenate([one, other]), np.concatenate([other, one])
        order = np.argsort(sources, kind="stable")
        self.targets = targets[order]
        self.starts = np.searchsorted(sources[order], np.arange(self.size + 1))

    def keys(self, sets: Ints) -> Ints:
        """One number for each set of up to three rooms in ascending order."""
        key = np.zeros(len(sets), dtype=np.int64)
        for column in range(sets.shape[1]):
            key = key * self.size + sets[:, column]
        return key

    def one_more(self, sets: Ints) -> Ints:
        """Every set with each neighbour of any of its rooms, each once, rooms in ascending order."""
        more = [np.empty((0, sets.shape[1] + 1), dtype=np.int64)]
        for column in range(sets.shape[1]):
            rooms = sets[:, column]
            counts = self.starts[rooms + 1] - self.starts[rooms]
            rows = np.repeat(np.arange(len(sets)), counts)
            offsets = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
            added = self.targets[self.starts[rooms[rows]] + offsets]
            fresh = (sets[rows] != added[:, None]).all(axis=1)
            more.append(np.column_stack([sets[rows][fresh], added[fresh]]))
        grown_sets = np.sort(np.concatenate(more), axis=1)
        _keys, first = np.unique(self.keys(grown_sets), return_index=True)
        return grown_sets[first]


def _ranked(
    catalogue: Catalogue, needs: Needs, judged: Judged, found: list[tuple[Ints, Ints]], limit: int | None
) -> Iterable[Place]:
    """The best places first: by what they lack, beside whom they are, how many rooms, and how near their area is."""
    area = catalogue.amounts["area_net_m2"]
    rows = [(sets, penalty) for sets, penalty in found if len(sets)]
    if not rows:
        return
    penalties = np.concatenate([penalty for _sets, penalty in rows])
    areas = np.concatenate([area[sets].sum(axis=1) for sets, _penalty in rows])
    sizes = np.concatenate([np.full(len(sets), sets.shape[1]) for sets, _penalty in rows])
    beside = np.concatenate([judged.beside[sets].any(axis=1) for sets, _penalty in rows])
    groups = np.concatenate([np.full(len(sets), place) for place, (sets, _penalty) in enumerate(rows)])
    lines = np.concatenate([np.arange(len(sets)) for sets, _penalty in rows])
    firsts = np.concatenate([sets[:, 0] for sets, _penalty in rows])
    off = np.abs(areas - hundredths(needs.area_min)) if needs.area_min else areas * 0
    order = np.lexsort((firsts, off, sizes, ~beside, penalties))
    lacks: dict[int, Mapping[Demand, Flags]] = {}
    for place in order if limit is None else order[:limit]:
        group, line = int(groups[place]), int(lines[place])
        if group not in lacks:
            lacks[group] = together_lack(catalogue, needs, judged, rows[group][0])
        missing = frozenset(demand for demand, flags in lacks[group].items() if flags[line])
        chosen = rows[group][0][line]
        yield told(catalogue, needs, chosen, missing, penalty=int(penalties[place]), beside=bool(beside[place]))
