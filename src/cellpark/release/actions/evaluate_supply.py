"""The maker evaluates the risks."""

from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.release.case import move_on
from cellpark.release.models import Supply
from cellpark.release.supply_events import SupplyEvaluated


def evaluate_supply(*, actor: Actor, supply_id: UUID, risks: str, seen_version: int | None = None) -> Supply:
    """The second record, after the request and never before it (ATMP-1b). Raises ``NotAllowed``, ``Refused``."""
    assert actor.person_id is not None, "risks are evaluated by a person"
    person = actor.person_id
    return move_on(
        actor=actor,
        supply_id=supply_id,
        verb="evaluate",
        event=lambda row: SupplyEvaluated(supply=row.id, person=person, risks=risks.strip()),
        seen_version=seen_version,
        risks=risks,
    )
