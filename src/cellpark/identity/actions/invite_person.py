"""Make an account for a person."""

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.identity.events import PersonInvited
from cellpark.identity.models import Person
from cellpark.identity.permissions import IdentityPermission
from cellpark.identity.rules import email_problems, name_problems
from cellpark.identity.states import Duty, PersonState
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream, record


def invite_person(
    *,
    actor: Actor,
    email: str,
    name_zh: str = "",
    name_en: str = "",
    duty: Duty = Duty.BUSINESS,
    example: bool = False,
) -> Person:
    """Make an account without a password; its owner chooses one through the invitation's link (P11-9b)."""
    actor.require(IdentityPermission.INVITE_PERSON)
    person_id = new_id()
    address = email.strip().lower()
    with transaction.atomic():
        lock_stream(f"person/{person_id}")
        refuse_any([*email_problems(address), *name_problems(name_zh=name_zh, name_en=name_en)])
        if Person.objects.filter(email__iexact=address).exists():
            raise Refused(Problem("identity.email.taken", field="email", rule="P11-9b"))
        person = Person(
            id=person_id,
            email=address,
            name_zh=name_zh.strip(),
            name_en=name_en.strip(),
            duty=duty,
            state=PersonState.INVITED,
            example=example,
            version=1,
        )
        person.set_unusable_password()
        person.save(force_insert=True)
        record(
            stream=f"person/{person_id}",
            event=PersonInvited(person=person_id, duty=duty, example=example),
            actor=actor,
            organisation=None,
        )
    return person
