"""Note that an inspector looked at something."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.dossier.events import InspectionViewed
from cellpark.dossier.inspecting import inspection_problems, is_inspector
from cellpark.dossier.models import InspectionView
from cellpark.dossier.permissions import DossierPermission
from cellpark.dossier.states import Subject
from cellpark.kernel.problem import refuse_any
from cellpark.ledger.public import record


def note_inspection(*, actor: Actor, kind: Subject, thing: UUID, code: str, organisation_id: UUID) -> UUID | None:
    """Record the look, in the ledger of the house whose thing it is; people of the house are not noted.

    Raises ``Refused(dossier.inspection.no_end)``: an inspection is for a time that was set (A11-2d).
    """
    actor.require(DossierPermission.INSPECT)
    if not is_inspector(actor):
        return None
    refuse_any(inspection_problems(actor))
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
