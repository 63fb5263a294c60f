"""What may be permitted in this app, and to whom."""

from collections.abc import Mapping
from enum import StrEnum

from cellpark.identity.public import Role


class ChainPermission(StrEnum):
    """``app:thing:act``."""

    SEE = "chain:map:see"
    KEEP = "chain:seat:keep"
    RECRUIT = "chain:gap:recruit"
    EXCHANGE = "chain:exchange:see"
    TAKE_PART = "chain:exchange:take_part"


_READ: frozenset[str] = frozenset({ChainPermission.EXCHANGE})
_PART = _READ | {ChainPermission.TAKE_PART}
_PARK = _PART | {ChainPermission.SEE, ChainPermission.KEEP, ChainPermission.RECRUIT}

GRANTS: Mapping[Role, frozenset[str]] = {
    Role.PARK_MANAGER: _PARK,
    Role.PARK_STAFF: _PARK,
    Role.ORGANISATION_ADMINISTRATOR: _PART,
    Role.PLANNER: _READ,
    Role.PLATFORM_STAFF: _PART,
    Role.HOSPITAL_STAFF: _PART,
    Role.MEMBER: _PART,
    Role.INSPECTOR: frozenset({ChainPermission.SEE}),
}
