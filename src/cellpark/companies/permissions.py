"""What may be permitted in this app, and to whom."""

from collections.abc import Mapping
from enum import StrEnum

from cellpark.identity.public import Role


class CompanyPermission(StrEnum):
    """``app:thing:act``."""

    SEE = "companies:company:see"
    KEEP = "companies:company:keep"
    REVIEW = "companies:review:give"
    DECIDE = "companies:company:decide"
    SEE_OWN = "companies:own:see"
    REPORT = "companies:own:report"


_STAFF: frozenset[str] = frozenset({CompanyPermission.SEE, CompanyPermission.KEEP, CompanyPermission.REVIEW})
_OWN: frozenset[str] = frozenset({CompanyPermission.SEE_OWN})

# in whose park a company stands is settled by the row: staff of an operator keep those of their own house
GRANTS: Mapping[Role, frozenset[str]] = {
    Role.PARK_STAFF: _STAFF,
    Role.PARK_MANAGER: _STAFF | {CompanyPermission.DECIDE},
    Role.ORGANISATION_ADMINISTRATOR: _OWN | {CompanyPermission.REPORT},
    Role.MEMBER: _OWN,
}
