"""Suites and rooms: what is true there now, who enters, what is opened."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja.responses import Status

from cellpark.access.public import actor_of, requires
from cellpark.base.messages import explain
from cellpark.base.time import now
from cellpark.equipment import public as plant
from cellpark.equipment.public import EquipmentPermission as May
from cellpark.equipment.public import Openness
from cellpark.materials.public import Container
from cellpark.web.api.calls import page, perform, repeated
from cellpark.web.api.operation import operation
from cellpark.web.api.schemas.equipment import (
    EquipmentVerdictOut,
    ReasonNo,
    RoomOut,
    SuiteOut,
)
from cellpark.web.api.schemas.equipment_bodies import (
    AtIn,
    ContainerIn,
    EnterIn,
    EquipmentCloseIn,
    RemoveIn,
    RoomIn,
    ServiceIn,
    SuiteIn,
    TieIn,
)
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.values import Search

TAG = "rooms"


def container(container_id: UUID) -> Container:
    """A container in scope, with what segregation asks of it. Raises ``Container.DoesNotExist``."""
    found: Container = Container.objects.select_related("material", "lot").get(id=container_id)
    return found


@operation("GET", "suites", access=requires(May.SEE), answers={200: list[SuiteOut]}, tag=TAG, summary=_("List suites"))
def list_suites(request: HttpRequest, response: HttpResponse, after: After = None, limit: Limit = 50) -> list[SuiteOut]:
    """The suites in scope."""
    return [SuiteOut.of(row) for row in page(request, response, plant.suites(), after=after, limit=limit)]


@operation(
    "POST",
    "suites",
    access=requires(May.MANAGE),
    answers={201: SuiteOut},
    tag=TAG,
    summary=_("Register a suite"),
)
def register_a_suite(request: HttpRequest, response: HttpResponse, body: SuiteIn) -> Status[SuiteOut]:
    """A new suite of the caller's organisation."""
    done = perform(request, lambda: plant.register_suite(actor=actor_of(request), **body.model_dump()).id)
    repeated(response, done)
    return Status(201, SuiteOut.of(plant.suites().get(id=done.id)))


@operation(
    "GET",
    "rooms",
    access=requires(May.SEE),
    answers={200: list[RoomOut]},
    tag=TAG,
    summary=_("List rooms with who and what is inside now"),
)
def list_rooms(request: HttpRequest, response: HttpResponse, after: After = None, limit: Limit = 50) -> list[RoomOut]:
    """The rooms in scope."""
    return [RoomOut.of(row) for row in page(request, response, plant.rooms(), after=after, limit=limit)]


@operation(
    "GET", "rooms/{room_id}", access=requires(May.SEE), answers={200: RoomOut}, tag=TAG, summary=_("Read a room")
)
def get_room(request: HttpRequest, response: HttpResponse, room_id: UUID) -> RoomOut:  # noqa: ARG001 -- ninja's signature
    """One room in scope."""
    return RoomOut.of(plant.room(room_id))


@operation("POST", "rooms", access=requires(May.MANAGE), answers={201: RoomOut}, tag=TAG, summary=_("Register a room"))
def register_a_room(request: HttpRequest, response: HttpResponse, body: RoomIn) -> Status[RoomOut]:
    """A new room of a suite."""
    values = body.model_dump(exclude={"suite"})
    done = perform(request, lambda: plant.register_room(actor=actor_of(request), suite_id=body.suite, **values).id)
    repeated(response, done)
    return Status(201, RoomOut.of(plant.room(done.id)))


@operation(
    "POST",
    "rooms/{room_id}/service",
    access=requires(May.MANAGE),
    answers={200: RoomOut},
    tag=TAG,
    summary=_("Take a room out of service or bring it back"),
)
def change_a_room(request: HttpRequest, response: HttpResponse, room_id: UUID, body: ServiceIn) -> RoomOut:
    """Out of service or back, with a reason."""
    return _done(request, response, room_id, plant.change_room_state, verb=body.verb, reason=body.reason)


@operation(
    "POST",
    "rooms/{room_id}/premises",
    access=requires(May.MANAGE),
    answers={200: RoomOut},
    tag=TAG,
    summary=_("Say in which room as it is let a room lies"),
)
def tie_a_room(request: HttpRequest, response: HttpResponse, room_id: UUID, body: TieIn) -> RoomOut:
    """Hot work in those walls or beside them is compared with what is done in the room."""
    return _done(request, response, room_id, plant.tie_room, premises=body.premises, reason=body.reason)


@operation(
    "GET",
    "rooms/{room_id}/verdict",
    access=requires(May.SEE),
    answers={200: EquipmentVerdictOut},
    tag=TAG,
    summary=_("Ask whether you may open a container here now"),
)
def may_i_open(
    request: HttpRequest,
    response: HttpResponse,  # noqa: ARG001 -- ninja's signature
    room_id: UUID,
    container_id: UUID,
    openness: Openness = Openness.OPEN,
    batch: Search = "",
) -> EquipmentVerdictOut:
    """Yes, or every reason why not with its clause. Nothing is changed."""
    actor = actor_of(request)
    assert actor.person_id is not None, "a token acts for a person"
    problems = plant.opening_problems(
        room=plant.room(room_id),
        container_facts=plant.facts_of(container(container_id)),
        batch=batch,
        person=actor.person_id,
        openness=openness,
        at=now(),
    )
    return EquipmentVerdictOut(yes=not problems, reasons=[ReasonNo.of(explain(problem)) for problem in problems])


@operation(
    "POST",
    "rooms/{room_id}/enter",
    access=requires(May.OPERATE),
    answers={200: RoomOut},
    tag=TAG,
    summary=_("Enter a room"),
)
def enter_a_room(request: HttpRequest, response: HttpResponse, room_id: UUID, body: EnterIn) -> RoomOut:
    """The caller is in the room from now on."""
    return _done(request, response, room_id, plant.occupy_room, **body.model_dump())


@operation(
    "POST",
    "rooms/{room_id}/leave",
    access=requires(May.OPERATE),
    answers={200: RoomOut},
    tag=TAG,
    summary=_("Leave a room"),
)
def leave_a_room(request: HttpRequest, response: HttpResponse, room_id: UUID, body: AtIn) -> RoomOut:
    """The caller is in the room no longer."""
    return _done(request, response, room_id, plant.leave_room, at=body.at)


@operation(
    "POST",
    "rooms/{room_id}/containers",
    access=requires(May.OPERATE),
    answers={200: RoomOut},
    tag=TAG,
    summary=_("Bring a closed container into a room"),
)
def bring_container_in(request: HttpRequest, response: HttpResponse, room_id: UUID, body: ContainerIn) -> RoomOut:
    """The container stands in the room from now on."""
    return _done(request, response, room_id, plant.place_container, **_said(body))


@operation(
    "POST",
    "rooms/{room_id}/open",
    access=requires(May.OPERATE),
    answers={200: RoomOut},
    tag=TAG,
    summary=_("Open a container in a room"),
)
def open_in_room(request: HttpRequest, response: HttpResponse, room_id: UUID, body: ContainerIn) -> RoomOut:
    """The caller opens the container there."""
    return _done(request, response, room_id, plant.open_container, **_said(body))


@operation(
    "POST",
    "rooms/{room_id}/close",
    access=requires(May.OPERATE),
    answers={200: RoomOut},
    tag=TAG,
    summary=_("Close a container in a room"),
)
def close_in_room(request: HttpRequest, response: HttpResponse, room_id: UUID, body: EquipmentCloseIn) -> RoomOut:
    """The container is closed and stays there."""
    return _done(
        request,
        response,
        room_id,
        plant.close_container,
        container=body.container,
        openness=body.openness,
        equipment_id=body.equipment,
        at=body.at,
    )


@operation(
    "POST",
    "rooms/{room_id}/remove",
    access=requires(May.OPERATE),
    answers={200: RoomOut},
    tag=TAG,
    summary=_("Take a container out of a room"),
)
def take_container_away(request: HttpRequest, response: HttpResponse, room_id: UUID, body: RemoveIn) -> RoomOut:
    """The container has left the room."""
    return _done(request, response, room_id, plant.remove_container, container=body.container, at=body.at)


@operation(
    "POST",
    "rooms/{room_id}/end-work",
    access=requires(May.OPERATE),
    answers={200: RoomOut},
    tag=TAG,
    summary=_("End the open work in a room"),
)
def end_room_work(request: HttpRequest, response: HttpResponse, room_id: UUID, body: AtIn) -> RoomOut:
    """Nothing of the batch is open there any more."""
    return _done(request, response, room_id, plant.end_work, at=body.at)


def _done(
    request: HttpRequest, response: HttpResponse, room_id: UUID, act: Callable[..., Any], **said: object
) -> RoomOut:
    """Do it in the room once, however often the call is repeated, and show the room."""
    repeated(response, perform(request, lambda: act(actor=actor_of(request), room_id=room_id, **said).id))
    return RoomOut.of(plant.room(room_id))


def _said(body: ContainerIn) -> dict[str, object]:
    """What is said of a container that is brought in or opened."""
    return {
        "facts": plant.facts_of(container(body.container)),
        "batch": body.batch,
        "openness": body.openness,
        "equipment_id": body.equipment,
        "at": body.at,
    }
