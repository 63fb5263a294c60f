"""What a correction of an amount or a container changes beyond the record: balances, and what came from what (T11)."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from cellpark.batches.desk import Desk
from cellpark.batches.run import step_of
from cellpark.batches.run.recipe import Out, Sample, Use
from cellpark.batches.run.state import Entry
from cellpark.kernel.problem import Problem, Refused
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

    Raises ``Refused``: ``batches.correction.other_amount`` where the operation says something else than the record,
    ``materials.correction.stands_on``, and what stands against the amounts.
    """
    old = entry_of(desk, moved.step, moved.field, moved.entry)
    if old is None or old.thing is None:
        return None
    operation = operation_of(desk, moved.step, old)
    rest = _beside(desk, moved.step, old)
    other = moved.instead not in (None, old.thing)
    if operation is None or (rest is not None and other):
        if operation is not None or _is_moved(desk, moved.step, old):
            raise Refused(Problem("batches.correction.other_amount", {"code": old.code}, rule="T11"))
        return None
    quantity = moved.quantity if rest is None else moved.quantity + rest
    change = Amended(container=old.thing, quantity=quantity, instead=moved.instead)
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
        used = (each for each in taking if each.kind == OperationKind.USE and each.done_at == at)
        # what is filled from a reagent draws it only then, all of one container at once
        filled = (each for each in done if each.kind != OperationKind.USE and each.done_at >= at)
        whole = _whole(desk, step, entry)
        return next(used, None) or next((each for each in filled if _takes(each.consumed, entry, whole)), None)
    if isinstance(field, (Out, Sample)):
        made = (each for each in done if each.kind != OperationKind.USE and _says(each.produced, entry))
        return next(made, None)
    return None


def _outs(desk: Desk, step: str, field: str) -> Iterator[Out]:
    """What the step fills from a field."""
    where = desk.plan.find(step)
    for each in () if where is None else where.step.fields:
        if isinstance(each, Out) and field in each.of:
            yield each


def _beside(desk: Desk, step: str, entry: Entry) -> Quantity | None:
    """What other entries say of the same container that goes into the same fill; None where there are none."""
    done = desk.state.steps.get(step)
    if done is None:
        return None
    found: Quantity | None = None
    names = {name for out in _outs(desk, step, entry.field) for name in out.of}
    for name in names:
        if isinstance(desk.plan.fields.get((step_of(step), name)), Use):
            for each in done.entries.get(name, ()):
                if each.thing == entry.thing and each.id != entry.id and isinstance(each.value, Quantity):
                    found = each.value if found is None else found + each.value
    return found


def _whole(desk: Desk, step: str, entry: Entry) -> Quantity | None:
    """All of the container that goes into a fill."""
    if not isinstance(entry.value, Quantity):
        return None
    rest = _beside(desk, step, entry)
    return entry.value if rest is None else entry.value + rest


def _takes(lines: list[dict[str, object]], entry: Entry, whole: Quantity | None) -> bool:
    return any(each == whole for each in _amounts(lines, entry.thing))


def _is_moved(desk: Desk, step: str, entry: Entry) -> bool:
    """Whether something of the entry's container was moved in the step, so that an operation says how much."""
    done = desk.state.steps.get(step)
    field = desk.plan.fields.get((step_of(step), entry.field))
    outs = list(_outs(desk, step, entry.field))
    if done is None or not isinstance(field, (Use, Out, Sample)):
        return False
    if isinstance(field, Use) and outs and not any(done.entries.get(each.name) for each in outs):
        return False
    operations = Operation.objects.filter(batch=desk.batch.id, step=step)
    return any(True for each in operations for _ in _amounts([*each.consumed, *each.produced], entry.thing))


def _says(lines: list[dict[str, object]], entry: Entry) -> bool:
    return any(each == entry.value for each in _amounts(lines, entry.thing))


def _amounts(lines: list[dict[str, object]], container: UUID | None) -> Iterator[Quantity]:
    for each in lines:
        if each["container"] == str(container) and each["quantity"] is not None:
            yield Quantity.from_plain(each["quantity"])
