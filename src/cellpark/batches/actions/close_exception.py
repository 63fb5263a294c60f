"""Close an exception."""

from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.batches.events import ExceptionClosed
from cellpark.batches.judging import judge
from cellpark.batches.models import BatchException
from cellpark.batches.permissions import BatchPermission
from cellpark.batches.rules import code_problems, reason_problems
from cellpark.kernel.problem import refuse_any


def close_exception(
    *, actor: Actor, exception_id: UUID, reason: str, capa: str = "", seen_version: int | None = None
) -> BatchException:
    """Nothing remains to be done; ``capa``: number of the corrective and preventive action. Raises ``Refused``."""
    actor.require(BatchPermission.JUDGE)
    refuse_any([*reason_problems(reason), *code_problems(capa, field="capa")])
    return judge(
        actor=actor,
        exception_id=exception_id,
        verb="close",
        event=ExceptionClosed(exception=exception_id, capa=capa.strip()),
        field="capa",
        value=capa.strip(),
        reason=reason,
        seen_version=seen_version,
    )
