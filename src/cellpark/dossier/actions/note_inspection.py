"""Note that an inspector looked at something."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.dossier.events import InspectionViewed
from cellpark.dossier.models import InspectionView
from cellpark.dossier.permissions import DossierPermission
from cellpark.dossier.states import Subject
from cellpark.identity.public import Role
from cellpark.ledger.public import record


def note_inspection(*, actor: Actor, kind: Subject, thing: UUID, code: str, organisation_id: UUID) -> UUID | None:
    """Record the look, in the ledger of the house whose thing it is; people of the house are not noted."""
    actor.require(DossierPermission.INSPECT)
    if Role.INSPECTOR.value not in actor.roles:
        return None
    with transaction.atomic():
        event = InspectionViewed(view=new_id(), kind=kind.value, thing=thing, code=code)
        recorded = record(stream=f"inspection/{event.view}", event=event, actor=actor, organisation=organisation_id)
        InspectionView(
            id=event.view,
            organisation_id=organisation_id,
            by=actor.reference,
            kind=event.kind,
            thing=thing,
            code=code,
            at=recorded.at,
        ).save(force_insert=True)
    return event.view
