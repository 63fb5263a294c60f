"""Where something is: rooms of the premises, for the park by name and for a tenant those that it rents today."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from cellpark.base.scope import widened
from cellpark.leases.public import IN_FORCE, leases_of, occupations, today
from cellpark.premises.public import Room, rooms, standing_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Let:
    """A room that a tenant rents from an operator today."""

    operator_id: UUID
    room_id: UUID
    label: str


def label_of(room: Room) -> str:
    """Building and room, as people write them."""
    return f"{room.building.code} {room.code}"


def rooms_of(tenant_id: UUID) -> list[Let]:
    """The rooms that a tenant has today, by name; the lease, seen by both sides, is the right to see them."""
    owners = operators_of(tenant_id)
    if not owners:
        return []
    with widened(*owners):
        taken = occupations(since=today(), until=today() + timedelta(days=1), tenants=False)
        own = {each.room_id for each in taken if each.tenant_id == tenant_id and each.lease_id is not None}
        found = list(rooms().filter(id__in=own).select_related("building"))
    lets = (Let(operator_id=each.organisation_id, room_id=each.id, label=label_of(each)) for each in found)
    return sorted(lets, key=lambda each: each.label)


def operators_of(tenant_id: UUID) -> set[UUID]:
    """The operators of whom somebody rents now."""
    rows = leases_of(tenant_id).filter(state__in=sorted(IN_FORCE))
    return set(rows.values_list("organisation_id", flat=True))


def room_named(owner: UUID, written: str) -> Room | None:
    """The room of an operator that stands today and is named ``E1 101`` or ``E1/101``; None for any other text."""
    building, _space, code = written.strip().replace("/", " ").partition(" ")
    if not code.strip() or len(written) > 80 or "\x00" in written:
        return None
    found = rooms().filter(
        standing_on(today()), organisation_id=owner, building__code__iexact=building, code__iexact=code.strip()
    )
    row: Room | None = found.select_related("building").first()
    return row


def room_of(owner: UUID, room_id: UUID) -> Room | None:
    """A room of an operator by its id."""
    row: Room | None = rooms().filter(organisation_id=owner, id=room_id).select_related("building").first()
    return row


def tenant_in(owner: UUID, room_id: UUID) -> UUID | None:
    """Who rents a room of an operator today."""
    with widened(owner):
        taken = occupations(since=today(), until=today() + timedelta(days=1), rooms=[room_id], tenants=False)
    return next((each.tenant_id for each in taken if each.lease_id is not None), None)
