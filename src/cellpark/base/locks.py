"""Locks on words: two acts on what has no row yet meet here."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.backends.utils import CursorWrapper

from cellpark.base.prepared import execute_prepared

_SPACE = 7_304
_LONG_SPACE = 7_306
POLL_S = 0.2


def lock_word(word: str) -> None:
    """Wait for the lock on ``word``; must run inside ``transaction.atomic()``."""
    assert connection.in_atomic_block, "a lock lasts as long as its transaction"
    execute_prepared("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_SPACE, word])


@contextmanager
def holding_word(word: str) -> Iterator[None]:
    """Wait for ``word`` and hold it over several transactions of this connection; its end lets go of it."""
    with connection.cursor() as cursor:
        while not _tried(cursor, word):
            time.sleep(POLL_S)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, hashtext(%s))", [_LONG_SPACE, word])


def _tried(cursor: CursorWrapper, word: str) -> bool:
    cursor.execute("SELECT pg_try_advisory_lock(%s, hashtext(%s))", [_LONG_SPACE, word])
    return bool(cursor.fetchone()[0])
