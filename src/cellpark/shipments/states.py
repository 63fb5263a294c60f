"""Kinds and states of shipments, their excursions and the links of their hand-overs."""

from collections.abc import Mapping
from enum import StrEnum

from cellpark.identity.public import LinkState
from cellpark.kernel.lifecycle import Lifecycle, Transition, register
from cellpark.shipments.permissions import ShipmentPermission as May


class Condition(StrEnum):
    """How a shipment travels."""

    FRESH = "fresh"  # 2 to 8 degC
    CRYOGENIC = "cryogenic"  # at most -150 degC


class Purpose(StrEnum):
    """What a shipment is for. What was rejected or called back travels to its destruction alone (CN-4c)."""

    USE = "use"
    DESTRUCTION = "destruction"


class ShipmentState(StrEnum):
    """Where a shipment stands on its way."""

    PLANNED = "planned"
    PACKED = "packed"
    HANDED_OVER = "handed_over"
    IN_TRANSIT = "in_transit"
    ARRIVED = "arrived"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class ExcursionState(StrEnum):
    """Whether the quality unit has decided."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class FindingKind(StrEnum):
    """What was not as it should be."""

    TEMPERATURE = "temperature"
    GAP = "gap"
    DURATION = "duration"
    SEAL = "seal"
    DAMAGE = "damage"
    SIGNATURE = "signature"


class LinkAct(StrEnum):
    """The one act that a link allows."""

    HAND_OVER = "hand_over"
    TAKE_OVER = "take_over"
    ARRIVE = "arrive"


class LinkRole(StrEnum):
    """Who holds a link; no name is kept."""

    WARD = "ward"
    COURIER = "courier"
    STORE = "store"


_S = ShipmentState
SHIPMENT_LIFECYCLE = register(
    Lifecycle(
        name="shipments.shipment",
        states=ShipmentState,
        initial=_S.PLANNED,
        transitions=(
            Transition(source=_S.PLANNED, verb="seal", target=_S.PACKED, permission=May.HANDLE),
            Transition(source=_S.PACKED, verb="hand_over", target=_S.HANDED_OVER, permission=May.HANDLE),
            Transition(source=_S.HANDED_OVER, verb="take_over", target=_S.IN_TRANSIT, permission=May.HANDLE),
            Transition(source=_S.IN_TRANSIT, verb="arrive", target=_S.ARRIVED, permission=May.HANDLE),
            Transition(source=_S.ARRIVED, verb="receive", target=_S.RECEIVED, permission=May.HANDLE),
            Transition(source=_S.RECEIVED, verb="accept", target=_S.ACCEPTED, permission=May.INSPECT),
            Transition(source=_S.RECEIVED, verb="refuse", target=_S.REFUSED, permission=May.INSPECT),
            Transition(source=_S.PLANNED, verb="cancel", target=_S.CANCELLED, permission=May.PLAN),
            Transition(source=_S.PACKED, verb="cancel", target=_S.CANCELLED, permission=May.PLAN),
        ),
        final=frozenset({_S.ACCEPTED, _S.REFUSED, _S.CANCELLED}),
    )
)
EXCURSION_LIFECYCLE = register(
    Lifecycle(
        name="shipments.excursion",
        states=ExcursionState,
        initial=ExcursionState.OPEN,
        transitions=(
            Transition(
                source=ExcursionState.OPEN, verb="accept", target=ExcursionState.ACCEPTED, permission=May.DECIDE
            ),
            Transition(
                source=ExcursionState.OPEN, verb="reject", target=ExcursionState.REJECTED, permission=May.DECIDE
            ),
        ),
        final=frozenset({ExcursionState.ACCEPTED, ExcursionState.REJECTED}),
    )
)
LINK_LIFECYCLE = register(
    Lifecycle(
        name="shipments.link",
        states=LinkState,
        initial=LinkState.OPEN,
        transitions=(
            Transition(source=LinkState.OPEN, verb="use", target=LinkState.USED, permission=May.HANDLE),
            Transition(source=LinkState.OPEN, verb="revoke", target=LinkState.REVOKED, permission=May.MAKE_LINK),
        ),
        final=frozenset({LinkState.USED, LinkState.REVOKED}),
    )
)
NEXT: Mapping[ShipmentState, str] = {
    _S.PLANNED: "seal",
    _S.PACKED: "hand_over",
    _S.HANDED_OVER: "take_over",
    _S.IN_TRANSIT: "arrive",
    _S.ARRIVED: "receive",
    _S.RECEIVED: "inspect",
}
"""The act that comes next in each state."""
ON_THE_WAY = frozenset({_S.PACKED, _S.HANDED_OVER, _S.IN_TRANSIT, _S.ARRIVED, _S.RECEIVED})
OPENED = frozenset({_S.ARRIVED, _S.RECEIVED})
"""The states in which a shipment is looked at: its contents scanned, its logger read."""
