"""What may be permitted in this app. Who holds it stands in ``cellpark.access.roles``."""

from enum import StrEnum


class IdentityPermission(StrEnum):
    """``app:thing:act``."""

    SEE_ORGANISATIONS = "identity:organisation:see"
    REGISTER_ORGANISATION = "identity:organisation:register"
    CHANGE_ORGANISATION = "identity:organisation:change"
    SEE_PEOPLE = "identity:person:see"
    INVITE_PERSON = "identity:person:invite"
    SUSPEND_PERSON = "identity:person:suspend"
    GRANT_MEMBERSHIP = "identity:membership:grant"
    GRANT_QUALIFICATION = "identity:qualification:grant"
    SEE_ROLES = "identity:roles:see"
    MAKE_SIGNATURE = "identity:signature:make"
