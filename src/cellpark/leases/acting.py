"""What acts on leases have in common: sides, rooms, what is taken, rights lent for a lower floor."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.scope import widened
from cellpark.identity.public import Organisation, OrganisationKind, OrganisationState
from cellpark.kernel.problem import Problem, Refused
from cellpark.leases.events import RoomDays
from cellpark.leases.models import Lease, LeaseRoom, LeaseVersion
from cellpark.leases.rules import standing_problems
from cellpark.leases.states import IN_FORCE, Side, VersionState
from cellpark.premises.public import Room

PENDING = (VersionState.DRAFT, VersionState.APPROVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomWanted:
    """A room for a lease or a hold; without days of its own it is taken for all days of the lease."""

    room_id: UUID
    start: date | None = None
    end: date | None = None
    fit_out_until: date | None = None


def side_of(actor: Actor, lease: Lease) -> Side:
    """On which side of a lease the actor stands; the house's own processes act for the operator.

    Raises ``Refused(leases.side.stranger)``: an overseer reads and does not act.
    """
    if actor.process is not None or actor.organisation_id == lease.organisation_id:
        return Side.OPERATOR
    if actor.organisation_id == lease.tenant_id:
        return Side.TENANT
    raise Refused(Problem("leases.side.stranger"))


def require_operator(actor: Actor, owner: UUID) -> None:
    """Raise ``Refused(leases.side.tenant)`` unless the actor acts for the operator."""
    if actor.process is None and actor.organisation_id != owner:
        raise Refused(Problem("leases.side.tenant"))


def lent(actor: Actor, *permissions: str) -> Actor:
    """The same person with rights of a lower floor that follow from the lease and from nothing else."""
    return replace(actor, permissions=actor.permissions | set(permissions))


def refuse_unseen(lease: Lease, seen_version: int | None) -> None:
    """Raise ``Refused(ledger.stale)`` where the lease moved on since its version was seen; None: it does not matter."""
    if seen_version is not None and seen_version != lease.version:
        raise Refused(Problem("ledger.stale", {"seen": seen_version, "present": lease.version}))


def refuse_too_late(lease: Lease, version: LeaseVersion) -> None:
    """Raise ``Refused(leases.amendment.state)`` for an amendment of a lease that is over: nothing is left to amend."""
    if version.number > 1 and (lease.state not in IN_FORCE or lease.leaves_on is not None):
        raise Refused(Problem("leases.amendment.state", {"number": lease.number, "state": lease.state}))


def tenant_problems(tenant_id: UUID, operator: UUID) -> list[Problem]:
    """Who rents is an organisation here that takes part, and is not the operator itself."""
    with widened(tenant_id):
        found = Organisation.objects.filter(id=tenant_id, state=OrganisationState.ACTIVE).first()
    if found is None or found.kind == OrganisationKind.REGULATOR:
        return [Problem("leases.tenant.unknown", field="tenant")]
    return [Problem("leases.tenant.self", field="tenant")] if tenant_id == operator else []


def days_of_rooms(
    wanted: Sequence[RoomWanted], *, start: date, end: date | None
) -> tuple[UUID | None, tuple[RoomDays, ...], list[Problem]]:
    """The rooms with their days, under a lock on each, whose they are, and which of them do not exist all the time.

    Raises ``Room.DoesNotExist`` for a room out of sight.
    """
    ids = [each.room_id for each in wanted]
    found: dict[UUID, Room] = {row.id: row for row in Room.objects.filter(id__in=ids).select_for_update(of=("self",))}
    if set(ids) - set(found):
        raise Room.DoesNotExist
    days = tuple(
        RoomDays(
            room=each.room_id,
            number=found[each.room_id].number,
            code=found[each.room_id].code,
            start=each.start or start,
            end=each.end or end,
            fit_out_until=each.fit_out_until,
        )
        for each in wanted
    )
    owners = {row.organisation_id for row in found.values()}
    problems = standing_problems(days, {key: (row.valid_from, row.valid_until) for key, row in found.items()})
    if len(owners) > 1:
        problems.append(Problem("leases.rooms.owners", field="rooms"))
    return (min(owners) if owners else None), days, problems


def still_standing(rooms: Iterable[RoomDays]) -> list[Problem]:
    """Which of these rooms do not exist on all their days any more, under a lock on each."""
    wanted = list(rooms)
    rows = Room.objects.filter(id__in=[each.room for each in wanted]).select_for_update(of=("self",))
    return standing_problems(wanted, {row.id: (row.valid_from, row.valid_until) for row in rows})


def occupied(lease: Lease) -> tuple[RoomDays, ...]:
    """What a lease takes as things stand; a tenant acts on its lease and sees no list of the operator's rooms."""
    with widened(lease.organisation_id):
        rows = LeaseRoom.objects.filter(lease_id=lease.id).select_related("room").order_by("room_id", "starts_on")
        return tuple(as_days(row) for row in rows)


def as_days(row: LeaseRoom) -> RoomDays:
    """A row as values."""
    return RoomDays(
        room=row.room.id,
        number=row.room_id,
        code=row.room.code,
        start=row.starts_on,
        end=row.ends_on,
        fit_out_until=row.fit_out_until,
    )


def pending(lease: Lease) -> LeaseVersion:
    """The version that waits for approval or signatures. Raises ``Refused(leases.version.none)``."""
    found: LeaseVersion | None = lease.versions.filter(state__in=PENDING).first()
    if found is None:
        raise Refused(Problem("leases.version.none", {"number": lease.number}))
    return found
