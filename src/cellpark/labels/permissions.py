"""What may be permitted in this app, and to whom."""

from collections.abc import Mapping
from enum import StrEnum

from cellpark.identity.public import Role


class LabelPermission(StrEnum):
    """``app:thing:act``."""

    SEE = "labels:label:see"
    WRITE_TEMPLATE = "labels:template:write"
    APPROVE_TEMPLATE = "labels:template:approve"
    ISSUE = "labels:label:issue"
    PRINT = "labels:label:print"
    USE = "labels:label:use"
    VERIFY = "labels:label:verify"
    DISPOSE = "labels:label:dispose"
    AGREE = "labels:label:agree"


_SEES: frozenset[str] = frozenset({LabelPermission.SEE})
_WORKS = _SEES | {
    LabelPermission.ISSUE,
    LabelPermission.PRINT,
    LabelPermission.USE,
    LabelPermission.VERIFY,
    LabelPermission.DISPOSE,
}

GRANTS: Mapping[Role, frozenset[str]] = {
    Role.PRODUCTION_OPERATOR: _WORKS,
    Role.PLATFORM_STAFF: _WORKS,
    Role.ANALYST: _WORKS,
    Role.QUALITY_STAFF: _SEES
    | {
        LabelPermission.WRITE_TEMPLATE,
        LabelPermission.APPROVE_TEMPLATE,
        LabelPermission.VERIFY,
        LabelPermission.DISPOSE,
        LabelPermission.AGREE,
    },
    Role.QUALITY_HEAD: _SEES
    | {
        LabelPermission.WRITE_TEMPLATE,
        LabelPermission.APPROVE_TEMPLATE,
        LabelPermission.VERIFY,
        LabelPermission.DISPOSE,
        LabelPermission.AGREE,
    },
    Role.QUALIFIED_PERSON: _SEES,
    Role.PLANNER: _SEES,
    Role.INSPECTOR: _SEES,
}
