"""A portion of rows found right at once, or not at all.

Nearly every portion is right, and asking one question after the other of every row is what Python is slow at. Here
each question is asked of all rows in one step. The answer is only whether everything is right: a portion of which that
cannot be said goes to ``one_by_one``, which says what is wrong. What is accepted here must be faultless there.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

import orjson

from cellpark.ledger.verify.checked import Checked
from cellpark.ledger.verify.rows import columns_of

Column = tuple[Any, ...]


def take_sound(rows: Sequence[tuple[Any, ...]], checked: Checked) -> bool:
    """Add rows to ``checked`` when all of them are right and sealed; otherwise answer False and add nothing."""
    rids, seqs, leaves, *columns, ats, recorded_ats, payloads, prevs, hashes, _ = zip(*rows, strict=True)
    digests = tuple([sha256(b"\0" + payload).digest() for payload in payloads])
    if digests != hashes or digests != leaves or None in seqs or len({checked.last_rid, *rids}) <= len(rids):
        return False
    told = _parsed(payloads)
    if told is None or not _columns_agree(told, columns, prevs, (ats, recorded_ats)):
        return False
    _, streams, versions, *_ = columns
    ended: dict[str, tuple[int, bytes]] = {}
    began: dict[str, tuple[int, bytes, int]] = {}
    for stream, version, prev, digest, rid in zip(streams, versions, prevs, digests, rids, strict=True):
        known = ended.get(stream) or checked.ended.get(stream)
        if known is None:
            began[stream] = (version, prev, rid)
        elif known != (version - 1, prev):
            return False
        ended[stream] = (version, digest)
    checked.began.update(began)
    checked.ended.update(ended)
    checked.leaves.add_all(seqs, digests)
    checked.events += len(rows)
    checked.sealed += len(rows)
    checked.last_rid = rids[-1]
    return True


def _parsed(payloads: Column) -> list[dict[str, Any]] | None:
    """The entries, or None when one of them is no object or not spelled canonically.

    All canonical spellings are compared as one text. That says it of each: an object ends where its braces close, so
    the first one that differs could differ only by spaces around it, where the text has commas and braces.
    """
    try:
        told = list(map(orjson.loads, payloads))
        spelled = orjson.dumps(told, option=orjson.OPT_SORT_KEYS)
    except (ValueError, TypeError):
        return None
    return told if spelled == b"[%b]" % b",".join(payloads) else None


def _columns_agree(
    told: Sequence[Mapping[str, Any]], columns: Sequence[Column], prevs: Column, times: Sequence[Column]
) -> bool:
    """Whether every column says what the entries say."""
    try:
        return (
            list(map(columns_of, told)) == list(zip(*columns, strict=True))
            and [one["prev"] for one in told] == list(map(bytes.hex, prevs))
            and _times_agree([one["at"] for one in told], [one["recorded_at"] for one in told], *times)
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return False


def _times_agree(told: list[str], told_recorded: list[str], ats: Column, recorded_ats: Column) -> bool:
    """Whether the times do; mostly an act is recorded when it happens, and then one of both is read."""
    if tuple([datetime.fromisoformat(text[:-1]) for text in told]) != ats:
        return False
    if told == told_recorded:
        return ats == recorded_ats
    return tuple([datetime.fromisoformat(text[:-1]) for text in told_recorded]) == recorded_ats
