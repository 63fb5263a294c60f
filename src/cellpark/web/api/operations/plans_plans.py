"""Plans: read, sign, publish. A token alone signs nothing: the signer authenticates at that moment."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cellpark.access.public import actor_of, requires
from cellpark.base.messages import sentence
from cellpark.identity.public import CodeAndPassword, Meaning, complete_signature
from cellpark.kernel.problem import refuse_any
from cellpark.plans import public as plans
from cellpark.plans.public import Plan, PlanState
from cellpark.plans.public import PlanPermission as May
from cellpark.web.api.calls import own_page, perform, repeated, tag
from cellpark.web.api.operation import operation
from cellpark.web.api.schemas.batches import PreparedOut
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.schemas.orders import ProofIn
from cellpark.web.api.schemas.plans import PlanMoveOut, PlannedOperationOut, PlanOut, PlanSignatureIn, PlanWhyIn

TAG = "plans"
ONE = "plans/{plan_id}"
SEE, DRAW = requires(May.SEE), requires(May.DRAW)
PUBLISH, APPROVE = requires(May.PUBLISH), requires(May.APPROVE)
MEANINGS = {"submit": Meaning.RESPONSIBLE, "approve": Meaning.APPROVED}


@operation("GET", "plans", access=SEE, answers={200: list[PlanOut]}, tag=TAG, summary=_("List plans"))
def list_plans(
    request: HttpRequest,
    response: HttpResponse,
    state: PlanState | None = None,
    after: After = None,
    limit: Limit = 50,
) -> list[PlanOut]:
    """The plans of one's own plant."""
    wanted = {} if state is None else {"state": state}
    rows = own_page(request, response, lambda owner: plans.plans(owner).filter(**wanted), after=after, limit=limit)
    return [PlanOut.of(row) for row in rows]


@operation("GET", ONE, access=SEE, answers={200: PlanOut}, tag=TAG, summary=_("Read a plan"))
def get_plan(request: HttpRequest, response: HttpResponse, plan_id: UUID) -> PlanOut:  # noqa: ARG001 -- ninja's signature
    """One plan in sight, and whether its facts have changed since."""
    row = plans.plan_row(plan_id)
    tag(response, row.version)
    return PlanOut.of(row, with_standing=True)


@operation(
    "GET",
    f"{ONE}/operations",
    access=SEE,
    answers={200: list[PlannedOperationOut]},
    tag=TAG,
    summary=_("List the operations of a plan"),
)
def list_planned_operations(request: HttpRequest, plan_id: UUID) -> list[PlannedOperationOut]:  # noqa: ARG001 -- ninja's signature
    """All of them, by their start."""
    found = plans.read_plan(plans.plan_row(plan_id))
    row, beside = found.row, plans.beside_of(found.row)
    answer = []
    for each in sorted(found.schedule.placed, key=lambda one: (one.start, one.job, one.operation)):
        label = beside.label(each.job, each.operation)
        answer.append(
            PlannedOperationOut(
                job=each.job,
                operation=each.operation,
                title_zh="" if label is None else label.zh,
                title_en="" if label is None else label.en,
                starts_at=row.at(each.start),
                ends_at=row.at(each.end),
                taken=list(each.taken),
            )
        )
    return answer


@operation(
    "GET",
    f"{ONE}/moves",
    access=SEE,
    answers={200: list[PlanMoveOut]},
    tag=TAG,
    summary=_("List what a plan moves, and why"),
)
def list_plan_moves(request: HttpRequest, plan_id: UUID) -> list[PlanMoveOut]:  # noqa: ARG001 -- ninja's signature
    """Against the published plan; after a disturbance each with its sentence in the reader's language."""
    row = plans.plan_row(plan_id)
    reasons, beside = plans.reasons_of(row), plans.beside_of(row)
    said = zip(reasons, plans.sentences_of(row, reasons), strict=True)
    # moves name a batch by its order, reasons by its job
    why = {(beside.who(each.job), each.operation): sentence(problem) for each, problem in said}
    return [
        PlanMoveOut(
            job=each.job,
            operation=each.operation,
            before=each.before,
            after=each.after,
            why=why.get((each.job, each.operation), ""),
        )
        for each in plans.moves_of(row)
    ]


@operation(
    "POST",
    f"{ONE}/signature",
    access=PUBLISH,
    answers={200: PreparedOut},
    tag=TAG,
    summary=_("Prepare the signature of a plan"),
    keyed=False,
)
def prepare_plan_signing(request: HttpRequest, plan_id: UUID, body: PlanSignatureIn) -> PreparedOut:
    """The statement waits five minutes for its signer."""
    actor, row = actor_of(request), plans.plan_row(plan_id)
    if body.act == "approve":
        refuse_any(plans.approval_problems(actor=actor, row=row))
    refuse_any(plans.held_problems(row))
    view = f"{row.number}: facts {row.facts_sha256}, schedule {row.schedule_sha256}"
    made = plans.prepare_plan_signature(
        actor=actor, row=row, meaning=MEANINGS[body.act], role=min(actor.roles, default=""), why=body.why, view=view
    )
    return PreparedOut(id=made.id, view=made.view, challenge=made.envelope.digest.hex(), expires_at=made.expires_at)


@operation(
    "POST", f"{ONE}/submit", access=PUBLISH, answers={200: PlanOut}, tag=TAG, summary=_("Submit a plan"), keyed=False
)
def submit_a_plan(request: HttpRequest, plan_id: UUID, body: ProofIn) -> PlanOut:
    """Signed by whoever may plan; a second person publishes it."""
    plans.plan_row(plan_id)
    signed = signature_of(request, body)
    return PlanOut.of(plans.submit_plan(actor=actor_of(request), plan_id=plan_id, signature_id=signed))


@operation(
    "POST", f"{ONE}/approve", access=APPROVE, answers={200: PlanOut}, tag=TAG, summary=_("Publish a plan"), keyed=False
)
def approve_a_plan(request: HttpRequest, plan_id: UUID, body: ProofIn) -> PlanOut:
    """Signed by a second person."""
    plans.plan_row(plan_id)
    signed = signature_of(request, body)
    return PlanOut.of(plans.approve_plan(actor=actor_of(request), plan_id=plan_id, signature_id=signed))


@operation("POST", f"{ONE}/decline", access=APPROVE, answers={200: PlanOut}, tag=TAG, summary=_("Give a plan back"))
def decline_a_plan(request: HttpRequest, response: HttpResponse, plan_id: UUID, body: PlanWhyIn) -> PlanOut:
    """It is a draft again."""
    plans.plan_row(plan_id)
    actor = actor_of(request)
    return _done(request, response, lambda: plans.decline_plan(actor=actor, plan_id=plan_id, reason=body.reason))


@operation("POST", f"{ONE}/discard", access=DRAW, answers={200: PlanOut}, tag=TAG, summary=_("Discard a drafted plan"))
def discard_a_plan(request: HttpRequest, response: HttpResponse, plan_id: UUID) -> PlanOut:
    """It stays readable."""
    plans.plan_row(plan_id)
    return _done(request, response, lambda: plans.discard_plan(actor=actor_of(request), plan_id=plan_id))


def signature_of(request: HttpRequest, body: ProofIn) -> UUID:
    """The signature that the proof gives; a wrong one is noted for the signer (P11-9c)."""
    proof = body.assertion or CodeAndPassword(password=body.password, code=body.code)
    return complete_signature(actor=actor_of(request), prepared_id=body.prepared, proof=proof)


def _done(request: HttpRequest, response: HttpResponse, act: Callable[[], Plan]) -> PlanOut:
    done = perform(request, lambda: act().id)
    repeated(response, done)
    row = plans.plan_row(done.id)
    tag(response, row.version)
    return PlanOut.of(row)
