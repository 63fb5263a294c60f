"""Plan a shipment."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream
from cellpark.materials.public import Container, ContainerState
from cellpark.shipments.events import Packable, ShipmentPlanned
from cellpark.shipments.models import Shipment
from cellpark.shipments.parties import find_party
from cellpark.shipments.permissions import ShipmentPermission
from cellpark.shipments.rows import write
from cellpark.shipments.rules import WINDOWS, Journey, plan_problems
from cellpark.shipments.states import ON_THE_WAY, Purpose, ShipmentState
from cellpark.shipments.travelling import STOPPED, product_problems

_GONE = frozenset({ContainerState.EMPTY, ContainerState.DESTROYED})


def plan_shipment(*, actor: Actor, number: str, containers: Sequence[UUID], journey: Journey) -> Shipment:
    """Plan what travels from whom to whom; the containers are the actor's organisation's own, expected ones included.

    A product may be planned before it is released, and packed after; one that was stopped is planned for
    its destruction alone, once it is rejected or called back (T14, CN-4c).
    Raises ``Refused``: ``shipments....``. Raises ``DoesNotExist`` for a container out of sight.
    """
    actor.require(ShipmentPermission.PLAN)
    refuse_any(plan_problems(number=number, containers=containers, journey=journey))
    found: dict[UUID, Container] = Container.objects.select_related("material").in_bulk(list(containers))
    if len(found) != len(containers):
        raise Container.DoesNotExist
    owners = {row.organisation_id for row in found.values()}
    if len(owners) > 1 or (actor.organisation_id is not None and owners != {actor.organisation_id}):
        raise Refused(Problem("shipments.contents.owner", field="containers"))
    owner = owners.pop()
    if owner not in (journey.sender, journey.receiver):
        raise Refused(Problem("shipments.sides.owner", field="sender"))
    for name, party in (("sender", journey.sender), ("receiver", journey.receiver), ("carrier", journey.carrier)):
        if party is not None:
            find_party(str(party), field=name)
    low, high = WINDOWS[journey.condition]
    with transaction.atomic():
        # two plans with one number, or one container, meet here
        lock_stream(f"shipments/{owner}")
        refuse_any([*_taken(owner, number, found), *(_stopped(found, journey) if owner == journey.sender else ())])
        identity = new_id()
        event = ShipmentPlanned(
            shipment=identity,
            number=number,
            sender=journey.sender,
            receiver=journey.receiver,
            carrier=journey.carrier,
            condition=journey.condition.value,
            low=low,
            high=high,
            allowed_minutes=journey.allowed_minutes,
            hours_max=journey.hours_max,
            pick_up_at=journey.pick_up_at,
            due_at=journey.due_at,
            contents=tuple(Packable(container=each, code=found[each].code, coi=found[each].coi) for each in containers),
            purpose=journey.purpose.value,
        )
        return write(event, actor=actor, organisation=owner)


def _stopped(found: dict[UUID, Container], journey: Journey) -> list[Problem]:
    problems = product_problems(found.values(), held=False, purpose=journey.purpose)
    return [each for each in problems if each.code == STOPPED or journey.purpose is Purpose.DESTRUCTION]


def _taken(owner: UUID, number: str, found: dict[UUID, Container]) -> list[Problem]:
    rows = Shipment.objects.filter(organisation_id=owner)
    problems = []
    if rows.filter(number=number).exists():
        problems.append(Problem("shipments.number.taken", {"number": number}, field="number"))
    problems += [
        Problem("shipments.contents.gone", {"code": each.code, "state": each.state}, field="containers")
        for each in found.values()
        if each.state in _GONE
    ]
    running = {ShipmentState.PLANNED, *ON_THE_WAY}
    for row in rows.filter(state__in=running):
        problems += [
            Problem(
                "shipments.contents.elsewhere", {"code": found[each].code, "number": row.number}, field="containers"
            )
            for each in row.container_ids
            if each in found
        ]
    return problems
