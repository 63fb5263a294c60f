"""Links with which a firm reads its permit, in the API."""

from typing import Self
from uuid import UUID

from ninja import Schema

from cellpark.facilities.public import PermitLink
from cellpark.identity.public import LinkState
from cellpark.web.api.values import Moment


class PermitLinkOut(Schema):
    """A link of a permit. ``address`` is there in the answer that made it, and never again."""

    id: UUID
    permit_id: UUID
    state: LinkState
    expires_at: Moment
    address: str = ""

    @classmethod
    def made(cls, row: PermitLink, address: str = "") -> Self:
        """The row as answers show it."""
        told = {name: getattr(row, name) for name in ("id", "permit_id", "state", "expires_at")}
        return cls.model_validate(told | {"address": address})
