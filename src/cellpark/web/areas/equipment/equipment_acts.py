"""What can be done with a piece of equipment, a reservation, an assessment."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from cellpark.base.actor import Actor
from cellpark.equipment import public as plant
from cellpark.equipment.public import Equipment
from cellpark.equipment.public import EquipmentPermission as May
from cellpark.web.areas.equipment.act_pages import ActPage
from cellpark.web.areas.equipment.forms import MoveForm, PlainForm, ReservationForm, SerialForm, StateForm, UseForm
from cellpark.web.pages.forms.reasons import ReasonForm

Sent = Mapping[str, Any]


def _state(act: Callable[..., object]) -> Callable[[Actor, Equipment, Sent], object]:
    return lambda actor, found, sent: act(
        actor=actor, equipment_id=found.id, valid_until=sent["valid_until"], note=sent["note"]
    )


def _service(verb: str) -> Callable[[Actor, Equipment, Sent], object]:
    return lambda actor, found, sent: plant.change_service(
        actor=actor, equipment_id=found.id, verb=verb, reason=sent["reason"]
    )


def _device(accepted: bool) -> Callable[[Actor, Equipment, Sent], object]:
    return lambda actor, found, sent: plant.register_device(
        actor=actor, equipment_id=found.id, accepted=accepted, reason=sent["reason"]
    )


def _reserve(actor: Actor, found: Equipment, sent: Sent) -> None:
    plant.reserve(
        actor=actor,
        equipment_id=found.id,
        starts_at=sent["starts_at"],
        ends_at=sent["ends_at"],
        batch=sent["batch"],
        purpose=sent["purpose"],
    )


def _move(actor: Actor, found: Equipment, sent: Sent) -> None:
    room = plant.find_room(sent["room"]).id if sent["room"] else None
    plant.move_equipment(actor=actor, equipment_id=found.id, room_id=room, reason=sent["reason"])


EQUIPMENT_ACTS = (
    ActPage(
        name="start",
        permission=May.OPERATE,
        title=_("Begin to use it"),
        submit=_("Begin"),
        toast=_("The use has begun."),
        run=lambda actor, found, sent: plant.start_use(
            actor=actor, equipment_id=found.id, batch=sent["batch"], product=sent["product"]
        ),
        form=UseForm,
        icon="player-play",
        look="primary",
    ),
    ActPage(
        name="finish",
        permission=May.OPERATE,
        title=_("End its use"),
        submit=_("End the use"),
        toast=_("The use has ended."),
        run=lambda actor, found, _sent: plant.finish_use(actor=actor, equipment_id=found.id, batch=found.used_by),
        form=PlainForm,
        lead=_("Until it is cleaned, no other batch may use it."),
        icon="check",
        look="primary",
    ),
    ActPage(
        name="clean",
        permission=May.OPERATE,
        title=_("Record a cleaning"),
        submit=_("It is clean"),
        toast=_("The cleaning is recorded."),
        run=_state(plant.clean_equipment),
        form=StateForm,
        options=lambda _found: {"days": 7},
        icon="refresh",
    ),
    ActPage(
        name="reserve",
        permission=May.RESERVE,
        title=_("Reserve it"),
        submit=_("Reserve"),
        toast=_("It is reserved."),
        run=_reserve,
        form=ReservationForm,
        icon="clock",
        mood="desk",
    ),
    ActPage(
        name="qualify",
        permission=May.SERVICE,
        title=_("Record its qualification"),
        submit=_("Record"),
        toast=_("The qualification is recorded."),
        run=_state(plant.qualify_equipment),
        form=StateForm,
        icon="shield-check",
        mood="desk",
    ),
    ActPage(
        name="calibrate",
        permission=May.SERVICE,
        title=_("Record its calibration"),
        submit=_("Record"),
        toast=_("The calibration is recorded."),
        run=_state(plant.calibrate_equipment),
        form=StateForm,
        options=lambda _found: {"days": 180},
        icon="adjustments",
        mood="desk",
    ),
    ActPage(
        name="take-out",
        permission=May.TAKE_OUT,
        title=_("Take it out of service"),
        submit=_("Take out of service"),
        toast=_("It is out of service."),
        run=_service("take_out"),
        form=ReasonForm,
        icon="circle-x",
    ),
    ActPage(
        name="bring-back",
        permission=May.SERVICE,
        title=_("Bring it back into service"),
        submit=_("Bring back"),
        toast=_("It is in service."),
        run=_service("bring_back"),
        form=ReasonForm,
        icon="refresh",
        mood="desk",
    ),
    ActPage(
        name="move",
        permission=May.MANAGE,
        title=_("Move it"),
        submit=_("Move"),
        toast=_("It stands there now."),
        run=_move,
        form=MoveForm,
        icon="arrow-right",
        mood="desk",
    ),
    ActPage(
        name="serial",
        permission=May.MANAGE,
        title=_("Note its serial number"),
        submit=_("Record"),
        toast=_("The serial number is on record."),
        run=lambda actor, found, sent: plant.note_serial(
            actor=actor, equipment_id=found.id, serial=sent["serial"], reason=sent["reason"]
        ),
        form=SerialForm,
        lead=_("Values out of a file that another instrument wrote are refused."),
        icon="fingerprint",
        mood="desk",
    ),
    ActPage(
        name="accept",
        permission=May.MANAGE,
        title=_("Register it as a source of data"),
        submit=_("Register"),
        toast=_("Its data are accepted from now on."),
        run=_device(accepted=True),
        form=ReasonForm,
        icon="plus",
        mood="desk",
    ),
    ActPage(
        name="refuse",
        permission=May.MANAGE,
        title=_("Accept its data no longer"),
        submit=_("Accept no longer"),
        toast=_("Its data are no longer accepted."),
        run=_device(accepted=False),
        form=ReasonForm,
        icon="x",
        mood="desk",
    ),
)
CANCEL = ActPage(
    name="cancel",
    permission=May.RESERVE,
    title=_("Cancel the reservation"),
    submit=_("Cancel the reservation"),
    toast=_("The equipment is free again in that time."),
    run=lambda actor, row, sent: plant.cancel_reservation(actor=actor, reservation_id=row.id, reason=sent["reason"]),
    form=ReasonForm,
    mood="desk",
)
ASSESSMENT_ACTS = (
    ActPage(
        name="approve",
        permission=May.APPROVE_ASSESSMENT,
        title=_("Approve the assessment"),
        submit=_("Approve"),
        toast=_("The assessment is approved."),
        run=lambda actor, row, sent: plant.approve_assessment(
            actor=actor, assessment_id=row.id, reason=sent["reason"], seen_version=sent["seen_version"]
        ),
        form=ReasonForm,
        icon="check",
        look="primary",
        versioned=True,
        mood="desk",
    ),
    ActPage(
        name="withdraw",
        permission=May.DRAFT_ASSESSMENT,
        title=_("Withdraw the assessment"),
        submit=_("Withdraw"),
        toast=_("The assessment is withdrawn."),
        run=lambda actor, row, sent: plant.withdraw_assessment(
            actor=actor, assessment_id=row.id, reason=sent["reason"], seen_version=sent["seen_version"]
        ),
        form=ReasonForm,
        danger=_("Closed systems of several donors may no longer run side by side in its rooms."),
        icon="circle-x",
        versioned=True,
        mood="desk",
    ),
)
