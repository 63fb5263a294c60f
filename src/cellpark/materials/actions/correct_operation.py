"""Correct what an operation recorded: the old one stays and holds no longer, a new one stands for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.time import now
from cellpark.genealogy.public import link, void
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.kernel.quantity import Quantity
from cellpark.ledger.public import events_of, lock_stream
from cellpark.materials.amending import Amended, Lines, amended_lines
from cellpark.materials.balance import Taken, operation_problems
from cellpark.materials.container_events import ContainerCorrected, ContainerOpened
from cellpark.materials.correcting import held_problems, instead_problems
from cellpark.materials.edges import of_operation
from cellpark.materials.events import Line, OperationCorrected
from cellpark.materials.issuing import issue
from cellpark.materials.lines import Into, Loss, Outcome, Produced
from cellpark.materials.models import Container, Operation
from cellpark.materials.permissions import MaterialsPermission
from cellpark.materials.resuming import before_emptying, before_operation, left_empty, stored_since
from cellpark.materials.rows import locked, stream_of, write
from cellpark.materials.rules import reason_problems, time_problems
from cellpark.materials.states import ClockKind, ContainerState, DonorUse, OperationKind

GONE = frozenset({ContainerState.EXPECTED, ContainerState.DESTROYED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One correction: who, of which operation, when and why; ``chain``: it and all that it stands for."""

    actor: Actor
    old: Operation
    at: datetime
    reason: str
    operation: UUID
    first: Operation
    chain: frozenset[UUID]


def correct_operation(
    *, actor: Actor, operation_id: UUID, changes: Sequence[Amended], reason: str, at: datetime | None = None
) -> Operation:
    """Record what was really moved, with the reason; amounts balance anew or nothing happens (T11, 211-1b).

    The edges of the old operation are void from now on, and a trace as of earlier still shows them (T16). Where, with
    what and by whom it was done stays as it was recorded. Raises ``Refused``: ``materials.correction.stands_on`` where
    later operations rest on the amount, ``materials.correction.twice`` where it was corrected before,
    ``materials.correction.held`` where what moved is stopped and another than quality corrects (CN-4c), what
    ``instead_problems`` says of another container, and what stands against the amounts themselves; ``DoesNotExist`` for
    what is out of sight.
    """
    actor.require(MaterialsPermission.CORRECT)
    when = at or now()
    refuse_any([*reason_problems(reason), *time_problems(when, now())])
    with transaction.atomic():
        lock_stream(stream_of(Operation, operation_id))
        old: Operation = Operation.ever.get(id=operation_id)
        if Operation.ever.filter(corrects=old.id).exists():
            raise Refused(Problem("materials.correction.twice", rule="T11"))
        first, chain = _first_of(old)
        case = Case(actor=actor, old=old, at=when, reason=reason.strip(), operation=new_id(), first=first, chain=chain)
        kind = OperationKind(old.kind)
        was = Lines.of_row(old.consumed, old.produced, old.losses)
        becomes = amended_lines(
            kind,
            was,
            changes,
            reason=case.reason,
            declared=Lines.of_row(first.consumed, first.produced, first.losses).losses,
            emptied=any(left_empty(each.container, chain) for each in was.consumed),
        )
        if kind is OperationKind.DESTROY or becomes == was:
            raise Refused(Problem("materials.correction.nothing", rule="T11"))
        rows = locked(Container, *_containers(was, becomes))
        refuse_any(held_problems(actor, rows.values()))
        refuse_any(
            problem
            for each in changes
            if each.instead not in (None, each.container) and each.instead in rows
            for problem in instead_problems(actor, old, rows[each.container], rows[each.instead])
        )
        left = {identity: _left(row, was, becomes) for identity, row in rows.items()}
        refuse_any(
            operation_problems(
                kind=kind, taken=_taken(rows, was, becomes), outcomes=_outcomes(kind, becomes), reason=case.reason
            )
        )
        _refuse_rested_on(case, rows, left, was, becomes)
        for identity, amount in left.items():
            if amount != rows[identity].quantity:
                _balance(case, rows[identity], amount, was, becomes)
        return _stands_for(case, becomes)


def _first_of(old: Operation) -> tuple[Operation, frozenset[UUID]]:
    """The operation as it was recorded at first, and the ids of all that stood for it since."""
    chain = {old.id}
    while old.corrects is not None:
        old = Operation.ever.get(id=old.corrects)
        chain.add(old.id)
    return old, frozenset(chain)


def _containers(*lines: Lines) -> set[UUID]:
    return {each.container for said in lines for each in (*said.consumed, *said.produced)}


def _amount(lines: Sequence[Line], container: UUID, like: Quantity) -> Quantity:
    nothing = like - like
    return next((each.quantity for each in lines if each.container == container and each.quantity), nothing)


def _left(row: Container, was: Lines, becomes: Lines) -> Quantity:
    """What is in a container when the operation was as it is said now."""
    present: Quantity = row.quantity
    taken, took = _amount(was.consumed, row.id, present), _amount(becomes.consumed, row.id, present)
    given, gave = _amount(was.produced, row.id, present), _amount(becomes.produced, row.id, present)
    return (present + taken - took - given + gave).to(row.quantity_unit)


def _taken(rows: dict[UUID, Container], was: Lines, becomes: Lines) -> list[Taken]:
    found = []
    for each in becomes.consumed:
        row = rows[each.container]
        assert each.quantity is not None, "what is taken has an amount"
        found.append(
            Taken(
                container=row.id,
                code=row.code,
                material=row.material_id,
                present=row.quantity + _amount(was.consumed, row.id, row.quantity),
                quantity=each.quantity,
                coi=row.coi,
                donor_use=DonorUse(row.material.donor_use),
                sample=row.sample,
            )
        )
    return found


def _outcomes(kind: OperationKind, lines: Lines) -> list[Outcome]:
    found: list[Outcome] = []
    for each in lines.produced:
        if kind is OperationKind.USE:
            found.append(Into(container=each.container, quantity=each.quantity))
        elif each.quantity is not None:
            found.append(Produced(quantity=each.quantity))
    return [*found, *(Loss(quantity=each.quantity, why=each.why) for each in lines.losses)]


def _refuse_rested_on(
    case: Case, rows: dict[UUID, Container], left: dict[UUID, Quantity], was: Lines, becomes: Lines
) -> None:
    """Nothing that was done afterwards with the amount is made untrue by the way."""
    filled = {each.container for each in was.produced if each not in becomes.produced}
    for identity, row in rows.items():
        if left[identity] == row.quantity:
            continue
        if row.state in GONE:
            raise Refused(
                Problem("materials.container.not_usable", {"code": row.code, "state": row.state}, rule="CN-4c")
            )
        rests = identity in filled or row.state == ContainerState.EMPTY
        later = _later(case.old, identity) if rests else None
        if later is not None:
            named = {"code": row.code, "step": later.step or "\u2013"}
            raise Refused(Problem("materials.correction.stands_on", named, rule="T11"))


def _later(old: Operation, container: UUID) -> Operation | None:
    """The first operation after this one that moved something out of the container or into it."""
    named = [{"container": str(container)}]
    after = Operation.objects.exclude(id=old.id).filter(done_at__gte=old.done_at).order_by("done_at")
    moved = after.filter(consumed__contains=named) | after.filter(produced__contains=named)
    return next((each for each in moved if _moves(each, container)), None)


def _moves(operation: Operation, container: UUID) -> bool:
    lines = [*operation.consumed, *operation.produced]
    return any(each["container"] == str(container) and each["quantity"] is not None for each in lines)


def _balance(case: Case, row: Container, left: Quantity, was: Lines, becomes: Lines) -> None:
    given = row.id in {each.container for each in was.consumed}
    drawn = row.id in {each.container for each in becomes.consumed}
    before = None
    if drawn and not given:
        row = _issued(case, row)
    elif given and not drawn:
        before = before_operation(row, case.chain, case.old.done_at)
    if before is None and row.state == ContainerState.EMPTY and left.value:
        before = before_emptying(row)
    event = ContainerCorrected(
        container=row.id,
        operation=case.operation,
        corrects=case.old.id,
        was=row.quantity,
        left=left,
        drawn=drawn,
        stood=None if before is None else before.stood,
        resumed=() if before is None else before.resumed,
    )
    made, _ = write(
        Container,
        row.id,
        event,
        actor=case.actor,
        organisation=row.organisation_id,
        row=row,
        at=case.at,
        reason=case.reason,
    )
    timed = any(clock["kind"] == ClockKind.IN_USE for clock in row.clocks)
    if drawn and timed and row.opened_at is None and left.value:
        # it was opened when it was drawn from: its in-use time counts from then (T4)
        opened = ContainerOpened(container=row.id)
        write(
            Container,
            row.id,
            opened,
            actor=case.actor,
            organisation=row.organisation_id,
            row=made,
            at=case.old.done_at,
        )


def _issued(case: Case, row: Container) -> Container:
    """What was in its store when it was really used had to leave it; what was stored only afterwards is there."""
    since = stored_since(row)
    if since is None or since > case.old.done_at:
        return row
    person = next((UUID(str(each)) for each in case.old.performers), None)
    return issue(case.actor, row, at=case.old.done_at, room=case.old.room, person=person)


def _stands_for(case: Case, lines: Lines) -> Operation:
    """Write the operation that holds now; the edges of the old one hold no longer."""
    old = case.old
    recorded_as = events_of(stream_of(Operation, old.id)).first()
    assert recorded_as is not None, "an operation is recorded in its own stream"
    event = OperationCorrected(
        operation=case.operation,
        kind=old.kind,
        consumed=lines.consumed,
        produced=lines.produced,
        losses=lines.losses,
        batch=old.batch,
        step=old.step,
        room=old.room,
        equipment=tuple(UUID(str(each)) for each in old.equipment),
        performers=tuple(UUID(str(each)) for each in old.performers),
        done_at=old.done_at,
        corrects=old.id,
        corrected=recorded_as.id,
    )
    made, recorded = write(
        Operation,
        case.operation,
        event,
        actor=case.actor,
        organisation=old.organisation_id,
        at=case.at,
        reason=case.reason,
    )
    organisation: UUID = old.organisation_id
    void(event=recorded_as.id, by_event=recorded.id, organisation=organisation, at=recorded.at)
    link(edges=of_operation(event), organisation=organisation, at=recorded.at, event=recorded.id)
    return made
