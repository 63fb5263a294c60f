"""Leases: what the pages do, for programs."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cellpark.access.public import actor_of, requires
from cellpark.booking import public as booking
from cellpark.identity.public import CodeAndPassword
from cellpark.leases import public as leases
from cellpark.leases.public import Lease, LeasePermission, LeaseState, VersionState
from cellpark.web.api.calls import page, perform, repeated, seen_version, tag
from cellpark.web.api.operation import operation
from cellpark.web.api.schemas.batches import PreparedOut
from cellpark.web.api.schemas.leases import (
    AmendIn,
    DisplacedOut,
    DraftIn,
    FutureBillOut,
    LeaseOut,
    LeaseWholeOut,
    NoticeBackIn,
    NoticeIn,
    RedraftIn,
    RenewIn,
    TakeOverIn,
)
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.schemas.orders import ProofIn, WhyIn
from cellpark.web.api.schemas.organisations import ReasonIn

TAG = "leases"
SEE, DRAFT, APPROVE, SIGN, NOTICE = (
    requires(each)
    for each in (
        LeasePermission.SEE,
        LeasePermission.DRAFT,
        LeasePermission.APPROVE,
        LeasePermission.SIGN,
        LeasePermission.NOTICE,
    )
)
ONE = "leases/{lease_id}"


@operation("GET", "leases", access=SEE, answers={200: list[LeaseOut]}, tag=TAG, summary=_("List leases"))
def list_leases(
    request: HttpRequest,
    response: HttpResponse,
    state: LeaseState | None = None,
    after: After = None,
    limit: Limit = 50,
) -> list[LeaseOut]:
    """The leases in sight, the oldest first; a tenant sees its own once they are approved."""
    rows = leases.leases() if state is None else leases.leases().filter(state=state)
    return [LeaseOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation("GET", ONE, access=SEE, answers={200: LeaseWholeOut}, tag=TAG, summary=_("Read a lease"))
def get_lease(request: HttpRequest, response: HttpResponse, lease_id: UUID) -> LeaseWholeOut:  # noqa: ARG001 -- ninja's signature
    """One lease with all its versions, each with its lease file."""
    row = leases.lease(lease_id)
    tag(response, row.version)
    return LeaseWholeOut.whole(row, leases.versions_of(row))


@operation(
    "GET",
    f"{ONE}/bills",
    access=SEE,
    answers={200: list[FutureBillOut]},
    tag=TAG,
    summary=_("Compute all bills of a lease"),
)
def compute_lease_bills(request: HttpRequest, lease_id: UUID) -> list[FutureBillOut]:  # noqa: ARG001 -- ninja's signature
    """From its first day to its last, line by line with the formulas; a version that waits counts as agreed."""
    row = leases.lease(lease_id)
    return [FutureBillOut.of(each) for each in leases.preview(leases.rent_lease(row, with_pending=True))]


@operation(
    "GET",
    f"{ONE}/displaced-bookings",
    access=SEE,
    answers={200: list[DisplacedOut]},
    tag=TAG,
    summary=_("List the bookings that give way to a lease"),
)
def list_bookings_that_give_way(request: HttpRequest, lease_id: UUID) -> list[DisplacedOut]:
    """What is cancelled with the second signature of the version that waits. Whose it is stays with the park."""
    row = leases.lease(lease_id)
    waiting = [each for each in leases.versions_of(row) if each.state in (VersionState.DRAFT, VersionState.APPROVED)]
    rooms = [room for each in waiting for room in leases.rooms_said(each)]
    found = booking.displaced_by(rooms, owner=row.organisation_id, tenant=row.tenant_id)
    own = actor_of(request).organisation_id == row.organisation_id
    return [DisplacedOut.of(each, own=own) for each in found if own or each.part is None]


@operation("POST", "leases", access=DRAFT, answers={200: LeaseOut}, tag=TAG, summary=_("Draft a lease"))
def draft_a_lease(request: HttpRequest, response: HttpResponse, body: DraftIn) -> LeaseOut:
    """Nobody else is bound by a draft."""

    def act() -> Lease:
        rooms = [each.wanted for each in body.rooms]
        return leases.draft_lease(
            actor=actor_of(request),
            number=body.number,
            tenant_id=body.tenant_id,
            text=body.text,
            rooms=rooms,
            notice_days=body.notice_days,
        )

    return _done(request, response, act)


@operation("POST", f"{ONE}/redraft", access=DRAFT, answers={200: LeaseOut}, tag=TAG, summary=_("Change a draft lease"))
def redraft_a_lease(request: HttpRequest, response: HttpResponse, lease_id: UUID, body: RedraftIn) -> LeaseOut:
    """What was approved is not changed any more."""
    leases.lease(lease_id)  # another organisation's is not there, whatever else is wrong (T19)

    def act() -> Lease:
        rooms = [each.wanted for each in body.rooms]
        return leases.redraft_lease(
            actor=actor_of(request), lease_id=lease_id, text=body.text, rooms=rooms, notice_days=body.notice_days
        )

    return _done(request, response, act)


@operation("POST", f"{ONE}/amend", access=DRAFT, answers={200: LeaseOut}, tag=TAG, summary=_("Draft an amendment"))
def amend_a_lease(request: HttpRequest, response: HttpResponse, lease_id: UUID, body: AmendIn) -> LeaseOut:
    """What was agreed before holds up to the day of the amendment."""
    leases.lease(lease_id)

    def act() -> Lease:
        rooms = [each.wanted for each in body.rooms]
        return leases.amend_lease(actor=actor_of(request), lease_id=lease_id, text=body.text, rooms=rooms)

    return _done(request, response, act)


@operation("POST", f"{ONE}/renew", access=DRAFT, answers={200: LeaseOut}, tag=TAG, summary=_("Draft a renewal"))
def renew_a_lease(request: HttpRequest, response: HttpResponse, lease_id: UUID, body: RenewIn) -> LeaseOut:
    """The lease that follows, from the day on which this one ends."""
    leases.lease(lease_id)

    def act() -> Lease:
        rooms = [each.wanted for each in body.rooms]
        return leases.renew_lease(
            actor=actor_of(request),
            lease_id=lease_id,
            number=body.number,
            text=body.text,
            rooms=rooms,
            notice_days=body.notice_days,
        )

    return _done(request, response, act)


@operation(
    "POST",
    f"{ONE}/approve",
    access=APPROVE,
    answers={200: LeaseOut},
    tag=TAG,
    summary=_("Approve a lease"),
    versioned=True,
)
def approve_a_lease(request: HttpRequest, response: HttpResponse, lease_id: UUID) -> LeaseOut:
    """As a second person, who says which version was read; its rooms are taken from now on."""
    leases.lease(lease_id)
    seen = seen_version(request)
    return _done(
        request,
        response,
        lambda: leases.approve_lease(actor=actor_of(request), lease_id=lease_id, seen_version=seen),
    )


@operation(
    "POST",
    f"{ONE}/take-over",
    access=APPROVE,
    answers={200: LeaseOut},
    tag=TAG,
    summary=_("Take a lease over from paper"),
    versioned=True,
)
def take_a_lease_over(request: HttpRequest, response: HttpResponse, lease_id: UUID, body: TakeOverIn) -> LeaseOut:
    """By a second person, who has the signed contract; nobody signs here again."""
    leases.lease(lease_id)
    seen = seen_version(request)
    return _done(
        request,
        response,
        lambda: leases.take_over_lease(
            actor=actor_of(request),
            lease_id=lease_id,
            paper=body.paper,
            signed_on=body.signed_on,
            billed_from=body.billed_from,
            seen_version=seen,
        ),
    )


@operation("POST", f"{ONE}/withdraw", access=DRAFT, answers={200: LeaseOut}, tag=TAG, summary=_("Withdraw a lease"))
def withdraw_a_lease(request: HttpRequest, response: HttpResponse, lease_id: UUID, body: ReasonIn) -> LeaseOut:
    """The version that waits; what both sides signed stays in force."""
    leases.lease(lease_id)
    return _done(
        request,
        response,
        lambda: leases.withdraw_lease(actor=actor_of(request), lease_id=lease_id, reason=body.reason),
    )


@operation(
    "POST", f"{ONE}/notice", access=NOTICE, answers={200: LeaseOut}, tag=TAG, summary=_("Give notice of the lease")
)
def give_notice_of_a_lease(request: HttpRequest, response: HttpResponse, lease_id: UUID, body: NoticeIn) -> LeaseOut:
    """From either side."""
    leases.lease(lease_id)
    said = body.model_dump()
    return _done(request, response, lambda: leases.give_notice(actor=actor_of(request), lease_id=lease_id, **said))


@operation(
    "POST",
    f"{ONE}/notice/back",
    access=NOTICE,
    answers={200: LeaseOut},
    tag=TAG,
    summary=_("Ask to take a notice back"),
)
def ask_to_take_a_notice_back(
    request: HttpRequest, response: HttpResponse, lease_id: UUID, body: NoticeBackIn
) -> LeaseOut:
    """From either side; the other one may agree until the day that is said."""
    leases.lease(lease_id)
    said = body.model_dump()
    return _done(request, response, lambda: leases.ask_notice_back(actor=actor_of(request), lease_id=lease_id, **said))


@operation(
    "POST",
    f"{ONE}/notice/agree",
    access=NOTICE,
    answers={200: LeaseOut},
    tag=TAG,
    summary=_("Agree to take a notice back"),
)
def agree_to_take_a_notice_back(request: HttpRequest, response: HttpResponse, lease_id: UUID) -> LeaseOut:
    """By the side that was asked; the lease goes on as it was agreed."""
    leases.lease(lease_id)
    return _done(request, response, lambda: leases.agree_notice_back(actor=actor_of(request), lease_id=lease_id))


@operation(
    "POST",
    f"{ONE}/signature",
    access=SIGN,
    answers={200: PreparedOut},
    tag=TAG,
    summary=_("Prepare the signature of a lease"),
    keyed=False,
)
def prepare_lease_signing(request: HttpRequest, lease_id: UUID, body: WhyIn) -> PreparedOut:
    """The statement waits five minutes for its signer."""
    leases.lease(lease_id)
    made = leases.prepare_lease_signature(actor=actor_of(request), lease_id=lease_id, why=body.why)
    return PreparedOut(id=made.id, view=made.view, challenge=made.envelope.digest.hex(), expires_at=made.expires_at)


@operation(
    "POST", f"{ONE}/signing", access=SIGN, answers={200: LeaseOut}, tag=TAG, summary=_("Sign a lease"), keyed=False
)
def sign_a_lease(request: HttpRequest, lease_id: UUID, body: ProofIn) -> LeaseOut:
    """For one's own side; the signer authenticates at this moment, a token alone signs nothing."""
    leases.lease(lease_id)
    proof = body.assertion or CodeAndPassword(password=body.password, code=body.code)
    row = leases.sign_lease(actor=actor_of(request), lease_id=lease_id, prepared_id=body.prepared, proof=proof)
    return LeaseOut.of(row)


def _done(request: HttpRequest, response: HttpResponse, act: Callable[[], Lease]) -> LeaseOut:
    def run() -> UUID:
        identity: UUID = act().id
        return identity

    done = perform(request, run)
    repeated(response, done)
    row = leases.lease(done.id)
    tag(response, row.version)
    return LeaseOut.of(row)
