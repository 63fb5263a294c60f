"""Dossiers, and everything about one thing."""

import json
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from cellpark.base.fields import new_id
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.dossier.models import Dossier, DossierFile, InspectionView, Leaving, LeavingPart
from tests.access.sample import Sample

BATCH = {"batch_id": "batch"}
DOSSIER = {"dossier_id": "dossier"}
PART = {"part_id": "leaving_part"}
ROUTES = {
    "dossiers": Sample(BATCH, own=(200, 422), post=(303, 409, 422)),
    "dossier": Sample(DOSSIER, own=(200, 422)),
    "dossier_file": Sample(DOSSIER, own=(200, 422)),
    "inspection": Sample(own=(200, 422)),
    "story": Sample({"thing_id": "batch"}, fixed={"kind": "batch"}, on_record=True),
    "inspections": Sample(),
    "leaving": Sample(post=(303, 409, 422)),
    "leaving_part": Sample(PART),
    "leaving_patients": Sample(post=(200, 422)),
}
OPERATIONS = {
    "ask_for_a_dossier": Sample(BATCH, own=(202, 409)),
    "list_dossiers": Sample(BATCH),
    "read_dossier": Sample(DOSSIER),
    "download_dossier": Sample(DOSSIER),
    "read_story": Sample(query=lambda side: {"code": side.thing("dossier_code")}, on_record=True),
    "list_inspections": Sample(),
    "ask_for_everything": Sample(own=(202, 409)),
    "list_leavings": Sample(),
    "read_leaving": Sample({"leaving_id": "leaving"}),
    "download_leaving_part": Sample(PART),
    "take_list_of_patients": Sample(),
}
SAME = {"dossiers": "ask_for_a_dossier", "leaving": "ask_for_everything", "leaving_patients": "take_list_of_patients"}
# closed lists, digests and references
NOT_WRITTEN = {
    "dossier.Dossier": {"state", "requested_by", "digest", "failure"},
    "dossier.DossierFile": {"sha256"},
    "dossier.InspectionView": {"by", "kind"},
    "dossier.Leaving": {"requested_by", "failure"},
    "dossier.LeavingPart": {"sha256"},
}


def populate(home: Any, colleague: Any, label: str) -> dict[str, Any]:
    """An assembled dossier of the home's batch with a small zip, and one look of an inspector at that batch."""
    from cellpark.batches.models import Batch

    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("manifest.json", json.dumps({"attached": [{"path": label, "size": 1, "sha256": ""}]}))
    with use_scope(EVERYTHING):
        batch = Batch.objects.get(organisation_id=home.id, number=f"B-{label}"[:30])
        dossier = Dossier(
            organisation_id=home.id,
            batch=batch.id,
            number=batch.number,
            state="assembled",
            requested_at=now(),
            requested_by=f"person/{colleague.id}",
            version=1,
        )
        dossier.save(force_insert=True)
        DossierFile(
            dossier=dossier,
            organisation_id=home.id,
            sha256="0" * 64,
            size=len(packed.getvalue()),
            content=packed.getvalue(),
            made_at=now(),
        ).save(force_insert=True)
        InspectionView(
            id=new_id(),
            organisation_id=home.id,
            by=f"person/{colleague.id}",
            kind="batch",
            thing=batch.id,
            code=label[:120],
            at=now(),
        ).save(force_insert=True)
        leaving = Leaving(
            id=new_id(),
            organisation_id=home.id,
            requested_by=f"person/{colleague.id}",
            requested_at=now(),
            ended_at=now(),
        )
        leaving.save(force_insert=True)
        part = LeavingPart(
            id=new_id(),
            organisation_id=home.id,
            leaving=leaving,
            number=1,
            sha256="0" * 64,
            size=len(packed.getvalue()),
            content=packed.getvalue(),
            made_at=now(),
        )
        part.save(force_insert=True)
    made = {"leaving": leaving.id, "leaving_part": part.id}
    return {"dossier": dossier.id, "dossier_code": batch.number, **made}
