"""Rows checked one by one, each thing that is wrong named: what verification means."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

import orjson

from cellpark.ledger.verify.checked import Checked
from cellpark.ledger.verify.faults import Faults
from cellpark.ledger.verify.rows import COLUMNS, FIRST_COLUMN, FIRST_TIME, TIMES, columns_of


def check_rows(rows: Sequence[tuple[Any, ...]], checked: Checked) -> None:  # noqa: C901 -- all that a row must be
    """Check each row by itself, against the row before it in its stream, and against its leaf."""
    faults, ended = checked.faults, checked.ended
    for row in rows:
        rid, seq, leaf, _, stream, version, _, _, _, _, at, recorded_at, payload, prev, stored, due = row
        if rid == checked.last_rid:
            faults.add("leaf_twice", stream=stream, version=version, rid=rid)
            continue
        checked.last_rid = rid
        digest = sha256(b"\0" + payload).digest()
        if digest != stored:
            faults.add("hash", stream=stream, version=version, rid=rid)
        try:
            told = orjson.loads(payload)
            if (
                columns_of(told) != row[FIRST_COLUMN:FIRST_TIME]
                or told["prev"] != prev.hex()
                or datetime.fromisoformat(told["at"][:-1]) != at
                or datetime.fromisoformat(told["recorded_at"][:-1]) != recorded_at
            ):
                _name_columns(told, row, faults)
            if orjson.dumps(told, option=orjson.OPT_SORT_KEYS) != payload:
                faults.add("form", stream=stream, version=version, rid=rid)
        except (ValueError, KeyError, TypeError, AttributeError):
            faults.add("form", stream=stream, version=version, rid=rid)
        known = ended.get(stream)
        if known is None:
            checked.began[stream] = (version, prev, rid)
        elif known[0] + 1 != version:
            faults.add("gap", stream=stream, version=version, expected=known[0] + 1, rid=rid)
        elif known[1] != prev:
            faults.add("chain", stream=stream, version=version, rid=rid)
        ended[stream] = (version, digest)
        if seq is None:
            checked.waiting += 1
            if due:
                faults.add("leaf_missing", stream=stream, version=version, rid=rid)
            continue
        checked.sealed += 1
        if leaf != digest:
            faults.add("leaf_hash", stream=stream, version=version, leaf=seq, rid=rid)
        checked.leaves.add(seq, leaf)
    checked.events += len(rows)


def _name_columns(told: Any, row: tuple[Any, ...], faults: Faults) -> None:
    """Name each column that differs from the bytes."""
    place = {"stream": row[4], "version": row[5], "rid": row[0]}
    found = dict(zip(COLUMNS, row[FIRST_COLUMN:FIRST_TIME], strict=True))
    differing = [name for name, value in found.items() if told[name] != value]
    differing += [
        name
        for name, value in zip(TIMES, row[FIRST_TIME:], strict=False)
        if datetime.fromisoformat(told[name][:-1]) != value
    ]
    if told["prev"] != row[-3].hex():
        differing.append("prev")
    for name in differing:
        faults.add("column", **place, column=name)
