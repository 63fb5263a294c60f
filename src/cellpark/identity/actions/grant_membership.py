"""Give a person a role in an organisation."""

from datetime import date
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.identity.accounts import answers_for
from cellpark.identity.events import MembershipGranted
from cellpark.identity.models import Membership, Organisation, Person
from cellpark.identity.permissions import IdentityPermission
from cellpark.identity.rules import inspection_problems, membership_problems, period_problems, reason_problems
from cellpark.identity.states import Duty, MembershipState, OrganisationKind, OrganisationState, PersonState, Role
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream, record


def grant_membership(
    *,
    actor: Actor,
    organisation_id: UUID,
    person_id: UUID,
    role: Role,
    starts_on: date,
    ends_on: date | None = None,
    reason: str,
) -> Membership:
    """Grant a role (P11-4, CN-2d, CN-2e), an inspector's with an end (A11-2d). Raises ``DoesNotExist`` out of sight."""
    actor.require(IdentityPermission.GRANT_MEMBERSHIP)
    with transaction.atomic():
        # all grants to one person meet at that person's stream
        lock_stream(f"person/{person_id}")
        organisation: Organisation = Organisation.objects.get(id=organisation_id)
        person = Person.objects.get(id=person_id)
        if person.state == PersonState.INVITED and not answers_for(actor, person):
            raise Refused(Problem("identity.person.not_accepted"))
        refuse_any(
            [
                *membership_problems(
                    role=role,
                    kind=OrganisationKind(organisation.kind),
                    duty=Duty(person.duty),
                    granting=actor.person_id,
                    person=person_id,
                ),
                *period_problems(starts=starts_on, ends=ends_on, field="ends_on"),
                *inspection_problems(role=role, ends=ends_on),
                *reason_problems(reason),
            ]
        )
        _refuse_closed_or_twice(organisation, person_id, role)
        membership = Membership(
            id=new_id(),
            organisation_id=organisation_id,
            person_id=person_id,
            duty=person.duty,
            role=role,
            starts_on=starts_on,
            ends_on=ends_on,
            version=1,
        )
        membership.save(force_insert=True)
        record(
            stream=f"membership/{membership.id}",
            event=MembershipGranted(
                membership=membership.id,
                person=person_id,
                duty=person.duty,
                role=role,
                starts_on=starts_on,
                ends_on=ends_on,
            ),
            actor=actor,
            organisation=organisation_id,
            reason=reason,
        )
    return membership


def _refuse_closed_or_twice(organisation: Organisation, person_id: UUID, role: Role) -> None:
    if organisation.state == OrganisationState.CLOSED:
        raise Refused(Problem("identity.organisation.closed"))
    running = Membership.objects.filter(
        organisation_id=organisation.id, person_id=person_id, role=role, state=MembershipState.GRANTED
    )
    if running.exists():
        raise Refused(Problem("identity.membership.twice", field="role"))
