"""Events, proofs and checkpoints in the API."""

from base64 import b64encode
from typing import Annotated, Any, Self
from uuid import UUID

from ninja import Schema
from pydantic import AfterValidator, Field, StringConstraints

from cellpark.ledger.public import Checkpoint, Event, InclusionProof, Report, Witness, checkpoint_note, envelope
from cellpark.web.api.values import Body, Moment, Text, kept


class EventOut(Schema):
    """One event. ``payload`` are the exact bytes that were hashed (base64); the other values are read from them."""

    id: UUID
    stream: str
    version: int
    type: str
    type_version: int
    actor: str
    on_behalf_of: UUID | None
    organisation: UUID | None
    at: Moment
    recorded_at: Moment
    reason: str | None
    data: dict[str, Any]
    prev: str
    hash: str
    payload: str

    @classmethod
    def of(cls, row: Event) -> Self:
        """The event as answers show it."""
        told = envelope(row)
        return cls(
            id=row.id,
            stream=row.stream,
            version=row.version,
            type=row.type,
            type_version=row.type_version,
            actor=row.actor,
            on_behalf_of=told["on_behalf_of"],
            organisation=row.organisation,
            at=row.at,
            recorded_at=row.recorded_at,
            reason=told["reason"],
            data=told["data"],
            prev=told["prev"],
            hash=bytes(row.hash).hex(),
            payload=b64encode(bytes(row.payload)).decode(),
        )


class InclusionOut(Schema):
    """What convinces an outsider that one event is in the log (RFC 9162, section 2.1.3); hashes are hexadecimal."""

    index: int
    size: int
    leaf: str
    path: list[str]
    root: str

    @classmethod
    def of(cls, proof: InclusionProof) -> Self:
        """The proof as answers show it."""
        return cls(
            index=proof.index,
            size=proof.size,
            leaf=proof.leaf.hex(),
            path=[step.hex() for step in proof.path],
            root=proof.root.hex(),
        )


class ConsistencyOut(Schema):
    """What convinces an outsider that the log only grew (RFC 9162, section 2.1.4)."""

    old: int
    new: int
    path: list[str]


class CheckpointOut(Schema):
    """A signed commitment to the log's first ``size`` entries, with the lines of witnesses (C2SP signed note)."""

    size: int
    root: str
    at: Moment
    note: str

    @classmethod
    def of(cls, row: Checkpoint) -> Self:
        """The checkpoint as answers show it."""
        return cls(size=row.size, root=bytes(row.root).hex(), at=row.at, note=checkpoint_note(row))


class WitnessOut(Schema):
    """Somebody outside who cosigns our checkpoints."""

    name: str
    vkey: str
    organisation: UUID | None
    since: Moment

    @classmethod
    def of(cls, row: Witness) -> Self:
        """The witness as answers show it."""
        return cls(name=row.name, vkey=row.vkey, organisation=row.organisation, since=row.since)


class WitnessIn(Body):
    """A witness to add; its key is a C2SP vkey, which for ML-DSA-44 is a long line."""

    vkey: Annotated[str, StringConstraints(max_length=4_000), AfterValidator(kept)]
    organisation: UUID | None = None


class ExportIn(Body):
    """The records to export, by the names of their streams."""

    streams: Annotated[
        list[Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(kept)]],
        Field(min_length=1, max_length=500),
    ]


class ReportOut(Schema):
    """What a whole check found: how much was checked, and how many faults of each kind."""

    sound: bool
    events: int
    sealed: int
    waiting: int
    streams: int
    checkpoints: int
    root: str
    faults: dict[str, int]

    @classmethod
    def of(cls, report: Report) -> Self:
        """The report as answers show it."""
        return cls(
            sound=report.is_sound,
            events=report.events,
            sealed=report.sealed,
            waiting=report.waiting,
            streams=report.streams,
            checkpoints=report.checkpoints,
            root=report.root.hex(),
            faults=dict(report.fault_counts),
        )


class CosignatureIn(Body):
    """A witness's line for a checkpoint."""

    witness: Text
    line: Annotated[str, StringConstraints(max_length=8_000), AfterValidator(kept)]
