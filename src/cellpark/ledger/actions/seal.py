"""Put committed events into the site tree, at most a second behind their commit.

Order is transaction order, then row order: every transaction below ``pg_snapshot_xmin`` is finished, so that nothing
can still appear behind the mark, however slow a transaction was. The snapshot counts the whole server; where nothing
below it waits, transactions of sessions in another database are left out of the count.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.ledger.proof.tiles import append_leaves
from cellpark.ledger.tile_store import DatabaseTiles

PORTION = 20_000
POLL_S = 0.01
LOCK = 7_302

_BATCH = """
WITH batch AS MATERIALIZED (
  SELECT rid, xid, hash, row_number() OVER (ORDER BY xid, rid) AS place FROM (
    SELECT rid, xid, hash FROM ledger_event
    WHERE (xid, rid) > (%(xid)s::text::xid8, %(rid)s) AND rid + 0 > %(floor)s
      AND xid < {horizon}
    ORDER BY xid, rid LIMIT %(portion)s) next),
put AS (INSERT INTO ledger_leaf (seq, rid, hash) SELECT %(size)s + place - 1, rid, hash FROM batch)
SELECT rid, xid::text, hash FROM batch ORDER BY place
"""
_FINISHED_EVERYWHERE = _BATCH.format(horizon="pg_snapshot_xmin(pg_current_snapshot())")
# Read after the snapshot: a number that a session of another database carries then was its number all along, for none
# is given twice. One that is not found any more is counted, as if it still ran.
_FINISHED_HERE = _BATCH.format(
    horizon="""(
        SELECT coalesce(
          (SELECT min(own) FROM pg_snapshot_xip(s.now) own WHERE own::xid NOT IN (
            SELECT backend_xid FROM pg_stat_activity WHERE backend_xid IS NOT NULL
              AND datid <> (SELECT oid FROM pg_database WHERE datname = current_database()))),
          pg_snapshot_xmax(s.now))
        FROM (SELECT pg_current_snapshot() AS now) s)"""
)
# Fresh tables have no statistics; without these settings the planner may sort all rows to find the next ones.
_BEGIN = """
SELECT pg_try_advisory_xact_lock(%s, 0), set_config('enable_seqscan', 'off', true),
  set_config('enable_bitmapscan', 'off', true)
"""
_MARK = "SELECT cluster, xid::text, rid, floor_rid, size FROM ledger_seal_mark FOR UPDATE"
_MOVE = "UPDATE ledger_seal_mark SET xid = %s::text::xid8, rid = %s, size = %s"
_WAITING = """
SELECT EXISTS (SELECT FROM ledger_event e, ledger_seal_mark m
  WHERE (e.xid, e.rid) > (m.xid, m.rid) AND e.rid > m.floor_rid)
"""
_CLUSTER = "SELECT system_identifier::text FROM pg_control_system()"


@dataclass(frozen=True, slots=True)
class Sealed:
    """What one round did: how many leaves it added, and the tree's size now."""

    added: int
    size: int


def seal(*, portion: int = PORTION) -> Sealed | None:
    """Seal up to ``portion`` events; None when another sealer is at work. Leaves, tiles and mark commit together."""
    with use_scope(EVERYTHING), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_BEGIN, [LOCK])
        if not cursor.fetchone()[0]:
            return None
        cluster, xid, rid, floor, size = _mark(cursor)
        cursor.execute(_CLUSTER)
        if cluster != (here := cursor.fetchone()[0]):
            return _begin_in_new_cluster(cursor, here, size)
        values: dict[str, Any] = {"xid": xid, "rid": rid, "floor": floor, "size": size, "portion": portion}
        cursor.execute(_FINISHED_EVERYWHERE, values)
        rows = cursor.fetchall()
        if not rows and _something_waits(cursor):
            cursor.execute(_FINISHED_HERE, values)
            rows = cursor.fetchall()
        if not rows:
            return Sealed(0, size)
        size = append_leaves(DatabaseTiles(), size, [bytes(row[2]) for row in rows])
        cursor.execute(_MOVE, [rows[-1][1], rows[-1][0], size])
        return Sealed(len(rows), size)


def seal_all(*, wait_s: float = 0.0, progress: Callable[[int], None] = lambda _size: None) -> int:
    """Seal round after round until nothing that is finished is left; the tree's size.

    An event committed just now may have to wait until writers of this database that began before it have finished;
    ``wait_s`` is how many seconds to wait for that. ``progress`` is told the size after each round.
    """
    until = time.monotonic() + wait_s
    while True:
        sealed = seal()
        progress(sealed.size if sealed is not None else 0)
        if sealed is not None and not sealed.added and (time.monotonic() >= until or _nothing_waits()):
            return sealed.size
        if sealed is None or not sealed.added:
            time.sleep(POLL_S)


def _nothing_waits() -> bool:
    with use_scope(EVERYTHING), connection.cursor() as cursor:
        return not _something_waits(cursor)


def _something_waits(cursor: Any) -> bool:
    cursor.execute(_WAITING)
    return bool(cursor.fetchone()[0])


def _mark(cursor: Any) -> tuple[str, str, int, int, int]:
    cursor.execute(_MARK)
    row = cursor.fetchone()
    if row is None:
        cursor.execute(_CLUSTER)
        cluster = cursor.fetchone()[0]
        cursor.execute(
            "INSERT INTO ledger_seal_mark (single, cluster, xid, rid, floor_rid, size) VALUES (true, %s, '0', 0, 0, 0)",
            [cluster],
        )
        return cluster, "0", 0, 0, 0
    return tuple(row)


def _begin_in_new_cluster(cursor: Any, cluster: str, size: int) -> Sealed:
    """Seal every event that has no leaf, then begin a new mark.

    In another server transaction ids begin anew: the old mark would hide new rows, and old rows may carry ids that
    this server has not reached yet. The table lock waits for writers, so that all rows up to the greatest rid are
    committed and sealed here; later rows have a greater rid, whatever their transaction's id.
    """
    cursor.execute("SELECT ledger_hold_writers()")
    cursor.execute(
        "WITH batch AS MATERIALIZED (SELECT e.rid, e.hash, row_number() OVER (ORDER BY e.rid) AS place"
        " FROM ledger_event e WHERE NOT EXISTS (SELECT FROM ledger_leaf l WHERE l.rid = e.rid)),"
        " put AS (INSERT INTO ledger_leaf (seq, rid, hash) SELECT %s + place - 1, rid, hash FROM batch)"
        " SELECT hash FROM batch ORDER BY place",
        [size],
    )
    rows = cursor.fetchall()
    grown = append_leaves(DatabaseTiles(), size, [bytes(row[0]) for row in rows])
    cursor.execute("SELECT coalesce(max(rid), 0) FROM ledger_event")
    floor = cursor.fetchone()[0]
    cursor.execute(
        "UPDATE ledger_seal_mark SET cluster = %s, xid = '0', rid = 0, floor_rid = %s, size = %s",
        [cluster, floor, grown],
    )
    return Sealed(len(rows), grown)
