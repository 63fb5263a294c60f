"""What can be done in a room."""

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cellpark.base.actor import Actor
from cellpark.equipment import public as plant
from cellpark.equipment.public import EquipmentPermission as May
from cellpark.equipment.public import Grade, LineClearance, Openness, Room
from cellpark.web.areas.equipment.act_pages import ActPage
from cellpark.web.areas.equipment.forms import (
    ENCLOSED,
    EXPOSED,
    ChecklistForm,
    CloseForm,
    ContainerForm,
    EnterForm,
    PlainForm,
    ScanForm,
    TieForm,
)
from cellpark.web.areas.equipment.scanning import scanned_container, scanned_equipment
from cellpark.web.pages.forms.reasons import ReasonForm

Sent = Mapping[str, Any]
READ_AND_SIGN = _("Read what you sign, then sign it.")


def _enter(actor: Actor, room: Room, sent: Sent) -> None:
    plant.occupy_room(actor=actor, room_id=room.id, gowned_for=Grade(sent["gowned_for"]), regowned=sent["regowned"])


def _bring(actor: Actor, room: Room, sent: Sent) -> None:
    plant.place_container(
        actor=actor,
        room_id=room.id,
        facts=plant.facts_of(scanned_container(sent["container"])),
        batch=sent["batch"],
        openness=Openness(sent["openness"]),
        equipment_id=scanned_equipment(sent["equipment"], room),
    )


def _open(actor: Actor, room: Room, sent: Sent) -> None:
    plant.open_container(
        actor=actor,
        room_id=room.id,
        facts=plant.facts_of(scanned_container(sent["container"])),
        batch=sent["batch"],
        openness=Openness(sent["openness"]),
        equipment_id=scanned_equipment(sent["equipment"], room),
    )


def _close(actor: Actor, room: Room, sent: Sent) -> None:
    plant.close_container(
        actor=actor,
        room_id=room.id,
        container=scanned_container(sent["container"]).id,
        openness=Openness(sent["openness"]),
        equipment_id=scanned_equipment(sent["equipment"], room),
    )


def _remove(actor: Actor, room: Room, sent: Sent) -> None:
    plant.remove_container(actor=actor, room_id=room.id, container=scanned_container(sent["container"]).id)


def _clear(actor: Actor, room: Room, sent: Sent) -> str:
    made = plant.clear_line(actor=actor, room_id=room.id, items=[key for key in plant.CLEARANCE_ITEMS if sent.get(key)])
    return _to_sign(actor, plant.clearance(made.id))


def _to_sign(actor: Actor, row: LineClearance, _sent: Sent | None = None) -> str:
    """Keep what is shown to the signer, and say where it is signed."""
    back = reverse("clearance", args=[row.id])
    made = plant.prepare_clearance_signature(actor=actor, clearance_id=row.id, view=signed_view(row), back=back)
    return reverse("clearance_signing", args=[row.id, made.id])


def signed_view(row: LineClearance) -> str:
    """The clearance as it is shown for signing: every item in both languages, when, until when, the first signature."""
    items = [_both(plant.words.ITEMS[item]) for item in row.items]
    return render_to_string("equipment/signed_clearance.html", {"row": row, "items": items})


def _both(words: object) -> dict[str, str]:
    said = {}
    for name, code in (("zh", "zh-hans"), ("en", "en")):
        with translation.override(code):
            said[name] = str(words)
    return said


ROOM_ACTS = (
    ActPage(
        name="enter",
        permission=May.OPERATE,
        title=_("Enter the room"),
        submit=_("I am in the room"),
        toast=_("You are in the room."),
        run=_enter,
        form=EnterForm,
        options=lambda room: {"initial": {"gowned_for": room.grade}},
        icon="door-enter",
    ),
    ActPage(
        name="leave",
        permission=May.OPERATE,
        title=_("Leave the room"),
        submit=_("I have left the room"),
        toast=_("You have left the room."),
        run=lambda actor, room, _sent: plant.leave_room(actor=actor, room_id=room.id),
        form=PlainForm,
        icon="logout",
    ),
    ActPage(
        name="bring",
        permission=May.OPERATE,
        title=_("Bring a container in"),
        submit=_("Bring in"),
        toast=_("The container is in the room."),
        run=_bring,
        form=ContainerForm,
        options=lambda _room: {"opennesses": ENCLOSED},
        lead=_("Closed, or vented in an incubator. Opening it is a question of its own."),
        icon="inbox",
    ),
    ActPage(
        name="open",
        permission=May.OPERATE,
        title=_("Open a container"),
        submit=pgettext_lazy("container", "Open it"),
        toast=_("The container is open."),
        run=_open,
        form=ContainerForm,
        options=lambda _room: {"opennesses": EXPOSED},
        icon="circle-dashed",
    ),
    ActPage(
        name="close",
        permission=May.OPERATE,
        title=_("Close a container"),
        submit=_("Close the container"),
        toast=_("The container is closed."),
        run=_close,
        form=CloseForm,
        options=lambda _room: {"opennesses": ENCLOSED},
        icon="lock",
    ),
    ActPage(
        name="remove",
        permission=May.OPERATE,
        title=_("Take a container away"),
        submit=_("Take away"),
        toast=_("The container has left the room."),
        run=_remove,
        form=ScanForm,
        icon="truck",
    ),
    ActPage(
        name="end-work",
        permission=May.OPERATE,
        title=_("End the open work"),
        submit=_("End the work"),
        toast=_("The work has ended; the line must be cleared before the next one."),
        run=lambda actor, room, _sent: plant.end_work(actor=actor, room_id=room.id),
        form=PlainForm,
        lead=_("Nothing of the batch is open here any more. The line clearance is spent by this."),
        icon="check",
    ),
    ActPage(
        name="clear",
        permission=May.CLEAR_LINE,
        title=_("Clear the line"),
        submit=_("I checked every item"),
        toast=READ_AND_SIGN,
        run=_clear,
        form=ChecklistForm,
        lead=_(
            "Look at every item in the room and tick what you found right; then sign. A second person signs after you."
        ),
        icon="list-check",
        look="primary",
    ),
    ActPage(
        name="take-out",
        permission=May.MANAGE,
        title=_("Take the room out of service"),
        submit=_("Take out of service"),
        toast=_("The room is out of service."),
        run=lambda actor, room, sent: plant.change_room_state(
            actor=actor, room_id=room.id, verb="take_out", reason=sent["reason"]
        ),
        form=ReasonForm,
        danger=_("Nobody enters and nothing is opened there until it is brought back."),
        icon="circle-x",
        mood="desk",
    ),
    ActPage(
        name="bring-back",
        permission=May.MANAGE,
        title=_("Bring the room back into service"),
        submit=_("Bring back"),
        toast=_("The room is in service."),
        run=lambda actor, room, sent: plant.change_room_state(
            actor=actor, room_id=room.id, verb="bring_back", reason=sent["reason"]
        ),
        form=ReasonForm,
        icon="refresh",
        mood="desk",
    ),
    ActPage(
        name="tie",
        permission=May.MANAGE,
        title=_("Say in which walls the room lies"),
        submit=_("Keep"),
        toast=_("The room is tied to its walls."),
        run=lambda actor, room, sent: plant.tie_room(
            actor=actor, room_id=room.id, premises=sent["premises"], reason=sent["reason"]
        ),
        form=TieForm,
        options=lambda room: {"initial": {"premises": room.premises_label}},
        lead=_("Hot work in those walls or beside them is not permitted while a batch is in this room."),
        icon="map-pin",
        mood="desk",
    ),
)
CLEARANCE_ACTS = (
    ActPage(
        name="sign",
        permission=May.CLEAR_LINE,
        title=_("Sign the line clearance"),
        submit=_("Go on to the page to sign"),
        toast=READ_AND_SIGN,
        run=_to_sign,
        form=PlainForm,
        lead=_("You sign that you looked at every item and found it right."),
        icon="writing-sign",
        look="primary",
    ),
    ActPage(
        name="verify",
        permission=May.CLEAR_LINE,
        title=_("Verify the line clearance"),
        submit=_("I found the same: the line is clear"),
        toast=READ_AND_SIGN,
        run=_to_sign,
        form=PlainForm,
        lead=_("Look at every item yourself before you verify it."),
        icon="shield-check",
        look="primary",
    ),
    ActPage(
        name="void",
        permission=May.CLEAR_LINE,
        title=_("End the line clearance"),
        submit=_("The line is not clear any more"),
        toast=_("The line clearance is valid no longer."),
        run=lambda actor, row, sent: plant.void_clearance(actor=actor, clearance_id=row.id, reason=sent["reason"]),
        form=ReasonForm,
        icon="circle-x",
    ),
)
