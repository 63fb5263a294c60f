"""End a case before anything was supplied."""

from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.kernel.problem import refuse_any
from cellpark.release.case import move_on
from cellpark.release.models import Supply
from cellpark.release.rules import reason_problems
from cellpark.release.supply_events import SupplyWithdrawn


def withdraw_supply(*, actor: Actor, supply_id: UUID, reason: str, seen_version: int | None = None) -> Supply:
    """The result was refuted, or the product is unfit; the batch waits for a decision again. Raises ``Refused``."""
    refuse_any(reason_problems(reason))
    return move_on(
        actor=actor,
        supply_id=supply_id,
        verb="withdraw",
        event=lambda row: SupplyWithdrawn(supply=row.id),
        seen_version=seen_version,
        reason=reason,
    )
