"""Load the example organisations and people that ship with the program."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.actions.activate_person import activate_person
from cellpark.identity.actions.grant_membership import grant_membership
from cellpark.identity.actions.grant_qualification import grant_qualification
from cellpark.identity.actions.invite_person import invite_person
from cellpark.identity.actions.register_organisation import register_organisation
from cellpark.identity.example_file import ExamplePeople, ExamplePerson, read_example_people
from cellpark.identity.models import Organisation, Person
from cellpark.identity.states import OrganisationKind, Role
from cellpark.ledger.public import lock_stream

STARTS_ON = date(2026, 1, 1)
REASON = "example data"


@dataclass(frozen=True, slots=True)
class ExampleSignIn:
    """One line of the table that a first start prints."""

    email: str
    name_zh: str
    name_en: str
    organisation_zh: str
    organisation_en: str
    roles: tuple[Role, ...]


def load_example_people(*, path: Path, password: str) -> list[ExampleSignIn]:
    """Make the file's organisations and people through the ordinary acts; what is there already stays as it is."""
    examples = read_example_people(path)
    actor = Actor.system("examples")
    with use_scope(EVERYTHING), transaction.atomic():
        # two first starts at the same time: the second one waits and then finds everything there
        lock_stream("system/examples")
        organisations = {
            example.key: _organisation(actor, example.kind, example.name_zh, example.name_en)
            for example in examples.organisations
        }
        for example in examples.people:
            if not Person.objects.filter(email__iexact=example.email).exists():
                _person(actor, example, organisations, password)
    return sign_ins(examples)


def sign_ins(examples: ExamplePeople) -> list[ExampleSignIn]:
    """The people of the file, as the first start prints them."""
    names = {each.key: (each.name_zh, each.name_en) for each in examples.organisations}
    return [
        ExampleSignIn(
            each.email,
            each.name_zh,
            each.name_en,
            *names[each.memberships[0].organisation],
            tuple(membership.role for membership in each.memberships),
        )
        for each in examples.people
        if each.memberships
    ]


def _organisation(actor: Actor, kind: OrganisationKind, name_zh: str, name_en: str) -> UUID:
    existing = Organisation.objects.filter(example=True, name_en=name_en).first()
    if existing is None:
        existing = register_organisation(actor=actor, kind=kind, name_zh=name_zh, name_en=name_en, example=True)
    found: UUID = existing.id
    return found


def _person(actor: Actor, example: ExamplePerson, organisations: dict[str, UUID], password: str) -> None:
    person = invite_person(
        actor=actor,
        email=example.email,
        name_zh=example.name_zh,
        name_en=example.name_en,
        duty=example.duty,
        home=organisations[example.memberships[0].organisation] if example.memberships else None,
        example=True,
    )
    activate_person(actor=actor, person_id=person.id, password=password)
    for membership in example.memberships:
        grant_membership(
            actor=actor,
            organisation_id=organisations[membership.organisation],
            person_id=person.id,
            role=membership.role,
            starts_on=STARTS_ON,
            ends_on=membership.ends_on,
            reason=REASON,
        )
    for qualification in example.qualifications:
        grant_qualification(
            actor=actor,
            organisation_id=organisations[qualification.organisation],
            person_id=person.id,
            subject=qualification.subject,
            title_zh=qualification.title_zh,
            title_en=qualification.title_en,
            valid_from=qualification.valid_from,
            valid_until=qualification.valid_until,
            reason=REASON,
        )
