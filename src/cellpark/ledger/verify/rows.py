"""Rows from the database, a portion at a time, in one unchanging view of it."""

from collections.abc import Generator, Mapping
from contextlib import closing
from itertools import islice
from operator import itemgetter
from typing import Any

import psycopg

# Few enough that a portion stays in the processor's cache, and its joined text in memory that is used again and again.
PORTION = 64

COLUMNS = ("id", "stream", "version", "type", "type_version", "actor", "organisation")
FIRST_COLUMN = 3
TIMES = ("at", "recorded_at")
FIRST_TIME = FIRST_COLUMN + len(COLUMNS)
columns_of = itemgetter(*COLUMNS)
EVENTS = """
SELECT e.rid, l.seq, l.hash, e.id::text, e.stream, e.version, e.type, e.type_version, e.actor, e.organisation::text,
  e.at AT TIME ZONE 'UTC', e.recorded_at AT TIME ZONE 'UTC', e.payload, e.prev, e.hash,
  l.rid IS NULL AND ((e.xid, e.rid) <= (%(xid)s::text::xid8, %(rid)s::bigint) OR e.rid <= %(floor)s)
FROM ledger_event e LEFT JOIN ledger_leaf l ON l.rid = e.rid AND l.rid BETWEEN %(first)s AND %(last)s
WHERE e.rid BETWEEN %(first)s AND %(last)s ORDER BY e.rid
"""
# Both tables have an index on rid: walking them together needs no memory, which a sort or a hash table would, and one
# process of the server instead of several.
PLAN = "SET LOCAL enable_hashjoin = off; SET LOCAL enable_sort = off; SET LOCAL max_parallel_workers_per_gather = 0"


def connect(parameters: Mapping[str, str]) -> psycopg.Connection[tuple[Any, ...]]:
    """A connection that sees every organisation's rows, in one unchanging view of the database, read only."""
    settings = "-c cellpark.scope=* -c TimeZone=UTC"
    connection = psycopg.connect(**parameters, options=settings, autocommit=False)  # type: ignore[arg-type]
    connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    connection.read_only = True
    return connection


def portions(
    connection: psycopg.Connection[tuple[Any, ...]], query: str, values: Mapping[str, Any]
) -> Generator[list[tuple[Any, ...]]]:
    """The rows of ``query`` in portions, as the server sends them; it works ahead as far as the socket holds.

    Streamed, which needs libpq 17; what a cursor fetches, the server would put aside before it sends it.
    """
    with connection.cursor() as cursor:
        rows: Any = cursor.stream(query, values, binary=True, size=PORTION)
        with closing(rows):
            while portion := list(islice(rows, PORTION)):
                yield portion
