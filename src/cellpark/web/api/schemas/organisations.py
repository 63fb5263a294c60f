"""Organisations in the API."""

from typing import Self
from uuid import UUID

from ninja import Schema

from cellpark.identity.public import Organisation, OrganisationKind, OrganisationState
from cellpark.web.api.values import Body, Text


class OrganisationOut(Schema):
    """An organisation."""

    id: UUID
    kind: OrganisationKind
    state: OrganisationState
    name: str
    name_zh: str
    name_en: str
    credit_code: str
    example: bool
    version: int

    @classmethod
    def of(cls, row: Organisation) -> Self:
        """The organisation as answers show it."""
        return cls(
            id=row.id,
            kind=OrganisationKind(row.kind),
            state=OrganisationState(row.state),
            name=row.name,
            name_zh=row.name_zh,
            name_en=row.name_en,
            credit_code=row.credit_code,
            example=row.example,
            version=row.version,
        )


class OrganisationIn(Body):
    """An organisation to register; one of the two names is enough."""

    kind: OrganisationKind
    name_zh: Text = ""
    name_en: Text = ""
    credit_code: Text = ""


class NamesIn(Body):
    """Other names, and why."""

    name_zh: Text = ""
    name_en: Text = ""
    reason: Text


class ReasonIn(Body):
    """Why a record changes."""

    reason: Text
