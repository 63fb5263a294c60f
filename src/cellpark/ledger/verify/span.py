"""One run of rows checked: bytes, hashes, columns, chains, leaves. Several processes check several runs."""

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from operator import itemgetter
from typing import Any

import orjson

from cellpark.ledger.verify.faults import Faults
from cellpark.ledger.verify.leaves import Leaves, Widths
from cellpark.ledger.verify.rows import EVENTS, PLAN, connect, portions

COLUMNS = ("id", "stream", "version", "type", "type_version", "actor", "organisation")
FIRST_COLUMN = 3
TIMES = ("at", "recorded_at")
FIRST_TIME = FIRST_COLUMN + len(COLUMNS)


@dataclass(frozen=True, slots=True)
class Job:
    """Which rows to check, in which view of the database, and how far the sealer was."""

    parameters: Mapping[str, str]
    snapshot: str
    first: int
    last: int
    mark: Mapping[str, Any]
    wanted: Widths


@dataclass(slots=True)
class Checked:
    """What one run of rows holds: enough to join it to its neighbours."""

    leaves: Leaves
    events: int = 0
    waiting: int = 0
    sealed: int = 0
    began: dict[str, tuple[int, bytes, int]] = field(default_factory=dict)
    ended: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    faults: Faults = field(default_factory=Faults)


@contextmanager
def without_collector() -> Iterator[None]:
    """Without the search for cycles: millions of short-lived parsed entries would be searched, and none has any."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def check_span(job: Job, progress: Callable[[int], None]) -> Checked:
    """Check the rows of one job; ``progress`` is told how many more are done."""
    checked = Checked(Leaves(job.wanted))
    with without_collector(), connect(job.parameters) as connection:
        connection.execute(f"SET TRANSACTION SNAPSHOT '{job.snapshot}'")
        connection.execute(PLAN)
        values = {**job.mark, "first": job.first, "last": job.last}
        for portion in portions(connection, EVENTS, values):
            _check_portion(portion, checked)
            progress(len(portion))
        connection.rollback()
    return checked


def _check_portion(  # noqa: C901 -- the one hot loop: a call per check would double its time
    rows: list[tuple[Any, ...]],
    checked: Checked,
    columns_of: Callable[[Any], tuple[Any, ...]] = itemgetter(*COLUMNS),
    loads: Callable[[bytes], Any] = orjson.loads,
    dumps: Callable[..., bytes] = orjson.dumps,
    instant: Callable[[str], datetime] = datetime.fromisoformat,
) -> None:
    faults, ended, add_leaf = checked.faults, checked.ended, checked.leaves.add
    last_rid = -1
    for row in rows:
        rid, seq, leaf, _, stream, version, _, _, _, _, at, recorded_at, payload, prev, stored, due = row
        if rid == last_rid:
            faults.add("leaf_twice", stream=stream, version=version, rid=rid)
            continue
        last_rid = rid
        digest = sha256(b"\0" + payload).digest()
        if digest != stored:
            faults.add("hash", stream=stream, version=version, rid=rid)
        try:
            told = loads(payload)
            if (
                columns_of(told) != row[FIRST_COLUMN:FIRST_TIME]
                or told["prev"] != prev.hex()
                or instant(told["at"][:-1]) != at
                or instant(told["recorded_at"][:-1]) != recorded_at
            ):
                _name_columns(told, row, faults)
            if dumps(told, option=orjson.OPT_SORT_KEYS) != payload:
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
        add_leaf(seq, leaf)
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
