"""Change an organisation's names."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.versions import refuse_stale
from cellpark.identity.events import OrganisationRenamed
from cellpark.identity.models import Organisation
from cellpark.identity.permissions import IdentityPermission
from cellpark.identity.rules import name_problems, reason_problems
from cellpark.identity.states import OrganisationState
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream, record


def rename_organisation(
    *,
    actor: Actor,
    organisation_id: UUID,
    name_zh: str,
    name_en: str,
    reason: str,
    seen_version: int | None = None,
) -> Organisation:
    """Give an organisation other names; the old ones stay in the ledger. Raises ``Organisation.DoesNotExist``."""
    actor.require(IdentityPermission.CHANGE_ORGANISATION)
    with transaction.atomic():
        lock_stream(f"organisation/{organisation_id}")
        organisation: Organisation = Organisation.objects.get(id=organisation_id)
        refuse_stale(seen=seen_version, present=organisation.version)
        refuse_any([*name_problems(name_zh=name_zh, name_en=name_en), *reason_problems(reason)])
        if organisation.state == OrganisationState.CLOSED:
            raise Refused(Problem("identity.organisation.closed"))
        event = OrganisationRenamed(
            organisation=organisation_id,
            name_zh=name_zh.strip(),
            name_en=name_en.strip(),
            was_zh=organisation.name_zh,
            was_en=organisation.name_en,
        )
        recorded = record(
            stream=f"organisation/{organisation_id}",
            event=event,
            actor=actor,
            organisation=organisation_id,
            reason=reason,
        )
        organisation.name_zh, organisation.name_en = event.name_zh, event.name_en
        organisation.version = recorded.version
        organisation.save()
    return organisation
