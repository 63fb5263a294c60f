"""Consume containers and produce containers: split, pool, transfer, derive, sample, use, destroy."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.time import now
from cellpark.genealogy.public import link
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.kernel.quantity import Quantity
from cellpark.materials.actions.produce import Origin, produce
from cellpark.materials.balance import Taken, operation_problems
from cellpark.materials.container_events import (
    ContainerDestroyed,
    ContainerDrawn,
    ContainerFilled,
    ContainerOpened,
)
from cellpark.materials.edges import of_operation
from cellpark.materials.events import Line, LossLine, OperationDone
from cellpark.materials.issuing import issue
from cellpark.materials.lines import Consumed, Into, Loss, Outcomes, Produced
from cellpark.materials.models import Container, Material, Operation
from cellpark.materials.permissions import MaterialsPermission
from cellpark.materials.rows import locked, write
from cellpark.materials.rules import time_problems
from cellpark.materials.states import (
    CONTAINER_LIFECYCLE,
    ClockKind,
    ContainerState,
    DonorUse,
    OperationKind,
)
from cellpark.materials.usable import usable_problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What surrounds an operation: for which batch and step, where, with what, by whom."""

    at: datetime
    batch: UUID | None
    step: str
    room: UUID | None
    equipment: tuple[UUID, ...]
    performers: tuple[UUID, ...]
    reason: str = ""
    operation: UUID = field(default_factory=new_id)


def operate(  # noqa: PLR0913 -- everything that the record of an operation names (211.188)
    *,
    actor: Actor,
    kind: OperationKind,
    consumed: Sequence[Consumed],
    produced: Outcomes = (),
    at: datetime | None = None,
    batch: UUID | None = None,
    step: str | None = None,
    room: UUID | None = None,
    equipment: Sequence[UUID] = (),
    performers: Sequence[UUID] = (),
    reason: str | None = None,
) -> Operation:
    """Do one operation; quantities balance or nothing happens (211-1b, LBL-5).

    ``produced`` also holds ``Loss`` lines and, for ``use``, ``Into`` lines: containers that receive. In split, pool,
    transfer and sample exactly as much comes out as goes in; a derivation makes another material, whose amount is
    measured anew. A container in a store leaves it first. Recorded in the streams of all containers and of the
    operation; the graph of what came from what is joined in the same transaction.

    Raises ``Refused``: ``materials.operation....``, ``lifecycle.step``; ``DoesNotExist`` for a container out of sight.
    """
    actor.require(MaterialsPermission.OPERATE)
    people = tuple(performers) or (() if actor.person_id is None else (actor.person_id,))
    around = Around(
        at=at or now(),
        batch=batch,
        step=step or "",
        room=room,
        equipment=tuple(equipment),
        performers=people,
        reason=reason or "",
    )
    refuse_any(time_problems(around.at, now()))
    with transaction.atomic():
        into = [each for each in produced if isinstance(each, Into)]
        rows = locked(Container, *(each.container for each in consumed), *(each.container for each in into))
        organisation = _organisation(rows)
        parents = [_out_of_store(actor, rows, each.container, around) for each in consumed]
        materials = Material.objects.in_bulk({row.material_id for row in rows.values()})
        taken = [_taken(rows[each.container], materials, each) for each in consumed]
        refuse_any(operation_problems(kind=kind, taken=taken, outcomes=produced, reason=around.reason))
        _refuse_unfit(kind, [*parents, *(rows[each.container] for each in into)], around.at)
        origin = Origin(kind=kind, parents=parents, clocks=[list(parent.clocks) for parent in parents], around=around)
        _draw(actor, kind, rows, taken, around)
        _fill(actor, rows, into, kind, around)
        made = [produce(actor=actor, line=each, origin=origin) for each in produced if isinstance(each, Produced)]
        event = _event(kind, taken, made, produced, around)
        done, recorded = write(
            Operation,
            around.operation,
            event,
            actor=actor,
            organisation=organisation,
            at=around.at,
            reason=reason,
        )
        link(edges=of_operation(event), organisation=organisation, at=recorded.at, event=recorded.id)
    return done


def _event(
    kind: OperationKind, taken: Sequence[Taken], made: Sequence[Container], outcomes: Outcomes, around: Around
) -> OperationDone:
    out = [Line(container=each.id, quantity=each.quantity, sample=each.sample) for each in made]
    into = [
        Line(container=each.container, quantity=each.quantity, sample=False)
        for each in outcomes
        if isinstance(each, Into)
    ]
    return OperationDone(
        operation=around.operation,
        kind=kind.value,
        consumed=tuple(Line(container=each.container, quantity=each.quantity, sample=each.sample) for each in taken),
        produced=(*out, *into),
        losses=tuple(LossLine(quantity=each.quantity, why=each.why) for each in outcomes if isinstance(each, Loss)),
        batch=around.batch,
        step=around.step,
        room=around.room,
        equipment=around.equipment,
        performers=around.performers,
    )


def _organisation(rows: dict[UUID, Container]) -> UUID:
    owners = {row.organisation_id for row in rows.values()}
    if len(owners) != 1:
        raise Refused(Problem("materials.operation.two_owners" if owners else "materials.operation.nothing_in"))
    owner: UUID = owners.pop()
    return owner


def _taken(row: Container, materials: dict[UUID, Material], line: Consumed) -> Taken:
    return Taken(
        container=row.id,
        code=row.code,
        material=row.material_id,
        present=row.quantity,
        quantity=row.quantity if line.quantity is None else line.quantity,
        coi=row.coi,
        donor_use=DonorUse(materials[row.material_id].donor_use),
        sample=row.sample,
    )


def _refuse_unfit(kind: OperationKind, rows: Sequence[Container], at: datetime) -> None:
    """T4: what may not be used is not used; it may be sampled, for a decision, and destroyed."""
    if kind not in (OperationKind.SAMPLE, OperationKind.DESTROY):
        refuse_any(problem for row in rows for problem in usable_problems(row, at))
    verb = "destroy" if kind is OperationKind.DESTROY else "draw"
    refuse_any(problem for row in rows if (problem := CONTAINER_LIFECYCLE.problem(row.state, verb)) is not None)


def _out_of_store(actor: Actor, rows: dict[UUID, Container], identity: UUID, around: Around) -> Container:
    row = rows[identity]
    if row.state == ContainerState.STORED:
        rows[identity] = issue(actor, row, at=around.at, room=around.room, person=actor.person_id)
    return rows[identity]


def _draw(
    actor: Actor, kind: OperationKind, rows: dict[UUID, Container], taken: Sequence[Taken], around: Around
) -> None:
    for each in taken:
        row = _opened(actor, kind, rows, each, around)
        event: ContainerDrawn | ContainerDestroyed
        if kind is OperationKind.DESTROY:
            event = ContainerDestroyed(container=row.id, operation=around.operation, quantity=each.quantity)
        else:
            left = (row.quantity - each.quantity).to(row.quantity_unit)
            event = ContainerDrawn(
                container=row.id, operation=around.operation, kind=kind.value, quantity=each.quantity, left=left
            )
        rows[row.id], _ = write(
            Container,
            row.id,
            event,
            actor=actor,
            organisation=row.organisation_id,
            row=row,
            at=around.at,
            reason=around.reason or None,
        )


def _opened(actor: Actor, kind: OperationKind, rows: dict[UUID, Container], line: Taken, around: Around) -> Container:
    """What is drawn from for the first time is open from now on: the in-use time of what stays in it runs (T4)."""
    row = rows[line.container]
    timed = any(clock["kind"] == ClockKind.IN_USE for clock in row.clocks)
    if timed and row.opened_at is None and kind is not OperationKind.DESTROY and line.quantity != row.quantity:
        event = ContainerOpened(container=row.id)
        rows[row.id], _ = write(
            Container, row.id, event, actor=actor, organisation=row.organisation_id, row=row, at=around.at
        )
    return rows[row.id]


def _fill(actor: Actor, rows: dict[UUID, Container], into: Sequence[Into], kind: OperationKind, around: Around) -> None:
    for each in into:
        row = rows[each.container]
        added = each.quantity or Quantity.parse(f"0 {row.quantity_unit}")
        event = ContainerFilled(
            container=row.id,
            operation=around.operation,
            kind=kind.value,
            quantity=added,
            left=(row.quantity + added).to(row.quantity_unit),
        )
        rows[row.id], _ = write(
            Container, row.id, event, actor=actor, organisation=row.organisation_id, row=row, at=around.at
        )
