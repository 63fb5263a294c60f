"""The tables of this app as folds of their streams."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from cellpark.batches.reading import plan_of
from cellpark.batches.run import Happened, Phase, State, fold, timers
from cellpark.batches.states import BatchState, ExceptionState
from cellpark.ledger.public import Entry, Interpretation, Projection, Row

STATES = {
    Phase.NEW: BatchState.PLANNED,
    Phase.PLANNED: BatchState.PLANNED,
    Phase.RUNNING: BatchState.RUNNING,
    Phase.FINISHED: BatchState.FINISHED,
    Phase.ABORTED: BatchState.ABORTED,
}
BATCH_STATES = {
    "batches.batch.started": BatchState.RUNNING,
    "batches.batch.finished": BatchState.FINISHED,
    "batches.batch.aborted": BatchState.ABORTED,
}
SLOTS = ("batches.slot.taken", "batches.slot.moved")


def row_of(state: State, *, version: int) -> Mapping[str, Any]:
    """The columns of a batch's row that change, as its state says them."""
    slot = state.slot
    return {
        "state": STATES[state.phase].value,
        "suite": "" if slot is None else slot.suite,
        "slot_from": None if slot is None else slot.starts_at,
        "slot_until": None if slot is None else slot.ends_at,
        "devices": [] if slot is None else list(slot.devices),
        "started_at": state.started_at,
        "ended_at": state.ended_at,
        "version": version,
    }


def batch(row: Row | None, entry: Entry) -> Row | None:
    """Planned, given a slot, started, finished or aborted; every other entry moves the version alone."""
    data = entry.data
    if entry.type == "batches.batch.planned":
        return {
            "id": UUID(str(data["batch"])),
            "organisation_id": entry.organisation,
            **{name: str(data[name]) for name in ("number", "recipe", "mbr", "product", "coi")},
            "example": bool(data["example"]),
            "state": BatchState.PLANNED.value,
            "suite": "",
            "slot_from": None,
            "slot_until": None,
            "devices": json.dumps([]),
            "started_at": None,
            "ended_at": None,
            "version": entry.version,
        }
    assert row is not None, "a stream starts with its plan"
    changed: dict[str, Any] = {"version": entry.version}
    if entry.type in SLOTS:
        devices = data["devices"]
        assert isinstance(devices, list), "devices are a list"
        changed |= {
            "suite": str(data["suite"]),
            "slot_from": _instant(data["starts_at"]),
            "slot_until": _instant(data["ends_at"]),
            "devices": json.dumps([str(each) for each in devices]),
        }
    if entry.type in BATCH_STATES:
        changed["state"] = BATCH_STATES[entry.type].value
        changed["started_at" if entry.type == "batches.batch.started" else "ended_at"] = entry.at
    return {**row, **changed}


def _instant(text: object) -> datetime:
    return datetime.fromisoformat(str(text))


EXCEPTION_STATES = {
    "batches.exception.classified": (ExceptionState.CLASSIFIED, "classification"),
    "batches.exception.investigated": (ExceptionState.INVESTIGATED, "finding"),
    "batches.exception.disposed": (ExceptionState.DISPOSED, "disposition"),
    "batches.exception.closed": (ExceptionState.CLOSED, "capa"),
}


def exception(row: Row | None, entry: Entry) -> Row | None:
    """Opened, classified, investigated, disposed of, closed."""
    data = entry.data
    if entry.type == "batches.exception.opened":
        return {
            "id": UUID(str(data["exception"])),
            "organisation_id": entry.organisation,
            "batch_id": UUID(str(data["batch"])),
            **{name: str(data[name]) for name in ("number", "cause", "step", "field", "reaction", "seen")},
            "state": ExceptionState.OPEN.value,
            "classification": "",
            "finding": "",
            "disposition": "",
            "capa": "",
            "opened_at": entry.at,
            "closed_at": None,
            "version": entry.version,
        }
    assert row is not None, "a stream starts with its opening"
    state, field = EXCEPTION_STATES[entry.type]
    closed = {"closed_at": entry.at} if state is ExceptionState.CLOSED else {}
    return {**row, "state": state.value, field: str(data[field]), **closed, "version": entry.version}


RUNNING_TIMES = """
SELECT t.batch_id || ' ' || t.step || ' ' || t.field AS key, t.organisation_id, t.since, t.due_at
FROM batches_runningtime t
"""


def running_times(entries: Sequence[Entry]) -> Iterator[Row]:
    """The times of one batch that run and have a latest end (T10), as its recipe reads the whole stream."""
    planned = entries[0]
    plan = plan_of(str(planned.data["recipe"]))
    state = fold(plan, (Happened(each.typed(), each.at, each.actor, each.event, each.reason) for each in entries))
    running = timers(plan, state) if state.phase is Phase.RUNNING else ()
    for each in running:
        if each.latest is not None:
            yield {
                "key": f"{planned.data['batch']} {each.step} {each.field.name}",
                "organisation_id": planned.organisation,
                "since": each.since,
                "due_at": each.latest,
            }


PROJECTIONS = (
    Projection(
        table="batches_batch",
        streams="batch/",
        columns=(
            *("id", "organisation_id", "number", "recipe", "mbr", "product", "coi", "example", "state"),
            *("suite", "slot_from", "slot_until", "devices", "started_at", "ended_at", "version"),
        ),
        fold=batch,
    ),
    Projection(
        table="batches_batchexception",
        streams="exception/",
        columns=(
            *("id", "organisation_id", "batch_id", "number", "cause", "step", "field", "reaction", "seen"),
            *("state", "classification", "finding", "disposition", "capa", "opened_at", "closed_at", "version"),
        ),
        fold=exception,
    ),
    Interpretation(
        table="batches_runningtime",
        streams="batch/",
        columns=("key", "organisation_id", "since", "due_at"),
        stored=RUNNING_TIMES,
        rows=running_times,
    ),
)
