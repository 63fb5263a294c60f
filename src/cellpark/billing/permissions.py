"""What may be permitted in this app, and to whom."""

from collections.abc import Mapping
from enum import StrEnum

from cellpark.identity.public import Role


class BillingPermission(StrEnum):
    """``app:thing:act``."""

    SEE = "billing:bill:see"
    RUN = "billing:run:start"
    CHARGE = "billing:charge:post"
    PREPARE_CREDIT = "billing:credit:prepare"
    APPROVE_CREDIT = "billing:credit:approve"


_SEE: frozenset[str] = frozenset({BillingPermission.SEE})
_STAFF = _SEE | {BillingPermission.RUN, BillingPermission.CHARGE, BillingPermission.PREPARE_CREDIT}

# a tenant sees the bills on which it is named and no others: the rows say so
GRANTS: Mapping[Role, frozenset[str]] = {
    Role.PARK_STAFF: _STAFF,
    Role.PARK_MANAGER: _STAFF | {BillingPermission.APPROVE_CREDIT},
    Role.ORGANISATION_ADMINISTRATOR: _SEE,
    Role.MEMBER: _SEE,
}
