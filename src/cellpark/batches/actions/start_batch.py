"""Start a batch."""

from datetime import datetime
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.batches.acting import Attempt, Done, attempt
from cellpark.batches.desk import Desk
from cellpark.batches.gates.identity import identity_problems
from cellpark.batches.permissions import BatchPermission
from cellpark.batches.recipes_used import is_approved
from cellpark.batches.run.happened import BatchStarted
from cellpark.kernel.problem import Problem, Refused, refuse_any


def start_batch(*, actor: Actor, batch_id: UUID, at: datetime | None = None, key: UUID | None = None) -> Done:
    """The batch runs: its recipe is still approved and it has a slot (211-1a).

    Raises ``Refused``: ``batches.recipe.not_approved``, ``batches.batch.no_identity``, ``batches.slot.none``,
    ``batches.batch.phase``.
    """
    said = Attempt(actor=actor, batch_id=batch_id, permission=BatchPermission.PLAN, verb="start_batch", at=at, key=key)

    def do(desk: Desk) -> UUID:
        if not is_approved(desk.batch.recipe):
            raise Refused(Problem("batches.recipe.not_approved", field="recipe", rule="211-1a"))
        refuse_any(identity_problems(desk.plan, desk.batch.coi))
        return desk.record(BatchStarted(batch=desk.batch.id)).id

    return attempt(said, do)
