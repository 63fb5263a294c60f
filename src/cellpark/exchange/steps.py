"""Which business step and disposition of GS1's Core Business Vocabulary (CBV 2.0) an event of ours is."""

from collections.abc import Mapping
from typing import NamedTuple

from cellpark.materials.public import CustodyAct, OperationKind


class Step(NamedTuple):
    """A business step (CBV 2.0, section 7.1) and the disposition that follows (section 7.2), or none."""

    step: str
    disposition: str = ""


CUSTODY: Mapping[CustodyAct, Step] = {
    CustodyAct.MOVED: Step("entering_exiting", "in_progress"),
    CustodyAct.ISSUED_TO_SUITE: Step("picking", "in_progress"),
    CustodyAct.STORED: Step("storing", "sellable_not_accessible"),
    CustodyAct.CRYO_IN: Step("storing", "sellable_not_accessible"),
    CustodyAct.CRYO_OUT: Step("picking", "in_progress"),
    CustodyAct.THAWED: Step("other", "in_progress"),
    CustodyAct.PACKED: Step("packing", "in_progress"),
    CustodyAct.COURIER_PICK_UP: Step("departing", "in_transit"),
    CustodyAct.SHIPPED: Step("shipping", "in_transit"),
    CustodyAct.SITE_RECEIVED: Step("arriving", "in_progress"),
    CustodyAct.RETURNED: Step("receiving", "returned"),
}
OPERATIONS: Mapping[OperationKind, Step] = {
    OperationKind.SPLIT: Step("repackaging", "in_progress"),
    OperationKind.POOL: Step("assembling", "in_progress"),
    OperationKind.TRANSFER: Step("repackaging", "in_progress"),
    OperationKind.DERIVE: Step("commissioning", "in_progress"),
    OperationKind.SAMPLE: Step("sampling", "in_progress"),
    OperationKind.USE: Step("assembling", "in_progress"),
    OperationKind.DESTROY: Step("destroying", "destroyed"),
}
# events of a container that say that somebody looked at it, and what they found
INSPECTED: Mapping[str, Step] = {
    "materials.container.opened": Step("unpacking", "container_open"),
    "materials.container.scanned": Step("inspecting", "conformant"),
    "materials.container.identity_confirmed": Step("inspecting", "conformant"),
    "materials.container.held": Step("holding", "unavailable"),
    "materials.container.released": Step("accepting", "available"),
    "materials.container.clock_breached": Step("inspecting", "non_conformant"),
}
