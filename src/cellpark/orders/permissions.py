"""What may be permitted in this app, and to whom. On which side of an order somebody stands is settled by each act."""

from collections.abc import Mapping
from enum import StrEnum

from cellpark.identity.public import Role


class OrderPermission(StrEnum):
    """``app:thing:act``."""

    SEE = "orders:order:see"
    PLACE = "orders:order:place"
    COLLECT = "orders:order:collect"
    INFUSE = "orders:order:infuse"
    ACCEPT = "orders:order:accept"
    MOVE = "orders:order:move"
    DECIDE = "orders:order:decide"
    CANCEL = "orders:order:cancel"
    COMMENT = "orders:order:comment"
    COSIGN = "orders:order:cosign"
    MAKE_LINK = "orders:link:make"
    KEEP_PATIENTS = "orders:patient:keep"
    SEE_THERAPIES = "orders:therapy:see"
    DESCRIBE_THERAPY = "orders:therapy:describe"
    APPROVE_THERAPY = "orders:therapy:approve"
    QUALIFY_SITE = "orders:site:qualify"


_LOOKS: frozenset[str] = frozenset({OrderPermission.SEE, OrderPermission.SEE_THERAPIES})
_SPEAKS = _LOOKS | {OrderPermission.COMMENT}
_PLANS = _SPEAKS | {
    OrderPermission.ACCEPT,
    OrderPermission.MOVE,
    OrderPermission.CANCEL,
    OrderPermission.DESCRIBE_THERAPY,
}
_QUALITY = _SPEAKS | {OrderPermission.COSIGN, OrderPermission.DESCRIBE_THERAPY, OrderPermission.QUALIFY_SITE}

GRANTS: Mapping[Role, frozenset[str]] = {
    Role.HOSPITAL_STAFF: _SPEAKS
    | {
        OrderPermission.PLACE,
        OrderPermission.COLLECT,
        OrderPermission.INFUSE,
        OrderPermission.MOVE,
        OrderPermission.CANCEL,
        OrderPermission.MAKE_LINK,
        OrderPermission.KEEP_PATIENTS,
    },
    Role.PLANNER: _PLANS,
    Role.PLATFORM_STAFF: _PLANS,
    Role.QUALITY_STAFF: _QUALITY,
    Role.QUALITY_HEAD: _PLANS | _QUALITY | {OrderPermission.DECIDE, OrderPermission.APPROVE_THERAPY},
    Role.QUALIFIED_PERSON: _SPEAKS | {OrderPermission.COSIGN, OrderPermission.DECIDE, OrderPermission.APPROVE_THERAPY},
    Role.PRODUCTION_OPERATOR: _LOOKS,
    Role.ANALYST: _LOOKS,
    Role.MEMBER: _SPEAKS,
    Role.INSPECTOR: _LOOKS,
}
