"""Whether what goes into an operation comes out of it. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.quantity import Quantity
from cellpark.materials.lines import Into, Loss, Outcomes, Produced
from cellpark.materials.states import DonorUse, OperationKind

# the kinds that keep the material as it is: not a drop more or less comes out than went in
BALANCED = frozenset({OperationKind.SPLIT, OperationKind.POOL, OperationKind.TRANSFER, OperationKind.SAMPLE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One container as an operation finds it, and how much is to be taken out of it."""

    container: UUID
    code: str
    material: UUID
    present: Quantity
    quantity: Quantity
    coi: str
    donor_use: DonorUse
    sample: bool


def operation_problems(
    *, kind: OperationKind, taken: Sequence[Taken], outcomes: Outcomes, reason: str
) -> list[Problem]:
    """Everything that stands against an operation: its shape, its quantities, its identities."""
    return [
        *_shape_problems(kind, taken, outcomes, reason),
        *_taking_problems(taken),
        *_identity_problems(taken),
        *_sample_problems(kind, taken),
        *_balance_problems(kind, taken, outcomes),
    ]


def _shape_problems(kind: OperationKind, taken: Sequence[Taken], outcomes: Outcomes, reason: str) -> Iterable[Problem]:
    made = sum(isinstance(each, Produced) for each in outcomes)
    into = sum(isinstance(each, Into) for each in outcomes)
    fits = {
        OperationKind.SPLIT: len(taken) == 1 and made >= 1 and not into,
        OperationKind.POOL: len(taken) >= 2 and made == 1 and not into,
        OperationKind.TRANSFER: len(taken) == 1 and made == 1 and not into,
        OperationKind.DERIVE: len(taken) >= 1 and made >= 1 and not into,
        OperationKind.SAMPLE: len(taken) == 1 and made >= 1 and not into,
        OperationKind.USE: len(taken) >= 1 and not made,
        OperationKind.DESTROY: len(taken) >= 1 and not made and not into,
    }
    if not fits[kind]:
        yield Problem(
            "materials.operation.shape", {"kind": kind.value, "consumed": len(taken), "produced": made + into}
        )
    if len({each.container for each in taken}) != len(taken):
        yield Problem("materials.operation.twice")
    if kind is OperationKind.DESTROY and not reason.strip():
        yield Problem("base.reason_required", field="reason")
    for each in outcomes:
        if isinstance(each, Loss) and not each.why.strip():
            yield Problem("materials.operation.loss_unexplained", {"quantity": str(each.quantity)})


def _taking_problems(taken: Sequence[Taken]) -> Iterable[Problem]:
    for each in taken:
        try:
            too_much = each.quantity > each.present
        except Refused as refused:
            yield from refused.problems
            continue
        if too_much:
            yield Problem(
                "materials.operation.too_much",
                {"code": each.code, "asked": str(each.quantity), "present": str(each.present)},
            )
        elif each.quantity.value <= 0:
            yield Problem("materials.operation.nothing", {"code": each.code})


def _identity_problems(taken: Sequence[Taken]) -> Iterable[Problem]:
    """Cells of two patients never meet (LBL-5); donors' cells for others may be pooled."""
    of_one = {each.coi for each in taken if each.coi}
    if len(of_one) > 1 and any(each.donor_use is DonorUse.AUTOLOGOUS for each in taken):
        yield Problem("materials.operation.two_identities", {"identities": ", ".join(sorted(of_one))}, rule="LBL-5")


def _sample_problems(kind: OperationKind, taken: Sequence[Taken]) -> Iterable[Problem]:
    """A sample is a leaf: it is tested or destroyed and never comes back into a process."""
    if kind in (OperationKind.USE, OperationKind.DESTROY):
        return
    for each in taken:
        if each.sample:
            yield Problem("materials.operation.sample_is_leaf", {"code": each.code})


def _balance_problems(kind: OperationKind, taken: Sequence[Taken], outcomes: Outcomes) -> Iterable[Problem]:
    out = [each.quantity for each in outcomes if not isinstance(each, Into)]
    into = [each.quantity for each in outcomes if isinstance(each, Into) and each.quantity is not None]
    if any(quantity.value <= 0 for quantity in [*out, *into]):
        yield Problem("materials.operation.nothing_out")
        return
    if kind not in BALANCED and not into:
        return
    try:
        went_in, came_out = total([each.quantity for each in taken]), total([*out, *into])
    except Refused as refused:
        yield from refused.problems
        return
    if went_in is None or came_out is None or went_in != came_out:
        yield Problem(
            "materials.operation.unbalanced",
            {"consumed": str(went_in or "0"), "produced": str(came_out or "0")},
        )


def total(quantities: Sequence[Quantity]) -> Quantity | None:
    """The sum, exactly; None of nothing. Raises ``Refused(quantity.dimension)`` for cells and litres."""
    if not quantities:
        return None
    whole = quantities[0]
    for each in quantities[1:]:
        whole = whole + each
    return whole
