"""The tree as tiles (C2SP tlog-tiles): 256 consecutive hashes of one height each.

A tile of level 1 holds the roots of 256 full tiles of level 0, and so on upwards.

A tile only ever grows at its right end, so a narrower version is a prefix of a wider one: one row a tile is enough,
and a cached tile stays true for ever.
"""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Protocol

from cellpark.ledger.proof.merkle import (
    HASH_BYTES,
    consistency_ranges,
    inclusion_ranges,
    pair_up,
    range_hash,
    root,
)

TILE_HEIGHT = 8
TILE_WIDTH = 1 << TILE_HEIGHT


class TileMissing(Exception):  # noqa: N818 -- the name says what happened
    """The store does not hold a tile, or not as wide as the tree's size needs it."""


@dataclass(frozen=True, slots=True)
class Tile:
    """``width`` hashes of 32 bytes, one after another, from 1 to 256."""

    level: int
    index: int
    hashes: bytes

    @property
    def width(self) -> int:
        """How many hashes it holds."""
        return len(self.hashes) // HASH_BYTES


class TileStore(Protocol):
    """Where tiles are kept: a database table, a folder, a dictionary."""

    def read(self, level: int, index: int) -> bytes:
        """The hashes of one tile as wide as it is known; empty when there is none."""
        ...

    def write(self, tiles: Iterable[Tile]) -> None:
        """Put tiles, replacing narrower versions of themselves."""
        ...


class MemoryTiles:
    """Tiles in a dictionary: for witnesses, tests and verification."""

    def __init__(self) -> None:
        """Begin empty."""
        self.tiles: dict[tuple[int, int], bytes] = {}

    def read(self, level: int, index: int) -> bytes:
        """The hashes of one tile; empty when there is none."""
        return self.tiles.get((level, index), b"")

    def write(self, tiles: Iterable[Tile]) -> None:
        """Put tiles."""
        self.tiles.update(((tile.level, tile.index), tile.hashes) for tile in tiles)


def tile_path(level: int, index: int, width: int = TILE_WIDTH) -> str:
    """The path of a tile below a log's prefix, such as ``tile/0/x001/x234/067`` or ``tile/1/000.p/12``."""
    groups = [f"{index % 1000:03}"]
    while index := index // 1000:
        groups.append(f"x{index % 1000:03}")
    suffix = "" if width == TILE_WIDTH else f".p/{width}"
    return f"tile/{level}/{'/'.join(reversed(groups))}{suffix}"


def cut(hashes: bytes) -> list[bytes]:
    """A run of hashes as a list."""
    return [hashes[at : at + HASH_BYTES] for at in range(0, len(hashes), HASH_BYTES)]


def append_leaves(store: TileStore, size: int, leaves: Sequence[bytes]) -> int:
    """Append leaf hashes to a tree of ``size`` leaves; write each touched tile once; return the new size."""
    touched: list[Tile] = []
    level, known, added = 0, size, list(leaves)
    while added:
        index, filled = divmod(known, TILE_WIDTH)
        begun = cut(store.read(level, index))[:filled] if filled else []
        if len(begun) != filled:
            raise TileMissing(f"tile {level}/{index} holds {len(begun)} hashes, the tree needs {filled}")
        row = begun + added
        parents: list[bytes] = []
        for at in range(0, len(row), TILE_WIDTH):
            part = row[at : at + TILE_WIDTH]
            touched.append(Tile(level, index + at // TILE_WIDTH, b"".join(part)))
            if len(part) == TILE_WIDTH:
                parents.append(root(part))
        level, known, added = level + 1, known // TILE_WIDTH, parents
    store.write(touched)
    return size + len(leaves)


class TileReader:
    """Roots and proofs from tiles, with the inner nodes of lately used tiles kept (least recently used goes first).

    One inner tree of a full tile takes about 40 KB; the default keeps at most 20 MB. Safe to share between threads.
    """

    def __init__(self, store: TileStore, tiles_kept_max: int = 512) -> None:
        """Read from ``store``; keep up to ``tiles_kept_max`` tiles in memory."""
        self._store = store
        self._kept_max = tiles_kept_max
        self._kept: OrderedDict[tuple[int, int], list[list[bytes]]] = OrderedDict()
        self._lock = Lock()

    def root(self, size: int) -> bytes:
        """The root of the tree's first ``size`` leaves."""
        return self._range(0, size, size)

    def inclusion_proof(self, index: int, size: int) -> list[bytes]:
        """The proof for leaf ``index`` in the tree of ``size``."""
        return [self._range(start, end, size) for start, end in inclusion_ranges(index, size)]

    def consistency_proof(self, old: int, new: int) -> list[bytes]:
        """The proof that the tree of ``old`` leaves is a prefix of the tree of ``new``."""
        return [self._range(start, end, new) for start, end in consistency_ranges(old, new)]

    def leaf(self, index: int, size: int) -> bytes:
        """One leaf hash."""
        return self._node(0, index, size)

    def _range(self, start: int, end: int, size: int) -> bytes:
        return range_hash(start, end, lambda height, index: self._node(height, index, size))

    def _node(self, height: int, index: int, size: int) -> bytes:
        level, inner = divmod(height, TILE_HEIGHT)
        tile, place = divmod(index << inner, TILE_WIDTH)
        width = min(TILE_WIDTH, (size >> level * TILE_HEIGHT) - tile * TILE_WIDTH)
        return self._tree(level, tile, width)[inner][place >> inner]

    def _tree(self, level: int, index: int, width: int) -> list[list[bytes]]:
        key = (level, index)
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None and len(kept[0]) >= width:
                self._kept.move_to_end(key)
                return kept
        rows = [cut(self._store.read(level, index))]
        if len(rows[0]) < width:
            raise TileMissing(f"tile {level}/{index} holds {len(rows[0])} hashes, the tree needs {width}")
        while len(rows[-1]) > 1:
            rows.append(pair_up(rows[-1]))
        with self._lock:
            self._kept[key] = rows
            self._kept.move_to_end(key)
            while len(self._kept) > self._kept_max:
                self._kept.popitem(last=False)
        return rows
