"""The roles matrix: which role holds which permission, and who sees beyond their own organisation.

The rights of identity and ledger are given here; an app on a higher floor gives its own to roles in ``GRANTS`` of its
``permissions.py``, and this module gathers them.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.apps import apps

from cellpark.identity.public import IdentityPermission, OrganisationKind, Role
from cellpark.ledger.public import LedgerPermission

_EVERYONE: frozenset[str] = frozenset({IdentityPermission.SEE_ORGANISATIONS, LedgerPermission.SEE_EVENTS})
_COLLEAGUES = _EVERYONE | {IdentityPermission.SEE_PEOPLE}
_SIGNERS = _COLLEAGUES | {IdentityPermission.MAKE_SIGNATURE}
_QUALITY = _SIGNERS | {
    IdentityPermission.SEE_ROLES,
    LedgerPermission.MAKE_EXPORT,
    LedgerPermission.VERIFY,
}

_ON_LOWER_FLOORS: Mapping[Role, frozenset[str]] = {
    Role.SYSTEM_ADMINISTRATOR: _COLLEAGUES
    | {
        IdentityPermission.SEE_ROLES,
        IdentityPermission.INVITE_PERSON,
        IdentityPermission.SUSPEND_PERSON,
        IdentityPermission.GRANT_MEMBERSHIP,
        LedgerPermission.VERIFY,
        LedgerPermission.MAKE_CHECKPOINT,
        LedgerPermission.MANAGE_WITNESSES,
    },
    Role.ORGANISATION_ADMINISTRATOR: _COLLEAGUES
    | {
        IdentityPermission.SEE_ROLES,
        IdentityPermission.CHANGE_ORGANISATION,
        IdentityPermission.INVITE_PERSON,
        IdentityPermission.SUSPEND_PERSON,
        IdentityPermission.GRANT_MEMBERSHIP,
        IdentityPermission.GRANT_QUALIFICATION,
    },
    Role.PARK_MANAGER: _SIGNERS
    | {
        IdentityPermission.REGISTER_ORGANISATION,
        IdentityPermission.CHANGE_ORGANISATION,
        IdentityPermission.SEE_ROLES,
        LedgerPermission.MAKE_EXPORT,
        LedgerPermission.VERIFY,
    },
    Role.PARK_STAFF: _COLLEAGUES,
    Role.QUALITY_HEAD: _QUALITY
    | {
        IdentityPermission.GRANT_QUALIFICATION,
        LedgerPermission.MAKE_CHECKPOINT,
        LedgerPermission.MANAGE_WITNESSES,
        LedgerPermission.ERASE_SUBJECT,
    },
    Role.QUALIFIED_PERSON: _QUALITY,
    Role.QUALITY_STAFF: _QUALITY,
    Role.PRODUCTION_OPERATOR: _SIGNERS,
    Role.ANALYST: _SIGNERS,
    Role.PLANNER: _SIGNERS,
    Role.PLATFORM_STAFF: _SIGNERS,
    Role.HOSPITAL_STAFF: _SIGNERS,
    Role.COURIER: _EVERYONE,
    Role.MEMBER: _COLLEAGUES,
    Role.INSPECTOR: _COLLEAGUES | {IdentityPermission.SEE_ROLES, LedgerPermission.MAKE_EXPORT, LedgerPermission.VERIFY},
}

# overseers: in these kinds of organisation these roles see every organisation's rows; those of an operator see none of
# another operator of the same site, be they administrators or not (CN-2d: who runs accounts runs no business)
_OVERSEERS: Mapping[OrganisationKind, frozenset[Role]] = {
    OrganisationKind.OPERATOR: frozenset(
        {Role.SYSTEM_ADMINISTRATOR, Role.PARK_MANAGER, Role.QUALITY_HEAD, Role.QUALIFIED_PERSON}
    ),
    OrganisationKind.REGULATOR: frozenset({Role.INSPECTOR}),
}


@cache
def roles_matrix() -> Mapping[Role, frozenset[str]]:
    """Role -> permissions, over all installed apps."""
    matrix = dict(_ON_LOWER_FLOORS)
    for module in _permission_modules():
        grants: Mapping[Role, frozenset[str]] = getattr(module, "GRANTS", {})
        for role, granted in grants.items():
            matrix[role] = matrix[role] | granted
    return matrix


def permissions_of(roles: Iterable[Role]) -> frozenset[str]:
    """The union of the roles' permissions."""
    matrix = roles_matrix()
    return frozenset().union(*(matrix[role] for role in roles))


# what touches every organisation is given by a role in the operator's own organisation only
SITE_WIDE = frozenset({LedgerPermission.MANAGE_WITNESSES.value})


def permissions_in(kind: OrganisationKind, roles: Iterable[Role]) -> frozenset[str]:
    """What ``roles`` allow in an organisation of this kind: site-wide acts only at the park operator."""
    held = permissions_of(roles)
    return held if kind is OrganisationKind.OPERATOR else held - SITE_WIDE


def roles_with(permission: str) -> tuple[Role, ...]:
    """The roles that hold ``permission``: who can help somebody that lacks it."""
    return tuple(role for role, held in roles_matrix().items() if permission in held)


def sees_everything(kind: OrganisationKind, roles: Iterable[Role]) -> bool:
    """Whether somebody with these roles in an organisation of this kind oversees a whole park."""
    return bool(_OVERSEERS.get(kind, frozenset()) & set(roles))


@cache
def all_permissions() -> tuple[str, ...]:
    """Every permission that any app defines (``<app>/permissions.py``), sorted."""
    found: set[str] = set()
    for module in _permission_modules():
        for thing in vars(module).values():
            if isinstance(thing, type) and issubclass(thing, StrEnum) and thing not in (StrEnum, Role):
                found.update(member.value for member in thing)
    return tuple(sorted(found))


def _permission_modules() -> list[ModuleType]:
    ours = (config.name for config in apps.get_app_configs() if config.name.startswith("cellpark."))
    return [import_module(f"{name}.permissions") for name in ours if find_spec(f"{name}.permissions") is not None]
