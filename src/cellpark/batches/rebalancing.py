"""What a correction of an amount or a container changes beyond the record: balances, and what came from what (T11)."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from cellpark.batches.desk import Desk
from cellpark.batches.run import step_of
from cellpark.batches.run.recipe import Out, Sample, Use
from cellpark.batches.run.state import Entry
from cellpark.kernel.quantity import Quantity
from cellpark.materials.public import Amended, Operation, OperationKind, correct_operation


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What was really moved in a field: how much, and of which other container, if it was another one."""

    step: str
    field: str
    entry: UUID
    quantity: Quantity
    instead: UUID | None = None


def rebalance(desk: Desk, moved: Moved, *, reason: str) -> Operation | None:
    """Correct the operation behind an entry; None where nothing was moved for it yet.

    Raises ``Refused``: ``materials.correction.stands_on``, and what stands against the amounts.
    """
    old = entry_of(desk, moved.step, moved.field, moved.entry)
    if old is None or old.thing is None:
        return None
    operation = operation_of(desk, moved.step, old)
    if operation is None:
        return None
    change = Amended(container=old.thing, quantity=moved.quantity, instead=moved.instead)
    return correct_operation(actor=desk.actor, operation_id=operation.id, changes=[change], reason=reason, at=desk.at)


def entry_of(desk: Desk, step: str, field: str, entry: UUID) -> Entry | None:
    """The entry of this id as it stands."""
    done = desk.state.steps.get(step)
    found = () if done is None else done.entries.get(field, ())
    return next((each for each in found if each.id == entry), None)


def first_of(entry: Entry) -> Entry:
    """What was recorded before every correction."""
    while entry.replaces is not None:
        entry = entry.replaces
    return entry


def operation_of(desk: Desk, step: str, entry: Entry) -> Operation | None:
    """The operation that moved what an entry says."""
    field = desk.plan.fields.get((step_of(step), entry.field))
    done = list(Operation.objects.filter(batch=desk.batch.id, step=step).order_by("done_at", "id"))
    if isinstance(field, Use):
        at = first_of(entry).at
        taking = [each for each in done if _says(each.consumed, entry)]
        used = [each for each in taking if each.kind == OperationKind.USE and each.done_at == at]
        # what is filled from a reagent draws it only then
        filled = [each for each in taking if each.kind != OperationKind.USE and each.done_at >= at]
        return next(iter([*used, *filled]), None)
    if isinstance(field, (Out, Sample)):
        made = (each for each in done if each.kind != OperationKind.USE and _says(each.produced, entry))
        return next(made, None)
    return None


def _says(lines: list[dict[str, object]], entry: Entry) -> bool:
    return any(each == entry.value for each in _amounts(lines, entry.thing))


def _amounts(lines: list[dict[str, object]], container: UUID | None) -> Iterator[Quantity]:
    for each in lines:
        if each["container"] == str(container) and each["quantity"] is not None:
            yield Quantity.from_plain(each["quantity"])
