"""Let a batch go from quarantine."""

from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.release.deciding import Decision, Proof, Signing, decide
from cellpark.release.desk import Desk
from cellpark.release.events import QuarantineLifted
from cellpark.release.models import BatchDisposition


def lift_quarantine(*, actor: Actor, batch_id: UUID, prepared_id: UUID, proof: Proof) -> BatchDisposition:
    """The batch waits for a decision again, by a signed one; what was certified is certified anew (211-4a, CN-4c).

    Raises ``NotAllowed``, ``Refused``: ``lifecycle.step``, ``release.decision.participant`` (T15), a wrong proof.
    """

    def event(desk: Desk, said: Signing) -> QuarantineLifted:
        return QuarantineLifted(
            batch=desk.batch.id, person=said.person, role=said.role, signature=said.signature, digest=said.digest
        )

    return decide(
        actor=actor,
        batch_id=batch_id,
        decision=Decision.LIFT,
        prepared_id=prepared_id,
        proof=proof,
        event=event,
    )
