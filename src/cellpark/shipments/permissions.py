"""What may be permitted in this app, and to whom."""

from collections.abc import Mapping
from enum import StrEnum

from cellpark.identity.public import Role


class ShipmentPermission(StrEnum):
    """``app:thing:act``."""

    SEE = "shipments:shipment:see"
    PLAN = "shipments:shipment:plan"
    HANDLE = "shipments:shipment:handle"
    INSPECT = "shipments:shipment:inspect"
    DECIDE = "shipments:excursion:decide"
    MAKE_LINK = "shipments:link:make"


_SEE: frozenset[str] = frozenset({ShipmentPermission.SEE})
_HANDLE = _SEE | {ShipmentPermission.HANDLE}
_PLAN = _HANDLE | {ShipmentPermission.PLAN, ShipmentPermission.MAKE_LINK}
_QUALITY = _HANDLE | {ShipmentPermission.INSPECT, ShipmentPermission.DECIDE}

# which side of a shipment somebody stands on is settled by the act itself
GRANTS: Mapping[Role, frozenset[str]] = {
    Role.PRODUCTION_OPERATOR: _HANDLE,
    Role.PLANNER: _PLAN,
    Role.PLATFORM_STAFF: _PLAN,
    Role.QUALITY_STAFF: _QUALITY,
    Role.QUALITY_HEAD: _QUALITY | {ShipmentPermission.PLAN, ShipmentPermission.MAKE_LINK},
    Role.QUALIFIED_PERSON: _SEE,
    Role.HOSPITAL_STAFF: _HANDLE | {ShipmentPermission.INSPECT},
    Role.COURIER: _HANDLE,
    Role.INSPECTOR: _SEE,
}
