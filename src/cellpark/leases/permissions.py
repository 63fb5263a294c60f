"""What may be permitted in this app, and to whom."""

from collections.abc import Mapping
from enum import StrEnum

from cellpark.identity.public import Role


class LeasePermission(StrEnum):
    """``app:thing:act``."""

    SEE = "leases:lease:see"
    DRAFT = "leases:lease:draft"
    APPROVE = "leases:lease:approve"
    SIGN = "leases:lease:sign"
    NOTICE = "leases:notice:give"
    HOLD = "leases:hold:place"
    ROLL = "leases:roll:see"
    INDEX = "leases:index:record"


_STAFF: frozenset[str] = frozenset(
    {
        LeasePermission.SEE,
        LeasePermission.DRAFT,
        LeasePermission.NOTICE,
        LeasePermission.HOLD,
        LeasePermission.ROLL,
        LeasePermission.INDEX,
    }
)

# which side of a lease somebody stands on is settled by the act itself
GRANTS: Mapping[Role, frozenset[str]] = {
    Role.PARK_MANAGER: _STAFF | {LeasePermission.APPROVE, LeasePermission.SIGN},
    Role.PARK_STAFF: _STAFF,
    Role.ORGANISATION_ADMINISTRATOR: frozenset({LeasePermission.SEE, LeasePermission.SIGN, LeasePermission.NOTICE}),
}
