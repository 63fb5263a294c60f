"""What may be permitted in this app, and to whom."""

from collections.abc import Mapping
from enum import StrEnum

from cellpark.identity.public import Role


class GenealogyPermission(StrEnum):
    """``app:thing:act``."""

    SEE_TRACE = "genealogy:trace:see"


_SEE = frozenset({GenealogyPermission.SEE_TRACE.value})
GRANTS: Mapping[Role, frozenset[str]] = dict.fromkeys(
    (
        Role.QUALITY_HEAD,
        Role.QUALIFIED_PERSON,
        Role.QUALITY_STAFF,
        Role.PRODUCTION_OPERATOR,
        Role.ANALYST,
        Role.PLANNER,
        Role.PLATFORM_STAFF,
        Role.INSPECTOR,
    ),
    _SEE,
)
