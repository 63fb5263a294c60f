"""Load a park's published facts from its file."""

import hashlib
from dataclasses import dataclass

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.ledger.public import lock_stream, record
from cellpark.space.events import ParkLoaded
from cellpark.space.models import Park
from cellpark.space.park_file import read_park
from cellpark.space.permissions import SpacePermission
from cellpark.space.rows import park_columns
from cellpark.space.synchronise import Changes, synchronise


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What a load did. ``unchanged`` means that the very same file was already loaded: nothing was written."""

    key: str
    unchanged: bool
    added: int = 0
    changed: int = 0
    removed: int = 0


def load_park(*, actor: Actor, content: bytes, file: str) -> Loaded:
    """Make the park's rows equal to ``content``, a park file named ``file`` in messages, and record it.

    The same bytes a second time change and record nothing. Raises ``NotAllowed``, or ``Refused`` with the problems of
    the file; then nothing is written at all.
    """
    actor.require(SpacePermission.LOAD_PARK)
    entries = read_park(content, file=file)
    digest = hashlib.sha256(content).hexdigest()
    stream = f"park/{entries.key}"
    with transaction.atomic():
        lock_stream(stream)
        park = Park.objects.filter(key=entries.key).first()
        if park is not None and park.file_sha256 == digest:
            return Loaded(key=entries.key, unchanged=True)
        changes = Changes()
        columns = park_columns(entries)
        if park is None:
            park = Park(key=entries.key, **columns)
            changes.added.append("park")
        elif any(getattr(park, name) != value for name, value in columns.items()):
            changes.changed.append("park")
        for name, value in {**columns, "file_sha256": digest, "loaded_at": now()}.items():
            setattr(park, name, value)
        park.save()
        synchronise(park, entries, changes)
        event = ParkLoaded(
            park=park.id,
            key=park.key,
            file_sha256=digest,
            added=tuple(changes.added),
            changed=tuple(changes.changed),
            removed=tuple(changes.removed),
        )
        record(stream=stream, event=event, actor=actor, organisation=None)
    return Loaded(
        key=entries.key,
        unchanged=False,
        added=len(changes.added),
        changed=len(changes.changed),
        removed=len(changes.removed),
    )
