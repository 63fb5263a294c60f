"""The access rule that every page and operation declares."""

from dataclasses import dataclass
from enum import StrEnum

from cellpark.access.roles import all_permissions
from cellpark.base.actor import Actor


class UnknownPermission(AssertionError):  # noqa: N818 -- named for what is wrong
    """A rule names a permission that no app defines: a slip of the pen."""


class Door(StrEnum):
    """Who comes through at all."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    MEMBER = "member"
    IN_PERSON = "in_person"
    OPERATIONS = "operations"


@dataclass(frozen=True, slots=True)
class Access:
    """Who may open a page: anybody, anybody signed in, members of an organisation, or holders of a permission."""

    door: Door
    permission: str | None = None

    def admits(self, actor: Actor) -> bool:
        """Whether ``actor`` may enter."""
        inside = actor.person_id is not None and actor.organisation_id is not None
        match self.door:
            case Door.PUBLIC | Door.OPERATIONS:
                return True
            case Door.SIGNED_IN:
                return actor.person_id is not None
            case Door.IN_PERSON:
                return inside and actor.channel == "page"
            case Door.MEMBER:
                return inside and (self.permission is None or actor.may(self.permission))


PUBLIC = Access(Door.PUBLIC)
SIGNED_IN = Access(Door.SIGNED_IN)
MEMBER = Access(Door.MEMBER)
# members who signed in themselves: what a program must not do with somebody's token, such as issuing another token
IN_PERSON = Access(Door.IN_PERSON)
# the mount of the API: the address lets everybody through, each operation behind it enforces the rule of its own
OPERATIONS = Access(Door.OPERATIONS)


def requires(permission: str) -> Access:
    """Members who hold ``permission``. Raises ``UnknownPermission`` at import when no app defines it."""
    name = str(permission)
    if name not in all_permissions():
        raise UnknownPermission(f"no app defines the permission {name!r}")
    return Access(Door.MEMBER, name)
