"""Take in what a building system says."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.locks import lock_word
from cellpark.base.time import now
from cellpark.facilities import places
from cellpark.facilities.actions.add_note import write_note
from cellpark.facilities.events import AlarmCleared, AlarmRaised
from cellpark.facilities.house.terms import terms_on
from cellpark.facilities.models import Alarm, WorkOrder
from cellpark.facilities.opening import open_order
from cellpark.facilities.permissions import FacilityPermission
from cellpark.facilities.projections import point_stream
from cellpark.facilities.queries import open_for_point
from cellpark.facilities.rows import locked_order, write_alarm
from cellpark.facilities.rules import TITLE_MAX, alarm_problems, kind_problems, moment_problems
from cellpark.facilities.sides import Spot
from cellpark.facilities.states import ALARM_LIFECYCLE, UNMENDED, AlarmState, OrderState, Severity, Side
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.leases.public import today
from cellpark.ledger.public import lock_stream
from cellpark.premises.public import Room

CLEARED = "@cleared"
"""A note that the house writes: a code, told in the reader's language."""


def receive_alarm(
    *,
    actor: Actor,
    source: str,
    external: str,
    point: str,
    severity: Severity,
    at: datetime,
    room: str = "",
    text: str = "",
    kind: str = "other",
) -> Alarm:
    """An alarm of a point; by its severity it opens an order, or joins the one that is open for the same point.

    The same ``external`` id of a source again gives the alarm that is there and changes nothing. A room that nobody
    knows is taken as it is written, and flagged. Raises ``Refused``: ``facilities.alarm....``, ``base....``; an id that
    an alarm of another point has is ``facilities.alarm.number``, because to pass over that alarm would lose it.
    """
    actor.require(FacilityPermission.SEND_ALARM)
    owner = actor.organisation_id
    assert owner is not None, "a building system is an operator's"
    rule = terms_on(today()).alarms[severity.value]
    problems = alarm_problems(source=source, external=external, point=point, place=room, text=text)
    problems += moment_problems(at, now=now())
    refuse_any([*problems, *kind_problems(kind=kind, urgency=rule.urgency, terms=terms_on(today()))])
    with transaction.atomic():
        lock_word(f"alarm {owner} {source} {external}")
        stream = point_stream(owner, key_of(source, point))
        lock_stream(stream)
        known: Alarm | None = Alarm.objects.filter(organisation_id=owner, source=source, external=external).first()
        if known is not None:
            refuse_any(_other_point(known, point))
            return known
        found = places.room_named(owner, room)
        place = room.strip() if found is None else places.label_of(found)
        order = _open_for(owner, source, point)
        if order is None and rule.opens:
            title = (text.strip() or point)[:TITLE_MAX]
            spot = _spot(owner, found, place or point)
            key = key_of(source, point)
            order = open_order(spot, actor=actor, kind=kind, urgency=rule.urgency, title=title, point=key)
        event = AlarmRaised(
            alarm=new_id(),
            source=source,
            external=external,
            point=point,
            room=None if found is None else found.id,
            place=place,
            known=found is not None,
            severity=severity,
            text=text.strip(),
            raised_at=at,
            order=None if order is None else order.id,
        )
        return write_alarm(event, stream=stream, actor=actor, organisation=owner)


def clear_alarm(*, actor: Actor, source: str, external: str, at: datetime) -> Alarm:
    """The building system says that it is over; the order that it opened reads so when its last alarm is.

    Repeated, it changes nothing. Raises ``Refused``: ``facilities.alarm.unknown``, ``facilities.alarm.future``.
    """
    actor.require(FacilityPermission.SEND_ALARM)
    owner = actor.organisation_id
    assert owner is not None, "a building system is an operator's"
    refuse_any(moment_problems(at, now=now()))
    found: Alarm | None = Alarm.objects.filter(organisation_id=owner, source=source, external=external).first()
    if found is None:
        raise Refused(Problem("facilities.alarm.unknown", {"id": external[:40]}, field="id"))
    with transaction.atomic():
        stream = point_stream(owner, key_of(source, found.point))
        lock_stream(stream)
        found.refresh_from_db()
        if found.state == AlarmState.CLEARED:
            return found
        ALARM_LIFECYCLE.step(found.state, "clear")
        event = AlarmCleared(alarm=found.id, cleared_at=max(at, found.raised_at))
        row = write_alarm(event, stream=stream, actor=actor, organisation=owner)
        if row.order_id is not None and not _raised(row.order_id):
            _tell(row.order_id, actor)
        return row


def key_of(source: str, point: str) -> str:
    """How an order names the point of a building system."""
    return f"{source}/{point}"


def _other_point(known: Alarm, point: str) -> list[Problem]:
    if known.point == point:
        return []
    return [Problem("facilities.alarm.number", {"id": known.external[:40], "point": known.point}, field="id")]


def _spot(owner: UUID, found: Room | None, place: str) -> Spot:
    room = None if found is None else found.id
    return Spot(operator_id=owner, tenant_id=None, room_id=room, place=place, side=Side.SYSTEM)


def _open_for(owner: UUID, source: str, point: str) -> WorkOrder | None:
    found = open_for_point(owner, key_of(source, point))
    if found is None:
        return None
    # somebody may be finishing it right now: then this alarm is work of its own
    row = locked_order(found.id)
    return row if OrderState(row.state) in UNMENDED else None


def _raised(order_id: UUID) -> bool:
    return bool(Alarm.objects.filter(order_id=order_id, state=AlarmState.RAISED).exists())


def _tell(order_id: UUID, actor: Actor) -> None:
    row = locked_order(order_id)
    if OrderState(row.state) in UNMENDED:
        write_note(row, CLEARED, side=Side.SYSTEM, actor=actor, internal=True)
