"""Close an organisation."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.versions import refuse_stale
from cellpark.identity.events import OrganisationClosed
from cellpark.identity.models import Organisation
from cellpark.identity.permissions import IdentityPermission
from cellpark.identity.rules import reason_problems
from cellpark.identity.states import OrganisationState
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream, record


def close_organisation(
    *, actor: Actor, organisation_id: UUID, reason: str, seen_version: int | None = None
) -> Organisation:
    """End an organisation's part; its records stay. Raises ``Organisation.DoesNotExist``."""
    actor.require(IdentityPermission.REGISTER_ORGANISATION)
    with transaction.atomic():
        lock_stream(f"organisation/{organisation_id}")
        organisation: Organisation = Organisation.objects.get(id=organisation_id)
        refuse_stale(seen=seen_version, present=organisation.version)
        refuse_any(reason_problems(reason))
        if organisation.state == OrganisationState.CLOSED:
            raise Refused(Problem("identity.organisation.closed"))
        recorded = record(
            stream=f"organisation/{organisation_id}",
            event=OrganisationClosed(organisation=organisation_id),
            actor=actor,
            organisation=organisation_id,
            reason=reason,
        )
        organisation.state = OrganisationState.CLOSED
        organisation.version = recorded.version
        organisation.save()
    return organisation
