"""Who may act on an order or a permit: the park's people and the tenant for whom it is."""

from dataclasses import dataclass
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.scope import widened
from cellpark.facilities import places
from cellpark.facilities.models import Permit, WorkOrder
from cellpark.facilities.permissions import FacilityPermission
from cellpark.facilities.states import Side
from cellpark.identity.public import OrganisationKind
from cellpark.kernel.problem import Problem, Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where something is, whose park it is, and for which tenant."""

    operator_id: UUID
    tenant_id: UUID | None
    room_id: UUID | None
    place: str
    side: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where somebody says that something is: a room, a place in words, or both.

    ``operator_id`` is needed where a tenant rents in two parks. Without ``for_tenant`` what the park reports of a room
    stays with the park.
    """

    room_id: UUID | None = None
    place: str = ""
    operator_id: UUID | None = None
    for_tenant: bool = True


NOWHERE = Where()


def side_of(actor: Actor, row: WorkOrder | Permit) -> Side:
    """The side on which somebody stands. Raises ``Refused(facilities.side)`` for whoever stands on none."""
    if actor.process is not None or actor.organisation_id == row.organisation_id:
        return Side.PARK
    if row.tenant_id is not None and actor.organisation_id == row.tenant_id:
        return Side.TENANT
    raise Refused(Problem("facilities.side"))


def require_operator(actor: Actor) -> UUID:
    """The operator for whom somebody acts. Raises ``Refused(facilities.side)`` for whoever runs no park."""
    owner = actor.organisation_id
    if owner is None or (actor.process is None and actor.organisation_kind != OrganisationKind.OPERATOR):
        raise Refused(Problem("facilities.side"))
    return owner


def require_office(actor: Actor, row: WorkOrder | Permit, permission: FacilityPermission) -> None:
    """Let the park's own people through. Raises ``NotAllowed``, ``Refused(facilities.side)``."""
    actor.require(permission)
    if side_of(actor, row) is not Side.PARK:
        raise Refused(Problem("facilities.side"))


def spot_of(actor: Actor, where: Where) -> Spot:
    """Where something is, as the house knows it.

    The park's people name any room of theirs, and the tenant who rents it today reads along. A tenant names one of its
    rooms of today, or any place in words. Raises ``Refused``: ``facilities.room....``, ``facilities.no_park``.
    """
    owner = actor.organisation_id
    assert owner is not None, "whoever reports something belongs to an organisation"
    if actor.process is not None or actor.organisation_kind == OrganisationKind.OPERATOR:
        return _in_own_park(owner, where)
    return _rented(owner, where)


def _in_own_park(owner: UUID, where: Where) -> Spot:
    room_id, place = where.room_id, where.place
    with widened(owner):
        named = places.room_named(owner, place) if room_id is None else places.room_of(owner, room_id)
    if named is None and room_id is not None:
        raise Refused(Problem("facilities.room.unknown", field="place"))
    if named is None:
        return Spot(operator_id=owner, tenant_id=None, room_id=None, place=place.strip(), side=Side.PARK)
    tenant = places.tenant_in(owner, named.id) if where.for_tenant else None
    return Spot(
        operator_id=owner,
        tenant_id=None if tenant == owner else tenant,
        room_id=named.id,
        place=_place(places.label_of(named), place),
        side=Side.PARK,
    )


def _rented(tenant: UUID, where: Where) -> Spot:
    room_id, place, operator_id = where.room_id, where.place, where.operator_id
    if room_id is not None:
        found = next((each for each in places.rooms_of(tenant) if each.room_id == room_id), None)
        if found is None:
            raise Refused(Problem("facilities.room.not_yours", field="room"))
        operator, label = found.operator_id, _place(found.label, place)
        return Spot(operator_id=operator, tenant_id=tenant, room_id=room_id, place=label, side=Side.TENANT)
    owners = places.operators_of(tenant)
    if not owners:
        raise Refused(Problem("facilities.no_park"))
    if operator_id is None and len(owners) > 1:
        raise Refused(Problem("base.required", field="operator"))
    operator = operator_id or next(iter(owners))
    if operator not in owners:
        raise Refused(Problem("facilities.no_park"))
    return Spot(operator_id=operator, tenant_id=tenant, room_id=None, place=place.strip(), side=Side.TENANT)


def _place(label: str, said: str) -> str:
    """The room's name, and what somebody added to it."""
    more = said.strip()
    if not more or more.replace("/", " ").lower() == label.lower():
        return label
    return f"{label}, {more}"[:120]
