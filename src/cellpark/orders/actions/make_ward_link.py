"""Make a link with which somebody on the ward does one act."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.time import now
from cellpark.identity.public import new_secret
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import lock_stream
from cellpark.orders.acting import locked, require_side
from cellpark.orders.models import TreatmentOrder, WardLink
from cellpark.orders.permissions import OrderPermission
from cellpark.orders.rows import record_link
from cellpark.orders.states import OrderState, Side, WardAct
from cellpark.orders.ward_events import WardLinkMade
from cellpark.shipments.public import LINK_HOURS_MAX

# from when on the act is near enough for a link, until it is over
NEAR = {
    WardAct.CONFIRM_IDENTITY: (OrderState.ACCEPTED, OrderState.KIT_SENT),
    WardAct.RECEIVE_ON_WARD: (OrderState.RELEASED, OrderState.SUPPLIED, OrderState.SHIPPED),
}


def near_acts(order: TreatmentOrder) -> tuple[WardAct, ...]:
    """The acts for which a link may be made now."""
    return tuple(act for act, states in NEAR.items() if order.state in states)


@dataclass(frozen=True, slots=True)
class MadeWardLink:
    """The link's row and its secret, which is shown once and kept nowhere."""

    link: WardLink
    secret: str


def make_ward_link(*, actor: Actor, order_id: UUID, act: WardAct, hours: int = 24) -> MadeWardLink:
    """A link for one act on the ward, until ``hours`` from now; the hospital's alone.

    Raises ``Refused``: ``orders.side.other``, ``shipments.time.range``, ``orders.link.not_near`` when the act is far
    off or over.
    """
    actor.require(OrderPermission.MAKE_LINK)
    if not 1 <= hours <= LINK_HOURS_MAX:
        raise Refused(Problem("shipments.time.range", {"least": 1, "most": LINK_HOURS_MAX}, field="hours"))
    with transaction.atomic():
        order = locked(order_id)
        require_side(actor, order, Side.HOSPITAL)
        if act not in near_acts(order):
            raise Refused(Problem("orders.link.not_near", {"number": order.number}, field="act"))
        identity, made = new_id(), new_secret()
        lock_stream(f"ward-link/{identity}")
        event = WardLinkMade(
            link=identity,
            order=order.id,
            act=act.value,
            digest=made.digest,
            expires_at=now() + timedelta(hours=hours),
            person=actor.person_id,
        )
        return MadeWardLink(record_link(event, actor=actor, organisation=order.hospital_id), made.secret)
