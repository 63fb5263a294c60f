"""What may be permitted in this app, and to whom."""

from collections.abc import Mapping
from enum import StrEnum

from cellpark.identity.public import Role


class QualityPermission(StrEnum):
    """``app:thing:act``."""

    SEE = "quality:test:see"
    WRITE_SPECIFICATION = "quality:specification:write"
    APPROVE_SPECIFICATION = "quality:specification:approve"
    REGISTER_SAMPLE = "quality:sample:register"
    HANDLE_SAMPLE = "quality:sample:handle"
    TEST = "quality:test:perform"
    VERIFY = "quality:test:verify"
    DECIDE = "quality:test:decide"
    INVESTIGATE = "quality:investigation:work"
    CONCLUDE = "quality:investigation:conclude"
    MONITOR = "quality:environment:record"
    VERIFY_MONITORING = "quality:environment:verify"
    KEEP_STRATEGY = "quality:strategy:keep"


_SEE = frozenset({QualityPermission.SEE})
_LABORATORY = _SEE | {
    QualityPermission.REGISTER_SAMPLE,
    QualityPermission.HANDLE_SAMPLE,
    QualityPermission.TEST,
    QualityPermission.KEEP_STRATEGY,
    QualityPermission.VERIFY,
    QualityPermission.MONITOR,
    QualityPermission.VERIFY_MONITORING,
}
_QUALITY = _SEE | {
    QualityPermission.WRITE_SPECIFICATION,
    QualityPermission.KEEP_STRATEGY,
    QualityPermission.REGISTER_SAMPLE,
    QualityPermission.HANDLE_SAMPLE,
    QualityPermission.VERIFY,
    QualityPermission.DECIDE,
    QualityPermission.INVESTIGATE,
    QualityPermission.MONITOR,
    QualityPermission.VERIFY_MONITORING,
}

# the laboratory measures; the quality unit approves, investigates and concludes (21 CFR 211.22, 211.160, 211.192)
GRANTS: Mapping[Role, frozenset[str]] = {
    Role.ANALYST: _LABORATORY,
    Role.QUALITY_STAFF: _QUALITY,
    Role.QUALITY_HEAD: _QUALITY | {QualityPermission.APPROVE_SPECIFICATION, QualityPermission.CONCLUDE},
    Role.QUALIFIED_PERSON: _SEE | {QualityPermission.APPROVE_SPECIFICATION},
    Role.PRODUCTION_OPERATOR: _SEE | {QualityPermission.REGISTER_SAMPLE, QualityPermission.MONITOR},
    Role.PLATFORM_STAFF: _SEE | {QualityPermission.REGISTER_SAMPLE, QualityPermission.MONITOR},
    Role.PLANNER: _SEE,
    Role.INSPECTOR: _SEE,
}
