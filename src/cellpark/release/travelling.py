"""Whether a product may leave the house, by what was decided on the batch that made it (T14, ATMP-1d)."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from cellpark.batches.public import Batch
from cellpark.kernel.problem import Problem
from cellpark.materials.public import Container, Operation
from cellpark.release.models import BatchDisposition
from cellpark.release.states import RELEASED, DispositionState
from cellpark.shipments.public import STOPPED, Purpose

MAY_LEAVE = RELEASED | {DispositionState.SUPPLIED}
MAY_BE_DESTROYED = frozenset({DispositionState.REJECTED, DispositionState.RECALLED, DispositionState.DESTROYING})
NOT_REJECTED = "shipments.contents.not_rejected"
UNDECIDED = "shipments.contents.not_released"


def withheld(products: Sequence[Container], purpose: Purpose) -> list[Problem]:
    """One problem for each product of a batch that is neither released nor supplied under 11.5.

    To its destruction travels what was rejected or called back, and nothing of another batch.
    """
    made_in = {row.id: batch for row in products for batch in _batches(row.id)}
    batches: dict[UUID, Batch] = Batch.objects.in_bulk(list(made_in.values()))
    files = BatchDisposition.objects.filter(batch_id__in=batches).values_list("batch_id", "state")
    states = {batch: DispositionState(state) for batch, state in files}
    return list(_problems(products, made_in, batches, states, purpose))


def _batches(container: UUID) -> list[UUID]:
    made = Operation.objects.filter(produced__contains=[{"container": str(container)}]).exclude(batch=None)
    return list(made.values_list("batch", flat=True))


def _problems(
    products: Sequence[Container],
    made_in: dict[UUID, UUID],
    batches: dict[UUID, Batch],
    states: dict[UUID, DispositionState],
    purpose: Purpose,
) -> Iterable[Problem]:
    for row in products:
        batch = batches.get(made_in.get(row.id, row.id))
        state = DispositionState.PENDING if batch is None else states.get(batch.id, DispositionState.PENDING)
        # what no batch of this house made was judged by the house that made it
        if batch is None or state in (MAY_LEAVE if purpose is Purpose.USE else MAY_BE_DESTROYED):
            continue
        params = {"code": row.code, "number": batch.number}
        if purpose is Purpose.DESTRUCTION:
            yield Problem(NOT_REJECTED, params, rule="CN-4c")
        elif state is DispositionState.PENDING:
            yield Problem(UNDECIDED, params, rule="211.165")
        else:
            yield Problem(STOPPED, params, rule="CN-4c")


TRAVEL_GATE = withheld
