"""Words for shipments, in the reader's language."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cellpark.identity.public import LinkState
from cellpark.shipments.permissions import ShipmentPermission
from cellpark.shipments.states import (
    Condition,
    ExcursionState,
    FindingKind,
    LinkAct,
    LinkRole,
    Purpose,
    ShipmentState,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Words = Mapping[str, "StrOrPromise"]

APP_WORDS: Words = {"shipments": _("Shipments")}
PERMISSION_WORDS: Words = {
    ShipmentPermission.SEE: _("See shipments"),
    ShipmentPermission.PLAN: _("Plan and cancel shipments"),
    ShipmentPermission.HANDLE: _("Pack, hand over and receive shipments"),
    ShipmentPermission.INSPECT: _("Accept and refuse shipments"),
    ShipmentPermission.DECIDE: _("Decide about excursions"),
    ShipmentPermission.MAKE_LINK: _("Make links for hand-overs"),
}
SHIPMENT_STATES: Words = {
    ShipmentState.PLANNED: pgettext_lazy("shipment", "Planned"),
    ShipmentState.PACKED: pgettext_lazy("shipment", "Packed"),
    ShipmentState.HANDED_OVER: pgettext_lazy("shipment", "Handed over"),
    ShipmentState.IN_TRANSIT: pgettext_lazy("shipment", "On its way"),
    ShipmentState.ARRIVED: pgettext_lazy("shipment", "Arrived"),
    ShipmentState.RECEIVED: pgettext_lazy("shipment", "Received"),
    ShipmentState.ACCEPTED: pgettext_lazy("shipment", "Accepted"),
    ShipmentState.REFUSED: pgettext_lazy("shipment", "Refused"),
    ShipmentState.CANCELLED: pgettext_lazy("shipment", "Cancelled"),
}
CONDITIONS: Words = {
    Condition.FRESH: _("Fresh, 2 to 8 °C"),
    Condition.CRYOGENIC: _("Frozen, at most −150 °C"),
}
PURPOSES: Words = {
    Purpose.USE: pgettext_lazy("shipment", "to be used"),
    Purpose.DESTRUCTION: pgettext_lazy("shipment", "for destruction"),
}
EXCURSION_STATES: Words = {
    ExcursionState.OPEN: pgettext_lazy("excursion", "Open"),
    ExcursionState.ACCEPTED: pgettext_lazy("excursion", "Accepted on data"),
    ExcursionState.REJECTED: pgettext_lazy("excursion", "Rejected"),
}
FINDINGS: Words = {
    FindingKind.TEMPERATURE: _("Temperature outside the limits"),
    FindingKind.GAP: _("No readings"),
    FindingKind.DURATION: _("Too long on the way"),
    FindingKind.SEAL: _("Another seal than was given"),
    FindingKind.DAMAGE: _("Damaged"),
    FindingKind.SIGNATURE: _("Logger file is not the device's own"),
}
ACTS: Words = {
    "pack": _("Scan each container into the shipper"),
    "seal": _("Pack and seal"),
    LinkAct.HAND_OVER: _("Hand over to the carrier"),
    LinkAct.TAKE_OVER: _("Take over from the sender"),
    LinkAct.ARRIVE: _("Confirm arrival"),
    "receive": _("Unpack and compare the seal"),
    "inspect": _("Inspect"),
}
# what somebody of another side tried
SIDE_ACTS: Words = {
    **ACTS,
    "unpack": _("Scan each container out of the shipper"),
    "logger": _("Read the logger"),
    "decide": _("Decide about excursions"),
    "cancel": _("Cancel the shipment"),
    "link": _("Make links for hand-overs"),
}
LINK_ROLES: Words = {
    LinkRole.WARD: _("Ward"),
    LinkRole.COURIER: _("Courier"),
    LinkRole.STORE: _("Receiving store"),
}
LINK_STATES: Words = {
    LinkState.OPEN: pgettext_lazy("link", "Open"),
    LinkState.USED: pgettext_lazy("link", "Used"),
    LinkState.REVOKED: pgettext_lazy("link", "Taken back"),
}
LIFECYCLE_STATES: Mapping[str, Words] = {
    "shipments.shipment": SHIPMENT_STATES,
    "shipments.excursion": EXCURSION_STATES,
    "shipments.link": LINK_STATES,
}
SIGNATURES: Words = {
    "valid": _("The file is the device's own: its signature holds."),
    "broken": _("The file was changed: its signature does not hold."),
    "unknown_issuer": _("The signature fits a key that nobody known vouches for."),
    "absent": _("The file carries no signature."),
}
EVENT_VALUES: Mapping[str, Words] = {
    "decision": EXCURSION_STATES,
    "condition": CONDITIONS,
    "act": ACTS,
    "role": LINK_ROLES,
    "signature": SIGNATURES,
    "kind": FINDINGS,
}
_S, _C, _E, _L = (f"shipments.{each}." for each in ("shipment", "container", "excursion", "link"))
EVENT_TITLES: Words = {
    f"{_S}planned": _("Shipment planned"),
    f"{_C}packed": _("Container packed"),
    f"{_S}sealed": _("Shipment sealed"),
    f"{_S}handed_over": _("Shipment handed over"),
    f"{_S}taken_over": _("Shipment taken over"),
    f"{_S}arrived": _("Shipment arrived"),
    f"{_C}unpacked": _("Container unpacked"),
    f"{_S}received": _("Shipment received"),
    "shipments.logger.read": _("Temperature logger read"),
    "shipments.logger.replaced": _("File of the logger replaced"),
    f"{_E}opened": _("Excursion opened"),
    f"{_E}decided": _("Excursion decided"),
    f"{_S}accepted": _("Shipment accepted"),
    f"{_S}refused": _("Shipment refused"),
    f"{_S}cancelled": _("Shipment cancelled"),
    f"{_L}made": _("Link made"),
    f"{_L}used": _("Link used"),
    f"{_L}revoked": _("Link taken back"),
    f"{_L}stopped": _("Link stopped after wrong scans"),
}
EVENT_SENTENCES: Words = {
    f"{_S}planned": _("%(actor)s planned shipment %(number)s."),
    f"{_C}packed": _("%(actor)s scanned a container into the shipper."),
    f"{_S}sealed": _("%(actor)s closed the shipper with seal %(seal)s."),
    f"{_S}handed_over": _("%(actor)s handed the shipment over."),
    f"{_S}taken_over": _("%(actor)s took the shipment over."),
    f"{_S}arrived": _("%(actor)s confirmed that the shipment arrived."),
    f"{_C}unpacked": _("%(actor)s scanned a container out of the shipper."),
    f"{_S}received": _("%(actor)s received the shipment with seal %(seal)s."),
    "shipments.logger.read": _("%(actor)s read the logger: %(lowest)s to %(highest)s °C."),
    "shipments.logger.replaced": _("%(actor)s replaced a wrong file of the logger: %(lowest)s to %(highest)s °C."),
    f"{_E}opened": _("%(actor)s opened excursion %(number)s; every container inside waits."),
    f"{_E}decided": _("%(actor)s decided about the excursion: %(decision)s."),
    f"{_S}accepted": _("%(actor)s accepted the shipment."),
    f"{_S}refused": _("%(actor)s refused the shipment."),
    f"{_S}cancelled": _("%(actor)s cancelled the shipment."),
    f"{_L}made": _("%(actor)s made a link for one act."),
    f"{_L}used": _("%(actor)s used the link."),
    f"{_L}revoked": _("%(actor)s took the link back."),
    f"{_L}stopped": _("The link was taken back by itself after %(scans)s scans that did not belong to the shipment."),
}
EVENT_FIELDS: Words = {
    "shipment": _("Shipment"),
    "sender": _("Sender"),
    "receiver": _("Receiver"),
    "carrier": _("Carrier"),
    "condition": _("Condition"),
    "purpose": _("Purpose"),
    "low": _("Lower limit, °C"),
    "high": _("Upper limit, °C"),
    "allowed_minutes": _("Minutes allowed outside"),
    "hours_max": _("Hours allowed on the way"),
    "pick_up_at": _("Pick-up"),
    "due_at": _("Due"),
    "contents": _("Contents"),
    "seal": _("Seal"),
    "shipper": _("Shipper"),
    "logger": _("Temperature logger"),
    "party": _("Side"),
    "link": _("Link"),
    "scans": _("Wrong scans"),
    "damage": _("Damage"),
    "file": _("File"),
    "sha256": _("SHA-256"),
    "device": _("Device"),
    "serial": _("Serial number"),
    "signature": _("Signature"),
    "lowest": _("Lowest, °C"),
    "highest": _("Highest, °C"),
    "mean": _("Mean, °C"),
    "kinetic": _("Mean kinetic temperature, °C"),
    "breaches": _("Excursions longer than allowed"),
    "excursions": _("Excursions"),
    "device_alarms": _("Alarms of the device"),
    "former": _("Former file"),
    "former_sha256": _("SHA-256 of the former file"),
    "excursion": _("Excursion"),
    "findings": _("Findings"),
    "held": _("Held containers"),
    "decision": _("Decision"),
    "role": _("Role"),
    "digest": _("Digest of the secret"),
    "expires_at": _("Ends"),
    "act": _("Act"),
}
