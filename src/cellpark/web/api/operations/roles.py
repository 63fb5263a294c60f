"""The roles matrix."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Schema

from cellpark.access.public import all_permissions, requires, roles_matrix
from cellpark.identity.public import ROLES, IdentityPermission, Role
from cellpark.web.api.operation import operation


class RoleOut(Schema):
    """A role and what it permits."""

    role: Role
    name: str
    permissions: list[str]


class MatrixOut(Schema):
    """Every permission there is, and every role with its part of them."""

    permissions: list[str]
    roles: list[RoleOut]


@operation(
    "GET",
    "roles",
    access=requires(IdentityPermission.SEE_ROLES),
    answers={200: MatrixOut},
    tag="roles",
    summary=_("Read which role permits what"),
)
def read_roles(request: HttpRequest) -> MatrixOut:  # noqa: ARG001 -- ninja's signature
    """The roles matrix as it is in force."""
    roles = [
        RoleOut(role=role, name=str(ROLES[role]), permissions=sorted(granted))
        for role, granted in roles_matrix().items()
    ]
    return MatrixOut(permissions=list(all_permissions()), roles=roles)
