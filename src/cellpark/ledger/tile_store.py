"""The tree's tiles in their table, and the one reader of this process."""

from collections.abc import Iterable
from functools import cache

from django.db import connection

from cellpark.ledger.proof.tiles import Tile, TileReader

_READ = "SELECT hashes FROM ledger_tile WHERE level = %s AND index = %s"
_WRITE = """
INSERT INTO ledger_tile (level, index, width, hashes) VALUES (%s, %s, %s, %s)
ON CONFLICT (level, index) DO UPDATE SET width = EXCLUDED.width, hashes = EXCLUDED.hashes
"""


class DatabaseTiles:
    """A ``TileStore`` over ``ledger_tile``."""

    def read(self, level: int, index: int) -> bytes:
        """The hashes of one tile; empty when there is none."""
        with connection.cursor() as cursor:
            cursor.execute(_READ, [level, index])
            row = cursor.fetchone()
        return bytes(row[0]) if row else b""

    def write(self, tiles: Iterable[Tile]) -> None:
        """Put tiles, replacing narrower versions."""
        with connection.cursor() as cursor:
            cursor.executemany(_WRITE, [(tile.level, tile.index, tile.width, tile.hashes) for tile in tiles])


@cache
def tile_reader() -> TileReader:
    """The process's reader; it keeps lately used tiles in memory."""
    return TileReader(DatabaseTiles())
