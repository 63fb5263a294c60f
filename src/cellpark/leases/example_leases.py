"""Load example leases by the same acts, the same two people and the same ceremony as in life."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from cellpark.access.public import actor_for, running_memberships
from cellpark.base.actor import Actor
from cellpark.base.example_days import on_day
from cellpark.base.locks import lock_word
from cellpark.identity.public import Organisation, Person, example_proof
from cellpark.kernel.months import add_months
from cellpark.kernel.yaml_text import read_yaml
from cellpark.leases.acting import RoomWanted
from cellpark.leases.actions.approve_lease import approve_lease
from cellpark.leases.actions.draft_lease import draft_lease
from cellpark.leases.actions.hold_room import hold_room
from cellpark.leases.actions.record_index import record_index
from cellpark.leases.actions.run_lease import give_notice, start_lease
from cellpark.leases.actions.set_asking_rent import set_asking_rent
from cellpark.leases.actions.sign_lease import prepare_lease_signature, sign_lease
from cellpark.leases.actions.take_over_lease import take_over_lease
from cellpark.leases.days import today
from cellpark.leases.models import Lease
from cellpark.premises.public import Room, RoomUse
from cellpark.rent import public as rent

SIZE_LIMIT_BYTES = 200_000
WHY = "example"
SIGNED = ("signed", "running", "notice")
NOTICE_DAYS = 90
DRAFTED_AT, STARTED_AT = time(10, 0), time(8, 0)


@dataclass(frozen=True, slots=True)
class _World:
    operator: Organisation
    drafter: Actor
    approver: Actor
    password: str
    month: date


def load_example_leases(*, path: Path, password: str) -> int:
    """Draft, approve, sign and start what the file names; how many leases were new. Safe to repeat.

    Raises whatever an act refuses, and ``DoesNotExist`` for an organisation, a person or a room that is not there; then
    nothing is written.
    """
    said: Any = read_yaml(path.read_bytes(), limit_bytes=SIZE_LIMIT_BYTES)
    operator: Organisation = Organisation.objects.get(example=True, name_en=said["operator"])
    drafter, approver = (_actor(said[name], operator.id) for name in ("drafted_by", "approved_by"))
    world = _World(operator, drafter, approver, password, today().replace(day=1))
    with transaction.atomic():
        lock_word(f"leases.examples/{operator.id}")
        if Lease.objects.filter(organisation_id=operator.id).exists():
            return 0
        for each in said["asking"]:
            set_asking_rent(
                actor=world.drafter,
                use=RoomUse(each["use"]),
                rate=Decimal(each["rate"]),
                since=add_months(world.month, each["since"]),
            )
        for each in said["index"]:
            _index(world, each)
        for each in said["leases"]:
            _lease(world, each)
        for each in said["holds"]:
            _hold(world, each)
    return len(said["leases"])


def _actor(email: str, organisation: UUID) -> Actor:
    person: Person = Person.objects.get(email=email, example=True)
    return actor_for(person.id, organisation, running_memberships(person.id), channel="command")


def _index(world: _World, each: Mapping[str, Any]) -> None:
    month = add_months(world.month, each["month"])
    record_index(
        actor=world.drafter,
        name=each["name"],
        month=f"{month:%Y-%m}",
        figure=each["figure"],
        published_on=add_months(month, 1),
        source=WHY,
    )


def _rooms(world: _World, names: list[str]) -> list[Room]:
    found = []
    for name in names:
        building, _slash, code = name.partition("/")
        room: Room = Room.objects.get(
            organisation_id=world.operator.id, building__code=building, code=code, valid_until=None
        )
        found.append(room)
    return found


def _lease(world: _World, each: Mapping[str, Any]) -> None:
    """One lease, each step on its own day: a lease that runs was drafted the month before, or taken over from paper."""
    tenant: Organisation = Organisation.objects.get(example=True, name_en=each["tenant"])
    signer = _actor(each["signed_by"], tenant.id) if "signed_by" in each else None
    paper: Mapping[str, Any] | None = each.get("paper")
    start = add_months(world.month, each["since"])
    agreed = add_months(world.month, paper["taken_over"]) if paper else add_months(start, -1)
    with on_day(agreed, DRAFTED_AT):
        made = _drafted(world, each, tenant, start)
        stage = each["stage"]
        if paper:
            signed_on = add_months(world.month, paper["signed"])
            take_over_lease(
                actor=world.approver, lease_id=made.id, paper=paper["name"], signed_on=signed_on, billed_from=agreed
            )
        elif stage != "draft":
            approve_lease(actor=world.approver, lease_id=made.id)
        if stage in SIGNED and not paper and signer:
            _sign(world, world.approver, made.id)
            _sign(world, signer, made.id)
    if stage in ("running", "notice"):
        with on_day(max(start, agreed + timedelta(days=1)), STARTED_AT):
            start_lease(actor=world.approver, lease_id=made.id)
    if stage == "notice" and signer:
        give_notice(actor=signer, lease_id=made.id, day=add_months(world.month, 5), reason=WHY)


def _drafted(world: _World, each: Mapping[str, Any], tenant: Organisation, start: date) -> Lease:
    rooms = _rooms(world, each["rooms"])
    works = add_months(start, each["fit_out_months"]) if each.get("fit_out_months") else None
    return draft_lease(
        actor=world.drafter,
        number=each["number"],
        tenant_id=tenant.id,
        text=rent.lease_text(_form(world, each, rooms, start, works)),
        rooms=[RoomWanted(room_id=room.id, fit_out_until=works) for room in rooms],
        notice_days=NOTICE_DAYS,
    )


def _form(world: _World, each: Mapping[str, Any], rooms: list[Room], start: date, works: date | None) -> dict[str, Any]:
    area = sum((room.area_net_m2 for room in rooms), Decimal(0))
    free = {} if works is None else {"free": [{"since": start.isoformat(), "until": works.isoformat()}]}
    terms: list[dict[str, Any]] = [
        {
            "key": f"rent-{room.code}",
            "kind": "rent",
            "room": room.code,
            "basis": "area_month",
            "area_m2": _shortest(room.area_net_m2),
            **each["rent"],
            **free,
            "tax": "0.09",
        }
        for room in rooms
    ]
    service = {"key": "service", "kind": "service", "basis": "area_month", "area_m2": _shortest(area)}
    terms.append({**service, "rate": each["service"], "tax": "0.06", "tax_included": False})
    deposit = (area * Decimal(each["rent"]["rate"]) * each["deposit_months"]).quantize(Decimal(1))
    terms.append({"key": "deposit", "kind": "deposit", "basis": "once", "rate": _shortest(deposit)})
    return {
        "format": rent.FORMAT,
        "lease": each["number"],
        "since": start.isoformat(),
        "until": add_months(world.month, each["until"]).isoformat(),
        "currency": "CNY",
        "cycle": {"every_months": 3, "months": "lease", "in_advance": True, "due_days": -10},
        "late": {"per_day": "0.0005", "grace_days": 5, "cap": "1"},
        "terms": terms,
    }


def _shortest(number: Decimal) -> str:
    return format(number.normalize(), "f")


def _sign(world: _World, actor: Actor, lease_id: UUID) -> None:
    assert actor.person_id is not None, "a person signs"
    person: Person = Person.objects.get(id=actor.person_id)
    prepared = prepare_lease_signature(actor=actor, lease_id=lease_id, why=WHY)
    with example_proof(person=person, password=world.password) as proof:
        sign_lease(actor=actor, lease_id=lease_id, prepared_id=prepared.id, proof=proof)


def _hold(world: _World, each: Mapping[str, Any]) -> None:
    hold_room(
        actor=world.drafter,
        number=each["number"],
        rooms=[RoomWanted(room_id=room.id) for room in _rooms(world, each["rooms"])],
        until=today() + timedelta(days=each["days"]),
        for_whom=each["for_whom"],
    )
