"""Work orders: what the pages do, for programs, under the same rules."""

from collections.abc import Callable
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


@operation("POST", ORDERS, access=REPORT, answers={200: WorkOrderWholeOut}, tag=TAG, summary=_("Report a fault"))
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


@operation(
    "POST", f"{ONE}/accept", access=WORK, answers={200: WorkOrderWholeOut}, tag=TAG, summary=_("Accept a work order")
)
def accept_a_work_order(
    request: HttpRequest, response: HttpResponse, order_id: UUID, body: WorkOrderAcceptIn
) -> WorkOrderWholeOut:
    """The park takes it on."""
    facilities.order(order_id)
    return _done(
        request,
        response,
        lambda: facilities.accept_order(
            actor=actor_of(request), order_id=order_id, kind=body.kind, urgency=body.urgency or ""
        ),
    )


@operation(
    "POST", f"{ONE}/decline", access=WORK, answers={200: WorkOrderWholeOut}, tag=TAG, summary=_("Decline a work order")
)
def decline_a_work_order(
    request: HttpRequest, response: HttpResponse, order_id: UUID, body: FacilityWhyIn
) -> WorkOrderWholeOut:
    """It is not the park's to mend."""
    facilities.order(order_id)
    return _done(
        request,
        response,
        lambda: facilities.decline_order(actor=actor_of(request), order_id=order_id, reason=body.reason),
    )


@operation(
    "POST", f"{ONE}/cancel", access=REPORT, answers={200: WorkOrderWholeOut}, tag=TAG, summary=_("Give a work order up")
)
def cancel_a_work_order(
    request: HttpRequest, response: HttpResponse, order_id: UUID, body: FacilityWhyIn
) -> WorkOrderWholeOut:
    """Who reported it needs nothing any more."""
    facilities.order(order_id)
    return _done(
        request,
        response,
        lambda: facilities.cancel_order(actor=actor_of(request), order_id=order_id, reason=body.reason),
    )


@operation(
    "POST", f"{ONE}/assign", access=WORK, answers={200: WorkOrderWholeOut}, tag=TAG, summary=_("Say who does the work")
)
def assign_a_work_order(
    request: HttpRequest, response: HttpResponse, order_id: UUID, body: AssignIn
) -> WorkOrderWholeOut:
    """Somebody of the office, or a firm."""
    facilities.order(order_id)
    return _done(
        request,
        response,
        lambda: facilities.assign_order(
            actor=actor_of(request), order_id=order_id, assignee_id=body.assignee, contractor=body.contractor
        ),
    )


@operation("POST", f"{ONE}/start", access=WORK, answers={200: WorkOrderWholeOut}, tag=TAG, summary=_("Begin the work"))
def start_a_work_order(request: HttpRequest, response: HttpResponse, order_id: UUID) -> WorkOrderWholeOut:
    """The work begins."""
    facilities.order(order_id)
    return _done(request, response, lambda: facilities.start_work(actor=actor_of(request), order_id=order_id))


@operation(
    "POST", f"{ONE}/wait", access=WORK, answers={200: WorkOrderWholeOut}, tag=TAG, summary=_("Wait for the tenant")
)
def wait_for_the_tenant(
    request: HttpRequest, response: HttpResponse, order_id: UUID, body: FacilityWhyIn
) -> WorkOrderWholeOut:
    """The clock stands still."""
    facilities.order(order_id)
    return _done(
        request,
        response,
        lambda: facilities.wait_for_tenant(actor=actor_of(request), order_id=order_id, reason=body.reason),
    )


@operation(
    "POST",
    f"{ONE}/resume",
    access=REPORT,
    answers={200: WorkOrderWholeOut},
    tag=TAG,
    summary=_("Go on with a work order"),
)
def resume_a_work_order(request: HttpRequest, response: HttpResponse, order_id: UUID) -> WorkOrderWholeOut:
    """The clock runs again."""
    facilities.order(order_id)
    return _done(request, response, lambda: facilities.resume_order(actor=actor_of(request), order_id=order_id))


@operation(
    "POST", f"{ONE}/finish", access=WORK, answers={200: WorkOrderWholeOut}, tag=TAG, summary=_("Finish the work")
)
def finish_a_work_order(
    request: HttpRequest, response: HttpResponse, order_id: UUID, body: DoneIn
) -> WorkOrderWholeOut:
    """It is mended."""
    facilities.order(order_id)
    return _done(
        request, response, lambda: facilities.finish_work(actor=actor_of(request), order_id=order_id, done=body.done)
    )


@operation(
    "POST", f"{ONE}/confirm", access=REPORT, answers={200: WorkOrderWholeOut}, tag=TAG, summary=_("Say that it works")
)
def confirm_a_work_order(
    request: HttpRequest, response: HttpResponse, order_id: UUID, body: SeenCostIn
) -> WorkOrderWholeOut:
    """What the tenant owes goes to the bills, up to the limit of the house."""
    facilities.order(order_id)
    return _done(
        request,
        response,
        lambda: facilities.confirm_order(actor=actor_of(request), order_id=order_id, seen_cost=body.cost()),
    )


@operation(
    "POST",
    f"{ONE}/reopen",
    access=REPORT,
    answers={200: WorkOrderWholeOut},
    tag=TAG,
    summary=_("Say that it does not work yet"),
)
def reopen_a_work_order(
    request: HttpRequest, response: HttpResponse, order_id: UUID, body: FacilityWhyIn
) -> WorkOrderWholeOut:
    """The clock goes on."""
    facilities.order(order_id)
    return _done(
        request,
        response,
        lambda: facilities.reopen_order(actor=actor_of(request), order_id=order_id, reason=body.reason),
    )


@operation(
    "POST",
    f"{ONE}/notes",
    access=REPORT,
    answers={200: WorkOrderWholeOut},
    tag=TAG,
    summary=_("Comment on a work order"),
)
def comment_on_a_work_order(
    request: HttpRequest, response: HttpResponse, order_id: UUID, body: OrderNoteIn
) -> WorkOrderWholeOut:
    """A comment that both sides read, or the park alone."""
    facilities.order(order_id)
    return _done(
        request,
        response,
        lambda: facilities.add_note(actor=actor_of(request), order_id=order_id, text=body.text, internal=body.internal),
    )


@operation(
    "POST",
    f"{ONE}/photos",
    access=REPORT,
    answers={200: WorkOrderWholeOut},
    tag=TAG,
    summary=_("Add a picture to a work order"),
)
def add_a_picture(request: HttpRequest, response: HttpResponse, order_id: UUID, body: PhotoIn) -> WorkOrderWholeOut:
    """Written anew without what cameras add."""
    facilities.order(order_id)
    return _done(
        request, response, lambda: facilities.add_photo(actor=actor_of(request), order_id=order_id, content=body.raw)
    )


@operation(
    "POST",
    f"{ONE}/costs/approve",
    access=APPROVE,
    answers={200: WorkOrderWholeOut},
    tag=TAG,
    summary=_("Let the costs of a work order be charged"),
)
def approve_costs(request: HttpRequest, response: HttpResponse, order_id: UUID, body: SeenCostIn) -> WorkOrderWholeOut:
    """As a second person."""
    facilities.order(order_id)
    return _done(
        request,
        response,
        lambda: facilities.approve_cost(actor=actor_of(request), order_id=order_id, seen_cost=body.cost()),
    )


@operation(
    "POST",
    f"{ONE}/costs/reverse",
    access=WORK,
    answers={200: WorkOrderWholeOut},
    tag=TAG,
    summary=_("Take the charge of a work order back"),
)
def reverse_costs(
    request: HttpRequest, response: HttpResponse, order_id: UUID, body: FacilityWhyIn
) -> WorkOrderWholeOut:
    """What was billed gets a credit note."""
    facilities.order(order_id)
    return _done(
        request,
        response,
        lambda: facilities.reverse_cost(actor=actor_of(request), order_id=order_id, reason=body.reason),
    )


@operation(
    "POST",
    f"{ONE}/costs",
    access=WORK,
    answers={200: WorkOrderWholeOut},
    tag=TAG,
    summary=_("Write down a cost of a work order"),
)
def enter_a_cost(request: HttpRequest, response: HttpResponse, order_id: UUID, body: CostLineIn) -> WorkOrderWholeOut:
    """Hours x rate, or material."""
    facilities.order(order_id)
    quantity, price = amount(body.quantity, "quantity"), amount(body.unit_price, "unit_price")

    def act() -> WorkOrder:
        changed: WorkOrder = facilities.enter_cost(
            actor=actor_of(request),
            order_id=order_id,
            kind=body.kind,
            text=body.text,
            quantity=quantity,
            unit_price=price,
            payer=body.payer,
        )
        return changed

    return _done(request, response, act)


@operation(
    "POST",
    "work-order-costs/{cost_id}/strike",
    access=WORK,
    answers={200: WorkOrderWholeOut},
    tag=TAG,
    summary=_("Strike a cost of a work order"),
)
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
