"""Writing: an event goes into the stream of a dossier, and the row becomes what its fold makes of it."""

from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.dossier.models import Dossier
from cellpark.dossier.projections import COLUMNS, dossier
from cellpark.kernel.plain import plain
from cellpark.ledger.public import Entry, Recorded, event_types, lock_stream, record


def stream_of(dossier_id: UUID) -> str:
    """The stream of a dossier."""
    return f"dossier/{dossier_id}"


def locked(dossier_id: UUID) -> Dossier:
    """Lock the stream of a dossier and read its row. Raises ``Dossier.DoesNotExist`` for one out of sight."""
    lock_stream(stream_of(dossier_id))
    found: Dossier = Dossier.objects.get(id=dossier_id)
    return found


def go_on(found: Dossier | None, event: object, *, actor: Actor, organisation: UUID, identity: UUID) -> Recorded:
    """Record ``event`` and bring the row up to it; the first event makes the row."""
    recorded = record(stream=stream_of(identity), event=event, actor=actor, organisation=organisation)
    name, version = next(named for named, kind in event_types().items() if kind.shape is type(event))
    entry = Entry(
        stream=recorded.stream,
        version=recorded.version,
        type=name,
        data=plain(event),  # type: ignore[arg-type]  # an event is a mapping
        organisation=organisation,
        at=recorded.at,
        event=recorded.id,
        type_version=version,
    )
    before = None if found is None else {name: getattr(found, name) for name in COLUMNS}
    row = dossier(before, entry)
    assert row is not None, "an event keeps its row"
    if found is None:
        Dossier(**row, requested_by=actor.reference).save(force_insert=True)
        return recorded
    for name, value in row.items():
        setattr(found, name, value)
    found.save(force_update=True)
    return recorded
