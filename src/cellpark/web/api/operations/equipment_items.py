"""Equipment: its states, its log, its use, its reservations."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja.responses import Status

from cellpark.access.public import actor_of, requires
from cellpark.base.time import now
from cellpark.equipment import public as plant
from cellpark.equipment.public import Activity, EquipmentKind
from cellpark.equipment.public import EquipmentPermission as May
from cellpark.web.api.calls import page, perform, repeated, tag
from cellpark.web.api.operation import operation
from cellpark.web.api.schemas.equipment import (
    EquipmentOut,
    LogEntryOut,
    ReservationOut,
)
from cellpark.web.api.schemas.equipment_bodies import (
    DeviceIn,
    EquipmentIn,
    EquipmentUseIn,
    FitnessIn,
    MoveIn,
    ReservationIn,
    SerialIn,
    ServiceIn,
    StateIn,
    UseEndIn,
)
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.schemas.organisations import ReasonIn

TAG = "equipment"


@operation(
    "GET",
    "equipment",
    access=requires(May.SEE),
    answers={200: list[EquipmentOut]},
    tag=TAG,
    summary=_("List equipment and its states"),
)
def list_equipment(
    request: HttpRequest,
    response: HttpResponse,
    kind: EquipmentKind | None = None,
    after: After = None,
    limit: Limit = 50,
) -> list[EquipmentOut]:
    """The equipment in scope."""
    rows = plant.equipment_list()
    if kind is not None:
        rows = rows.filter(kind=kind)
    return [EquipmentOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation(
    "GET",
    "equipment/{equipment_id}",
    access=requires(May.SEE),
    answers={200: EquipmentOut},
    tag=TAG,
    summary=_("Read a piece of equipment"),
)
def get_equipment(request: HttpRequest, response: HttpResponse, equipment_id: UUID) -> EquipmentOut:  # noqa: ARG001 -- ninja's signature
    """One piece of equipment."""
    return _shown(response, equipment_id)


@operation(
    "GET",
    "equipment/{equipment_id}/log",
    access=requires(May.SEE),
    answers={200: list[LogEntryOut]},
    tag=TAG,
    summary=_("Read the log of a piece of equipment"),
)
def get_equipment_log(
    request: HttpRequest, response: HttpResponse, equipment_id: UUID, after: After = None, limit: Limit = 50
) -> list[LogEntryOut]:
    """The log in the order of time."""
    rows = plant.log_of(plant.equipment(equipment_id))
    return [LogEntryOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation(
    "POST",
    "equipment",
    access=requires(May.MANAGE),
    answers={201: EquipmentOut},
    tag=TAG,
    summary=_("Register equipment"),
)
def register_a_device(request: HttpRequest, response: HttpResponse, body: EquipmentIn) -> Status[EquipmentOut]:
    """A piece of equipment, not yet qualified."""
    values = body.model_dump(exclude={"room"})
    done = perform(
        request,
        lambda: plant.register_equipment(actor=actor_of(request), room_id=body.room, **values).id,
    )
    repeated(response, done)
    return Status(201, _shown(response, done.id))


@operation(
    "POST",
    "equipment/{equipment_id}/cleanings",
    access=requires(May.OPERATE),
    answers={200: EquipmentOut},
    tag=TAG,
    summary=_("Record a cleaning"),
)
def record_cleaning(request: HttpRequest, response: HttpResponse, equipment_id: UUID, body: StateIn) -> EquipmentOut:
    """Clean until an instant or the next use."""
    return _done(request, response, equipment_id, plant.clean_equipment, **body.model_dump())


@operation(
    "POST",
    "equipment/{equipment_id}/qualifications",
    access=requires(May.SERVICE),
    answers={200: EquipmentOut},
    tag=TAG,
    summary=_("Record a qualification or calibration"),
)
def record_fitness(request: HttpRequest, response: HttpResponse, equipment_id: UUID, body: FitnessIn) -> EquipmentOut:
    """Fit for its purpose, or measuring rightly, until an instant."""
    act = plant.qualify_equipment if body.activity is Activity.QUALIFICATION else plant.calibrate_equipment
    values = body.model_dump(exclude={"activity"})
    return _done(request, response, equipment_id, act, **values)


@operation(
    "POST",
    "equipment/{equipment_id}/service",
    access=requires(May.TAKE_OUT),
    answers={200: EquipmentOut},
    tag=TAG,
    summary=_("Take equipment out of service or bring it back"),
)
def change_equipment_service(
    request: HttpRequest, response: HttpResponse, equipment_id: UUID, body: ServiceIn
) -> EquipmentOut:
    """Out of service or back, with a reason; bringing it back needs a right of its own."""
    return _done(request, response, equipment_id, plant.change_service, **body.model_dump())


@operation(
    "POST",
    "equipment/{equipment_id}/device",
    access=requires(May.MANAGE),
    answers={200: EquipmentOut},
    tag=TAG,
    summary=_("Accept data of a device, or no longer"),
)
def accept_device(request: HttpRequest, response: HttpResponse, equipment_id: UUID, body: DeviceIn) -> EquipmentOut:
    """Whether the device is a registered source."""
    return _done(request, response, equipment_id, plant.register_device, **body.model_dump())


@operation(
    "POST",
    "equipment/{equipment_id}/move",
    access=requires(May.MANAGE),
    answers={200: EquipmentOut},
    tag=TAG,
    summary=_("Move equipment to another room"),
)
def move_device(request: HttpRequest, response: HttpResponse, equipment_id: UUID, body: MoveIn) -> EquipmentOut:
    """It stands in another room, or in none."""
    return _done(request, response, equipment_id, plant.move_equipment, room_id=body.room, reason=body.reason)


@operation(
    "POST",
    "equipment/{equipment_id}/serial",
    access=requires(May.MANAGE),
    answers={200: EquipmentOut},
    tag=TAG,
    summary=_("Note the serial number of equipment"),
)
def note_serial_number(
    request: HttpRequest, response: HttpResponse, equipment_id: UUID, body: SerialIn
) -> EquipmentOut:
    """The number by which its files are known."""
    return _done(request, response, equipment_id, plant.note_serial, **body.model_dump())


@operation(
    "POST",
    "equipment/{equipment_id}/use",
    access=requires(May.OPERATE),
    answers={200: EquipmentOut},
    tag=TAG,
    summary=_("Begin to use equipment for a batch"),
)
def begin_use(request: HttpRequest, response: HttpResponse, equipment_id: UUID, body: EquipmentUseIn) -> EquipmentOut:
    """The batch uses it from now on."""
    return _done(request, response, equipment_id, plant.start_use, **body.model_dump())


@operation(
    "POST",
    "equipment/{equipment_id}/use/end",
    access=requires(May.OPERATE),
    answers={200: EquipmentOut},
    tag=TAG,
    summary=_("End the use of equipment"),
)
def end_use(request: HttpRequest, response: HttpResponse, equipment_id: UUID, body: UseEndIn) -> EquipmentOut:
    """The batch uses it no longer."""
    return _done(request, response, equipment_id, plant.finish_use, **body.model_dump())


@operation(
    "GET",
    "equipment/{equipment_id}/reservations",
    access=requires(May.SEE),
    answers={200: list[ReservationOut]},
    tag=TAG,
    summary=_("List the reservations of a piece of equipment"),
)
def list_reservations(
    request: HttpRequest, response: HttpResponse, equipment_id: UUID, after: After = None, limit: Limit = 50
) -> list[ReservationOut]:
    """What is booked and not yet over."""
    rows = plant.reservations_of(plant.equipment(equipment_id), since=now())
    return [ReservationOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation(
    "POST",
    "equipment/{equipment_id}/reservations",
    access=requires(May.RESERVE),
    answers={201: ReservationOut},
    tag=TAG,
    summary=_("Reserve equipment"),
)
def reserve_equipment(
    request: HttpRequest, response: HttpResponse, equipment_id: UUID, body: ReservationIn
) -> Status[ReservationOut]:
    """A time for a batch or a purpose."""
    done = perform(
        request, lambda: plant.reserve(actor=actor_of(request), equipment_id=equipment_id, **body.model_dump()).id
    )
    repeated(response, done)
    return Status(201, ReservationOut.of(plant.reservation(done.id)))


@operation(
    "POST",
    "reservations/{reservation_id}/cancel",
    access=requires(May.RESERVE),
    answers={200: ReservationOut},
    tag=TAG,
    summary=_("Cancel a reservation"),
)
def cancel_a_reservation(
    request: HttpRequest, response: HttpResponse, reservation_id: UUID, body: ReasonIn
) -> ReservationOut:
    """The equipment is free again in that time."""
    done = perform(
        request,
        lambda: plant.cancel_reservation(actor=actor_of(request), reservation_id=reservation_id, reason=body.reason).id,
    )
    repeated(response, done)
    return ReservationOut.of(plant.reservation(reservation_id))


def _shown(response: HttpResponse, equipment_id: UUID) -> EquipmentOut:
    row = plant.equipment(equipment_id)
    tag(response, row.version)
    return EquipmentOut.of(row)


def _done(
    request: HttpRequest, response: HttpResponse, equipment_id: UUID, act: Callable[..., Any], **said: object
) -> EquipmentOut:
    """Do it with the equipment once, however often the call is repeated, and show the equipment."""
    repeated(response, perform(request, lambda: act(actor=actor_of(request), equipment_id=equipment_id, **said).id))
    return _shown(response, equipment_id)
