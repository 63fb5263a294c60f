"""How a shipment stands: colour, word, and what is true now, what comes next, who acts, by when."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cellpark.base.actor import Actor
from cellpark.shipments.public import (
    NEXT,
    ExcursionState,
    Shipment,
    ShipmentPermission,
    ShipmentState,
    excursions_of,
    side_of,
    words,
)
from cellpark.web.pages.tables import State

_COLOURS = {
    ShipmentState.PLANNED: "planned",
    ShipmentState.PACKED: "planned",
    ShipmentState.HANDED_OVER: "waiting",
    ShipmentState.IN_TRANSIT: "running",
    ShipmentState.ARRIVED: "waiting",
    ShipmentState.RECEIVED: "waiting",
    ShipmentState.ACCEPTED: "done",
    ShipmentState.REFUSED: "stopped",
    ShipmentState.CANCELLED: "stopped",
}
_EXCURSION = {
    ExcursionState.OPEN: "waiting",
    ExcursionState.ACCEPTED: "done",
    ExcursionState.REJECTED: "stopped",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """An act that this reader may do now."""

    label: object
    href: str
    look: str = "plain"


@dataclass(frozen=True, slots=True)
class Station:
    """One station of the way, for the picture and its table."""

    label: object
    who: str
    at: datetime | None


def shipment_state(row: Shipment) -> State:
    """Where a shipment stands."""
    state = ShipmentState(row.state)
    return State(_COLOURS[state], words.SHIPMENT_STATES[state])


def excursion_state(state: str) -> State:
    """Whether an excursion is decided."""
    return State(_EXCURSION[ExcursionState(state)], words.EXCURSION_STATES[state])


def truth(row: Shipment, names: Mapping[UUID, str]) -> dict[str, object]:
    """What is true now, what comes next, who acts, by when."""
    state = ShipmentState(row.state)
    verb = NEXT.get(state)
    opened = excursions_of(row.id).filter(state=ExcursionState.OPEN).count()
    if opened:
        return {
            "now": _("An excursion waits for its decision; every container inside is held."),
            "next": _("Decide with a reason"),
            "who": names.get(row.organisation_id, ""),
            "by": None,
        }
    ways = {"sender": names.get(row.sender_id, ""), "receiver": names.get(row.receiver_id, "")}
    return {
        "now": _("From %(sender)s to %(receiver)s.") % ways,
        "next": "" if verb is None else words.ACTS[verb],
        "who": "" if verb is None else names.get(side_of(row, verb), ""),
        "by": None if verb is None else (row.pick_up_at if state is ShipmentState.PLANNED else row.due_at),
    }


def offers(row: Shipment, actor: Actor) -> list[Offer]:
    """The acts that are this reader's now: the next one first."""
    own = actor.organisation_id == row.organisation_id
    found = [
        (each.route, each.label)
        for each in _TURNS
        if row.state == each.state
        and actor.may(each.permission)
        and side_of(row, each.side) == actor.organisation_id
        and each.when(row)
    ]
    reads = own or actor.organisation_id == row.receiver_id
    if reads and row.file_id is None and row.state in _LOOKED_AT and actor.may(ShipmentPermission.HANDLE):
        found.append(("shipment_logger", gettext_lazy("Read the logger")))
    if own and row.file_id is not None and row.state in _LOOKED_AT and actor.may(ShipmentPermission.DECIDE):
        found.append(("shipment_logger_replace", gettext_lazy("Replace a wrong logger file")))
    if row.state in _LABELLED and own:
        found.append(("shipment_label", gettext_lazy("Label of the shipper")))
    if own and actor.may(ShipmentPermission.MAKE_LINK) and row.state in _LINKED:
        found.append(("shipment_link", gettext_lazy("Link for a courier or a ward")))
    if own and actor.may(ShipmentPermission.PLAN) and row.state in _CANCELLED:
        found.append(("shipment_cancel", gettext_lazy("Cancel the shipment")))
    return [
        Offer(label, reverse(route, args=[row.id]), "plain" if n or route in _ASIDE else "primary")
        for n, (route, label) in enumerate(found)
    ]


@dataclass(frozen=True, slots=True)
class _Turn:
    """An act, in which state and by which side it is done, and what must be true besides."""

    state: ShipmentState
    side: str
    permission: ShipmentPermission
    route: str
    label: object
    when: Callable[[Shipment], bool] = bool


def _waits(name: str) -> Callable[[Shipment], bool]:
    return lambda row: any(not each[name] for each in row.contents)


def _complete(name: str) -> Callable[[Shipment], bool]:
    return lambda row: all(each[name] for each in row.contents)


_HANDLE, _INSPECT = ShipmentPermission.HANDLE, ShipmentPermission.INSPECT
_S = ShipmentState
_OUT = gettext_lazy("Scan each container out of the shipper")
_TURNS = (
    _Turn(_S.PLANNED, "pack", _HANDLE, "shipment_pack", words.ACTS["pack"], _waits("packed")),
    _Turn(_S.PLANNED, "seal", _HANDLE, "shipment_seal", words.ACTS["seal"], _complete("packed")),
    _Turn(_S.PACKED, "hand_over", _HANDLE, "shipment_hand_over", words.ACTS["hand_over"]),
    _Turn(_S.HANDED_OVER, "take_over", _HANDLE, "shipment_take_over", words.ACTS["take_over"]),
    _Turn(_S.IN_TRANSIT, "arrive", _HANDLE, "shipment_arrive", words.ACTS["arrive"]),
    _Turn(_S.ARRIVED, "unpack", _HANDLE, "shipment_unpack", _OUT, _waits("unpacked")),
    _Turn(_S.ARRIVED, "receive", _HANDLE, "shipment_receive", words.ACTS["receive"], _complete("unpacked")),
    _Turn(_S.RECEIVED, "inspect", _INSPECT, "shipment_inspect", words.ACTS["inspect"]),
)
_LOOKED_AT = frozenset({_S.ARRIVED, _S.RECEIVED})
_LINKED = frozenset({_S.PLANNED, _S.PACKED, _S.HANDED_OVER, _S.IN_TRANSIT})
_CANCELLED = frozenset({_S.PLANNED, _S.PACKED})
_LABELLED = frozenset({_S.PLANNED, _S.PACKED})
_ASIDE = frozenset({"shipment_label", "shipment_logger_replace", "shipment_link", "shipment_cancel"})


def stations(row: Shipment, names: Mapping[UUID, str]) -> list[Station]:
    """The way of a shipment: who had it, and since when."""
    carrier = names.get(row.carrier_id or row.sender_id, "")
    sender, receiver = names.get(row.sender_id, ""), names.get(row.receiver_id, "")
    ended = row.state if row.state in ("refused", "cancelled") else "accepted"
    found = (
        (words.SHIPMENT_STATES["packed"], sender, row.sealed_at),
        (words.SHIPMENT_STATES["handed_over"], sender, row.handed_over_at),
        (words.SHIPMENT_STATES["in_transit"], carrier, row.taken_over_at),
        (words.SHIPMENT_STATES["arrived"], receiver, row.arrived_at),
        (words.SHIPMENT_STATES["received"], receiver, row.received_at),
        (words.SHIPMENT_STATES[ended], receiver, row.ended_at),
    )
    return [Station(label, who, at) for label, who, at in found]
