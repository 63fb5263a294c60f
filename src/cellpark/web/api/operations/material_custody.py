"""Hand-overs and near misses."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cellpark.access.public import actor_of, requires
from cellpark.materials.public import (
    Container,
    HandOver,
    HandOverState,
    MaterialsPermission,
    NearMiss,
    NearMissState,
    ScanVerdict,
    accept_hand_over,
    offer_hand_over,
    review_near_miss,
    withdraw_hand_over,
)
from cellpark.web.api.calls import page, perform, repeated, tag
from cellpark.web.api.operation import operation
from cellpark.web.api.scan_calls import perform_scan
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.schemas.materials import (
    AcceptIn,
    ConclusionIn,
    ContainerOut,
    HandOverOut,
    MaterialOfferIn,
    NearMissOut,
)
from cellpark.web.api.schemas.organisations import ReasonIn

TAG = "custody"
SEE = requires(MaterialsPermission.SEE)
HANDLE = requires(MaterialsPermission.HANDLE)


@operation("GET", "hand-overs", access=SEE, answers={200: list[HandOverOut]}, tag=TAG, summary=_("List hand-overs"))
def list_hand_overs(
    request: HttpRequest,
    response: HttpResponse,
    state: HandOverState | None = None,
    after: After = None,
    limit: Limit = 50,
) -> list[HandOverOut]:
    """The hand-overs in scope, the oldest first."""
    rows = HandOver.objects.all() if state is None else HandOver.objects.filter(state=state)
    return [HandOverOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation(
    "POST",
    "containers/{container_id}/hand-over",
    access=HANDLE,
    answers={200: HandOverOut},
    tag=TAG,
    summary=_("Offer a container for hand-over"),
)
def offer_a_hand_over(
    request: HttpRequest, response: HttpResponse, container_id: UUID, body: MaterialOfferIn
) -> HandOverOut:
    """The first of two scans."""

    def act() -> ScanVerdict:
        values = body.model_dump()
        return offer_hand_over(actor=actor_of(request), container_id=container_id, **values)[0]

    perform_scan(request, response, act)
    row = HandOver.objects.filter(container_id=container_id).order_by("-offered_at", "-id")[0]
    tag(response, row.version)
    return HandOverOut.of(row)


@operation(
    "POST",
    "hand-overs/{hand_over_id}/accept",
    access=HANDLE,
    answers={200: ContainerOut},
    tag=TAG,
    summary=_("Take over a container"),
)
def accept_a_hand_over(
    request: HttpRequest, response: HttpResponse, hand_over_id: UUID, body: AcceptIn
) -> ContainerOut:
    """The second scan; it must match the first."""
    perform_scan(
        request,
        response,
        lambda: accept_hand_over(actor=actor_of(request), hand_over_id=hand_over_id, raw=body.raw, seal=body.seal),
    )
    row = Container.objects.get(id=HandOver.objects.get(id=hand_over_id).container_id)
    tag(response, row.version)
    return ContainerOut.of(row)


@operation(
    "POST",
    "hand-overs/{hand_over_id}/withdraw",
    access=HANDLE,
    answers={200: HandOverOut},
    tag=TAG,
    summary=_("Withdraw a hand-over"),
)
def withdraw_a_hand_over(
    request: HttpRequest, response: HttpResponse, hand_over_id: UUID, body: ReasonIn
) -> HandOverOut:
    """Take back the offer."""
    done = perform(
        request,
        lambda: withdraw_hand_over(actor=actor_of(request), hand_over_id=hand_over_id, reason=body.reason).id,
    )
    repeated(response, done)
    row = HandOver.objects.get(id=done.id)
    tag(response, row.version)
    return HandOverOut.of(row)


@operation("GET", "near-misses", access=SEE, answers={200: list[NearMissOut]}, tag=TAG, summary=_("List near misses"))
def list_near_misses(
    request: HttpRequest,
    response: HttpResponse,
    state: NearMissState | None = None,
    after: After = None,
    limit: Limit = 50,
) -> list[NearMissOut]:
    """Scans that did not match, the oldest first."""
    rows = NearMiss.objects.all() if state is None else NearMiss.objects.filter(state=state)
    return [NearMissOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation(
    "GET",
    "near-misses/{near_miss_id}",
    access=SEE,
    answers={200: NearMissOut},
    tag=TAG,
    summary=_("Read a near miss"),
)
def get_near_miss(request: HttpRequest, response: HttpResponse, near_miss_id: UUID) -> NearMissOut:  # noqa: ARG001 -- ninja's signature
    """One near miss in scope."""
    return _shown(response, near_miss_id)


@operation(
    "POST",
    "near-misses/{near_miss_id}/review",
    access=requires(MaterialsPermission.REVIEW_NEAR_MISS),
    answers={200: NearMissOut},
    tag=TAG,
    summary=_("Review a near miss"),
)
def review_a_near_miss(
    request: HttpRequest, response: HttpResponse, near_miss_id: UUID, body: ConclusionIn
) -> NearMissOut:
    """Close the review with a conclusion."""
    done = perform(
        request,
        lambda: review_near_miss(actor=actor_of(request), near_miss_id=near_miss_id, conclusion=body.conclusion).id,
    )
    repeated(response, done)
    return _shown(response, done.id)


def _shown(response: HttpResponse, identity: UUID) -> NearMissOut:
    row = NearMiss.objects.get(id=identity)
    tag(response, row.version)
    return NearMissOut.of(row)
