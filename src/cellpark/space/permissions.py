"""What may be permitted in this app, and to whom."""

from collections.abc import Mapping
from enum import StrEnum

from cellpark.identity.public import Role


class SpacePermission(StrEnum):
    """``app:thing:act``. Reading the directory needs a sign-in and no right."""

    LOAD_PARK = "space:park:load"


GRANTS: Mapping[Role, frozenset[str]] = {Role.PARK_MANAGER: frozenset({SpacePermission.LOAD_PARK})}
