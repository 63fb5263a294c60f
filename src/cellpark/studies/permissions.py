"""What may be permitted in this app, and to whom."""

from collections.abc import Mapping
from enum import StrEnum

from cellpark.identity.public import Role


class StudyPermission(StrEnum):
    """``app:thing:act``."""

    SEE = "studies:study:see"
    ASK = "studies:study:ask"


_SEE: frozenset[str] = frozenset({StudyPermission.SEE})
_ASK = _SEE | {StudyPermission.ASK}

GRANTS: Mapping[Role, frozenset[str]] = {
    Role.ORGANISATION_ADMINISTRATOR: _ASK,
    Role.PLANNER: _ASK,
    Role.QUALITY_HEAD: _ASK,
    Role.PLATFORM_STAFF: _ASK,
}
"""Costs stand in a study: who only works in a plant does not see them."""
