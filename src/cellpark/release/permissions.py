"""What may be permitted in this app, and to whom."""

from collections.abc import Mapping
from enum import StrEnum

from cellpark.identity.public import Role


class ReleasePermission(StrEnum):
    """``app:thing:act``."""

    SEE = "release:batch:see"
    REVIEW_TRAIL = "release:trail:review"
    PLAN = "release:plan:record"
    CERTIFY = "release:batch:certify"
    QUARANTINE = "release:batch:quarantine"
    DESTROY = "release:batch:destroy"
    WITNESS = "release:destruction:witness"
    RECALL = "release:batch:recall"
    INFORM = "release:physician:inform"
    SEE_SUPPLY = "release:supply:see"
    OPEN_SUPPLY = "release:supply:open"
    REQUEST_SUPPLY = "release:supply:request"
    EVALUATE_SUPPLY = "release:supply:evaluate"


_SEE = frozenset({ReleasePermission.SEE, ReleasePermission.SEE_SUPPLY})
_QUALITY = _SEE | {
    ReleasePermission.REVIEW_TRAIL,
    ReleasePermission.QUARANTINE,
    ReleasePermission.WITNESS,
    ReleasePermission.INFORM,
    ReleasePermission.OPEN_SUPPLY,
}
_DECIDES = _QUALITY | {
    ReleasePermission.PLAN,
    ReleasePermission.CERTIFY,
    ReleasePermission.RECALL,
    ReleasePermission.EVALUATE_SUPPLY,
}

GRANTS: Mapping[Role, frozenset[str]] = {
    Role.QUALITY_STAFF: _QUALITY,
    Role.QUALITY_HEAD: _DECIDES | {ReleasePermission.DESTROY},
    Role.QUALIFIED_PERSON: _DECIDES,
    Role.PLATFORM_STAFF: frozenset({ReleasePermission.SEE}),
    Role.PLANNER: frozenset({ReleasePermission.SEE}),
    Role.HOSPITAL_STAFF: frozenset({ReleasePermission.SEE_SUPPLY, ReleasePermission.REQUEST_SUPPLY}),
    Role.INSPECTOR: _SEE,
}
