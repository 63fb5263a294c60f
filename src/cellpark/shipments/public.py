"""What other floors use of this app."""

from cellpark.shipments import words
from cellpark.shipments.actions.attach_logger import attach_logger
from cellpark.shipments.actions.cancel_shipment import cancel_shipment
from cellpark.shipments.actions.confirm_arrival import confirm_arrival
from cellpark.shipments.actions.decide_excursion import decide_excursion
from cellpark.shipments.actions.hand_over import hand_over
from cellpark.shipments.actions.inspect_shipment import inspect_shipment
from cellpark.shipments.actions.make_link import MadeLink, acts_to_come, make_link
from cellpark.shipments.actions.pack_container import pack_container
from cellpark.shipments.actions.plan_shipment import plan_shipment
from cellpark.shipments.actions.receive_shipment import receive_shipment
from cellpark.shipments.actions.replace_logger import replace_logger
from cellpark.shipments.actions.revoke_link import revoke_link
from cellpark.shipments.actions.seal_shipment import seal_shipment
from cellpark.shipments.actions.take_over import take_over
from cellpark.shipments.actions.unpack_container import unpack_container
from cellpark.shipments.actions.use_link import find_link, holder_of, use_link, used_link
from cellpark.shipments.epcis import shipment_epcis
from cellpark.shipments.models import Excursion, HandLink, Shipment
from cellpark.shipments.parties import Part, find_party, partners_of, party_names, side_of
from cellpark.shipments.permissions import ShipmentPermission
from cellpark.shipments.queries import (
    exceptions_of,
    excursion_behind,
    excursions_among,
    excursions_of,
    links_of,
    links_to_renew,
    shipment,
    shipment_problems,
    shipments,
    shipments_of,
    shipments_with,
    stopped_links,
)
from cellpark.shipments.rules import LINK_HOURS_MAX, Journey, window_of
from cellpark.shipments.states import (
    NEXT,
    Condition,
    ExcursionState,
    FindingKind,
    LinkAct,
    LinkRole,
    Purpose,
    ShipmentState,
)
from cellpark.shipments.travelling import STOPPED, away, brought_to_destruction, product_problems

__all__ = [
    "LINK_HOURS_MAX",
    "NEXT",
    "STOPPED",
    "Condition",
    "Excursion",
    "ExcursionState",
    "FindingKind",
    "HandLink",
    "Journey",
    "LinkAct",
    "LinkRole",
    "MadeLink",
    "Part",
    "Purpose",
    "Shipment",
    "ShipmentPermission",
    "ShipmentState",
    "acts_to_come",
    "attach_logger",
    "away",
    "brought_to_destruction",
    "cancel_shipment",
    "confirm_arrival",
    "decide_excursion",
    "exceptions_of",
    "excursion_behind",
    "excursions_among",
    "excursions_of",
    "find_link",
    "find_party",
    "hand_over",
    "holder_of",
    "inspect_shipment",
    "links_of",
    "links_to_renew",
    "make_link",
    "pack_container",
    "partners_of",
    "party_names",
    "plan_shipment",
    "product_problems",
    "receive_shipment",
    "replace_logger",
    "revoke_link",
    "seal_shipment",
    "shipment",
    "shipment_epcis",
    "shipment_problems",
    "shipments",
    "shipments_of",
    "shipments_with",
    "side_of",
    "stopped_links",
    "take_over",
    "unpack_container",
    "use_link",
    "used_link",
    "window_of",
    "words",
]
