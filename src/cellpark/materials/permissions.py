"""What may be permitted in this app, and to whom."""

from collections.abc import Mapping
from enum import StrEnum

from cellpark.identity.public import Role


class MaterialsPermission(StrEnum):
    """``app:thing:act``."""

    SEE = "materials:material:see"
    DESCRIBE = "materials:material:describe"
    REGISTER_LOT = "materials:lot:register"
    RELEASE_LOT = "materials:lot:release"
    APPROVE_SOURCE = "materials:source:approve"
    ENROL_PATIENT = "materials:patient:enrol"
    EXPECT = "materials:container:expect"
    RECEIVE = "materials:container:receive"
    HANDLE = "materials:container:handle"
    OPERATE = "materials:container:operate"
    CORRECT = "materials:operation:correct"
    DECIDE_HOLD = "materials:container:decide"
    STATE_DONOR_TESTS = "materials:donor:test"
    REVIEW_NEAR_MISS = "materials:near_miss:review"
    LOAD_PLANT = "materials:plant:load"


_SEES: frozenset[str] = frozenset({MaterialsPermission.SEE})
_HANDLES = _SEES | {MaterialsPermission.HANDLE, MaterialsPermission.RECEIVE}
_WORKS = _HANDLES | {
    MaterialsPermission.OPERATE,
    MaterialsPermission.CORRECT,
    MaterialsPermission.REGISTER_LOT,
}
# the quality unit releases what others received (CN-4c) and may receive too: one person never does both to one lot
_QUALITY = _HANDLES | {
    MaterialsPermission.CORRECT,
    MaterialsPermission.DESCRIBE,
    MaterialsPermission.REGISTER_LOT,
    MaterialsPermission.RELEASE_LOT,
    MaterialsPermission.APPROVE_SOURCE,
    MaterialsPermission.DECIDE_HOLD,
    MaterialsPermission.STATE_DONOR_TESTS,
    MaterialsPermission.REVIEW_NEAR_MISS,
}

GRANTS: Mapping[Role, frozenset[str]] = {
    Role.ORGANISATION_ADMINISTRATOR: _SEES | {MaterialsPermission.LOAD_PLANT},
    Role.QUALITY_HEAD: _QUALITY | {MaterialsPermission.LOAD_PLANT},
    Role.QUALIFIED_PERSON: _SEES | {MaterialsPermission.REVIEW_NEAR_MISS},
    Role.QUALITY_STAFF: _QUALITY,
    Role.PRODUCTION_OPERATOR: _WORKS,
    Role.ANALYST: _WORKS,
    Role.PLANNER: _SEES | {MaterialsPermission.DESCRIBE, MaterialsPermission.EXPECT, MaterialsPermission.ENROL_PATIENT},
    Role.PLATFORM_STAFF: _WORKS | {MaterialsPermission.EXPECT, MaterialsPermission.ENROL_PATIENT},
    Role.INSPECTOR: _SEES,
}
