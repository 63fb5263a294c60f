"""Read values from an instrument's file."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache, partial
from hashlib import sha256
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.batches.acting import Attempt, Done, attempt
from cellpark.batches.desk import Desk
from cellpark.batches.gates.devices import accepted_device, writer_problems
from cellpark.batches.gates.files import origin_problems
from cellpark.batches.permissions import BatchPermission
from cellpark.batches.run import Owed, step_of
from cellpark.batches.run.amounts import written
from cellpark.batches.run.happened import ValueRecorded
from cellpark.batches.run.recipe import Entry, Reaction, Record
from cellpark.batches.settling import open_owed
from cellpark.instruments.public import Reading, choose_reading, keep_file, read_values, reader_version
from cellpark.kernel.problem import Problem, Refused, refuse_any

Read = Callable[[str], tuple[Reading, ...]]
"""The values of a file by the name of a reader."""


def attach_file(  # noqa: PLR0913 -- what the record of a reading names (P11-7)
    *,
    actor: Actor,
    batch_id: UUID,
    step: str,
    content: bytes,
    name: str,
    readings: Mapping[str, str],
    sample: str,
    device: str,
    media_type: str = "",
    at: datetime | None = None,
    key: UUID | None = None,
) -> Done:
    """Keep the raw file by its hash and record ``readings`` of ``sample``: field -> name of the reading in the file.

    ``device`` is the registered instrument (P11-7). The value clicks back to the bytes. Raises ``Refused``: a reader
    that cannot read it, ``instruments.reading.absent``, a field that is not read from a file; a sample that is none of
    this step, a measurement from before it or after it. A value that the instrument flagged owes an exception.
    """
    said = Attempt(
        actor=actor,
        batch_id=batch_id,
        permission=BatchPermission.RUN,
        verb="attach_file",
        step=step,
        field=", ".join(sorted(readings)),
        request={"file": sha256(content).hexdigest(), "readings": dict(readings), "sample": sample, "device": device},
        at=at,
        key=key,
    )

    def do(desk: Desk) -> UUID:
        if not readings:
            raise Refused(Problem("base.required", field="readings"))
        source = accepted_device(desk, step, device)
        if not source:
            raise Refused(Problem("batches.value.device_missing", {"field": said.field}, field="device", rule="P11-7"))
        kept = keep_file(
            actor=actor,
            content=content,
            name=name,
            media_type=media_type,
            organisation_id=desk.batch.organisation_id,
        )
        read = cache(partial(read_values, content, name=name))  # once for all values of the file
        entry = None
        for field, reading in readings.items():
            event, flag = _read(desk, step, field, read, sample, reading, source, kept.sha256)
            entry = desk.record(event)
            if flag:
                seen = f"{written(event.value)} [{flag[:200]}]"
                open_owed(desk, Owed("flag", step, field, str(entry.id), Reaction.DEVIATION_MINOR.value, seen))
        assert entry is not None, "some field was asked for"
        return entry.id

    return attempt(said, do)


def _read(
    desk: Desk, step: str, field: str, read: Read, sample: str, reading: str, device: str, sha256: str
) -> tuple[ValueRecorded, str]:
    """One reading of the file as an entry, and how the instrument marked it."""
    asked = desk.plan.fields.get((step_of(step), field))
    if not isinstance(asked, Record) or asked.entry is not Entry.FILE or asked.reader is None:
        raise Refused(Problem("batches.value.not_from_file", {"field": field}, field="readings"))
    found = choose_reading(read(asked.reader), sample=sample, name=reading)
    refuse_any([*origin_problems(desk, step, found), *writer_problems(found.device, claimed=device, step=step)])
    event = ValueRecorded(
        step=step,
        field=field,
        value=found.quantity,
        how=Entry.FILE.value,
        device=device,
        file=sha256,
        reader=f"{asked.reader} {reader_version()}",
        digest="",
    )
    return event, found.flag
