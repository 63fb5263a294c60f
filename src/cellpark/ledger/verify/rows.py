"""Rows from the database, a portion at a time, fetched by a thread of its own while the last portion is checked."""

from collections.abc import Iterator, Mapping
from queue import Queue
from threading import Thread
from typing import Any

import psycopg

PORTION = 2_000
AHEAD = 4

EVENTS = """
SELECT e.rid, l.seq, l.hash, e.id::text, e.stream, e.version, e.type, e.type_version, e.actor, e.organisation::text,
  e.at AT TIME ZONE 'UTC', e.recorded_at AT TIME ZONE 'UTC', e.payload, e.prev, e.hash,
  (e.xid, e.rid) <= (%(xid)s::text::xid8, %(rid)s::bigint) OR e.rid <= %(floor)s
FROM ledger_event e LEFT JOIN ledger_leaf l ON l.rid = e.rid
WHERE e.rid BETWEEN %(first)s AND %(last)s ORDER BY e.rid
"""
# Both tables have an index on rid: walking them together needs no memory, which a sort or a hash table would.
PLAN = "SET LOCAL enable_hashjoin = off; SET LOCAL enable_sort = off; SET LOCAL cursor_tuple_fraction = 1.0"


def connect(parameters: Mapping[str, str]) -> psycopg.Connection[tuple[Any, ...]]:
    """A connection that sees every organisation's rows, in one unchanging view of the database, read only."""
    settings = "-c cellpark.scope=* -c TimeZone=UTC"
    connection = psycopg.connect(**parameters, options=settings, autocommit=False)  # type: ignore[arg-type]
    connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    connection.read_only = True
    return connection


def portions(
    connection: psycopg.Connection[tuple[Any, ...]], query: str, values: Mapping[str, Any]
) -> Iterator[list[tuple[Any, ...]]]:
    """The rows of ``query`` in portions; the next ones are on their way meanwhile."""
    queue: Queue[list[tuple[Any, ...]] | BaseException] = Queue(AHEAD)

    def fetch() -> None:
        try:
            with connection.cursor("rows", binary=True) as cursor:
                cursor.execute(query, values)
                while rows := cursor.fetchmany(PORTION):
                    queue.put(rows)
            queue.put([])
        except BaseException as error:  # noqa: BLE001 -- raised again by the reader below
            queue.put(error)

    Thread(target=fetch, daemon=True).start()
    while True:
        portion = queue.get()
        if isinstance(portion, BaseException):
            raise portion
        if not portion:
            return
        yield portion
