"""Who corrects: what is finished, on hold or rejected is corrected by the quality unit, not by its makers (T11)."""

from collections.abc import Iterable
from uuid import UUID

from cellpark.batches.desk import Desk
from cellpark.batches.permissions import BatchPermission
from cellpark.batches.run.state import Phase
from cellpark.kernel.problem import Problem
from cellpark.materials.public import Container, ContainerState, LotState


def corrector_problems(desk: Desk, things: Iterable[UUID | None]) -> list[Problem]:
    """Why a maker may not correct an entry about these containers now.

    Once a batch is finished its record is reviewed and decided about; a container on hold, or of a lot that is not
    released, is under a decision of the quality unit (21 CFR 211.22, CN-4c). Whoever judges exceptions corrects there.
    """
    if desk.actor.may(BatchPermission.JUDGE):
        return []
    if desk.state.phase in (Phase.FINISHED, Phase.ABORTED):
        return [Problem("batches.correction.finished", {"number": desk.batch.number}, rule="T11")]
    rows = Container.objects.select_related("lot").filter(id__in=[each for each in things if each is not None])
    return [
        Problem("batches.correction.held", {"code": row.code}, rule="CN-4c")
        for row in rows.order_by("code")
        if row.state == ContainerState.QUARANTINED or (row.lot is not None and row.lot.state != LotState.RELEASED)
    ]
