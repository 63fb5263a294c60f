"""What may be permitted in this app, and to whom."""

from collections.abc import Mapping
from enum import StrEnum

from cellpark.identity.public import Role


class PlanPermission(StrEnum):
    """``app:thing:act``."""

    SEE = "plans:plan:see"
    DRAW = "plans:plan:draw"
    PUBLISH = "plans:plan:publish"
    APPROVE = "plans:plan:approve"
    SET = "plans:edition:set"
    HOLD = "plans:slot:hold"


_SEE: frozenset[str] = frozenset({PlanPermission.SEE})
_PLANNER = _SEE | {
    PlanPermission.DRAW,
    PlanPermission.PUBLISH,
    PlanPermission.APPROVE,
    PlanPermission.SET,
    PlanPermission.HOLD,
}

GRANTS: Mapping[Role, frozenset[str]] = {
    Role.PLANNER: _PLANNER,
    Role.PLATFORM_STAFF: _PLANNER,
    Role.QUALITY_HEAD: _PLANNER,
    Role.HOSPITAL_STAFF: frozenset({PlanPermission.HOLD}),
    Role.PRODUCTION_OPERATOR: _SEE,
    Role.ANALYST: _SEE,
    Role.QUALITY_STAFF: _SEE,
    Role.QUALIFIED_PERSON: _SEE,
    Role.INSPECTOR: _SEE,
}
"""Whoever may plan batches may plan them all; publishing takes two of them."""
