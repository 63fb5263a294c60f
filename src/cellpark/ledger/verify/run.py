"""The whole verification, from the connection to the report."""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import psycopg
from django.db import connection as django_connection

from cellpark.ledger.models import SigningKey
from cellpark.ledger.proof.checkpoint import Checkpoint
from cellpark.ledger.proof.keys import VerifierKey
from cellpark.ledger.proof.merkle import EMPTY_ROOT
from cellpark.ledger.proof.note import SignedNote
from cellpark.ledger.verify.faults import Faults, Report
from cellpark.ledger.verify.leaves import Leaves, wanted_widths
from cellpark.ledger.verify.parallel import check_spans
from cellpark.ledger.verify.rows import connect
from cellpark.ledger.verify.seams import check_heads, join
from cellpark.ledger.verify.span import Job
from cellpark.ledger.verify.tree import (
    Roots,
    check_checkpoints,
    check_cosignatures,
    check_leaves,
    check_tiles,
    check_trusted,
)

Progress = Callable[[int, int], None]
LIBPQ = {"dbname", "user", "password", "host", "port", "sslmode", "sslrootcert", "sslcert", "sslkey", "service"}


def verify(
    *,
    jobs: int = 1,
    trusted: Sequence[SignedNote] = (),
    keys: Sequence[VerifierKey] | None = None,
    progress: Progress = lambda _done, _total: None,
) -> Report:
    """Check everything that is committed now.

    ``trusted`` are checkpoints that others kept; give them whenever there are any. ``keys`` are the site's public keys
    from a source outside this database (default: the ones stored in it). ``jobs`` processes share the rows;
    ``progress`` is told how many of how many events are done.
    """
    began = time.monotonic()
    known = tuple(keys) if keys is not None else stored_keys()
    parameters = connection_parameters()
    faults = Faults()
    with connect(parameters) as connection:
        mark = _mark(connection)
        sizes = [row[0] for row in connection.execute("SELECT size FROM ledger_checkpoint")]
        sizes += [Checkpoint.parse(note.text).size for note in trusted] + [mark["size"]]
        spans = _spans(connection, jobs)
        parts = check_spans(
            [Job(parameters, _snapshot(connection), *span, mark, wanted_widths(sizes)) for span in spans],
            _counted(progress, _total(connection)),
        )
        heads = join(parts, faults)
        check_heads(connection, heads, faults)
        leaves = Leaves(wanted_widths(sizes))
        for part in parts:
            leaves.merge(part.leaves)
        sealed = sum(part.sealed for part in parts)
        if mark["size"] != sealed:
            faults.add("mark", size=mark["size"], sealed=sealed)
        missing = check_leaves(connection, sealed, leaves, faults)
        check_tiles(connection, leaves, sealed, faults)
        checkpoints = check_checkpoints(connection, Roots(leaves, missing), sealed, known, faults)
        check_cosignatures(connection, faults)
        check_trusted(trusted, Roots(leaves, missing), sealed, known, faults)
        connection.rollback()
    return Report(
        events=sum(part.events for part in parts),
        sealed=sealed,
        waiting=sum(part.waiting for part in parts),
        streams=len(heads),
        checkpoints=checkpoints,
        root=Roots(leaves, missing).at(sealed) or EMPTY_ROOT,
        faults=tuple(faults.named),
        fault_counts=dict(faults.counts),
        seconds=time.monotonic() - began,
    )


def stored_keys() -> tuple[VerifierKey, ...]:
    """The site's public keys as this database has them."""
    return tuple(VerifierKey.parse(vkey) for vkey in SigningKey.objects.values_list("vkey", flat=True))


def connection_parameters() -> dict[str, str]:
    """What a process without Django needs to reach the same database as the same role."""
    given = django_connection.get_connection_params()
    return {name: str(value) for name, value in given.items() if name in LIBPQ and value not in (None, "")}


def _mark(connection: psycopg.Connection[tuple[Any, ...]]) -> Mapping[str, Any]:
    row = connection.execute("SELECT xid::text, rid, floor_rid, size FROM ledger_seal_mark").fetchone()
    xid, rid, floor, size = row or ("0", 0, 0, 0)
    return {"xid": xid, "rid": rid, "floor": floor, "size": size}


def _snapshot(connection: psycopg.Connection[tuple[Any, ...]]) -> str:
    row = connection.execute("SELECT pg_export_snapshot()").fetchone()
    assert row is not None
    return str(row[0])


def _spans(connection: psycopg.Connection[tuple[Any, ...]], jobs: int) -> list[tuple[int, int]]:
    """Equal runs of row numbers."""
    row = connection.execute("SELECT coalesce(min(rid), 0), coalesce(max(rid), 0) FROM ledger_event").fetchone()
    assert row is not None
    first, last = row
    step = (last - first) // max(jobs, 1) + 1
    return [(start, min(start + step - 1, last)) for start in range(first, last + 1, step)]


def _total(connection: psycopg.Connection[tuple[Any, ...]]) -> int:
    """About how many events there are: the greatest row number, which needs no count."""
    row = connection.execute("SELECT coalesce(max(rid) - min(rid) + 1, 0) FROM ledger_event").fetchone()
    assert row is not None
    return int(row[0])


def _counted(progress: Progress, total: int) -> Callable[[int], None]:
    done = 0

    def more(count: int) -> None:
        nonlocal done
        done += count
        progress(min(done, total), total)

    return more
