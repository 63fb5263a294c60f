"""Say how grave an exception is."""

from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.batches.events import ExceptionClassified
from cellpark.batches.judging import judge
from cellpark.batches.models import BatchException
from cellpark.batches.permissions import BatchPermission
from cellpark.batches.rules import reason_problems
from cellpark.batches.states import Classification
from cellpark.kernel.problem import refuse_any


def classify_exception(
    *,
    actor: Actor,
    exception_id: UUID,
    classification: Classification,
    reason: str,
    seen_version: int | None = None,
) -> BatchException:
    """Minor, major or critical, with the reason (211-1c). Raises ``Refused``."""
    actor.require(BatchPermission.JUDGE)
    refuse_any(reason_problems(reason))
    return judge(
        actor=actor,
        exception_id=exception_id,
        verb="classify",
        event=ExceptionClassified(exception=exception_id, classification=classification.value),
        field="classification",
        value=classification.value,
        reason=reason,
        seen_version=seen_version,
    )
