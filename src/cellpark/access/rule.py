"""The access rule that every page and operation declares."""

from dataclasses import dataclass
from enum import StrEnum

from cellpark.base.actor import Actor


class Door(StrEnum):
    """Who comes through at all."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    MEMBER = "member"


@dataclass(frozen=True, slots=True)
class Access:
    """Who may open a page: anybody, anybody signed in, members of an organisation, or holders of a permission."""

    door: Door
    permission: str | None = None

    def admits(self, actor: Actor) -> bool:
        """Whether ``actor`` may enter."""
        match self.door:
            case Door.PUBLIC:
                return True
            case Door.SIGNED_IN:
                return actor.person_id is not None
            case Door.MEMBER:
                inside = actor.person_id is not None and actor.organisation_id is not None
                return inside and (self.permission is None or actor.may(self.permission))


PUBLIC = Access(Door.PUBLIC)
SIGNED_IN = Access(Door.SIGNED_IN)
MEMBER = Access(Door.MEMBER)


def requires(permission: str) -> Access:
    """Members who hold ``permission``."""
    return Access(Door.MEMBER, str(permission))
