"""Take a sample."""

from datetime import datetime
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.batches.acting import Attempt, Done, attempt
from cellpark.batches.desk import Desk
from cellpark.batches.labelling import label_for
from cellpark.batches.permissions import BatchPermission
from cellpark.batches.run import step_of
from cellpark.batches.run.happened import SampleTaken
from cellpark.batches.run.recipe import Sample
from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.quantity import Quantity
from cellpark.materials.public import Consumed, Container, Operation, OperationKind, Produced, operate


def take_sample(
    *,
    actor: Actor,
    batch_id: UUID,
    step: str,
    field: str,
    code: str = "",
    quantity: Quantity | None = None,
    at: datetime | None = None,
    key: UUID | None = None,
) -> Done:
    """A sample is taken into a container of its own, ``code`` on its label; ``quantity`` defaults to the recipe's.

    Raises ``Refused``: nothing is in process, more than there is, a code that is taken.
    """
    said = Attempt(
        actor=actor,
        batch_id=batch_id,
        permission=BatchPermission.RUN,
        verb="take_sample",
        step=step,
        field=field,
        request={"code": code, "quantity": quantity},
        at=at,
        key=key,
    )

    def do(desk: Desk) -> UUID:
        asked = desk.plan.fields.get((step_of(step), field))
        if not isinstance(asked, Sample):
            raise Refused(Problem("batches.field.unknown", {"step": step, "field": field}, field="field"))
        taken = quantity or asked.qty
        event = SampleTaken(step=step, field=field, container=None, code=code, quantity=taken)
        desk.judge(event)
        source = source_of(desk, asked)
        made = operate(
            actor=actor,
            kind=OperationKind.SAMPLE,
            consumed=[Consumed(container=source, quantity=taken)],
            produced=[Produced(quantity=taken, code=code.strip())],
            at=desk.at,
            batch=desk.batch.id,
            step=step,
            room=desk.state.room,
            equipment=tuple(dict.fromkeys(desk.state.held.values())),
        )
        sample: Container = Container.objects.get(id=produced_by(made)[0])
        label_for(desk, sample.id)
        event = SampleTaken(step=step, field=field, container=sample.id, code=sample.code, quantity=taken)
        return desk.record(event).id

    return attempt(said, do)


def source_of(desk: Desk, asked: Sample) -> UUID:
    """What the sample is taken from: what the recipe names, else what is in process."""
    found = desk.state.things.get(asked.of, ()) if asked.of else desk.state.process
    if not found:
        raise Refused(Problem("batches.sample.of_nothing", {"field": asked.name}, rule="211-1c"))
    return found[-1]


def produced_by(operation: Operation) -> list[UUID]:
    """The containers that an operation made, in the order in which they were named."""
    return [UUID(str(each["container"])) for each in operation.produced]
