"""Bring identified material into a step."""

from datetime import datetime
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.batches.acting import Attempt, Done, attempt
from cellpark.batches.clocks import owe_clocks
from cellpark.batches.desk import Desk
from cellpark.batches.gates.devices import put_held
from cellpark.batches.gates.material import refuse, scanned_in
from cellpark.batches.gates.places import bring
from cellpark.batches.models import Batch
from cellpark.batches.permissions import BatchPermission
from cellpark.batches.run.happened import MaterialIn
from cellpark.kernel.problem import Problem, Refused
from cellpark.materials.public import Container


def scan_in(
    *,
    actor: Actor,
    batch_id: UUID,
    step: str,
    field: str,
    code: str,
    at: datetime | None = None,
    key: UUID | None = None,
) -> Done:
    """The container's label was scanned: it is the right one, usable, and may be handled in this room (T1, T4, T6, T7).

    Raises ``Refused``; a label that does not match is a hard stop and stays on record as a near miss. A hold
    clock that had run out opens its exception (T10).
    """
    said = Attempt(
        actor=actor,
        batch_id=batch_id,
        permission=BatchPermission.RUN,
        verb="scan_in",
        step=step,
        field=field,
        request={"code": code},
        at=at,
        key=key,
    )
    seen: list[Container] = []

    def look(batch: Batch) -> None:
        verdict = scanned_in(said, batch, code)
        refuse(verdict)
        if verdict.container is None:
            raise Refused(Problem("batches.scan.no_container", {"code": code[:60]}, field="code", rule="LBL-5"))
        seen.append(verdict.container)

    def do(desk: Desk) -> UUID:
        container = seen[-1]
        where = desk.plan.find(step)
        event = MaterialIn(
            step=step,
            field=field,
            container=container.id,
            code=container.code,
            quantity=container.quantity,
            attributes={} if container.lot is None else dict(container.lot.quantities),
            room=desk.state.room,
            equipment=tuple(desk.state.held.values()),
            person=actor.person_id,
        )
        desk.judge(event)
        assert where is not None, "the step was judged"
        bring(desk, where, container)
        from_outside = container.id not in desk.state.process
        entry = desk.record(event)
        put_held(desk, step)
        if from_outside:  # what the batch made itself is watched while it is in process
            owe_clocks(desk, step, field, container)
        return entry.id

    return attempt(said, do, first=look)
