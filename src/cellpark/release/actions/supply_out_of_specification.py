"""Supply a product out of specification."""

from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.release.case import move_on
from cellpark.release.deciding import Decision, Proof, Signing, decide, standing_supply
from cellpark.release.desk import Desk
from cellpark.release.events import SuppliedUnder115
from cellpark.release.models import BatchDisposition
from cellpark.release.supply_events import SupplyMade


def supply_out_of_specification(*, actor: Actor, batch_id: UUID, prepared_id: UUID, proof: Proof) -> BatchDisposition:
    """Hand the product to its patient under Part IV 11.5; never a release (T14, ATMP-1a..d).

    Raises ``Refused``: ``release.supply.not_accepted`` before the physician accepted, ``release.supply.new_failure``
    for a result of which they were not told, results that are missing, pending or unverified, every other gap.
    """
    case = standing_supply(batch_id)

    def event(desk: Desk, said: Signing) -> SuppliedUnder115:
        assert case is not None, "an accepted case was judged"
        return SuppliedUnder115(
            batch=desk.batch.id,
            person=said.person,
            role=said.role,
            signature=said.signature,
            digest=said.digest,
            supply=case.id,
        )

    def after(_desk: Desk, said: Signing) -> None:
        assert case is not None, "an accepted case was judged"
        move_on(
            actor=actor,
            supply_id=case.id,
            verb="supply",
            event=lambda row: SupplyMade(supply=row.id, signature=said.signature),
        )

    return decide(
        actor=actor,
        batch_id=batch_id,
        decision=Decision.SUPPLY,
        prepared_id=prepared_id,
        proof=proof,
        event=event,
        after=after,
    )
