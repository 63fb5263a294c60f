"""What may be permitted in this app, and to whom."""

from collections.abc import Mapping
from enum import StrEnum

from cellpark.identity.public import Role


class RecipePermission(StrEnum):
    """``app:thing:act``."""

    SEE = "recipes:recipe:see"
    WRITE = "recipes:recipe:write"
    REVIEW = "recipes:recipe:review"
    APPROVE = "recipes:recipe:approve"
    RETIRE = "recipes:recipe:retire"
    KEEP_OVERLAY = "recipes:overlay:keep"


_SEE = frozenset({RecipePermission.SEE})
_QUALITY = _SEE | {RecipePermission.WRITE, RecipePermission.REVIEW}

# production drafts, the quality unit checks and approves (21 CFR 211.22, 211.100, 211.186)
GRANTS: Mapping[Role, frozenset[str]] = {
    Role.ORGANISATION_ADMINISTRATOR: _SEE,
    Role.QUALITY_HEAD: _QUALITY | {RecipePermission.APPROVE, RecipePermission.RETIRE, RecipePermission.KEEP_OVERLAY},
    Role.QUALIFIED_PERSON: _QUALITY | {RecipePermission.APPROVE, RecipePermission.RETIRE},
    Role.QUALITY_STAFF: _QUALITY,
    Role.PRODUCTION_OPERATOR: _SEE | {RecipePermission.WRITE},
    Role.ANALYST: _SEE,
    # an overlay is not signed: who plans keeps it
    Role.PLANNER: _SEE | {RecipePermission.KEEP_OVERLAY},
    Role.PLATFORM_STAFF: _SEE,
    Role.INSPECTOR: _SEE,
}
