"""Access tokens in the API."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from ninja import Schema
from pydantic import Field

from cellpark.identity.public import AccessToken
from cellpark.web.api.values import Body, Moment, Text


class TokenOut(Schema):
    """A token without its secret."""

    id: UUID
    organisation: UUID
    title: str
    scopes: list[str]
    created_at: Moment
    expires_at: Moment
    revoked_at: Moment | None
    version: int

    @classmethod
    def of(cls, row: AccessToken) -> Self:
        """The token as answers show it."""
        return cls(
            id=row.id,
            organisation=row.organisation_id,
            title=row.title,
            scopes=list(row.scopes),
            created_at=row.created_at,
            expires_at=row.expires_at,
            revoked_at=row.revoked_at,
            version=row.version,
        )


class IssuedTokenOut(Schema):
    """A new token. The secret is shown once: it is null when the call repeats an earlier one."""

    token: TokenOut
    secret: str | None


class TokenIn(Body):
    """A token to issue: its scopes are permissions of its owner, its last day lies within a year."""

    title: Text
    scopes: Annotated[list[Annotated[Text, Field(max_length=80)]], Field(max_length=100)]
    expires_on: date
