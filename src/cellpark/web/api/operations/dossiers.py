"""Dossiers of batches, everything about one thing, and everything of an organisation."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Schema
from ninja.responses import Status
from pydantic import Field

from cellpark.access.public import actor_of, requires
from cellpark.batches.public import batch
from cellpark.dossier.public import (
    Cell,
    Dossier,
    DossierPermission,
    InspectionView,
    Leaving,
    Story,
    dossier,
    dossier_file,
    dossiers_of,
    find_subject,
    inspection_views,
    leaving_part,
    leavings,
    note_inspection,
    parts_of,
    refuse_endless,
    request_dossier,
    request_leaving,
    take_patients,
    tell_story,
)
from cellpark.kernel.problem import Refused
from cellpark.orders.public import OrderPermission
from cellpark.web.api.calls import page, perform, repeated
from cellpark.web.api.operation import operation
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.values import Moment, Search

TAG = "dossiers"
BUILD = requires(DossierPermission.BUILD)
EXPORT = requires(DossierPermission.EXPORT)


class DossierOut(Schema):
    """A dossier; ``made`` says that there is a zip to take."""

    id: UUID
    organisation: UUID
    batch: UUID
    number: str
    state: str
    requested_at: Moment
    files: int
    digest: str
    failure: str
    made: bool

    @classmethod
    def of(cls, row: Dossier) -> Self:
        """The dossier as answers show it."""
        return cls(
            id=row.id,
            organisation=row.organisation_id,
            batch=row.batch,
            number=row.number,
            state=row.state,
            requested_at=row.requested_at,
            files=row.files,
            digest=row.digest,
            failure=row.failure,
            made=hasattr(row, "file"),
        )


class SectionOut(Schema):
    """One question of a story, the requirements that it serves, and its answer as a table."""

    key: str
    title: str
    rules: list[str]
    heads: list[str]
    rows: list[list[str]]


class StoryOut(Schema):
    """Everything on record about one thing."""

    kind: str
    id: UUID
    code: str
    coi: str
    sections: list[SectionOut]

    @classmethod
    def of(cls, story: Story) -> Self:
        """The story with times in ISO 8601."""
        return cls(
            kind=story.kind.value,
            id=story.id,
            code=story.code,
            coi=story.coi,
            sections=[
                SectionOut(
                    key=each.key,
                    title=str(each.title),
                    rules=list(each.rules),
                    heads=[str(head) for head in each.heads],
                    rows=[[_text(cell) for cell in row] for row in each.rows],
                )
                for each in story.sections
            ],
        )


class LookOut(Schema):
    """One look of an inspector."""

    id: UUID
    organisation: UUID
    by: str
    kind: str
    thing: UUID
    code: str
    at: Moment

    @classmethod
    def of(cls, row: InspectionView) -> Self:
        """The look as answers show it."""
        return cls(
            id=row.id,
            organisation=row.organisation_id,
            by=row.by,
            kind=row.kind,
            thing=row.thing,
            code=row.code,
            at=row.at,
        )


@operation(
    "POST",
    "batches/{batch_id}/dossiers",
    access=BUILD,
    answers={202: DossierOut},
    tag=TAG,
    summary=_("Ask for everything about a batch in one file"),
)
def ask_for_a_dossier(request: HttpRequest, response: HttpResponse, batch_id: UUID) -> Status[DossierOut]:
    """It is assembled in the background; read it until it is made."""
    done = perform(request, lambda: request_dossier(actor=actor_of(request), batch_id=batch_id).id)
    repeated(response, done)
    return Status(202, DossierOut.of(dossier(done.id)))


@operation(
    "GET",
    "batches/{batch_id}/dossiers",
    access=BUILD,
    answers={200: list[DossierOut]},
    tag=TAG,
    summary=_("List the dossiers of a batch"),
    refuses=(409,),
)
def list_dossiers(
    request: HttpRequest, response: HttpResponse, batch_id: UUID, after: After = None, limit: Limit = 50
) -> list[DossierOut]:
    """The oldest first."""
    refuse_endless(actor_of(request))
    rows = dossiers_of(batch(batch_id).id)
    return [DossierOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation(
    "GET",
    "dossiers/{dossier_id}",
    access=BUILD,
    answers={200: DossierOut},
    tag=TAG,
    summary=_("Read a dossier"),
    refuses=(409,),
)
def read_dossier(request: HttpRequest, dossier_id: UUID) -> DossierOut:
    """Its state, and whether the zip is made."""
    refuse_endless(actor_of(request))
    return DossierOut.of(dossier(dossier_id))


@operation(
    "GET",
    "dossiers/{dossier_id}/file",
    access=BUILD,
    answers={200: None},
    tag=TAG,
    summary=_("Download a dossier"),
    file="application/zip",
    refuses=(409,),
)
def download_dossier(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """The zip as it was made; 404 while it is not. Nothing for an inspector whose access has no end."""
    refuse_endless(actor_of(request))
    file = dossier_file(dossier_id)
    answer = HttpResponse(bytes(file.content), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="dossier-{file.sha256[:12]}.zip"'
    return answer


@operation(
    "GET",
    "stories",
    access=requires(DossierPermission.INSPECT),
    answers={200: StoryOut},
    tag=TAG,
    summary=_("Read everything about the thing that carries a code"),
    refuses=(404, 409),
)
def read_story(request: HttpRequest, code: Annotated[Search, Field(min_length=1)]) -> StoryOut:
    """A bag, a sample, a lot, a batch, equipment, a label, a chain of identity. An inspector's look is recorded."""
    try:
        found = find_subject(code)
    except Refused as unknown:
        raise Http404 from unknown  # what another organisation owns answers as what nobody has
    told = tell_story(found.kind, found.id)
    note_inspection(
        actor=actor_of(request), kind=told.kind, thing=told.id, code=told.code, organisation_id=told.organisation
    )
    return StoryOut.of(told)


@operation(
    "GET",
    "inspections",
    access=requires(DossierPermission.SEE_INSPECTIONS),
    answers={200: list[LookOut]},
    tag=TAG,
    summary=_("List what inspectors looked at"),
)
def list_inspections(
    request: HttpRequest, response: HttpResponse, after: After = None, limit: Limit = 50
) -> list[LookOut]:
    """The looks at things in scope, the oldest first."""
    return [LookOut.of(row) for row in page(request, response, inspection_views(), after=after, limit=limit)]


class PartOut(Schema):
    """One zip that can be taken."""

    id: UUID
    number: int
    size: int
    sha256: str


class LeavingOut(Schema):
    """How far it is: parts can be taken as soon as they are there; ``ended_at`` says that there are no more."""

    id: UUID
    requested_at: Moment
    ended_at: datetime | None
    files: int
    size: int
    failure: str
    parts: list[PartOut]

    @classmethod
    def of(cls, row: Leaving) -> Self:
        """The gathering as answers show it."""
        parts = [
            PartOut(id=each.id, number=each.number, size=each.size, sha256=each.sha256) for each in parts_of(row.id)
        ]
        return cls(
            id=row.id,
            requested_at=row.requested_at,
            ended_at=row.ended_at,
            files=row.files,
            size=row.size,
            failure=row.failure,
            parts=parts,
        )


@operation(
    "POST",
    "leavings",
    access=EXPORT,
    answers={202: LeavingOut},
    tag=TAG,
    summary=_("Ask for everything of your organisation"),
    refuses=(409,),
)
def ask_for_everything(request: HttpRequest, response: HttpResponse) -> Status[LeavingOut]:
    """It is gathered in the background; read it until it has ended."""
    done = perform(request, lambda: request_leaving(actor=actor_of(request)).id)
    repeated(response, done)
    return Status(202, LeavingOut.of(leavings().get(id=done.id)))


@operation(
    "GET",
    "leavings",
    access=EXPORT,
    answers={200: list[LeavingOut]},
    tag=TAG,
    summary=_("List what was gathered of your organisation"),
)
def list_leavings(
    request: HttpRequest, response: HttpResponse, after: After = None, limit: Limit = 50
) -> list[LeavingOut]:
    """The oldest first; parts are kept for seven days."""
    return [LeavingOut.of(each) for each in page(request, response, leavings(), after=after, limit=limit)]


@operation(
    "GET",
    "leavings/{leaving_id}",
    access=EXPORT,
    answers={200: LeavingOut},
    tag=TAG,
    summary=_("Read how far a gathering is"),
)
def read_leaving(request: HttpRequest, leaving_id: UUID) -> LeavingOut:  # noqa: ARG001 -- ninja's signature
    """Its parts so far."""
    return LeavingOut.of(leavings().get(id=leaving_id))


@operation(
    "GET",
    "leavings/parts/{part_id}",
    access=EXPORT,
    answers={200: None},
    tag=TAG,
    summary=_("Download a part of everything"),
    file="application/zip",
)
def download_leaving_part(request: HttpRequest, part_id: UUID) -> HttpResponse:  # noqa: ARG001 -- ninja's signature
    """The zip as it was made."""
    found = leaving_part(part_id)
    answer = HttpResponse(bytes(found.content), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="everything-{found.number}-{found.sha256[:12]}.zip"'
    return answer


@operation(
    "POST",
    "patient-lists",
    access=requires(OrderPermission.KEEP_PATIENTS),
    answers={200: None},
    tag=TAG,
    summary=_("Take the list of your hospital's patients"),
    file="text/csv",
)
def take_list_of_patients(request: HttpRequest) -> HttpResponse:
    """Names in plain text, made at this moment and kept nowhere; that it was taken is recorded (T20)."""
    answer = HttpResponse(take_patients(actor=actor_of(request)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="patients.csv"'
    answer["Cache-Control"] = "no-store"
    return answer


def _text(cell: Cell | datetime) -> str:
    return cell.isoformat() if isinstance(cell, datetime) else str(cell.text)
