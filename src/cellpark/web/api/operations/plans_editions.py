"""Times of the plant and the policy of plans, by programs under the same two people."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cellpark.access.public import actor_of, requires
from cellpark.identity.public import Meaning
from cellpark.kernel.problem import refuse_any
from cellpark.plans import public as plans
from cellpark.plans.public import EditionKind
from cellpark.plans.public import PlanPermission as May
from cellpark.web.api.calls import own_organisation, perform, repeated, tag
from cellpark.web.api.operation import operation
from cellpark.web.api.operations.plans_plans import TAG, signature_of
from cellpark.web.api.schemas.batches import PreparedOut
from cellpark.web.api.schemas.orders import ProofIn
from cellpark.web.api.schemas.plans import EditionIn, EditionOut, PlanWhyIn

ONE = "plan-editions/{edition_id}"
SEE, SET = requires(May.SEE), requires(May.SET)


@operation(
    "GET",
    "plan-editions",
    access=SEE,
    answers={200: list[EditionOut]},
    tag=TAG,
    summary=_("List times of the plant and policies"),
)
def list_plan_editions(request: HttpRequest, kind: EditionKind) -> list[EditionOut]:
    """The editions of one's own plant, the latest first day on top."""
    owner = actor_of(request).organisation_id
    return [] if owner is None else [EditionOut.of(row) for row in plans.editions(owner, kind)[:100]]


@operation(
    "POST",
    "plan-editions",
    access=SET,
    answers={200: EditionOut},
    tag=TAG,
    summary=_("Propose times of the plant or a policy"),
)
def propose_plan_edition(request: HttpRequest, response: HttpResponse, body: EditionIn) -> EditionOut:
    """For a second person to let hold."""
    actor, owner = actor_of(request), own_organisation(request)

    def act() -> UUID:
        made: UUID = plans.propose_edition(
            actor=actor,
            organisation_id=owner,
            kind=body.kind,
            since=body.since,
            content=body.text.encode(),
            reason=body.reason,
        ).id
        return made

    done = perform(request, act)
    repeated(response, done)
    return EditionOut.of(plans.edition_row(done.id))


@operation(
    "POST",
    f"{ONE}/signature",
    access=SET,
    answers={200: PreparedOut},
    tag=TAG,
    summary=_("Prepare the signature of an edition"),
    keyed=False,
)
def prepare_edition_signing(request: HttpRequest, edition_id: UUID, body: PlanWhyIn) -> PreparedOut:
    """The statement waits five minutes for its signer."""
    actor, row = actor_of(request), plans.edition_row(edition_id)
    refuse_any(plans.edition_problems(actor=actor, row=row))
    made = plans.prepare_plan_signature(
        actor=actor,
        row=row,
        meaning=Meaning.APPROVED,
        role=min(actor.roles, default=""),
        why=body.reason,
        view=plans.edition_text(row),
    )
    return PreparedOut(id=made.id, view=made.view, challenge=made.envelope.digest.hex(), expires_at=made.expires_at)


@operation(
    "POST",
    f"{ONE}/approve",
    access=SET,
    answers={200: EditionOut},
    tag=TAG,
    summary=_("Approve times of the plant or a policy"),
    keyed=False,
)
def approve_plan_edition(request: HttpRequest, edition_id: UUID, body: ProofIn) -> EditionOut:
    """Signed by a second person."""
    plans.edition_row(edition_id)
    signed = signature_of(request, body)
    return EditionOut.of(plans.approve_edition(actor=actor_of(request), edition_id=edition_id, signature_id=signed))


@operation(
    "POST",
    f"{ONE}/decline",
    access=SET,
    answers={200: EditionOut},
    tag=TAG,
    summary=_("Decline times of the plant or a policy"),
)
def decline_plan_edition(request: HttpRequest, response: HttpResponse, edition_id: UUID, body: PlanWhyIn) -> EditionOut:
    """It shall not hold."""
    plans.edition_row(edition_id)
    actor = actor_of(request)
    done = perform(request, lambda: plans.decline_edition(actor=actor, edition_id=edition_id, reason=body.reason).id)
    repeated(response, done)
    row = plans.edition_row(done.id)
    tag(response, row.version)
    return EditionOut.of(row)
