"""Writing: an event goes into the stream and the rows become what their folds say; the two cannot drift apart."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from cellpark.base.actor import Actor
from cellpark.base.locks import lock_word
from cellpark.base.scope import widened
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.leases import folds
from cellpark.leases.conflicts import nested_in, nested_problems, taken_problems
from cellpark.leases.events import AskingSet, IndexRecorded, RoomDays
from cellpark.leases.folds import room_days
from cellpark.leases.models import AskingRent, Hold, IndexValue, Lease, LeaseRoom, LeaseVersion
from cellpark.ledger.public import Entry, Row, lock_stream, write_entry, write_row
from cellpark.premises.public import refusal_of

LET_ONCE = "leases_room_let_once"


def locked(lease_id: UUID) -> Lease:
    """Lock a lease's stream and read its row; raises ``DoesNotExist`` for one that is out of sight."""
    seen: Lease = Lease.objects.get(id=lease_id)
    lock_stream(f"lease/{seen.id}")
    row: Lease = Lease.objects.get(id=lease_id)
    return row


def locked_hold(hold_id: UUID) -> Hold:
    """Lock a hold's stream and read its row; raises ``DoesNotExist`` for one that is out of sight."""
    seen: Hold = Hold.objects.get(id=hold_id)
    lock_stream(f"lease_hold/{seen.id}")
    row: Hold = Hold.objects.get(id=hold_id)
    return row


def write(event: object, *, actor: Actor, organisation: UUID, reason: str | None = None) -> Lease:
    """Record an event of a lease in the operator's stream and bring its rows to what their folds make of it.

    Raises ``Refused``: ``leases.room.taken`` where the database finds that a room is taken already.
    """
    identity: UUID = event.lease  # type: ignore[attr-defined]
    with widened(organisation):
        entry = write_entry(f"lease/{identity}", event, actor=actor, organisation=organisation, reason=reason)
        row = write_row(Lease, identity, folds.lease, entry)
        for key in folds.version_key(entry):
            write_row(LeaseVersion, key, folds.version, entry, parties=list(row.parties))
        _take(entry, organisation, {"lease_id": identity}, row.parties, row.tenant_id)
    return row


def write_hold(
    event: object, *, actor: Actor, organisation: UUID, reason: str | None = None, for_whom: str | None = None
) -> Hold:
    """Record an event of a hold. Raises ``Refused``: ``leases.room.taken``."""
    identity: UUID = event.hold  # type: ignore[attr-defined]
    with widened(organisation):
        entry = write_entry(f"lease_hold/{identity}", event, actor=actor, organisation=organisation, reason=reason)
        more = {} if for_whom is None else {"for_whom": for_whom}
        row = write_row(Hold, identity, folds.hold, entry, **more)
        _take(entry, organisation, {"hold_id": identity}, [], row.tenant_id)
    return row


def write_index(event: IndexRecorded, *, actor: Actor, organisation: UUID, reason: str | None = None) -> IndexValue:
    """Record an index value in the operator's stream of them."""
    entry = write_entry(f"lease_index/{organisation}", event, actor=actor, organisation=organisation, reason=reason)
    row = IndexValue(**folds.index_value(entry))
    row.save(force_insert=True)
    return row


def write_asking(event: AskingSet, *, actor: Actor, organisation: UUID) -> AskingRent:
    """Record what is asked in the operator's stream of it."""
    entry = write_entry(f"lease_asking/{organisation}", event, actor=actor, organisation=organisation)
    row = AskingRent(**folds.asking(entry))
    row.save(force_insert=True)
    return row


def _take(
    entry: Entry, organisation: UUID, owner: dict[str, UUID], parties: Sequence[UUID], tenant: UUID | None
) -> None:
    """Bring the rooms that are taken to what the event says; the database refuses a room that somebody else has."""
    wanted = folds.taken_by(entry)
    if wanted is None:
        return
    wanted_rows: dict[Any, Any] = {(row["room_number"], row["starts_on"]): row for row in wanted}
    present = {(row.room_id, row.starts_on): row for row in LeaseRoom.objects.filter(**owner)}
    gone = [row.id for key, row in present.items() if not _same(row, wanted_rows.get(key))]
    LeaseRoom.objects.filter(id__in=gone).delete()
    kept = {key for key, row in present.items() if row.id not in gone}
    new = [
        LeaseRoom(
            **owner,
            organisation_id=organisation,
            parties=list(parties),
            room_id=row["room_number"],
            **{name: row[name] for name in ("starts_on", "ends_on", "fit_out_until")},
        )
        for key, row in wanted_rows.items()
        if key not in kept
    ]
    said: Any = entry.data
    days = [room_days(each) for each in (said.get("occupied") or said.get("rooms") or ())]
    try:
        # a savepoint, so that the sentence can name what stands in the way
        with transaction.atomic():
            LeaseRoom.objects.bulk_create(new)
    except IntegrityError as error:
        if LET_ONCE not in str(error):
            raise (refusal_of(error) or error) from None
        found = taken_problems(days, tenant_id=tenant, **owner)
        raise Refused(*(found or [Problem("leases.room.contended", field="rooms")])) from None
    if new:
        taken = {(row.room_id, row.starts_on) for row in new}
        _refuse_nested([each for each in days if (each.number, each.start) in taken], owner, tenant)


def _refuse_nested(days: Sequence[RoomDays], owner: dict[str, UUID], tenant: UUID | None) -> None:
    """A room and a bench in it are two things to the database: who takes one takes turns with who takes the other."""
    nested = nested_in(each.number for each in days)
    for each in sorted({(str(room.building_id), room.floor) for inner in nested.values() for room in inner.values()}):
        lock_word(f"leases.nested/{each[0]}/{each[1]}")
    refuse_any(nested_problems(days, nested, tenant_id=tenant, **owner))


def _same(row: LeaseRoom, wanted: Row | None) -> bool:
    return wanted is not None and (row.ends_on, row.fit_out_until) == (wanted["ends_on"], wanted["fit_out_until"])
