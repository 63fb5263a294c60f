"""Shipments: what the pages do, for programs."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cellpark.access.public import actor_of, requires
from cellpark.base.time import now
from cellpark.kernel.problem import Problem, Refused
from cellpark.materials.public import ScanVerdict
from cellpark.shipments import public as shipments
from cellpark.shipments.public import Journey, ShipmentPermission, ShipmentState
from cellpark.web.api.calls import page, perform, repeated, tag
from cellpark.web.api.operation import operation
from cellpark.web.api.schemas.files import FileIn
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.schemas.organisations import ReasonIn
from cellpark.web.api.schemas.shipments import (
    InspectionIn,
    LoggerReplacementIn,
    OpenedIn,
    SealIn,
    ShipmentIn,
    ShipmentLabelIn,
    ShipmentOut,
)

TAG = "shipments"
SEE, PLAN, HANDLE, INSPECT, DECIDE = (
    requires(each)
    for each in (
        ShipmentPermission.SEE,
        ShipmentPermission.PLAN,
        ShipmentPermission.HANDLE,
        ShipmentPermission.INSPECT,
        ShipmentPermission.DECIDE,
    )
)
ONE = "shipments/{shipment_id}"


@operation("GET", "shipments", access=SEE, answers={200: list[ShipmentOut]}, tag=TAG, summary=_("List shipments"))
def list_shipments(
    request: HttpRequest,
    response: HttpResponse,
    state: ShipmentState | None = None,
    after: After = None,
    limit: Limit = 50,
) -> list[ShipmentOut]:
    """The shipments in sight, the oldest first."""
    rows = shipments.shipments() if state is None else shipments.shipments().filter(state=state)
    return [ShipmentOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation("GET", ONE, access=SEE, answers={200: ShipmentOut}, tag=TAG, summary=_("Read a shipment"))
def get_shipment(request: HttpRequest, response: HttpResponse, shipment_id: UUID) -> ShipmentOut:  # noqa: ARG001 -- ninja's signature
    """One shipment in sight."""
    return _shown(response, shipment_id)


@operation(
    "GET",
    f"{ONE}/epcis",
    access=SEE,
    answers={200: dict[str, Any]},
    tag=TAG,
    summary=_("Read a shipment’s way as an EPCIS 2.0 document"),
)
def read_shipment_epcis(request: HttpRequest, shipment_id: UUID) -> dict[str, Any]:  # noqa: ARG001 -- ninja's signature
    """JSON-LD with the temperatures of the logger as a sensor element."""
    return shipments.shipment_epcis(shipments.shipment(shipment_id), at=now())


@operation("POST", "shipments", access=PLAN, answers={200: ShipmentOut}, tag=TAG, summary=_("Plan a shipment"))
def plan_a_shipment(request: HttpRequest, response: HttpResponse, body: ShipmentIn) -> ShipmentOut:
    """What travels, from whom to whom, and how."""
    values = body.model_dump()
    number, containers = values.pop("number"), values.pop("containers")

    def act() -> UUID:
        made = shipments.plan_shipment(
            actor=actor_of(request), number=number, containers=containers, journey=Journey(**values)
        )
        return _identity(made.id)

    return _done(request, response, act)


@operation("POST", f"{ONE}/pack", access=HANDLE, answers={200: ShipmentOut}, tag=TAG, summary=_("Pack a container"))
def pack_a_container(
    request: HttpRequest, response: HttpResponse, shipment_id: UUID, body: ShipmentLabelIn
) -> ShipmentOut:
    """Scan a container into the shipper."""
    return _scanned(request, response, shipment_id, shipments.pack_container, body)


@operation("POST", f"{ONE}/seal", access=HANDLE, answers={200: ShipmentOut}, tag=TAG, summary=_("Seal a shipment"))
def seal_a_shipment(request: HttpRequest, response: HttpResponse, shipment_id: UUID, body: SealIn) -> ShipmentOut:
    """Close the shipper."""
    shipments.shipment(shipment_id)  # another organisation's is not there, whatever else is wrong (T19)

    def act() -> UUID:
        sealed = shipments.seal_shipment(actor=actor_of(request), shipment_id=shipment_id, **body.model_dump())
        return _identity(sealed.id)

    return _done(request, response, act)


@operation(
    "POST", f"{ONE}/hand-over", access=HANDLE, answers={200: ShipmentOut}, tag=TAG, summary=_("Hand a shipment over")
)
def hand_a_shipment_over(
    request: HttpRequest, response: HttpResponse, shipment_id: UUID, body: ShipmentLabelIn
) -> ShipmentOut:
    """The sender's scan."""
    return _scanned(request, response, shipment_id, shipments.hand_over, body)


@operation(
    "POST", f"{ONE}/take-over", access=HANDLE, answers={200: ShipmentOut}, tag=TAG, summary=_("Take a shipment over")
)
def take_a_shipment_over(
    request: HttpRequest, response: HttpResponse, shipment_id: UUID, body: ShipmentLabelIn
) -> ShipmentOut:
    """The carrier's scan."""
    return _scanned(request, response, shipment_id, shipments.take_over, body)


@operation("POST", f"{ONE}/arrive", access=HANDLE, answers={200: ShipmentOut}, tag=TAG, summary=_("Confirm an arrival"))
def confirm_an_arrival(
    request: HttpRequest, response: HttpResponse, shipment_id: UUID, body: ShipmentLabelIn
) -> ShipmentOut:
    """The receiver's scan."""
    return _scanned(request, response, shipment_id, shipments.confirm_arrival, body)


@operation("POST", f"{ONE}/unpack", access=HANDLE, answers={200: ShipmentOut}, tag=TAG, summary=_("Unpack a container"))
def unpack_a_container(
    request: HttpRequest, response: HttpResponse, shipment_id: UUID, body: ShipmentLabelIn
) -> ShipmentOut:
    """Scan a container out of the shipper."""
    return _scanned(request, response, shipment_id, shipments.unpack_container, body)


@operation(
    "POST", f"{ONE}/receive", access=HANDLE, answers={200: ShipmentOut}, tag=TAG, summary=_("Receive a shipment")
)
def receive_a_shipment(request: HttpRequest, response: HttpResponse, shipment_id: UUID, body: OpenedIn) -> ShipmentOut:
    """Compare the seal, say what is damaged."""
    shipments.shipment(shipment_id)

    def act() -> UUID:
        found = shipments.receive_shipment(actor=actor_of(request), shipment_id=shipment_id, **body.model_dump())
        return _identity(found.id)

    return _done(request, response, act)


@operation(
    "POST", f"{ONE}/logger", access=HANDLE, answers={200: ShipmentOut}, tag=TAG, summary=_("Read a temperature logger")
)
def read_a_logger(request: HttpRequest, response: HttpResponse, shipment_id: UUID, body: FileIn) -> ShipmentOut:
    """Attach the logger's file and judge the time on the way."""
    shipments.shipment(shipment_id)
    content = body.raw

    def act() -> UUID:
        found = shipments.attach_logger(
            actor=actor_of(request), shipment_id=shipment_id, content=content, name=body.name
        )
        return _identity(found.id)

    return _done(request, response, act)


@operation(
    "POST",
    f"{ONE}/logger/replace",
    access=DECIDE,
    answers={200: ShipmentOut},
    tag=TAG,
    summary=_("Replace a wrong logger file"),
)
def replace_a_logger(
    request: HttpRequest, response: HttpResponse, shipment_id: UUID, body: LoggerReplacementIn
) -> ShipmentOut:
    """Put the right file in the place of a wrong one, with the reason."""
    shipments.shipment(shipment_id)
    content = body.raw

    def act() -> UUID:
        found = shipments.replace_logger(
            actor=actor_of(request), shipment_id=shipment_id, content=content, name=body.name, reason=body.reason
        )
        return _identity(found.id)

    return _done(request, response, act)


@operation(
    "POST", f"{ONE}/inspect", access=INSPECT, answers={200: ShipmentOut}, tag=TAG, summary=_("Inspect a shipment")
)
def inspect_a_shipment(
    request: HttpRequest, response: HttpResponse, shipment_id: UUID, body: InspectionIn
) -> ShipmentOut:
    """Take it in or not."""
    shipments.shipment(shipment_id)

    def act() -> UUID:
        found = shipments.inspect_shipment(actor=actor_of(request), shipment_id=shipment_id, **body.model_dump())
        return _identity(found.id)

    return _done(request, response, act)


@operation("POST", f"{ONE}/cancel", access=PLAN, answers={200: ShipmentOut}, tag=TAG, summary=_("Cancel a shipment"))
def cancel_a_shipment(request: HttpRequest, response: HttpResponse, shipment_id: UUID, body: ReasonIn) -> ShipmentOut:
    """It does not travel."""
    shipments.shipment(shipment_id)

    def act() -> UUID:
        found = shipments.cancel_shipment(actor=actor_of(request), shipment_id=shipment_id, reason=body.reason)
        return _identity(found.id)

    return _done(request, response, act)


def _identity(value: UUID) -> UUID:
    """Rows of shared tables are of any kind to the type checker; their ids are not."""
    return value


def _scanned(
    request: HttpRequest,
    response: HttpResponse,
    shipment_id: UUID,
    verb: Callable[..., ScanVerdict],
    body: ShipmentLabelIn,
) -> ShipmentOut:
    shipments.shipment(shipment_id)  # another organisation's is not there, whatever else is wrong (T19)
    seen: list[ScanVerdict] = []

    def run() -> UUID:
        seen.append(verb(actor=actor_of(request), shipment_id=shipment_id, raw=body.raw))
        return seen[0].near_miss_id or shipment_id

    done = perform(request, run)
    repeated(response, done)
    if seen and not seen[0].ok:
        raise Refused(*seen[0].problems)  # after the act: its near miss stays (T1)
    if done.id != shipment_id:
        raise Refused(Problem("materials.scan.stopped", rule="LBL-5"))
    return _shown(response, shipment_id)


def _done(request: HttpRequest, response: HttpResponse, act: Callable[[], UUID]) -> ShipmentOut:
    done = perform(request, act)
    repeated(response, done)
    return _shown(response, done.id)


def _shown(response: HttpResponse, shipment_id: UUID) -> ShipmentOut:
    row = shipments.shipment(shipment_id)
    tag(response, row.version)
    return ShipmentOut.of(row)
