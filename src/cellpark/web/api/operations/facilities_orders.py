"""Work orders: what the pages do, for programs, under the same rules."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cellpark.access.public import actor_of, requires
from cellpark.base.time import now
from cellpark.facilities import public as facilities
from cellpark.facilities.public import MEDIA_TYPE, OrderState, WorkOrder
from cellpark.facilities.public import FacilityPermission as May
from cellpark.web.api.calls import page, perform, repeated, tag
from cellpark.web.api.operation import operation
from cellpark.web.api.schemas.facilities import (
    AssignIn,
    CostLineIn,
    CostLineOut,
    DoneIn,
    FacilityFiguresOut,
    FacilityWhyIn,
    FaultReportIn,
    KeptOut,
    OrderNoteIn,
    OrderNoteOut,
    OrderPhotoOut,
    PhotoIn,
    SeenCostIn,
    WorkOrderAcceptIn,
    WorkOrderOut,
    WorkOrderWholeOut,
    amount,
)
from cellpark.web.api.schemas.lists import After, Limit

TAG = "facilities"
SEE, REPORT, WORK, APPROVE = (requires(each) for each in (May.SEE, May.REPORT, May.WORK, May.APPROVE_COST))
ORDERS = "work-orders"
ONE = f"{ORDERS}/{{order_id}}"
MONTHS = 12
# what is done to an order answers with the whole order
_act = partial(operation, "POST", answers={200: WorkOrderWholeOut}, tag=TAG)


@operation("GET", ORDERS, access=SEE, answers={200: list[WorkOrderOut]}, tag=TAG, summary=_("List work orders"))
def list_work_orders(
    request: HttpRequest,
    response: HttpResponse,
    state: OrderState | None = None,
    after: After = None,
    limit: Limit = 50,
) -> list[WorkOrderOut]:
    """The orders of one's own park or company."""
    rows = facilities.orders(actor_of(request))
    if state is not None:
        rows = rows.filter(state=state)
    at = now()
    return [WorkOrderOut.of(row, at) for row in page(request, response, rows, after=after, limit=limit)]


@_act(ORDERS, access=REPORT, summary=_("Report a fault"))
def report_a_fault(request: HttpRequest, response: HttpResponse, body: FaultReportIn) -> WorkOrderWholeOut:
    """Something is broken; the clock runs from now on."""
    photos = [each.raw for each in body.photos]
    said = body.model_dump(include={"title", "kind", "urgency", "text"})

    def act() -> WorkOrder:
        where = body.where()
        made: WorkOrder = facilities.report_order(actor=actor_of(request), where=where, photos=photos, **said)
        return made

    return _done(request, response, act)


@operation("GET", ONE, access=SEE, answers={200: WorkOrderWholeOut}, tag=TAG, summary=_("Read a work order"))
def get_work_order(request: HttpRequest, response: HttpResponse, order_id: UUID) -> WorkOrderWholeOut:  # noqa: ARG001 -- ninja's signature
    """One order in sight with comments, pictures and costs."""
    return _shown(response, order_id)


@_act(f"{ONE}/accept", access=WORK, summary=_("Accept a work order"))
def accept_a_work_order(
    request: HttpRequest, response: HttpResponse, order_id: UUID, body: WorkOrderAcceptIn
) -> WorkOrderWholeOut:
    """The park takes it on."""
    return _done_on(request, response, order_id, facilities.accept_order, kind=body.kind, urgency=body.urgency or "")


@_act(f"{ONE}/decline", access=WORK, summary=_("Decline a work order"))
def decline_a_work_order(
    request: HttpRequest, response: HttpResponse, order_id: UUID, body: FacilityWhyIn
) -> WorkOrderWholeOut:
    """It is not the park's to mend."""
    return _done_on(request, response, order_id, facilities.decline_order, reason=body.reason)


@_act(f"{ONE}/cancel", access=REPORT, summary=_("Give a work order up"))
def cancel_a_work_order(
    request: HttpRequest, response: HttpResponse, order_id: UUID, body: FacilityWhyIn
) -> WorkOrderWholeOut:
    """Who reported it needs nothing any more."""
    return _done_on(request, response, order_id, facilities.cancel_order, reason=body.reason)


@_act(f"{ONE}/assign", access=WORK, summary=_("Say who does the work"))
def assign_a_work_order(
    request: HttpRequest, response: HttpResponse, order_id: UUID, body: AssignIn
) -> WorkOrderWholeOut:
    """Somebody of the office, or a firm."""
    return _done_on(
        request, response, order_id, facilities.assign_order, assignee_id=body.assignee, contractor=body.contractor
    )


@_act(f"{ONE}/start", access=WORK, summary=_("Begin the work"))
def start_a_work_order(request: HttpRequest, response: HttpResponse, order_id: UUID) -> WorkOrderWholeOut:
    """The work begins."""
    return _done_on(request, response, order_id, facilities.start_work)


@_act(f"{ONE}/wait", access=WORK, summary=_("Wait for the tenant"))
def wait_for_the_tenant(
    request: HttpRequest, response: HttpResponse, order_id: UUID, body: FacilityWhyIn
) -> WorkOrderWholeOut:
    """The clock stands still."""
    return _done_on(request, response, order_id, facilities.wait_for_tenant, reason=body.reason)


@_act(f"{ONE}/resume", access=REPORT, summary=_("Go on with a work order"))
def resume_a_work_order(request: HttpRequest, response: HttpResponse, order_id: UUID) -> WorkOrderWholeOut:
    """The clock runs again."""
    return _done_on(request, response, order_id, facilities.resume_order)


@_act(f"{ONE}/finish", access=WORK, summary=_("Finish the work"))
def finish_a_work_order(
    request: HttpRequest, response: HttpResponse, order_id: UUID, body: DoneIn
) -> WorkOrderWholeOut:
    """It is mended."""
    return _done_on(request, response, order_id, facilities.finish_work, done=body.done)


@_act(f"{ONE}/confirm", access=REPORT, summary=_("Say that it works"))
def confirm_a_work_order(
    request: HttpRequest, response: HttpResponse, order_id: UUID, body: SeenCostIn
) -> WorkOrderWholeOut:
    """What the tenant owes goes to the bills, up to the limit of the house."""
    return _done_on(request, response, order_id, facilities.confirm_order, seen_cost=body.cost())


@_act(f"{ONE}/reopen", access=REPORT, summary=_("Say that it does not work yet"))
def reopen_a_work_order(
    request: HttpRequest, response: HttpResponse, order_id: UUID, body: FacilityWhyIn
) -> WorkOrderWholeOut:
    """The clock goes on."""
    return _done_on(request, response, order_id, facilities.reopen_order, reason=body.reason)


@_act(f"{ONE}/notes", access=REPORT, summary=_("Comment on a work order"))
def comment_on_a_work_order(
    request: HttpRequest, response: HttpResponse, order_id: UUID, body: OrderNoteIn
) -> WorkOrderWholeOut:
    """A comment that both sides read, or the park alone."""
    return _done_on(request, response, order_id, facilities.add_note, text=body.text, internal=body.internal)


@_act(f"{ONE}/photos", access=REPORT, summary=_("Add a picture to a work order"))
def add_a_picture(request: HttpRequest, response: HttpResponse, order_id: UUID, body: PhotoIn) -> WorkOrderWholeOut:
    """Written anew without what cameras add."""
    return _done_on(request, response, order_id, facilities.add_photo, content=body.raw)


@_act(f"{ONE}/costs/approve", access=APPROVE, summary=_("Let the costs of a work order be charged"))
def approve_costs(request: HttpRequest, response: HttpResponse, order_id: UUID, body: SeenCostIn) -> WorkOrderWholeOut:
    """As a second person."""
    return _done_on(request, response, order_id, facilities.approve_cost, seen_cost=body.cost())


@_act(f"{ONE}/costs/reverse", access=WORK, summary=_("Take the charge of a work order back"))
def reverse_costs(
    request: HttpRequest, response: HttpResponse, order_id: UUID, body: FacilityWhyIn
) -> WorkOrderWholeOut:
    """What was billed gets a credit note."""
    return _done_on(request, response, order_id, facilities.reverse_cost, reason=body.reason)


@_act(f"{ONE}/costs", access=WORK, summary=_("Write down a cost of a work order"))
def enter_a_cost(request: HttpRequest, response: HttpResponse, order_id: UUID, body: CostLineIn) -> WorkOrderWholeOut:
    """Hours x rate, or material."""
    return _done_on(
        request,
        response,
        order_id,
        facilities.enter_cost,
        kind=body.kind,
        text=body.text,
        quantity=amount(body.quantity, "quantity"),
        unit_price=amount(body.unit_price, "unit_price"),
        payer=body.payer,
    )


@_act("work-order-costs/{cost_id}/strike", access=WORK, summary=_("Strike a cost of a work order"))
def strike_a_cost(
    request: HttpRequest, response: HttpResponse, cost_id: UUID, body: FacilityWhyIn
) -> WorkOrderWholeOut:
    """The line counts no more."""
    facilities.cost(cost_id)
    return _done(
        request,
        response,
        lambda: facilities.strike_cost(actor=actor_of(request), cost_id=cost_id, reason=body.reason),
    )


@operation(
    "GET",
    "work-order-photos/{photo_id}/content",
    access=SEE,
    answers={200: None},
    tag=TAG,
    summary=_("Read a picture of a work order"),
)
def get_picture(request: HttpRequest, photo_id: UUID) -> HttpResponse:  # noqa: ARG001 -- ninja's signature
    """The picture as JPEG."""
    return HttpResponse(bytes(facilities.photo(photo_id).content), content_type=MEDIA_TYPE)


@operation(
    "GET",
    "facility-figures",
    access=SEE,
    answers={200: FacilityFiguresOut},
    tag=TAG,
    summary=_("Figures of work orders"),
)
def get_facility_figures(request: HttpRequest) -> FacilityFiguresOut:
    """What is open, late, and which promises were kept in the last twelve months."""
    rows, at = facilities.orders(actor_of(request)), now()
    names = tuple(KeptOut.model_fields)
    months = facilities.kept_by_month(rows, months=MONTHS, at=at)
    return FacilityFiguresOut(
        open=facilities.open_by_urgency(rows),  # type: ignore[arg-type]  # pydantic reads the keys
        late=facilities.late_now(rows, at),
        months=[KeptOut(**{name: getattr(each, name) for name in names}) for each in months],
    )


def _done_on(
    request: HttpRequest, response: HttpResponse, order_id: UUID, act: Callable[..., WorkOrder], **said: object
) -> WorkOrderWholeOut:
    """Do it to an order in sight, once, however often the call is repeated."""
    facilities.order(order_id)
    return _done(request, response, lambda: act(actor=actor_of(request), order_id=order_id, **said))


def _done(request: HttpRequest, response: HttpResponse, act: Callable[[], Any]) -> WorkOrderWholeOut:
    done = perform(request, lambda: UUID(str(act().id)))
    repeated(response, done)
    return _shown(response, done.id)


def _shown(response: HttpResponse, order_id: UUID) -> WorkOrderWholeOut:
    row = facilities.order(order_id)
    tag(response, row.version)
    found = WorkOrderWholeOut.of(row, now())
    found.notes = [OrderNoteOut.of(each) for each in facilities.notes_of(row)]
    found.photos = [OrderPhotoOut.of(each) for each in facilities.photos_of(row)]
    found.costs = [CostLineOut.of(each) for each in facilities.costs_of(row)]
    return found
