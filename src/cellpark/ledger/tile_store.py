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


def tile_reader() -> TileReader:
    """The process's reader of the present database; it keeps lately used tiles in memory."""
    return _reader_of(str(connection.settings_dict["NAME"]))


@cache
def _reader_of(database: str) -> TileReader:  # noqa: ARG001 -- tiles of one database are not those of another
    return TileReader(DatabaseTiles())


def forget_tiles() -> None:
    """Read everything afresh: the database was restored, or a tile turned out not to fit its leaf."""
    _reader_of.cache_clear()
