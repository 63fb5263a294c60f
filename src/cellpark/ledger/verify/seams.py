"""Runs of rows joined: streams that continue from one run to the next, heads, and leaves without an event."""

from collections.abc import Iterable
from typing import Any

import psycopg

from cellpark.ledger.verify.checked import Checked
from cellpark.ledger.verify.faults import Faults

Heads = dict[str, tuple[int, bytes]]


def join(parts: Iterable[Checked], faults: Faults) -> Heads:
    """Check that each stream of a run continues where the runs before it ended; return all heads."""
    heads: Heads = {}
    for part in parts:
        faults.merge(part.faults)
        for stream, (version, prev, rid) in part.began.items():
            before, digest = heads.get(stream, (0, b""))
            if version != before + 1:
                faults.add("gap", stream=stream, version=version, expected=before + 1, rid=rid)
            elif prev != digest:
                faults.add("chain", stream=stream, version=version, rid=rid)
        heads.update(part.ended)
    return heads


def check_heads(connection: psycopg.Connection[tuple[Any, ...]], heads: Heads, faults: Faults) -> None:
    """Compare the heads' table with the streams' last events: a cut tail shows here at once."""
    seen = 0
    with connection.cursor("heads", binary=True) as cursor:
        cursor.execute("SELECT stream, version, hash FROM ledger_stream_head WHERE version > 0")
        for stream, version, digest in cursor:
            known = heads.get(stream)
            if known is None:
                faults.add("head", stream=stream, version=version, expected=0)
            else:
                seen += 1
                if known != (version, digest):
                    faults.add("head", stream=stream, version=version, expected=known[0])
    if seen != len(heads):
        faults.add("head_missing", count=len(heads) - seen)
