"""The example faults, permits and alarms that ship with the program, told by the acts of the house on their days."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from cellpark.access.public import actor_for, running_memberships
from cellpark.base.actor import Actor
from cellpark.base.example_days import on_day
from cellpark.base.scope import use_scope
from cellpark.base.time import now
from cellpark.facilities.actions.accept_order import accept_order
from cellpark.facilities.actions.approve_permit import approve_permit
from cellpark.facilities.actions.assign_order import assign_order
from cellpark.facilities.actions.close_permit import close_permit
from cellpark.facilities.actions.confirm_order import confirm_order
from cellpark.facilities.actions.decline_order import decline_order
from cellpark.facilities.actions.enter_cost import enter_cost
from cellpark.facilities.actions.finish_work import finish_work
from cellpark.facilities.actions.receive_alarm import clear_alarm, receive_alarm
from cellpark.facilities.actions.report_order import report_order
from cellpark.facilities.actions.request_permit import request_permit
from cellpark.facilities.actions.start_work import start_work
from cellpark.facilities.actions.wait_for_tenant import wait_for_tenant
from cellpark.facilities.house.terms import terms_on
from cellpark.facilities.models import WorkOrder
from cellpark.facilities.permit_rules import HotWork, Waste
from cellpark.facilities.places import room_named
from cellpark.facilities.sides import Where
from cellpark.facilities.states import CostKind, Payer, Severity, WasteKind
from cellpark.identity.public import person_by_email
from cellpark.kernel.yaml_text import read_yaml
from cellpark.leases.public import today

SIZE_MAX: Final = 200_000
OFFICE: Final = "park-staff@example.org"
MANAGER: Final = "park-manager@example.org"
Said = Mapping[str, Any]


def load_example_facilities(path: Path) -> int:
    """Take the examples in, once; how many orders there are. Days count back from the day of loading."""
    said = read_yaml(path.read_bytes(), limit_bytes=SIZE_MAX)
    if WorkOrder.objects.filter(example=True).exists():
        return 0
    with transaction.atomic():
        for each in sorted(said["orders"], key=lambda order: -int(order["days"])):
            _order(each)
        for each in said["alarms"]:
            _alarm(each)
        for each in said["permits"]:
            _permit(each)
    return len(said["orders"])


def _order(said: Said) -> None:
    days, by = int(said["days"]), _person(said["by"])
    with _clock(days, said["at"]), use_scope(by.scope):
        row = report_order(
            actor=by,
            title=said["title"],
            kind=said["kind"],
            urgency=said["urgency"],
            where=_where(said),
            example=True,
        )
    for step in said["steps"]:
        actor = _person(step.get("by", OFFICE))
        with _clock(int(step.get("days", days)), step["at"]), use_scope(actor.scope):
            _step(row.id, step, actor)


def _step(order_id: UUID, step: Said, actor: Actor) -> None:
    to: dict[str, Any] = {"actor": actor, "order_id": order_id}
    match step["do"]:
        case "accept":
            accept_order(**to)
        case "assign":
            assign_order(**to, contractor=step["contractor"])
        case "start":
            start_work(**to)
        case "wait":
            wait_for_tenant(**to, reason=step["said"])
        case "finish":
            finish_work(**to, done=step["said"])
        case "confirm":
            confirm_order(**to)
        case "decline":
            decline_order(**to, reason=step["said"])
        case "cost":
            enter_cost(
                **to,
                kind=CostKind(step["kind"]),
                text=step["said"],
                quantity=Decimal(step["quantity"]),
                unit_price=Decimal(step["price"]),
                payer=Payer(step["payer"]),
            )


def _alarm(said: Said) -> None:
    days, actor = int(said["days"]), _person(OFFICE)
    with _clock(days, said["at"]), use_scope(actor.scope):
        receive_alarm(
            actor=actor,
            source=said["source"],
            external=said["id"],
            point=said["point"],
            severity=Severity(said["severity"]),
            at=min(_instant(days, said["at"]), now()),
            room=said["room"],
            text=said["text"],
            kind=said["kind"],
        )
    if "cleared" in said:
        with _clock(days, said["cleared"]), use_scope(actor.scope):
            clear_alarm(actor=actor, source=said["source"], external=said["id"], at=_instant(days, said["cleared"]))


def _permit(said: Said) -> None:
    days, by, manager = int(said["days"]), _person(said["by"]), _person(MANAGER)
    start = _instant(days, said["at"])
    with _clock(days, "08:40"), use_scope(by.scope):
        row = request_permit(
            actor=by,
            said=_asked(said),
            text=said["text"],
            starts_at=start,
            ends_at=start + timedelta(hours=int(said["hours"])),
            where=_where(said),
            contractor=said.get("contractor", ""),
            example=True,
        )
    if "given" not in said:
        return
    with _clock(days, said["given"]), use_scope(manager.scope):
        approve_permit(actor=manager, permit_id=row.id)
    with _clock(days, said["closed"]), use_scope(manager.scope):
        close_permit(
            actor=manager,
            permit_id=row.id,
            said=said["said"],
            quantity=Decimal(said["handed"]) if "handed" in said else None,
            containers=said.get("containers", 0),
            note_number=said.get("note", ""),
        )


def _asked(said: Said) -> HotWork | Waste:
    if said["kind"] == "waste":
        return Waste(
            kind=WasteKind(said["waste"]),
            quantity=Decimal(said["quantity"]),
            containers=said["containers"],
            carrier=said["carrier"],
            licence=said["licence"],
        )
    return HotWork(
        fire_watch=said["watch"],
        extinguisher=said["extinguisher"],
        detectors=said["detectors"],
        checks=tuple(terms_on(today()).checks),
    )


def _where(said: Said) -> Where:
    if "place" in said:
        return Where(place=said["place"])
    operator = _person(OFFICE)
    assert operator.organisation_id is not None, "the office works for an operator"
    with use_scope(operator.scope):
        room = room_named(operator.organisation_id, said["room"])
    assert room is not None, said["room"]
    return Where(room_id=room.id)


def _person(email: str) -> Actor:
    found = person_by_email(email)
    assert found is not None, email
    memberships = running_memberships(found.id)
    return actor_for(found.id, memberships[0].organisation_id, memberships, channel="command")


@contextmanager
def _clock(days: int, at: str) -> Iterator[None]:
    with on_day(today() - timedelta(days=days), time.fromisoformat(at)):
        yield


def _instant(days: int, at: str) -> datetime:
    day = today() - timedelta(days=days)
    return datetime.combine(day, time.fromisoformat(at), tzinfo=ZoneInfo(settings.TIME_ZONE))
