"""The tree made again from the leaves, in whatever order they come, a tile at a time."""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

from cellpark.ledger.proof.merkle import root
from cellpark.ledger.proof.tiles import TILE_HEIGHT, TILE_WIDTH

Widths = Mapping[int, frozenset[int]]


def wanted_widths(sizes: Iterable[int]) -> dict[int, frozenset[int]]:
    """For which tiles a narrower version is needed as well, because a checkpoint ends inside them."""
    wanted: dict[int, set[int]] = {}
    for size in sizes:
        if size % TILE_WIDTH:
            wanted.setdefault(size // TILE_WIDTH, set()).add(size % TILE_WIDTH)
    return {tile: frozenset(widths) for tile, widths in wanted.items()}


class Leaves:
    """Collects leaf hashes; of a full tile it keeps 64 bytes (root and digest) and lets the rest go."""

    def __init__(self, wanted: Widths) -> None:
        """``wanted``: see ``wanted_widths``."""
        self.wanted = wanted
        self.open: dict[int, dict[int, bytes]] = {}
        self.roots: dict[int, bytes] = {}
        self.digests: dict[int, bytes] = {}
        self.partial: dict[tuple[int, int], bytes] = {}
        self.twice: list[int] = []

    def add(self, seq: int, leaf: bytes) -> None:
        """Put one leaf in its place; a place taken before is remembered in ``twice``."""
        index, place = seq >> TILE_HEIGHT, seq & (TILE_WIDTH - 1)
        tile = self.open.get(index)
        if tile is None:
            tile = self.open[index] = {}
        if place in tile or index in self.roots:
            self.twice.append(seq)
            return
        tile[place] = leaf
        if len(tile) == TILE_WIDTH:
            self._close(index)

    def add_all(self, seqs: Sequence[int], hashes: Sequence[bytes]) -> None:
        """Put many leaves in their places: together when they stand side by side, as the sealer mostly leaves them."""
        first, start = seqs[0], 0
        if tuple(seqs) != tuple(range(first, first + len(seqs))):
            for seq, leaf in zip(seqs, hashes, strict=True):
                self.add(seq, leaf)
            return
        while start < len(seqs):
            end = start + TILE_WIDTH - ((first + start) & (TILE_WIDTH - 1))
            self._add_run(first + start, hashes[start:end])
            start = end

    def _add_run(self, first: int, hashes: Sequence[bytes]) -> None:
        """Put leaves that stand side by side in one tile."""
        index, place = first >> TILE_HEIGHT, first & (TILE_WIDTH - 1)
        places = range(place, place + len(hashes))
        if index in self.roots or not self.open.get(index, {}).keys().isdisjoint(places):
            for seq, leaf in enumerate(hashes, first):
                self.add(seq, leaf)
            return
        tile = self.open.setdefault(index, {})
        tile.update(zip(places, hashes, strict=True))
        if len(tile) == TILE_WIDTH:
            self._close(index)

    def merge(self, other: "Leaves") -> None:
        """Take over what another process collected."""
        for index in other.roots.keys() & self.roots.keys():
            self.twice.append(index * TILE_WIDTH)
        self.roots.update(other.roots)
        self.digests.update(other.digests)
        self.partial.update(other.partial)
        self.twice.extend(other.twice)
        for index, tile in other.open.items():
            for place, leaf in tile.items():
                self.add(index * TILE_WIDTH + place, leaf)

    def finish(self, size: int) -> list[int]:
        """Close the last tile of a tree of ``size`` leaves; the tiles in which leaves are missing."""
        last, width = divmod(size, TILE_WIDTH)
        tile = self.open.get(last, {})
        if width and set(tile) == set(range(width)):
            row = self._row(self.open.pop(last), width)
            self.digests[last] = sha256(b"".join(row)).digest()
            self.partial[last, width] = root(row)
            self._narrower(last, row)
        tiles = range(last + (1 if width else 0))
        return [index for index in tiles if index not in self.roots and (index, width) not in self.partial]

    def _close(self, index: int) -> None:
        row = self._row(self.open.pop(index), TILE_WIDTH)
        self.roots[index] = root(row)
        self.digests[index] = sha256(b"".join(row)).digest()
        self._narrower(index, row)

    def _narrower(self, index: int, row: list[bytes]) -> None:
        for width in self.wanted.get(index, ()):
            if width <= len(row):
                self.partial[index, width] = root(row[:width])

    @staticmethod
    def _row(tile: Mapping[int, bytes], width: int) -> list[bytes]:
        return [tile[place] for place in range(width)]
