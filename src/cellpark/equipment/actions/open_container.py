"""Open a container in a room."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.equipment.acting import instant, locked_room, touching
from cellpark.equipment.events import ClearanceUsed, ContainerOpened
from cellpark.equipment.facts import ContainerFacts, clearance_row
from cellpark.equipment.models import LineClearance, OpenWork, Placement, Presence, Room
from cellpark.equipment.permissions import EquipmentPermission
from cellpark.equipment.placing import current_placement, equipment_in, remove_from_elsewhere
from cellpark.equipment.segregation import EXPOSED
from cellpark.equipment.sharing import note_shared, others_in
from cellpark.equipment.states import Infectious, Openness
from cellpark.equipment.verdict import fire_problems, opening_problems
from cellpark.facilities.public import fire_and_batch_in_turn
from cellpark.genealogy.public import link
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream, record


def open_container(
    *,
    actor: Actor,
    room_id: UUID,
    facts: ContainerFacts,
    batch: str = "",
    openness: Openness = Openness.OPEN,
    equipment_id: UUID | None = None,
    at: datetime | None = None,
) -> Placement:
    """The actor opens the container for ``batch``; the room belongs to this batch until its work there has ended.

    Raises ``Refused`` with every reason of ``opening_problems`` (T6, T7, T8, CN-4h).
    """
    actor.require(EquipmentPermission.OPERATE)
    assert actor.person_id is not None, "only a person opens a container"
    if openness not in EXPOSED:
        raise Refused(Problem("equipment.opening.not_an_opening", {"container": facts.code}, field="openness"))
    with transaction.atomic():
        lock_stream(f"room/{room_id}")  # the room first: everything about it meets there
        room, when = locked_room(room_id), instant(at)
        inside = equipment_in(room, equipment_id)
        refuse_any(
            opening_problems(
                room=room, container_facts=facts, batch=batch, person=actor.person_id, openness=openness, at=when
            )
        )
        clearance = clearance_row(room)
        assert clearance is not None, "the rules ask for one"
        work, begins = _work(room, facts, batch, when)
        if begins:
            _use(actor, clearance, work, when)
        placement = _placement(actor, room, facts, when)
        placement.equipment, placement.batch, placement.openness, placement.work = inside, batch, openness, work
        placement.by = actor.person_id
        placement.save()
        contact = _infectious_contact(room, actor.person_id, facts)
        event = ContainerOpened(
            room=room.id,
            placement=placement.id,
            work=work.id,
            begins_work=begins,
            clearance=clearance.id,
            equipment=equipment_id,
            container=facts.container,
            code=facts.code,
            content=facts.content.value,
            infectious=facts.infectious.value,
            batch=batch,
            donor=facts.donor,
            openness=openness.value,
            by=actor.person_id,
            infectious_contact=contact,
        )
        made = record(stream=f"room/{room.id}", event=event, actor=actor, organisation=room.organisation_id, at=when)
        edges = touching([facts.container], room=room.id, equipment=equipment_id, person=actor.person_id)
        link(edges=edges, organisation=room.organisation_id, at=made.at, event=made.id)
        note_shared(actor=actor, room=room, people=others_in(room, actor), containers=[facts.container], at=when)
        _no_fire_meanwhile(room, when)
    return placement


def _no_fire_meanwhile(room: Room, at: datetime) -> None:
    """Last of all, when nothing is waited for any more: a permit given at this instant sees the work, or we see it."""
    if room.premises_room is not None:
        fire_and_batch_in_turn(room.premises_room)
        refuse_any(fire_problems(room, at=at))


def _work(room: Room, facts: ContainerFacts, batch: str, at: datetime) -> tuple[OpenWork, bool]:
    """The room's open work, or a new one; the database knows one at a time (ATMP-3a, CN-4e)."""
    found = OpenWork.objects.filter(room=room, ended_at=None).first()
    if found is None:
        work = OpenWork(
            id=new_id(),
            organisation_id=room.organisation_id,
            room=room,
            batch=batch,
            donor=facts.donor,
            begun_at=at,
        )
        work.save(force_insert=True)
        return work, True
    known = [(found.batch, batch), (found.donor, facts.donor)]
    if not any(one and one == other for one, other in known) or any(a and b and a != b for a, b in known):
        named = {"container": facts.code, "other": str(found), "room": room.code, "whose": str(found)}
        raise Refused(Problem("equipment.opening.second_donor", named, rule="ATMP-3a"))
    return found, False


def _use(actor: Actor, clearance: LineClearance, work: OpenWork, at: datetime) -> None:
    clearance.work = work
    made = record(
        stream=f"clearance/{clearance.id}",
        event=ClearanceUsed(clearance=clearance.id, work=work.id),
        actor=actor,
        organisation=clearance.organisation_id,
        at=at,
    )
    clearance.version = made.version
    clearance.save(update_fields=["work", "version"])


def _placement(actor: Actor, room: Room, facts: ContainerFacts, at: datetime) -> Placement:
    """The container's stay in this room, or a new one."""
    before = current_placement(facts.container, organisation=room.organisation_id)
    if before is not None and before.room_id == room.id:
        return before
    remove_from_elsewhere(actor=actor, facts=facts, room=room, at=at)
    return Placement(
        id=new_id(),
        organisation_id=room.organisation_id,
        room=room,
        container=facts.container,
        code=facts.code,
        content=facts.content,
        infectious=facts.infectious,
        donor=facts.donor,
        since=at,
    )


def _infectious_contact(room: Room, person: UUID, facts: ContainerFacts) -> UUID | None:
    """The stay of a person who now has touched what may be infectious; everybody in the room shares its air."""
    if facts.infectious is Infectious.NEGATIVE or (facts.infectious is Infectious.UNKNOWN and room.accepts_unknown):
        return None
    stay: Presence = Presence.objects.get(room=room, person=person, left_at=None)
    stay.infectious_contact = True
    stay.save(update_fields=["infectious_contact"])
    touched: UUID = stay.id
    return touched
