"""Words for the codes, rights and events of this app, in the reader's language."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cellpark.materials.likeness import Ground
from cellpark.materials.permissions import MaterialsPermission
from cellpark.materials.states import (
    ClockKind,
    Colour,
    ContainerState,
    CustodyAct,
    DonorMarker,
    DonorState,
    DonorUse,
    HandOverState,
    LotState,
    MarkerFinding,
    MaterialKind,
    NearMissKind,
    NearMissState,
    OperationKind,
    ReceiptCheck,
    StorageCondition,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Words = Mapping[str, "StrOrPromise"]

APP_WORDS: Words = {"materials": _("Materials and custody")}
PERMISSION_WORDS: Words = {
    MaterialsPermission.SEE: _("See materials, lots and containers"),
    MaterialsPermission.DESCRIBE: _("Describe materials"),
    MaterialsPermission.REGISTER_LOT: _("Register lots and certificates"),
    MaterialsPermission.RELEASE_LOT: _("Release and reject lots"),
    MaterialsPermission.APPROVE_SOURCE: _("Approve hospitals and vendors"),
    MaterialsPermission.ENROL_PATIENT: _("Begin chains of identity"),
    MaterialsPermission.EXPECT: _("Announce containers"),
    MaterialsPermission.RECEIVE: _("Receive containers"),
    MaterialsPermission.HANDLE: _("Scan, move and hand over containers"),
    MaterialsPermission.OPERATE: _("Use, split, pool and sample containers"),
    MaterialsPermission.DECIDE_HOLD: _("Release containers from hold"),
    MaterialsPermission.STATE_DONOR_TESTS: _("State infectious-disease tests of donors"),
    MaterialsPermission.REVIEW_NEAR_MISS: _("Review near misses"),
    MaterialsPermission.LOAD_PLANT: _("Load the example plant"),
}
KINDS: Words = {
    MaterialKind.STARTING: _("Starting material"),
    MaterialKind.REAGENT: _("Reagent"),
    MaterialKind.VECTOR: _("Viral vector"),
    MaterialKind.MEDIUM: _("Culture medium"),
    MaterialKind.CONSUMABLE: _("Single-use material"),
    MaterialKind.INTERMEDIATE: _("Intermediate product"),
    MaterialKind.PRODUCT: _("Finished product"),
    MaterialKind.SAMPLE: _("Sample"),
}
DONOR_USES: Words = {
    DonorUse.NONE: _("No donor cells"),
    DonorUse.AUTOLOGOUS: _("Autologous: for the donor alone"),
    DonorUse.ALLOGENEIC: _("Allogeneic: for others"),
}
DONOR_STATES: Words = {
    DonorState.UNKNOWN: _("Infectious status unknown"),
    DonorState.NEGATIVE: _("Infectious markers negative"),
    DonorState.POSITIVE: _("Infectious markers positive"),
}
MARKERS: Words = {
    DonorMarker.HIV: _("HIV-1 and HIV-2"),
    DonorMarker.HBV: _("Hepatitis B virus"),
    DonorMarker.HCV: _("Hepatitis C virus"),
    DonorMarker.SYPHILIS: _("Syphilis"),
    DonorMarker.HTLV: _("HTLV-I and HTLV-II"),
}
MARKER_FINDINGS: Words = {
    MarkerFinding.NEGATIVE: pgettext_lazy("marker", "Negative"),
    MarkerFinding.POSITIVE: pgettext_lazy("marker", "Positive or reactive"),
}
CONDITIONS: Words = {
    StorageCondition.AMBIENT: _("Room temperature, 15 to 25 °C"),
    StorageCondition.REFRIGERATED: _("Refrigerated, 2 to 8 °C"),
    StorageCondition.INCUBATOR: _("Incubator, 37 °C"),
    StorageCondition.FROZEN: _("Frozen, −20 °C or colder"),
    StorageCondition.DEEP_FROZEN: _("Deep-frozen, −70 °C or colder"),
    StorageCondition.CRYOGENIC: _("Liquid nitrogen vapour, −150 °C or colder"),
}
LOT_STATES: Words = {
    LotState.QUARANTINE: _("In quarantine"),
    LotState.RELEASED: pgettext_lazy("lot", "Released"),
    LotState.REJECTED: pgettext_lazy("lot", "Rejected"),
}
CONTAINER_STATES: Words = {
    ContainerState.EXPECTED: pgettext_lazy("container", "Expected"),
    ContainerState.QUARANTINED: _("In quarantine"),
    ContainerState.AVAILABLE: pgettext_lazy("container", "Available"),
    ContainerState.IN_USE: pgettext_lazy("container", "In use"),
    ContainerState.STORED: pgettext_lazy("container", "Stored"),
    ContainerState.EMPTY: pgettext_lazy("container", "Empty"),
    ContainerState.DESTROYED: pgettext_lazy("container", "Destroyed"),
}
OPERATIONS: Words = {
    OperationKind.SPLIT: pgettext_lazy("operation", "Split"),
    OperationKind.POOL: pgettext_lazy("operation", "Pool"),
    OperationKind.TRANSFER: pgettext_lazy("operation", "Transfer"),
    OperationKind.DERIVE: pgettext_lazy("operation", "Derivation"),
    OperationKind.SAMPLE: pgettext_lazy("operation", "Sampling"),
    OperationKind.USE: pgettext_lazy("operation", "Use"),
    OperationKind.DESTROY: pgettext_lazy("operation", "Destruction"),
}
CUSTODY_ACTS: Words = {
    CustodyAct.MOVED: _("Moved"),
    CustodyAct.ISSUED_TO_SUITE: _("Issued to the suite"),
    CustodyAct.STORED: _("Put into a store"),
    CustodyAct.CRYO_IN: _("Put into the freezer"),
    CustodyAct.CRYO_OUT: _("Taken out of the freezer"),
    CustodyAct.THAWED: _("Thawed"),
    CustodyAct.PACKED: _("Packed"),
    CustodyAct.COURIER_PICK_UP: _("Picked up by the courier"),
    CustodyAct.SHIPPED: _("Shipped"),
    CustodyAct.SITE_RECEIVED: _("Received at the other site"),
    CustodyAct.RETURNED: _("Returned"),
}
CLOCKS: Words = {
    ClockKind.FRESH: _("Fresh window"),
    ClockKind.DMSO: _("Contact with DMSO"),
    ClockKind.OUT_OF_FREEZER: _("Out of the freezer"),
    ClockKind.AFTER_THAW: _("After thaw"),
    ClockKind.IN_USE: _("In use after opening"),
    ClockKind.SHELF_LIFE: _("Shelf life"),
}
COLOURS: Words = {
    Colour.GREEN: _("within its time"),
    Colour.AMBER: _("soon over"),
    Colour.RED: _("over its time"),
}
NEAR_MISS_KINDS: Words = {
    NearMissKind.UNREADABLE: _("Unreadable label"),
    NearMissKind.UNKNOWN: _("Unknown label"),
    NearMissKind.WRONG_CONTAINER: _("Wrong container"),
    NearMissKind.WRONG_IDENTITY: _("Wrong patient"),
    NearMissKind.WRONG_MATERIAL: _("Wrong material"),
    NearMissKind.WRONG_LABEL: _("Wrong label"),
}
NEAR_MISS_STATES: Words = {
    NearMissState.OPEN: _("To be reviewed"),
    NearMissState.REVIEWED: pgettext_lazy("near miss", "Reviewed"),
}
HAND_OVER_STATES: Words = {
    HandOverState.OFFERED: pgettext_lazy("hand-over", "Offered"),
    HandOverState.ACCEPTED: pgettext_lazy("hand-over", "Accepted"),
    HandOverState.WITHDRAWN: pgettext_lazy("hand-over", "Withdrawn"),
}
CHECKS: Words = {
    ReceiptCheck.SOURCE: _("Sender on the approved list"),
    ReceiptCheck.TEMPERATURE: _("Temperature on the way within limits"),
    ReceiptCheck.PACKAGING: _("Packaging undamaged"),
    ReceiptCheck.SEAL: _("Seal intact and the one that was announced"),
    ReceiptCheck.LABEL: _("Label agrees with the order"),
    ReceiptCheck.DOCUMENTS: _("Collection record and infectious-disease report present"),
}
GROUNDS: Words = {
    Ground.SAME_NAME: _("the same name"),
    Ground.SOUNDS_ALIKE: _("names that sound alike"),
    Ground.NAME_NEAR: _("nearly the same name"),
    Ground.SAME_BIRTH_DATE: _("the same date of birth"),
    Ground.BIRTH_DATE_NEAR: _("nearly the same date of birth"),
    Ground.CODE_NEAR: _("nearly the same code"),
}

EVENT_TITLES: Words = {
    "materials.material.described": _("Material described"),
    "materials.lot.registered": _("Lot registered"),
    "materials.lot.certified": _("Certificate kept"),
    "materials.lot.released": _("Lot released"),
    "materials.lot.rejected": _("Lot rejected"),
    "materials.lot.quarantined": _("Lot back in quarantine"),
    "materials.lot.expiry_changed": _("Expiry changed"),
    "materials.source.approved": _("Source approved"),
    "materials.source.withdrawn": _("Source withdrawn"),
    "materials.patient.enrolled": _("Chain of identity begun"),
    "materials.operation.done": _("Operation done"),
    "materials.near_miss.recorded": _("Near miss"),
    "materials.near_miss.reviewed": _("Near miss reviewed"),
    "materials.hand_over.offered": _("Hand-over offered"),
    "materials.hand_over.accepted": _("Hand-over accepted"),
    "materials.hand_over.withdrawn": _("Hand-over withdrawn"),
    "materials.container.expected": _("Container announced"),
    "materials.container.received": _("Container received"),
    "materials.container.produced": _("Container made"),
    "materials.container.drawn": _("Amount taken out"),
    "materials.container.filled": _("Amount added"),
    "materials.container.destroyed": _("Container destroyed"),
    "materials.container.opened": _("Container opened"),
    "materials.container.moved": _("Container moved"),
    "materials.container.handed_over": _("Container handed over"),
    "materials.container.scanned": _("Scan matched"),
    "materials.container.held": _("Container put on hold"),
    "materials.container.released": _("Container released from hold"),
    "materials.container.donor_tested": _("Donor tests stated"),
    "materials.container.look_alike_found": _("Look-alike in the house"),
    "materials.container.identity_confirmed": _("Identity confirmed by a second person"),
    "materials.container.clock_breached": _("Hold time over"),
}
EVENT_SENTENCES: Words = {
    "materials.material.described": _("The material %(code)s was described."),
    "materials.lot.registered": _("The lot %(number)s was registered and is in quarantine."),
    "materials.lot.certified": _("The certificate %(file_name)s was kept with its values."),
    "materials.lot.released": _("%(actor)s released the lot for use."),
    "materials.lot.rejected": _("%(actor)s rejected the lot."),
    "materials.lot.quarantined": _("%(actor)s took the lot back into quarantine."),
    "materials.lot.expiry_changed": _("The lot expires at %(expires_at)s."),
    "materials.source.approved": _("%(name)s may send material until %(approved_until)s."),
    "materials.source.withdrawn": _("The source may no longer send material."),
    "materials.patient.enrolled": _("The chain of identity %(coi)s begins."),
    "materials.operation.done": _("An operation on containers was done and balances."),
    "materials.near_miss.recorded": _("A scan did not match what was expected; the work stopped."),
    "materials.near_miss.reviewed": _("%(actor)s reviewed the near miss."),
    "materials.hand_over.offered": _("%(actor)s offered the container for hand-over."),
    "materials.hand_over.accepted": _("%(actor)s took over the container."),
    "materials.hand_over.withdrawn": _("The hand-over did not take place."),
    "materials.container.expected": _("The container is expected."),
    "materials.container.received": _("The container arrived from %(source)s and was checked."),
    "materials.container.produced": _("The container came out of an operation."),
    "materials.container.drawn": _("%(quantity)s were taken out; %(left)s are left."),
    "materials.container.filled": _("%(quantity)s were put in; %(left)s are in it now."),
    "materials.container.destroyed": _("The container and what was in it were destroyed."),
    "materials.container.opened": _("%(actor)s opened the container."),
    "materials.container.moved": _("The container is at %(place)s."),
    "materials.container.handed_over": _("The container passed from one person to another."),
    "materials.container.scanned": _("%(actor)s scanned the container; it was the expected one."),
    "materials.container.held": _("%(actor)s put the container on hold."),
    "materials.container.released": _("%(actor)s released the container from hold."),
    "materials.container.donor_tested": _("%(actor)s stated the infectious-disease tests of the donor."),
    "materials.container.look_alike_found": _("%(other_coi)s is easily mistaken for this one; a second scan is due."),
    "materials.container.identity_confirmed": _("%(actor)s confirmed the identity as the second person."),
    "materials.container.clock_breached": _("A hold time ran out at %(due_at)s."),
}
EVENT_FIELDS: Words = {
    "material": _("Material"),
    "unit": _("Unit"),
    "storage": _("Storage condition"),
    "donor_use": _("Donor and use"),
    "gtin": _("Trade item number (GTIN)"),
    "clocks": _("Hold times"),
    "lot": _("Lot"),
    "number": _("Number"),
    "vendor": _("Vendor"),
    "expires_at": _("Expires at"),
    "received_by": _("Received by"),
    "file_name": _("File name"),
    "file_sha256": _("SHA-256 of the file"),
    "attributes": _("Values"),
    "source": _("Sender"),
    "approved_until": _("Approved until"),
    "patient": _("Patient"),
    "coi": _("Chain of identity"),
    "sealed_for": _("Sealed for the entry"),
    "particulars": _("Encrypted particulars"),
    "operation": _("Operation"),
    "consumed": _("Consumed"),
    "produced": _("Produced"),
    "losses": _("Losses"),
    "step": _("Step"),
    "performers": _("Done by"),
    "near_miss": _("Near miss"),
    "scan": _("Raw scan"),
    "expected_container": _("Expected container"),
    "expected_coi": _("Expected chain of identity"),
    "expected_material": _("Expected material"),
    "found_container": _("Scanned container"),
    "found_lot": _("Scanned lot"),
    "conclusion": _("Conclusion"),
    "hand_over": _("Hand-over"),
    "giver": _("Given by"),
    "receiver": _("Taken by"),
    "place": _("Place"),
    "seal": _("Seal"),
    "temperature_min": _("Lowest temperature"),
    "temperature_max": _("Highest temperature"),
    "elapsed": _("Time elapsed"),
    "facts": _("Facts of the container"),
    "quantity": _("Amount"),
    "condition": _("Condition"),
    "collected_at": _("Collected at"),
    "checks": _("Receipt checks"),
    "accepted": _("Accepted"),
    "parents": _("Made from"),
    "inherited": _("Hold times that run on"),
    "left": _("Amount left"),
    "act": _("Act"),
    "verifier": _("Verified by"),
    "other_coi": _("Look-alike"),
    "grounds": _("Why they are alike"),
    "clock": _("Hold time"),
    "limit": _("Limit"),
    "due_at": _("Due at"),
    "container": _("Container"),
    "equipment": _("Equipment"),
    "room": _("Room"),
    "batch": _("Batch"),
    "person": _("Person"),
    "purpose": _("Purpose"),
    "was": _("Before"),
    "name": _("Name"),
    "donor_state": _("Infectious status"),
    "results": _("Results"),
    "report_sha256": _("SHA-256 of the report"),
    "tested_at": _("Tested at"),
}
