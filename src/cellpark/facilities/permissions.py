"""What may be permitted in this app, and to whom."""

from collections.abc import Mapping
from enum import StrEnum

from cellpark.identity.public import Role


class FacilityPermission(StrEnum):
    """``app:thing:act``. Whose order or permit it is, is settled by each act."""

    SEE = "facilities:order:see"
    REPORT = "facilities:order:report"
    WORK = "facilities:order:work"
    APPROVE_COST = "facilities:cost:approve"
    REQUEST_PERMIT = "facilities:permit:request"
    APPROVE_PERMIT = "facilities:permit:approve"
    ANSWER_BESIDE = "facilities:permit:beside"
    SEE_ALARMS = "facilities:alarm:see"
    SEND_ALARM = "facilities:alarm:send"
    SET_RULES = "facilities:rules:set"


_SEE: frozenset[str] = frozenset({FacilityPermission.SEE})
_REPORT = _SEE | {FacilityPermission.REPORT}
_TENANT = _REPORT | {FacilityPermission.REQUEST_PERMIT}
_OFFICE = _TENANT | {FacilityPermission.WORK, FacilityPermission.SEE_ALARMS, FacilityPermission.SEND_ALARM}

GRANTS: Mapping[Role, frozenset[str]] = {
    Role.PARK_MANAGER: _OFFICE
    | {FacilityPermission.APPROVE_COST, FacilityPermission.APPROVE_PERMIT, FacilityPermission.SET_RULES},
    Role.PARK_STAFF: _OFFICE,
    Role.ORGANISATION_ADMINISTRATOR: _TENANT,
    Role.PLANNER: _TENANT,
    Role.PLATFORM_STAFF: _TENANT,
    Role.PRODUCTION_OPERATOR: _TENANT,
    Role.QUALITY_HEAD: _TENANT | {FacilityPermission.ANSWER_BESIDE},
    Role.QUALITY_STAFF: _TENANT,
    Role.ANALYST: _TENANT,
    Role.MEMBER: _TENANT,
    Role.QUALIFIED_PERSON: _REPORT,
    Role.INSPECTOR: _SEE,
}
