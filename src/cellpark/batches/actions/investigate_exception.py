"""Write down what an investigation found."""

from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.batches.events import ExceptionInvestigated
from cellpark.batches.judging import judge
from cellpark.batches.models import BatchException
from cellpark.batches.permissions import BatchPermission
from cellpark.batches.rules import FINDING_LIMIT, reason_problems
from cellpark.kernel.problem import refuse_any


def investigate_exception(
    *, actor: Actor, exception_id: UUID, finding: str, seen_version: int | None = None
) -> BatchException:
    """The cause and what it means for this and other batches (211-1c). Raises ``Refused``."""
    actor.require(BatchPermission.JUDGE)
    refuse_any(reason_problems(finding, field="finding", limit=FINDING_LIMIT))
    return judge(
        actor=actor,
        exception_id=exception_id,
        verb="investigate",
        event=ExceptionInvestigated(exception=exception_id, finding=finding.strip()),
        field="finding",
        value=finding.strip(),
        reason="",
        seen_version=seen_version,
    )
