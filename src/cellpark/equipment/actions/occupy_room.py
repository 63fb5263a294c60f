"""Somebody enters a room."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.equipment.acting import instant, locked_room
from cellpark.equipment.actions.leave_room import end_stay
from cellpark.equipment.events import RoomEntered
from cellpark.equipment.facts import gowning_grades, presence_of
from cellpark.equipment.models import Presence
from cellpark.equipment.permissions import EquipmentPermission
from cellpark.equipment.rules import entering_problems
from cellpark.equipment.segregation import gowning_qualified
from cellpark.equipment.sharing import exposed_in, note_shared
from cellpark.equipment.states import Grade, RoomUse, ServiceState
from cellpark.identity.public import person_in_sight
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream, record


def occupy_room(
    *,
    actor: Actor,
    room_id: UUID,
    person: UUID | None = None,
    gowned_for: Grade | None = None,
    regowned: bool = False,
    at: datetime | None = None,
) -> Presence:
    """``person`` (default: the actor) enters, gowned for a grade (default: the room's), and leaves where they were.

    ``regowned``: put on a fresh gown on the way. Raises ``Refused``: not gowned or not qualified for the grade (A1-1b,
    T2), or fresh from infectious material without a new gown (ATMP-3b, T7).
    """
    actor.require(EquipmentPermission.OPERATE)
    who = person or actor.person_id
    assert who is not None, "the house itself is in no room"
    person_in_sight(who)
    with transaction.atomic():
        before = presence_of(who, organisation=locked_room(room_id).organisation_id)
        leaving = before is not None and before.left_at is None
        for stream in sorted({f"room/{room_id}", *([f"room/{before.room_id}"] if before and leaving else [])}):
            lock_stream(stream)
        room, when = locked_room(room_id), instant(at)
        if before is not None and leaving and before.room_id == room.id:
            raise Refused(Problem("equipment.person.here_already", {"room": room.code}))
        if room.state == ServiceState.OUT_OF_SERVICE:
            raise Refused(Problem("equipment.room.out_of_service", {"room": room.code}))
        grade = Grade(room.grade)
        contact = before is not None and before.infectious_contact and not regowned
        refuse_any(
            entering_problems(
                room=room.code,
                grade=grade,
                uses=[RoomUse(use) for use in room.uses],
                gowned_for=gowned_for or grade,
                qualified=gowning_qualified(grade, gowning_grades(who, organisation=room.organisation_id, at=when)),
                infectious_contact=contact,
            )
        )
        if before is not None and leaving:
            end_stay(actor=actor, stay=before, at=when)
        stay = Presence(
            id=new_id(),
            organisation_id=room.organisation_id,
            room=room,
            person=who,
            gowned_for=(gowned_for or grade).value,
            infectious_contact=contact,
            entered_at=when,
        )
        stay.save(force_insert=True)
        record(stream=f"room/{room.id}", event=_entered(stay), actor=actor, organisation=room.organisation_id, at=when)
        note_shared(actor=actor, room=room, people=[who], containers=exposed_in(room), at=when)
    return stay


def _entered(stay: Presence) -> RoomEntered:
    return RoomEntered(
        room=stay.room_id,
        presence=stay.id,
        person=stay.person,
        gowned_for=stay.gowned_for,
        infectious_contact=stay.infectious_contact,
    )
