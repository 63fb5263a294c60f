"""What other floors use of this app."""

from cellpark.access.current import ORGANISATION_KEY, actor_for, running_memberships
from cellpark.access.middleware import actor_of
from cellpark.access.roles import all_permissions, permissions_of, roles_matrix, roles_with, sees_everything
from cellpark.access.route import access_of, route
from cellpark.access.rule import MEMBER, PUBLIC, SIGNED_IN, Access, Door, requires

__all__ = [
    "MEMBER",
    "ORGANISATION_KEY",
    "PUBLIC",
    "SIGNED_IN",
    "Access",
    "Door",
    "access_of",
    "actor_for",
    "actor_of",
    "all_permissions",
    "permissions_of",
    "requires",
    "roles_matrix",
    "roles_with",
    "route",
    "running_memberships",
    "sees_everything",
]
