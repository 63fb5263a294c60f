"""What may be permitted in this app, and to whom."""

from collections.abc import Mapping
from enum import StrEnum

from cellpark.identity.public import Role


class EquipmentPermission(StrEnum):
    """``app:thing:act``."""

    SEE = "equipment:plant:see"
    MANAGE = "equipment:plant:manage"
    OPERATE = "equipment:plant:operate"
    CLEAR_LINE = "equipment:clearance:sign"
    SERVICE = "equipment:equipment:service"
    TAKE_OUT = "equipment:equipment:take_out"
    RESERVE = "equipment:reservation:make"
    DRAFT_ASSESSMENT = "equipment:assessment:draft"
    APPROVE_ASSESSMENT = "equipment:assessment:approve"


_SEE = frozenset({EquipmentPermission.SEE})
_OPERATE = _SEE | {EquipmentPermission.OPERATE, EquipmentPermission.CLEAR_LINE, EquipmentPermission.TAKE_OUT}
_QUALITY = _SEE | {
    EquipmentPermission.CLEAR_LINE,
    EquipmentPermission.SERVICE,
    EquipmentPermission.TAKE_OUT,
    EquipmentPermission.DRAFT_ASSESSMENT,
}

GRANTS: Mapping[Role, frozenset[str]] = {
    Role.ORGANISATION_ADMINISTRATOR: _SEE | {EquipmentPermission.MANAGE},
    Role.QUALITY_HEAD: _QUALITY | {EquipmentPermission.MANAGE, EquipmentPermission.APPROVE_ASSESSMENT},
    Role.QUALIFIED_PERSON: _SEE,
    Role.QUALITY_STAFF: _QUALITY,
    Role.PRODUCTION_OPERATOR: _OPERATE | {EquipmentPermission.RESERVE},
    Role.ANALYST: _OPERATE | {EquipmentPermission.RESERVE},
    Role.PLANNER: _SEE | {EquipmentPermission.RESERVE},
    Role.PLATFORM_STAFF: _OPERATE
    | {EquipmentPermission.RESERVE, EquipmentPermission.SERVICE, EquipmentPermission.MANAGE},
    Role.INSPECTOR: _SEE,
}
