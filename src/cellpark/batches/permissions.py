"""What may be permitted in this app, and to whom."""

from collections.abc import Mapping
from enum import StrEnum

from cellpark.identity.public import Role


class BatchPermission(StrEnum):
    """``app:thing:act``."""

    SEE = "batches:batch:see"
    PLAN = "batches:batch:plan"
    RUN = "batches:step:run"
    SIGN = "batches:step:sign"
    CORRECT = "batches:entry:correct"
    OPEN_EXCEPTION = "batches:exception:open"
    JUDGE = "batches:exception:judge"
    DISPOSE = "batches:exception:dispose"


_SEE = frozenset({BatchPermission.SEE})
_WORK = _SEE | {
    BatchPermission.RUN,
    BatchPermission.SIGN,
    BatchPermission.CORRECT,
    BatchPermission.OPEN_EXCEPTION,
}
_QUALITY = _SEE | {
    BatchPermission.SIGN,
    BatchPermission.CORRECT,
    BatchPermission.OPEN_EXCEPTION,
    BatchPermission.JUDGE,
}

GRANTS: Mapping[Role, frozenset[str]] = {
    Role.PRODUCTION_OPERATOR: _WORK,
    Role.ANALYST: _SEE,
    Role.PLANNER: _SEE | {BatchPermission.PLAN},
    Role.PLATFORM_STAFF: _WORK | {BatchPermission.PLAN},
    Role.QUALITY_STAFF: _QUALITY,
    Role.QUALITY_HEAD: _QUALITY | {BatchPermission.PLAN, BatchPermission.DISPOSE},
    Role.QUALIFIED_PERSON: _SEE | {BatchPermission.SIGN, BatchPermission.OPEN_EXCEPTION, BatchPermission.DISPOSE},
    Role.INSPECTOR: _SEE,
}
