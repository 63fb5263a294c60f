"""Make an account for a person."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.locks import lock_word
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
    home: UUID | None = None,
    example: bool = False,
) -> Person:
    """Make an account without a password; its owner chooses one through the invitation's link (P11-9b).

    ``home`` is the organisation that answers for the account: the actor's own, unless the house itself names another.
    """
    actor.require(IdentityPermission.INVITE_PERSON)
    assert home is None or actor.process is not None, "only the house invites for somebody else"
    person_id = new_id()
    home_id = home or actor.organisation_id
    address = email.strip().lower()
    with transaction.atomic():
        # two invitations of one address meet here; the second one finds the first
        lock_word(f"identity.email/{address}")
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
            home_id=home_id,
            example=example,
            version=1,
        )
        person.set_unusable_password()
        person.save(force_insert=True)
        record(
            stream=f"person/{person_id}",
            event=PersonInvited(person=person_id, duty=duty, home=home_id, example=example),
            actor=actor,
            organisation=None,
        )
    return person
