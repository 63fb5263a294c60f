"""A lock on a word until the end of the transaction: two acts on what has no row yet meet here."""

from django.db import connection

_SPACE = 7_304


def lock_word(word: str) -> None:
    """Wait for the lock on ``word``; must run inside ``transaction.atomic()``."""
    assert connection.in_atomic_block, "a lock lasts as long as its transaction"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_SPACE, word])
