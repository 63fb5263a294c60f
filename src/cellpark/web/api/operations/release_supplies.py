"""Cases out of specification, and recalls."""

from collections.abc import Callable
from enum import StrEnum
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cellpark.access.public import actor_of, requires
from cellpark.batches.public import batch
from cellpark.release import public as release
from cellpark.release.public import ReleasePermission as May
from cellpark.release.public import SupplyState
from cellpark.web.api.calls import page, perform, repeated
from cellpark.web.api.operation import operation
from cellpark.web.api.operations.release_batches import PLACE, SEE, TAG
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.schemas.release import (
    EvaluateIn,
    RecallIn,
    RecallOut,
    ReleaseAnswerIn,
    ReleaseNoticeIn,
    ReleaseTouchedOut,
    ReleaseWhyIn,
    RequestIn,
    SupplyIn,
    SupplyOut,
    TellIn,
)

SEE_SUPPLY, OPEN, REQUEST, EVALUATE = (
    requires(each) for each in (May.SEE_SUPPLY, May.OPEN_SUPPLY, May.REQUEST_SUPPLY, May.EVALUATE_SUPPLY)
)
CASE = "out-of-specification/{supply_id}"


class Thing(StrEnum):
    """What a recall begins with."""

    BATCH = "batch"
    LOT = "lot"
    CONTAINER = "container"
    EQUIPMENT = "equipment"
    ROOM = "room"
    PERSON = "person"


@operation(
    "POST",
    f"{PLACE}/out-of-specification",
    access=OPEN,
    answers={200: SupplyOut},
    tag=TAG,
    summary=_("Open a case out of specification"),
)
def open_a_supply(request: HttpRequest, response: HttpResponse, batch_id: UUID, body: SupplyIn) -> SupplyOut:
    """Its hospital sees it from now on."""
    batch(batch_id)  # another organisation's is not there, whatever else is wrong (T19)
    done = perform(
        request,
        lambda: (
            release.open_supply(
                actor=actor_of(request),
                batch_id=batch_id,
                failed=body.failed,
                trial=body.trial,
                hospital_id=body.hospital,
            ).id
        ),
    )
    repeated(response, done)
    return _shown(done.id)


@operation(
    "GET",
    "out-of-specification",
    access=SEE_SUPPLY,
    answers={200: list[SupplyOut]},
    tag=TAG,
    summary=_("List cases out of specification"),
)
def list_supplies(
    request: HttpRequest,
    response: HttpResponse,
    state: SupplyState | None = None,
    after: After = None,
    limit: Limit = 50,
) -> list[SupplyOut]:
    """The cases in sight, the oldest first."""
    rows = release.supplies() if state is None else release.supplies().filter(state=state.value)
    return [_out(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation(
    "GET",
    CASE,
    access=SEE_SUPPLY,
    answers={200: SupplyOut},
    tag=TAG,
    summary=_("Read a case out of specification"),
)
def read_supply(request: HttpRequest, supply_id: UUID) -> SupplyOut:  # noqa: ARG001 -- ninja's signature
    """One case in sight."""
    return _shown(supply_id)


@operation(
    "POST", f"{CASE}/request", access=REQUEST, answers={200: SupplyOut}, tag=TAG, summary=_("Request the product")
)
def request_a_supply(request: HttpRequest, response: HttpResponse, supply_id: UUID, body: RequestIn) -> SupplyOut:
    """At the hospital."""
    return _do(request, response, supply_id, release.request_supply, **body.model_dump())


@operation(
    "POST",
    f"{CASE}/evaluation",
    access=EVALUATE,
    answers={200: SupplyOut},
    tag=TAG,
    summary=_("Record the evaluation"),
)
def evaluate_a_supply(request: HttpRequest, response: HttpResponse, supply_id: UUID, body: EvaluateIn) -> SupplyOut:
    """At the maker."""
    return _do(request, response, supply_id, release.evaluate_supply, **body.model_dump())


@operation("POST", f"{CASE}/notice", access=OPEN, answers={200: SupplyOut}, tag=TAG, summary=_("Record the notice"))
def notice_a_supply(request: HttpRequest, response: HttpResponse, supply_id: UUID, body: ReleaseNoticeIn) -> SupplyOut:
    """At the maker."""
    return _do(request, response, supply_id, release.notice_supply, **body.model_dump())


@operation(
    "POST",
    f"{CASE}/answer",
    access=REQUEST,
    answers={200: SupplyOut},
    tag=TAG,
    summary=_("Answer a notice out of specification"),
)
def answer_a_supply(request: HttpRequest, response: HttpResponse, supply_id: UUID, body: ReleaseAnswerIn) -> SupplyOut:
    """At the hospital."""
    return _do(request, response, supply_id, release.answer_supply, **body.model_dump())


@operation("POST", f"{CASE}/told", access=OPEN, answers={200: SupplyOut}, tag=TAG, summary=_("Record who was told"))
def tell_of_a_supply(request: HttpRequest, response: HttpResponse, supply_id: UUID, body: TellIn) -> SupplyOut:
    """Sponsor and authority."""
    return _do(request, response, supply_id, release.tell_of_supply, told=body.told, how=body.how)


@operation(
    "POST", f"{CASE}/withdraw", access=EVALUATE, answers={200: SupplyOut}, tag=TAG, summary=_("Withdraw the case")
)
def withdraw_a_supply(request: HttpRequest, response: HttpResponse, supply_id: UUID, body: ReleaseWhyIn) -> SupplyOut:
    """With the reason."""
    return _do(request, response, supply_id, release.withdraw_supply, **body.model_dump())


@operation("GET", "recalls", access=SEE, answers={200: list[RecallOut]}, tag=TAG, summary=_("List recalls"))
def list_recalls(
    request: HttpRequest, response: HttpResponse, after: After = None, limit: Limit = 50
) -> list[RecallOut]:
    """The recalls in scope, the oldest first."""
    rows = page(request, response, release.recall_orders(), after=after, limit=limit)
    return [RecallOut.of(row) for row in rows]


@operation(
    "GET",
    "recalls/{kind}/{thing_id}",
    access=SEE,
    answers={200: list[ReleaseTouchedOut]},
    tag=TAG,
    summary=_("Read what a thing touched"),
)
def read_blast_radius(request: HttpRequest, kind: Thing, thing_id: UUID) -> list[ReleaseTouchedOut]:  # noqa: ARG001 -- ninja's signature
    """The most urgent batch first; nothing for a thing that touched none in scope."""
    release.thing_name(kind.value, thing_id)
    return [ReleaseTouchedOut.of(each) for each in release.blast_radius(kind.value, thing_id)]


@operation(
    "POST",
    "recalls/{kind}/{thing_id}",
    access=requires(May.RECALL),
    answers={200: RecallOut},
    tag=TAG,
    summary=_("Stop batches together"),
)
def order_a_recall(
    request: HttpRequest, response: HttpResponse, kind: Thing, thing_id: UUID, body: RecallIn
) -> RecallOut:
    """All of the chosen batches, or none."""
    release.thing_name(kind.value, thing_id)  # another organisation's is not there, whatever else is wrong (T19)
    done = perform(
        request,
        lambda: release.order_recall(actor=actor_of(request), kind=kind.value, thing=thing_id, **body.model_dump()).id,
    )
    repeated(response, done)
    return RecallOut.of(release.recall_orders().get(id=done.id))


def _do(
    request: HttpRequest, response: HttpResponse, supply_id: UUID, act: Callable[..., object], **said: object
) -> SupplyOut:
    release.supply(supply_id)  # a case out of sight is not there, whatever else is wrong (T19)

    def do() -> UUID:
        act(actor=actor_of(request), supply_id=supply_id, **said)
        return supply_id

    repeated(response, perform(request, do))
    return _shown(supply_id)


def _shown(supply_id: UUID) -> SupplyOut:
    return _out(release.supply(supply_id))


def _out(row: release.Supply) -> SupplyOut:
    return SupplyOut.of(row, release.next_clock(row))
