"""What other floors use of this app."""

from cellpark.access.client_address import client_address
from cellpark.access.current import ORGANISATION_KEY, actor_for, running_memberships
from cellpark.access.invitation import invitation_ends, invitation_token, invited_person
from cellpark.access.key_changes import noting_keys
from cellpark.access.middleware import actor_of
from cellpark.access.preference_cookies import LANGUAGE_COOKIE, THEME_COOKIE, ZONE_COOKIE, keep_preference
from cellpark.access.roles import all_permissions, permissions_of, roles_matrix, roles_with, sees_everything
from cellpark.access.route import access_of, route
from cellpark.access.rule import (
    IN_PERSON,
    MEMBER,
    OPERATIONS,
    PUBLIC,
    SIGNED_IN,
    Access,
    Door,
    UnknownPermission,
    requires,
)
from cellpark.access.token import actor_of_token

__all__ = [
    "IN_PERSON",
    "LANGUAGE_COOKIE",
    "MEMBER",
    "OPERATIONS",
    "ORGANISATION_KEY",
    "PUBLIC",
    "SIGNED_IN",
    "THEME_COOKIE",
    "ZONE_COOKIE",
    "Access",
    "Door",
    "UnknownPermission",
    "access_of",
    "actor_for",
    "actor_of",
    "actor_of_token",
    "all_permissions",
    "client_address",
    "invitation_ends",
    "invitation_token",
    "invited_person",
    "keep_preference",
    "noting_keys",
    "permissions_of",
    "requires",
    "roles_matrix",
    "roles_with",
    "route",
    "running_memberships",
    "sees_everything",
]
