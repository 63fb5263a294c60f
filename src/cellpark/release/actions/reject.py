"""Reject a batch."""

from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.release.deciding import Decision, Proof, Signing, decide
from cellpark.release.desk import Desk
from cellpark.release.events import Rejected
from cellpark.release.holding import hold_containers
from cellpark.release.models import BatchDisposition


def reject(*, actor: Actor, batch_id: UUID, prepared_id: UUID, proof: Proof) -> BatchDisposition:
    """Decide that a batch is never released, with the reason; what is left of it is stopped (211-4a).

    Raises ``NotAllowed``, ``Refused``: a batch that still runs, ``release.decision.participant`` (T15).
    """

    def event(desk: Desk, said: Signing) -> Rejected:
        return Rejected(
            batch=desk.batch.id, person=said.person, role=said.role, signature=said.signature, digest=said.digest
        )

    return decide(
        actor=actor,
        batch_id=batch_id,
        decision=Decision.REJECT,
        prepared_id=prepared_id,
        proof=proof,
        event=event,
        after=lambda desk, _said: hold_containers(desk, "rejected"),
    )
