"""What an operation says after a correction: its lines, its losses, the kinds that balance. Pure (T11)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from cellpark.kernel.quantity import Quantity
from cellpark.materials.balance import BALANCED, total
from cellpark.materials.events import Line, LossLine
from cellpark.materials.states import OperationKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended:
    """What was really moved: ``container`` of the record, how much, and ``instead`` where it was another one."""

    container: UUID
    quantity: Quantity
    instead: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """What went into an operation, what came out of it, what was lost."""

    consumed: tuple[Line, ...]
    produced: tuple[Line, ...]
    losses: tuple[LossLine, ...]

    @classmethod
    def of_row(
        cls,
        consumed: Sequence[Mapping[str, object]],
        produced: Sequence[Mapping[str, object]],
        losses: Sequence[Mapping[str, object]],
    ) -> "Lines":
        """The lines as the row of an operation keeps them."""
        return cls(
            consumed=tuple(map(_line, consumed)),
            produced=tuple(map(_line, produced)),
            losses=tuple(
                LossLine(quantity=Quantity.from_plain(each["quantity"]), why=str(each["why"])) for each in losses
            ),
        )


def amended_lines(
    kind: OperationKind,
    old: Lines,
    changes: Sequence[Amended],
    *,
    reason: str,
    declared: Sequence[LossLine],
    emptied: bool,
) -> Lines:
    """The lines with the changes in them.

    Where the one container that was taken from gave exactly what came out, it gave what really came out. Where several
    were pooled, or the one was ``emptied``, nothing is left to hold the difference: what came out less than was
    recorded is declared as lost, with the reason of the correction. ``declared``: the losses that were recorded at
    first; those that an earlier correction found are counted anew.
    """
    told = {each.container: each for each in changes}
    consumed, produced = _changed(old.consumed, told), _changed(old.produced, told)
    losses = old.losses
    if kind in BALANCED and produced != old.produced:
        losses = tuple(declared)
        out = [each.quantity for each in produced if each.quantity is not None] + [each.quantity for each in losses]
        came_out, went_in = total(out), total([each.quantity for each in consumed if each.quantity is not None])
        if came_out is not None and len(consumed) == 1 and not emptied:
            consumed = (Line(container=consumed[0].container, quantity=came_out, sample=consumed[0].sample),)
        elif came_out is not None and went_in is not None and came_out < went_in:
            losses = (*losses, LossLine(quantity=went_in - came_out, why=reason))
    return Lines(consumed=consumed, produced=produced, losses=losses)


def _changed(lines: Sequence[Line], told: Mapping[UUID, Amended]) -> tuple[Line, ...]:
    return tuple(
        each
        if (said := told.get(each.container)) is None
        else Line(container=said.instead or each.container, quantity=said.quantity, sample=each.sample)
        for each in lines
    )


def _line(said: Mapping[str, object]) -> Line:
    amount = said["quantity"]
    return Line(
        container=UUID(str(said["container"])),
        quantity=None if amount is None else Quantity.from_plain(amount),
        sample=bool(said["sample"]),
    )
