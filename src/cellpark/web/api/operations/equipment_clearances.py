"""Line clearances and risk assessments: what two people decide."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja.responses import Status

from cellpark.access.public import actor_of, requires
from cellpark.equipment import public as plant
from cellpark.equipment.public import EquipmentPermission as May
from cellpark.web.api.calls import page, perform, repeated, seen_version, tag
from cellpark.web.api.operation import operation
from cellpark.web.api.schemas.batches import PreparedOut
from cellpark.web.api.schemas.equipment import (
    AssessmentOut,
    ClearanceOut,
)
from cellpark.web.api.schemas.equipment_bodies import (
    AssessmentIn,
    ChecklistIn,
)
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.schemas.orders import ProofIn
from cellpark.web.api.schemas.organisations import ReasonIn
from cellpark.web.api.signing import prepared_out, proof_in

TAG = "rooms"


@operation(
    "GET",
    "rooms/{room_id}/clearances",
    access=requires(May.SEE),
    answers={200: list[ClearanceOut]},
    tag=TAG,
    summary=_("List the line clearances of a room"),
)
def list_clearances(
    request: HttpRequest, response: HttpResponse, room_id: UUID, after: After = None, limit: Limit = 50
) -> list[ClearanceOut]:
    """The line clearances of one room."""
    rows = plant.clearances_of(plant.room(room_id))
    return [ClearanceOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation(
    "POST",
    "rooms/{room_id}/clearances",
    access=requires(May.CLEAR_LINE),
    answers={201: ClearanceOut},
    tag=TAG,
    summary=_("Check that a line is clear"),
)
def check_line(request: HttpRequest, response: HttpResponse, room_id: UUID, body: ChecklistIn) -> Status[ClearanceOut]:
    """The first of two people found every item right."""
    done = perform(
        request,
        lambda: (
            plant.clear_line(
                actor=actor_of(request), room_id=room_id, items=body.items, valid_for=body.valid_for, at=body.at
            ).id
        ),
    )
    repeated(response, done)
    return Status(201, ClearanceOut.of(plant.clearance(done.id)))


@operation(
    "GET",
    "line-clearances/{clearance_id}",
    access=requires(May.SEE),
    answers={200: ClearanceOut},
    tag=TAG,
    summary=_("Read a line clearance"),
)
def get_clearance(request: HttpRequest, response: HttpResponse, clearance_id: UUID) -> ClearanceOut:  # noqa: ARG001 -- ninja's signature
    """One line clearance."""
    return ClearanceOut.of(plant.clearance(clearance_id))


@operation(
    "POST",
    "line-clearances/{clearance_id}/signature",
    access=requires(May.CLEAR_LINE),
    answers={200: PreparedOut},
    tag=TAG,
    summary=_("Prepare the signature that a line clearance waits for"),
    keyed=False,
)
def prepare_line_signing(request: HttpRequest, clearance_id: UUID) -> PreparedOut:
    """The first of two people signs what they checked, the second one what they found as well."""
    return prepared_out(plant.prepare_clearance_signature(actor=actor_of(request), clearance_id=clearance_id))


@operation(
    "POST",
    "line-clearances/{clearance_id}/sign",
    access=requires(May.CLEAR_LINE),
    answers={200: ClearanceOut},
    tag=TAG,
    summary=_("Sign a line clearance as whoever checked it"),
    keyed=False,
)
def sign_line(request: HttpRequest, clearance_id: UUID, body: ProofIn) -> ClearanceOut:
    """The signer authenticates at this moment; a token alone signs nothing."""
    plant.sign_clearance(
        actor=actor_of(request), clearance_id=clearance_id, prepared_id=body.prepared, proof=proof_in(body)
    )
    return ClearanceOut.of(plant.clearance(clearance_id))


@operation(
    "POST",
    "line-clearances/{clearance_id}/verify",
    access=requires(May.CLEAR_LINE),
    answers={200: ClearanceOut},
    tag=TAG,
    summary=_("Verify a line clearance by signing"),
    keyed=False,
)
def verify_line(request: HttpRequest, clearance_id: UUID, body: ProofIn) -> ClearanceOut:
    """The second of two people found the same; the signer authenticates at this moment."""
    plant.verify_clearance(
        actor=actor_of(request), clearance_id=clearance_id, prepared_id=body.prepared, proof=proof_in(body)
    )
    return ClearanceOut.of(plant.clearance(clearance_id))


@operation(
    "POST",
    "line-clearances/{clearance_id}/void",
    access=requires(May.CLEAR_LINE),
    answers={200: ClearanceOut},
    tag=TAG,
    summary=_("End a line clearance"),
)
def void_line(request: HttpRequest, response: HttpResponse, clearance_id: UUID, body: ReasonIn) -> ClearanceOut:
    """The room is not clear any more."""
    done = perform(
        request,
        lambda: plant.void_clearance(actor=actor_of(request), clearance_id=clearance_id, reason=body.reason).id,
    )
    repeated(response, done)
    return ClearanceOut.of(plant.clearance(clearance_id))


@operation(
    "GET",
    "assessments",
    access=requires(May.SEE),
    answers={200: list[AssessmentOut]},
    tag=TAG,
    summary=_("List the assessments of closed systems in parallel"),
)
def list_assessments(
    request: HttpRequest, response: HttpResponse, after: After = None, limit: Limit = 50
) -> list[AssessmentOut]:
    """The assessments in scope."""
    return [AssessmentOut.of(row) for row in page(request, response, plant.assessments(), after=after, limit=limit)]


@operation(
    "GET",
    "assessments/{assessment_id}",
    access=requires(May.SEE),
    answers={200: AssessmentOut},
    tag=TAG,
    summary=_("Read an assessment"),
)
def get_assessment(request: HttpRequest, response: HttpResponse, assessment_id: UUID) -> AssessmentOut:  # noqa: ARG001 -- ninja's signature
    """One assessment."""
    return _shown(response, assessment_id)


@operation(
    "POST",
    "assessments",
    access=requires(May.DRAFT_ASSESSMENT),
    answers={201: AssessmentOut},
    tag=TAG,
    summary=_("Draft an assessment"),
)
def draft_an_assessment(request: HttpRequest, response: HttpResponse, body: AssessmentIn) -> Status[AssessmentOut]:
    """An assessment that waits for quality."""
    done = perform(request, lambda: plant.draft_assessment(actor=actor_of(request), **body.model_dump()).id)
    repeated(response, done)
    return Status(201, _shown(response, done.id))


@operation(
    "POST",
    "assessments/{assessment_id}/approve",
    access=requires(May.APPROVE_ASSESSMENT),
    answers={200: AssessmentOut},
    tag=TAG,
    summary=_("Approve an assessment"),
    versioned=True,
)
def approve_an_assessment(
    request: HttpRequest, response: HttpResponse, assessment_id: UUID, body: ReasonIn
) -> AssessmentOut:
    """Somebody who did not draft it approves it."""
    return _decided(request, response, assessment_id, plant.approve_assessment, body)


@operation(
    "POST",
    "assessments/{assessment_id}/withdraw",
    access=requires(May.DRAFT_ASSESSMENT),
    answers={200: AssessmentOut},
    tag=TAG,
    summary=_("Withdraw an assessment"),
    versioned=True,
)
def withdraw_an_assessment(
    request: HttpRequest, response: HttpResponse, assessment_id: UUID, body: ReasonIn
) -> AssessmentOut:
    """It holds no longer."""
    return _decided(request, response, assessment_id, plant.withdraw_assessment, body)


def _decided(
    request: HttpRequest,
    response: HttpResponse,
    assessment_id: UUID,
    act: Callable[..., plant.ParallelAssessment],
    body: ReasonIn,
) -> AssessmentOut:
    """Decide once about the version that was seen, and show the assessment."""
    said = {"assessment_id": assessment_id, "reason": body.reason, "seen_version": seen_version(request)}
    repeated(response, perform(request, lambda: act(actor=actor_of(request), **said).id))
    return _shown(response, assessment_id)


def _shown(response: HttpResponse, assessment_id: UUID) -> AssessmentOut:
    row = plant.assessment(assessment_id)
    tag(response, row.version)
    return AssessmentOut.of(row)
