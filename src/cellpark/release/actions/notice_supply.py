"""Tell the physician that the product is out of specification."""

from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.release.case import move_on
from cellpark.release.failing import failing
from cellpark.release.models import Supply
from cellpark.release.neighbours import results_of
from cellpark.release.states import Stage
from cellpark.release.supply_events import SupplyNoticed


def notice_supply(*, actor: Actor, supply_id: UUID, notice: str, seen_version: int | None = None) -> Supply:
    """The evaluation and the notice go to the physician, who answers (ATMP-1b).

    The results that failed by now are named by themselves; an acceptance covers these alone. Raises ``NotAllowed``,
    ``Refused``.
    """
    return move_on(
        actor=actor,
        supply_id=supply_id,
        verb="notice",
        event=lambda row: SupplyNoticed(
            supply=row.id,
            notice=notice.strip(),
            failures=failing(results_of(row.batch, stage=Stage.FULL).problems),
        ),
        seen_version=seen_version,
        notice=notice,
    )
