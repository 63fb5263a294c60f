"""People, their roles and qualifications in the API."""

from datetime import date
from typing import Self
from uuid import UUID

from ninja import Schema

from cellpark.identity.public import (
    Duty,
    Membership,
    MembershipState,
    Person,
    PersonState,
    Qualification,
    QualificationState,
    Role,
)
from cellpark.web.api.values import Body, Text


class PersonOut(Schema):
    """A person with an account."""

    id: UUID
    email: str
    name: str
    name_zh: str
    name_en: str
    duty: Duty
    state: PersonState
    example: bool
    version: int

    @classmethod
    def of(cls, row: Person) -> Self:
        """The person as answers show it."""
        return cls(
            id=row.id,
            email=row.email,
            name=row.name,
            name_zh=row.name_zh,
            name_en=row.name_en,
            duty=Duty(row.duty),
            state=PersonState(row.state),
            example=row.example,
            version=row.version,
        )


class PersonIn(Body):
    """A person to invite; one of the two names is enough."""

    email: Text
    name_zh: Text = ""
    name_en: Text = ""
    duty: Duty = Duty.BUSINESS


class MembershipOut(Schema):
    """One role of one person in one organisation, from a day up to (not including) another."""

    id: UUID
    organisation: UUID
    person: UUID
    role: Role
    state: MembershipState
    starts_on: date
    ends_on: date | None
    version: int

    @classmethod
    def of(cls, row: Membership) -> Self:
        """The role as answers show it."""
        return cls(
            id=row.id,
            organisation=row.organisation_id,
            person=row.person_id,
            role=Role(row.role),
            state=MembershipState(row.state),
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            version=row.version,
        )


class MembershipIn(Body):
    """A role to grant."""

    organisation: UUID
    person: UUID
    role: Role
    starts_on: date
    ends_on: date | None = None
    reason: Text


class PersonEndIn(Body):
    """From which day on a role ends, and why."""

    ends_on: date
    reason: Text


class QualificationOut(Schema):
    """What a person was found fit for, from a day up to (not including) another."""

    id: UUID
    organisation: UUID
    person: UUID
    subject: str
    title_zh: str
    title_en: str
    state: QualificationState
    valid_from: date
    valid_until: date
    version: int

    @classmethod
    def of(cls, row: Qualification) -> Self:
        """The qualification as answers show it."""
        return cls(
            id=row.id,
            organisation=row.organisation_id,
            person=row.person_id,
            subject=row.subject,
            title_zh=row.title_zh,
            title_en=row.title_en,
            state=QualificationState(row.state),
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            version=row.version,
        )


class QualificationIn(Body):
    """A qualification to grant; one of the two titles is enough."""

    organisation: UUID
    person: UUID
    subject: Text
    title_zh: Text = ""
    title_en: Text = ""
    valid_from: date
    valid_until: date
    reason: Text
