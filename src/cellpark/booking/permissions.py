"""What may be permitted in this app, and to whom."""

from collections.abc import Mapping
from enum import StrEnum

from cellpark.identity.public import Role


class BookingPermission(StrEnum):
    """``app:thing:act``."""

    SEE = "booking:booking:see"
    BOOK = "booking:booking:book"
    FEED = "booking:feed:make"
    RULE = "booking:resource:rule"


_SEE: frozenset[str] = frozenset({BookingPermission.SEE})
_BOOK = _SEE | {BookingPermission.BOOK, BookingPermission.FEED}
_RULE = _BOOK | {BookingPermission.RULE}

# whose resource it is, and whose booking, is settled by each act
GRANTS: Mapping[Role, frozenset[str]] = {
    Role.PARK_MANAGER: _RULE,
    Role.PARK_STAFF: _RULE,
    Role.PLATFORM_STAFF: _RULE,
    Role.ORGANISATION_ADMINISTRATOR: _BOOK,
    Role.PLANNER: _BOOK,
    Role.PRODUCTION_OPERATOR: _BOOK,
    Role.QUALITY_HEAD: _BOOK,
    Role.QUALITY_STAFF: _BOOK,
    Role.QUALIFIED_PERSON: _BOOK,
    Role.ANALYST: _BOOK,
    Role.MEMBER: _BOOK,
    Role.INSPECTOR: _SEE,
}
