"""What may be permitted in this app, and to whom."""

from collections.abc import Mapping
from enum import StrEnum

from cellpark.identity.public import Role


class UtilityPermission(StrEnum):
    """``app:thing:act``. ``SEE`` is for the park, ``SEE_OWN`` for whoever pays: their rooms, their days."""

    SEE = "utilities:meter:see"
    SEE_OWN = "utilities:share:see"
    READ = "utilities:reading:take"
    MANAGE = "utilities:meter:manage"
    CORRECT = "utilities:reading:correct"
    SET_TARIFF = "utilities:tariff:set"
    CLOSE = "utilities:period:close"


_OWN: frozenset[str] = frozenset({UtilityPermission.SEE_OWN})
_ALL: frozenset[str] = frozenset(UtilityPermission)
GRANTS: Mapping[Role, frozenset[str]] = {
    Role.PARK_MANAGER: _ALL,
    Role.PARK_STAFF: _ALL - {UtilityPermission.SET_TARIFF, UtilityPermission.CLOSE},
    Role.ORGANISATION_ADMINISTRATOR: _OWN,
    Role.MEMBER: _OWN,
    Role.INSPECTOR: frozenset({UtilityPermission.SEE}),
}
