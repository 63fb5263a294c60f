"""Fill the containers that leave a step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.batches.acting import Attempt, Done, attempt
from cellpark.batches.actions.take_sample import produced_by
from cellpark.batches.desk import Desk
from cellpark.batches.gates.devices import put_held
from cellpark.batches.gates.places import bring, take_out_empty
from cellpark.batches.labelling import label_for
from cellpark.batches.permissions import BatchPermission
from cellpark.batches.run import step_of
from cellpark.batches.run.happened import ContainerOut
from cellpark.batches.run.recipe import Move, Out, Use
from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.quantity import Quantity
from cellpark.materials.public import Consumed, Container, Material, Operation, OperationKind, Produced, operate

KINDS = {
    Move.WHOLE: OperationKind.TRANSFER,
    Move.TRANSFER: OperationKind.TRANSFER,
    Move.SPLIT: OperationKind.SPLIT,
    Move.POOL: OperationKind.POOL,
    Move.DERIVE: OperationKind.DERIVE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One container that is filled: the code on its label (empty: it gets one) and how much is in it."""

    code: str = ""
    quantity: Quantity | None = None


def produce(
    *,
    actor: Actor,
    batch_id: UUID,
    step: str,
    field: str,
    parts: Sequence[Part],
    material: str = "",
    at: datetime | None = None,
    key: UUID | None = None,
) -> Done:
    """Fill all containers of an ``out`` at once, as the recipe moves material: split, pool, transfer or derive.

    A transfer takes everything unless its quantity is said. ``material`` is the code of what comes out where that is
    another material. Quantities balance or nothing happens (211-1b, LBL-5). Raises ``Refused``.
    """
    said = Attempt(
        actor=actor,
        batch_id=batch_id,
        permission=BatchPermission.RUN,
        verb="produce",
        step=step,
        field=field,
        request={"parts": [{"code": part.code, "quantity": part.quantity} for part in parts], "material": material},
        at=at,
        key=key,
    )

    def do(desk: Desk) -> UUID:
        asked = desk.plan.fields.get((step_of(step), field))
        if not isinstance(asked, Out) or not parts:
            raise Refused(Problem("batches.field.unknown", {"step": step, "field": field}, field="field"))
        sources = sources_of(desk, asked)
        event = ContainerOut(
            step=step, field=field, container=sources[0], code="", quantity=None, parents=tuple(sources)
        )
        desk.judge(event)
        done = moved(desk, asked, sources, parts, material, step)
        entry = None
        for identity in produced_by(done):
            made: Container = Container.objects.select_related("material", "lot").get(id=identity)
            label_for(desk, made.id)
            emptied = tuple(each for each in sources if not _still_holds(each))
            entry = desk.record(
                ContainerOut(
                    step=step,
                    field=field,
                    container=made.id,
                    code=made.code,
                    quantity=made.quantity,
                    parents=emptied,
                )
            )
            bring(desk, desk.plan.where[step_of(step)], made)
        take_out_empty(desk, sources)
        put_held(desk, step)
        assert entry is not None, "an operation makes at least one container"
        return entry.id

    return attempt(said, do)


def sources_of(desk: Desk, asked: Out) -> list[UUID]:
    """What is filled from: the containers that the recipe names, else everything in process."""
    named = [thing for name in asked.of for thing in desk.state.things.get(name, ())]
    found = named if asked.of else list(desk.state.process)
    if not found:
        raise Refused(Problem("batches.out.of_nothing", {"field": asked.name}, rule="211-1b"))
    return list(dict.fromkeys(found))


def moved(desk: Desk, asked: Out, sources: list[UUID], parts: Sequence[Part], material: str, step: str) -> Operation:
    """The operation on the containers."""
    rows = {row.id: row for row in Container.objects.select_related("material").filter(id__in=sources)}
    present = [rows[each].quantity for each in sources if each in rows]
    if len(present) != len(sources):
        raise Refused(Problem("batches.out.of_nothing", {"field": asked.name}, rule="211-1b"))
    whole = total(present)
    quantities = [part.quantity or whole for part in parts]
    kind = KINDS[asked.move]
    if kind is OperationKind.POOL and len({rows[each].material_id for each in sources}) > 1:
        kind = OperationKind.DERIVE  # what is mixed of several materials is another one
    if kind is OperationKind.POOL and len(sources) == 1:
        kind = OperationKind.TRANSFER  # where the recipe pools what there is, one container is poured over
    balanced = kind in (OperationKind.SPLIT, OperationKind.TRANSFER)
    taken = total(quantities) if balanced and len(sources) == 1 else None
    other = material_of(desk, material)
    return operate(
        actor=desk.actor,
        kind=kind,
        consumed=[
            Consumed(container=each, quantity=taken if balanced else used_of(desk, asked, step, each))
            for each in sources
        ],
        produced=[
            Produced(quantity=quantity, code=part.code.strip(), material=other)
            for part, quantity in zip(parts, quantities, strict=True)
        ],
        at=desk.at,
        batch=desk.batch.id,
        step=step,
        room=desk.state.room,
        equipment=tuple(dict.fromkeys(desk.state.held.values())),
    )


def used_of(desk: Desk, asked: Out, step: str, source: UUID) -> Quantity | None:
    """How much of a reagent goes in, as it is recorded now; None takes all, as of every other container."""
    done = desk.state.steps[step]
    amounts = [
        entry.value
        for name in asked.of
        if isinstance(desk.plan.fields.get((step_of(step), name)), Use)
        for entry in done.entries.get(name, ())
        if entry.thing == source and isinstance(entry.value, Quantity)
    ]
    return total(amounts) if amounts else None


def total(quantities: Sequence[Quantity]) -> Quantity:
    """The sum. Raises ``Refused`` for units of different kinds."""
    whole = quantities[0]
    for each in quantities[1:]:
        whole = whole + each
    return whole


def material_of(desk: Desk, code: str) -> UUID | None:
    """The material that comes out, when it is another one."""
    if not code.strip():
        return None
    found = Material.objects.filter(code=code.strip(), organisation_id=desk.batch.organisation_id).first()
    if found is None:
        raise Refused(Problem("batches.material.unknown", {"code": code[:40]}, field="material", rule="211-1b"))
    identity: UUID = found.id
    return identity


def _still_holds(identity: UUID) -> bool:
    row: Container = Container.objects.get(id=identity)
    return row.quantity.value > 0
