"""Materials, approved sources and chains of identity."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja.responses import Status

from cellpark.access.public import actor_of, requires
from cellpark.base.actor import Actor
from cellpark.identity.public import Organisation
from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.quantity import Quantity
from cellpark.materials.public import (
    ClockKind,
    ClockLimit,
    Material,
    MaterialKind,
    MaterialsPermission,
    Patient,
    Source,
    approve_source,
    describe_material,
    enrol_patient,
    withdraw_source,
)
from cellpark.web.api.calls import page, perform, repeated, tag
from cellpark.web.api.operation import operation
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.schemas.materials import (
    MaterialAnewIn,
    MaterialIn,
    MaterialOut,
    PatientIn,
    PatientOut,
    SourceIn,
    SourceOut,
)
from cellpark.web.api.schemas.organisations import ReasonIn
from cellpark.web.api.values import Text

TAG = "materials"
SEE = requires(MaterialsPermission.SEE)


@operation("GET", "materials", access=SEE, answers={200: list[MaterialOut]}, tag=TAG, summary=_("List materials"))
def list_materials(
    request: HttpRequest,
    response: HttpResponse,
    kind: MaterialKind | None = None,
    code: Text | None = None,
    after: After = None,
    limit: Limit = 50,
) -> list[MaterialOut]:
    """The materials in scope, the oldest first."""
    wanted = {"kind": kind, "code": code}
    rows = Material.objects.filter(**{name: value for name, value in wanted.items() if value is not None})
    return [MaterialOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation(
    "GET", "materials/{material_id}", access=SEE, answers={200: MaterialOut}, tag=TAG, summary=_("Read a material")
)
def get_material(request: HttpRequest, response: HttpResponse, material_id: UUID) -> MaterialOut:  # noqa: ARG001 -- ninja's signature
    """One material in scope."""
    return _material(response, material_id)


@operation(
    "POST",
    "materials",
    access=requires(MaterialsPermission.DESCRIBE),
    answers={201: MaterialOut},
    tag=TAG,
    summary=_("Describe a material"),
)
def describe_a_material(request: HttpRequest, response: HttpResponse, body: MaterialIn) -> Status[MaterialOut]:
    """Describe a new material."""
    actor = actor_of(request)
    done = perform(request, lambda: describe_material(actor=actor, organisation_id=owner(actor), **_values(body)).id)
    repeated(response, done)
    return Status(201, _material(response, done.id))


@operation(
    "POST",
    "materials/{material_id}/describe",
    access=requires(MaterialsPermission.DESCRIBE),
    answers={200: MaterialOut},
    tag=TAG,
    summary=_("Describe a material anew"),
)
def describe_anew(request: HttpRequest, response: HttpResponse, material_id: UUID, body: MaterialAnewIn) -> MaterialOut:
    """Say something else of a material; its code stays."""
    found = Material.objects.get(id=material_id)
    done = perform(
        request,
        lambda: (
            describe_material(
                actor=actor_of(request),
                organisation_id=found.organisation_id,
                material_id=material_id,
                example=found.example,
                **_values(body),
            ).id
        ),
    )
    repeated(response, done)
    return _material(response, done.id)


@operation("GET", "sources", access=SEE, answers={200: list[SourceOut]}, tag=TAG, summary=_("List approved sources"))
def list_sources(
    request: HttpRequest, response: HttpResponse, after: After = None, limit: Limit = 50
) -> list[SourceOut]:
    """Hospitals and vendors, approved or not any more."""
    return [SourceOut.of(row) for row in page(request, response, Source.objects.all(), after=after, limit=limit)]


@operation(
    "POST",
    "sources",
    access=requires(MaterialsPermission.APPROVE_SOURCE),
    answers={201: SourceOut},
    tag=TAG,
    summary=_("Approve a source"),
)
def approve_a_source(request: HttpRequest, response: HttpResponse, body: SourceIn) -> Status[SourceOut]:
    """Put a hospital or vendor on the list (CN-4a)."""
    actor = actor_of(request)
    done = perform(request, lambda: approve_source(actor=actor, organisation_id=owner(actor), **body.model_dump()).id)
    repeated(response, done)
    return Status(201, _source(response, done.id))


@operation(
    "POST",
    "sources/{source_id}/withdraw",
    access=requires(MaterialsPermission.APPROVE_SOURCE),
    answers={200: SourceOut},
    tag=TAG,
    summary=_("Withdraw a source"),
)
def withdraw_a_source(request: HttpRequest, response: HttpResponse, source_id: UUID, body: ReasonIn) -> SourceOut:
    """Take a hospital or vendor off the list."""
    done = perform(
        request, lambda: withdraw_source(actor=actor_of(request), source_id=source_id, reason=body.reason).id
    )
    repeated(response, done)
    return _source(response, done.id)


@operation(
    "GET", "patients", access=SEE, answers={200: list[PatientOut]}, tag=TAG, summary=_("List chains of identity")
)
def list_patients(
    request: HttpRequest, response: HttpResponse, after: After = None, limit: Limit = 50
) -> list[PatientOut]:
    """Chains of identity, by their codes alone (T20)."""
    return [PatientOut.of(row) for row in page(request, response, Patient.objects.all(), after=after, limit=limit)]


@operation(
    "POST",
    "patients",
    access=requires(MaterialsPermission.ENROL_PATIENT),
    answers={201: PatientOut},
    tag=TAG,
    summary=_("Begin a chain of identity"),
)
def enrol_a_patient(request: HttpRequest, response: HttpResponse, body: PatientIn) -> Status[PatientOut]:
    """Begin a chain of identity before the first collection."""
    actor = actor_of(request)
    done = perform(request, lambda: enrol_patient(actor=actor, organisation_id=owner(actor), **body.model_dump()).id)
    repeated(response, done)
    row = Patient.objects.get(id=done.id)
    tag(response, row.version)
    return Status(201, PatientOut.of(row))


def owner(actor: Actor) -> UUID:
    """The organisation acted for. Raises ``DoesNotExist`` where there is none."""
    if actor.organisation_id is None:
        raise Organisation.DoesNotExist
    return actor.organisation_id


def _values(body: MaterialIn) -> dict[str, Any]:
    values = body.model_dump(exclude={"clocks"})
    return {**values, "clocks": [_limit(kind, limit) for kind, limit in body.clocks.items()]}


def _limit(kind: str, limit: str) -> ClockLimit:
    if kind not in set(ClockKind):
        raise Refused(Problem("base.not_a_choice", {"value": kind[:40]}, field="clocks"))
    return ClockLimit(kind=kind, limit=Quantity.parse(limit))


def _material(response: HttpResponse, identity: UUID) -> MaterialOut:
    row = Material.objects.get(id=identity)
    tag(response, row.version)
    return MaterialOut.of(row)


def _source(response: HttpResponse, identity: UUID) -> SourceOut:
    row = Source.objects.get(id=identity)
    tag(response, row.version)
    return SourceOut.of(row)
