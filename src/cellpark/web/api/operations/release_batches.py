"""Batches at the release desk."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Query

from cellpark.access.public import actor_of, requires
from cellpark.base.time import now
from cellpark.batches.public import batch
from cellpark.identity.public import CodeAndPassword
from cellpark.release import public as release
from cellpark.release.public import BatchDisposition, Decision
from cellpark.release.public import ReleasePermission as May
from cellpark.web.api.calls import perform, repeated
from cellpark.web.api.operation import operation
from cellpark.web.api.schemas.batches import PreparedOut
from cellpark.web.api.schemas.release import (
    AssumedIn,
    DecisionSignIn,
    HowIn,
    OptionOut,
    PlanIn,
    ReleaseDecisionIn,
    ReleaseOut,
    ReleaseReviewIn,
    ReleaseWhyIn,
    ReleaseWitnessIn,
    WaitingOut,
)

TAG = "release"
SEE, CERTIFY = requires(May.SEE), requires(May.CERTIFY)
PLACE = "release/{batch_id}"
ACTS: Mapping[Decision, Callable[..., BatchDisposition]] = {
    Decision.CERTIFY: release.certify,
    Decision.CERTIFY_STAGE_ONE: release.certify_stage_one,
    Decision.REJECT: release.reject,
    Decision.SUPPLY: release.supply_out_of_specification,
    Decision.LIFT: release.lift_quarantine,
}


@operation(
    "GET",
    "release",
    access=SEE,
    answers={200: list[WaitingOut]},
    tag=TAG,
    summary=_("List what waits at the release desk"),
)
def list_release_queue(request: HttpRequest) -> list[WaitingOut]:  # noqa: ARG001 -- ninja's signature
    """The oldest first."""
    return [WaitingOut.of(each) for each in release.release_queue()]


@operation(
    "GET",
    PLACE,
    access=SEE,
    answers={200: ReleaseOut},
    tag=TAG,
    summary=_("Read a batch at the release desk, with its checklist"),
)
def read_release(request: HttpRequest, batch_id: UUID) -> ReleaseOut:  # noqa: ARG001 -- ninja's signature
    """The checklist is computed now."""
    return _shown(batch_id)


@operation(
    "POST",
    f"{PLACE}/trail-review",
    access=requires(May.REVIEW_TRAIL),
    answers={200: ReleaseOut},
    tag=TAG,
    summary=_("Review the audit trail"),
)
def review_trail(request: HttpRequest, response: HttpResponse, batch_id: UUID, body: ReleaseReviewIn) -> ReleaseOut:
    """What was read is named by what the batch showed as its trail."""
    return _do(request, response, batch_id, release.review_audit_trail, **body.model_dump())


@operation(
    "POST",
    f"{PLACE}/plan",
    access=requires(May.PLAN),
    answers={200: ReleaseOut},
    tag=TAG,
    summary=_("Record the plan for late results"),
)
def record_release_plan(request: HttpRequest, response: HttpResponse, batch_id: UUID, body: PlanIn) -> ReleaseOut:
    """Beforehand."""
    return _do(request, response, batch_id, release.record_plan, **body.model_dump())


@operation(
    "POST",
    f"{PLACE}/physician",
    access=requires(May.INFORM),
    answers={200: ReleaseOut},
    tag=TAG,
    summary=_("Record that the physician was told"),
)
def inform_of_late_result(request: HttpRequest, response: HttpResponse, batch_id: UUID, body: HowIn) -> ReleaseOut:
    """A late result failed."""
    return _do(request, response, batch_id, release.inform_physician, **body.model_dump())


@operation(
    "POST",
    f"{PLACE}/quarantine",
    access=requires(May.QUARANTINE),
    answers={200: ReleaseOut},
    tag=TAG,
    summary=_("Quarantine the batch"),
)
def quarantine_a_batch(request: HttpRequest, response: HttpResponse, batch_id: UUID, body: ReleaseWhyIn) -> ReleaseOut:
    """Stop it."""
    return _do(request, response, batch_id, release.quarantine_batch, **body.model_dump())


@operation(
    "POST",
    f"{PLACE}/recall",
    access=requires(May.RECALL),
    answers={200: ReleaseOut},
    tag=TAG,
    summary=_("Recall the batch"),
)
def recall_a_batch(request: HttpRequest, response: HttpResponse, batch_id: UUID, body: ReleaseWhyIn) -> ReleaseOut:
    """Call it back."""
    return _do(request, response, batch_id, release.recall_batch, **body.model_dump())


@operation(
    "POST",
    f"{PLACE}/destruction",
    access=requires(May.DESTROY),
    answers={200: ReleaseOut},
    tag=TAG,
    summary=_("Record that the batch was destroyed"),
)
def destroy_a_batch(request: HttpRequest, response: HttpResponse, batch_id: UUID, body: HowIn) -> ReleaseOut:
    """By one of two people."""
    return _do(request, response, batch_id, release.destroy_batch, **body.model_dump())


@operation(
    "POST",
    f"{PLACE}/destruction/witness",
    access=requires(May.WITNESS),
    answers={200: ReleaseOut},
    tag=TAG,
    summary=_("Confirm as a witness that it was destroyed"),
)
def witness_a_destruction(
    request: HttpRequest, response: HttpResponse, batch_id: UUID, body: ReleaseWitnessIn
) -> ReleaseOut:
    """What the batch shows as left and how it was destroyed; nothing is left after it."""
    return _do(request, response, batch_id, release.witness_destruction, seen_version=body.version)


@operation(
    "POST",
    f"{PLACE}/signature",
    access=CERTIFY,
    answers={200: PreparedOut},
    tag=TAG,
    summary=_("Prepare a decision: what is signed, and the challenge for the signer’s passkey"),
    keyed=False,
)
def prepare_a_decision(request: HttpRequest, batch_id: UUID, body: ReleaseDecisionIn) -> PreparedOut:
    """The statement waits five minutes for its signer; a gap refuses here, with every reason."""
    made = release.prepare_decision(actor=actor_of(request), batch_id=batch_id, decision=body.decision, why=body.why)
    return PreparedOut(id=made.id, view=made.view, challenge=made.envelope.digest.hex(), expires_at=made.expires_at)


@operation(
    "POST",
    f"{PLACE}/sign",
    access=CERTIFY,
    answers={200: ReleaseOut},
    tag=TAG,
    summary=_("Sign a decision with the signer’s passkey, or with password and one-time code"),
    keyed=False,
)
def sign_a_decision(request: HttpRequest, batch_id: UUID, body: DecisionSignIn) -> ReleaseOut:
    """The signer authenticates at this moment; a token alone signs nothing."""
    proof = body.assertion or CodeAndPassword(password=body.password, code=body.code)
    batch(batch_id)
    ACTS[body.decision](actor=actor_of(request), batch_id=batch_id, prepared_id=body.prepared, proof=proof)
    return _shown(batch_id)


@operation(
    "GET",
    f"{PLACE}/rescue",
    access=SEE,
    answers={200: list[OptionOut]},
    tag=TAG,
    summary=_("Compare the ways to a dose after a failure"),
)
def compare_rescues(request: HttpRequest, batch_id: UUID, assumed: Query[AssumedIn]) -> list[OptionOut]:  # noqa: ARG001 -- ninja's signature
    """The earliest dose first."""
    found = batch(batch_id)
    rests_on = assumed.over(release.assumed_for(found, today=now().date()))
    return [OptionOut.of(each, rests_on) for each in release.rescue_options(found, rests_on)]


def _do(
    request: HttpRequest, response: HttpResponse, batch_id: UUID, act: Callable[..., object], **said: object
) -> ReleaseOut:
    batch(batch_id)  # another organisation's is not there, whatever else is wrong (T19)

    def do() -> UUID:
        act(actor=actor_of(request), batch_id=batch_id, **said)
        return batch_id

    repeated(response, perform(request, do))
    return _shown(batch_id)


def _shown(batch_id: UUID) -> ReleaseOut:
    found = batch(batch_id)
    return ReleaseOut.of(
        found,
        release.disposition_of(batch_id),
        lines=release.checklist(batch_id),
        changed=release.changed_since(batch_id),
        left=release.left_of(batch_id),
        trail=release.trail_seen(batch_id),
    )
