"""What may be permitted in this app, and to whom."""

from collections.abc import Mapping
from enum import StrEnum

from cellpark.identity.public import Role


class PremisesPermission(StrEnum):
    """``app:thing:act``."""

    SEE = "premises:room:see"
    REGISTER_BUILDING = "premises:building:register"
    CHANGE_ROOM = "premises:room:change"


_SEE: frozenset[str] = frozenset({PremisesPermission.SEE})
_ALL: frozenset[str] = frozenset(PremisesPermission)
GRANTS: Mapping[Role, frozenset[str]] = {
    Role.PARK_MANAGER: _ALL,
    Role.PARK_STAFF: _ALL,
    Role.INSPECTOR: _SEE,
}
