"""What other floors use of this app."""

from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.dossier.actions.assemble_dossier import assemble_dossier
from cellpark.dossier.actions.export_organisation import export_organisation
from cellpark.dossier.actions.leave import leave
from cellpark.dossier.actions.note_inspection import note_inspection
from cellpark.dossier.actions.request_dossier import request_dossier
from cellpark.dossier.actions.request_leaving import request_leaving
from cellpark.dossier.actions.take_patients import patients_file, take_patients
from cellpark.dossier.inspecting import inspection_end, refuse_endless
from cellpark.dossier.models import Dossier, DossierFile, InspectionView, Leaving, LeavingPart
from cellpark.dossier.permissions import DossierPermission
from cellpark.dossier.queries import (
    dossier,
    dossier_file,
    dossiers_of,
    inspection_views,
    leaving_part,
    leavings,
    parts_of,
)
from cellpark.dossier.states import DOSSIER_LIFECYCLE, DossierState, Subject
from cellpark.dossier.story.find import Found, find_subject
from cellpark.dossier.story.model import Cell, Section, Story
from cellpark.dossier.story.tell import tell_story
from cellpark.dossier.words import DOSSIER_STATES, SUBJECTS


def build(batch_id: UUID, *, actor: Actor | None = None) -> bytes:
    """Everything about a batch as one zip that verifies itself; made now, outside a transaction.

    Raises ``Batch.DoesNotExist``, and ``Refused`` where a paper cannot be made.
    """
    by = actor or Actor.system("dossier")
    wanted = request_dossier(actor=by, batch_id=batch_id)
    assemble_dossier(actor=by, dossier_id=wanted.id)
    return bytes(dossier_file(wanted.id).content)


__all__ = [
    "DOSSIER_LIFECYCLE",
    "DOSSIER_STATES",
    "SUBJECTS",
    "Cell",
    "Dossier",
    "DossierFile",
    "DossierPermission",
    "DossierState",
    "Found",
    "InspectionView",
    "Leaving",
    "LeavingPart",
    "Section",
    "Story",
    "Subject",
    "assemble_dossier",
    "build",
    "dossier",
    "dossier_file",
    "dossiers_of",
    "export_organisation",
    "find_subject",
    "inspection_end",
    "inspection_views",
    "leave",
    "leaving_part",
    "leavings",
    "note_inspection",
    "parts_of",
    "patients_file",
    "refuse_endless",
    "request_dossier",
    "request_leaving",
    "take_patients",
    "tell_story",
]
