"""Erasures in the API."""

from typing import Self
from uuid import UUID

from ninja import Schema

from cellpark.ledger.public import Erasure, Subject, subject_of
from cellpark.web.api.values import Moment


class ErasureOut(Schema):
    """A request to erase a person's encrypted fields; ``subject`` says whether they can be read now."""

    id: UUID
    person: UUID
    reason: str
    requested_by: UUID
    requested_at: Moment
    confirmed_by: UUID | None
    confirmed_at: Moment | None
    subject: Subject

    @classmethod
    def of(cls, row: Erasure) -> Self:
        """The request as answers show it."""
        return cls(
            id=row.id,
            person=row.person,
            reason=row.reason,
            requested_by=row.requested_by,
            requested_at=row.requested_at,
            confirmed_by=row.confirmed_by,
            confirmed_at=row.confirmed_at,
            subject=subject_of(row.person),
        )
