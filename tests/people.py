"""Organisations and people for tests, made by the same actions as in life."""

from datetime import date
from uuid import UUID

from cellpark.access.public import actor_for, running_memberships
from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import (
    Duty,
    Organisation,
    OrganisationKind,
    Person,
    Role,
    activate_person,
    grant_membership,
    invite_person,
    register_organisation,
)

HOUSE = Actor.system("tests")
PASSWORD = "correct horse battery staple"


def organisation(name: str, kind: OrganisationKind = OrganisationKind.TENANT) -> Organisation:
    with use_scope(EVERYTHING):
        return register_organisation(actor=HOUSE, kind=kind, name_en=name, name_zh=f"{name}\u793a\u4f8b")


def person(
    email: str, *roles: Role, within: Organisation | None = None, duty: Duty = Duty.BUSINESS, password: str = PASSWORD
) -> Person:
    with use_scope(EVERYTHING):
        made = invite_person(
            actor=HOUSE,
            email=email,
            name_en=f"Example {email.split('@', maxsplit=1)[0]}",
            duty=duty,
            home=within.id if within else None,
        )
        made = activate_person(actor=HOUSE, person_id=made.id, password=password)
        for role in roles:
            assert within is not None
            grant_membership(
                actor=HOUSE,
                organisation_id=within.id,
                person_id=made.id,
                role=role,
                starts_on=date(2026, 1, 1),
                # an inspection has an end (A11-2d)
                ends_on=date(2030, 1, 1) if role is Role.INSPECTOR else None,
                reason="test",
            )
    return made


def acting(who: Person, within: Organisation | UUID | None = None) -> Actor:
    memberships = running_memberships(who.id)
    wanted = within.id if isinstance(within, Organisation) else within
    return actor_for(
        who.id, wanted or (memberships[0].organisation_id if memberships else None), memberships, channel="page"
    )
