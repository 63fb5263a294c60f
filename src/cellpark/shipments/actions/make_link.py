"""Make a link with which somebody without an account does one act."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.time import now
from cellpark.identity.public import new_secret
from cellpark.kernel.problem import Problem, Refused
from cellpark.shipments.events import LinkMade
from cellpark.shipments.models import HandLink, Shipment
from cellpark.shipments.parties import side_of
from cellpark.shipments.permissions import ShipmentPermission
from cellpark.shipments.rows import locked, write
from cellpark.shipments.rules import LINK_HOURS_MAX
from cellpark.shipments.states import LinkAct, LinkRole, ShipmentState

_TO_COME = {
    LinkAct.HAND_OVER: (ShipmentState.PLANNED, ShipmentState.PACKED),
    LinkAct.TAKE_OVER: (ShipmentState.PLANNED, ShipmentState.PACKED, ShipmentState.HANDED_OVER),
    LinkAct.ARRIVE: (
        *(ShipmentState.PLANNED, ShipmentState.PACKED, ShipmentState.HANDED_OVER),
        ShipmentState.IN_TRANSIT,
    ),
}


def acts_to_come(row: Shipment) -> tuple[LinkAct, ...]:
    """The acts for which a link may be made now, the next one first."""
    return tuple(act for act, states in _TO_COME.items() if row.state in states)


@dataclass(frozen=True, slots=True)
class MadeLink:
    """The link's row and its secret, which is shown once and kept nowhere."""

    link: HandLink
    secret: str


def make_link(*, actor: Actor, shipment_id: UUID, act: LinkAct, role: LinkRole, hours: int = 48) -> MadeLink:
    """A link for one act of the side whose act it is, until ``hours`` from now.

    Raises ``Refused``: ``shipments.side`` for somebody else's shipment, ``shipments.time.range``,
    ``shipments.link.passed`` when the act was done already.
    """
    actor.require(ShipmentPermission.MAKE_LINK)
    row: Shipment = Shipment.objects.get(id=shipment_id)
    if actor.organisation_id != row.organisation_id:
        raise Refused(Problem("shipments.side", {"act": "link"}))
    if not 1 <= hours <= LINK_HOURS_MAX:
        raise Refused(Problem("shipments.time.range", {"least": 1, "most": LINK_HOURS_MAX}, field="hours"))
    with transaction.atomic():
        row = locked(shipment_id)
        if row.state not in _TO_COME[act]:
            raise Refused(Problem("shipments.link.passed", {"number": row.number}, field="act"))
        identity, made = new_id(), new_secret()
        event = LinkMade(
            link=identity,
            shipment=row.id,
            act=act.value,
            role=role.value,
            party=side_of(row, act.value),
            digest=made.digest,
            expires_at=now() + timedelta(hours=hours),
            person=actor.person_id,
        )
        write(event, actor=actor, organisation=row.organisation_id)
        return MadeLink(HandLink.objects.get(id=identity), made.secret)
