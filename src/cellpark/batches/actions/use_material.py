"""Use a reagent."""

from datetime import datetime
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.batches.acting import Attempt, Done, attempt
from cellpark.batches.clocks import owe_clocks
from cellpark.batches.desk import Desk
from cellpark.batches.gates.material import refuse, scanned_lot
from cellpark.batches.models import Batch
from cellpark.batches.permissions import BatchPermission
from cellpark.batches.run import step_of
from cellpark.batches.run.amounts import wanted
from cellpark.batches.run.happened import MaterialUsed, Value
from cellpark.batches.run.missing import data_of
from cellpark.batches.run.recipe import Out, Use
from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.quantity import Quantity
from cellpark.materials.public import Consumed, Into, OperationKind, ScanVerdict, operate


def use_material(
    *,
    actor: Actor,
    batch_id: UUID,
    step: str,
    field: str,
    code: str,
    quantity: Quantity | None = None,
    last: bool = True,
    at: datetime | None = None,
    key: UUID | None = None,
) -> Done:
    """The reagent's label was scanned: right material, usable lot; ``quantity`` (default: what the recipe computes) is
    drawn from it and goes into what is in process (T4, 211-1b). ``last`` False: another lot follows for this field.

    Where several lots are used, each says its amount. Raises ``Refused``: ``batches.use.how_much`` where it does not,
    ``batches.field.asks`` while the amount cannot be computed, ``batches.scan.which_container``
    for the label of a lot of which several containers are here, and what stands against the container.
    """
    said = Attempt(
        actor=actor,
        batch_id=batch_id,
        permission=BatchPermission.RUN,
        verb="use_material",
        step=step,
        field=field,
        request={"code": code, "quantity": quantity, "last": last},
        at=at,
        key=key,
    )
    seen: list[ScanVerdict] = []

    def look(batch: Batch) -> None:
        verdict = scanned_lot(said, batch, code)
        refuse(verdict)
        seen.append(verdict)

    def do(desk: Desk) -> UUID:
        found = seen[-1]
        container = found.container
        assert container is not None, "a reagent is used from a container"
        attributes: dict[str, Value] = {} if found.lot is None else dict(found.lot.quantities)
        event = MaterialUsed(
            step=step,
            field=field,
            lot=None if found.lot is None else found.lot.id,
            container=container.id,
            code=container.code,
            quantity=quantity or whole_amount(desk, step, field, attributes, last=last),
            attributes=attributes,
            last=last,
        )
        desk.judge(event)
        if not goes_into_container(desk, step, field):
            draw(desk, event, container.id)
        entry = desk.record(event)
        owe_clocks(desk, step, field, container)
        return entry.id

    return attempt(said, do, first=look)


def whole_amount(desk: Desk, step: str, field: str, attributes: dict[str, Value], *, last: bool) -> Quantity:
    """All that the recipe asks for, when one lot gives it all. Raises ``Refused(batches.use.how_much)``."""
    asked = asked_amount(desk, step, field, attributes)
    done = desk.state.steps.get(step)
    if not last or (done is not None and done.entries.get(field)):
        named = {"field": field, "left": str(asked)}
        raise Refused(Problem("batches.use.how_much", named, field="quantity", rule="211-1b"))
    return asked


def asked_amount(desk: Desk, step: str, field: str, attributes: dict[str, Value]) -> Quantity:
    """What the recipe computes for a reagent with these certified values. Raises ``Refused(batches.field.asks)``."""
    asked = desk.plan.fields.get((step_of(step), field))
    where, done = desk.plan.find(step), desk.state.steps.get(step)
    if not isinstance(asked, Use) or where is None or done is None:
        raise Refused(Problem("batches.field.unknown", {"step": step, "field": field}, field="field"))
    certified = {f"{field}.{name}": value for name, value in attributes.items()}
    says = wanted(asked.qty, {**data_of(where.step, desk.state, done, field), **certified})
    if isinstance(says.value, Quantity):
        return says.value
    if says.missing:
        raise Refused(Problem("batches.field.asks", {"field": field, "names": ", ".join(says.missing)}, field="field"))
    raise Refused(Problem("base.required", field="quantity"))


def goes_into_container(desk: Desk, step: str, field: str) -> bool:
    """Whether an ``out`` of the step is filled from this reagent: then it is drawn when that is produced."""
    where = desk.plan.find(step)
    return where is not None and any(isinstance(each, Out) and field in each.of for each in where.step.fields)


def draw(desk: Desk, event: MaterialUsed, container: UUID) -> None:
    """Take the amount out of its container into what is in process."""
    operate(
        actor=desk.actor,
        kind=OperationKind.USE,
        consumed=[Consumed(container=container, quantity=event.quantity)],
        produced=[Into(container=each) for each in desk.state.process],
        at=desk.at,
        batch=desk.batch.id,
        step=event.step,
        room=desk.state.room,
        equipment=tuple(dict.fromkeys(desk.state.held.values())),
    )
