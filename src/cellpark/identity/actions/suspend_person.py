"""Close an account for the time being."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.identity.accounts import refuse_foreign_account
from cellpark.identity.actions.change_person_state import change_person_state
from cellpark.identity.events import PersonSuspended
from cellpark.identity.models import Person
from cellpark.identity.permissions import IdentityPermission
from cellpark.identity.queries import person_in_sight
from cellpark.identity.rules import reason_problems
from cellpark.kernel.problem import Problem, Refused, refuse_any


def suspend_person(*, actor: Actor, person_id: UUID, reason: str, seen_version: int | None = None) -> Person:
    """Refuse sign-in until the account is restored; running sessions end at their next request (P11-9c).

    Raises ``Person.DoesNotExist`` for somebody out of sight.
    """
    actor.require(IdentityPermission.SUSPEND_PERSON)
    with transaction.atomic():
        refuse_foreign_account(actor, person_in_sight(person_id))  # strangers are not there (T19)
        refuse_any(reason_problems(reason))
        if actor.person_id == person_id:
            raise Refused(Problem("identity.person.own_suspension"))
        return change_person_state(
            actor=actor,
            person_id=person_id,
            verb="suspend",
            event=PersonSuspended,
            reason=reason,
            seen_version=seen_version,
        )
