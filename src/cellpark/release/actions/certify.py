"""Certify a batch."""

from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.release.deciding import Decision, Proof, Signing, decide
from cellpark.release.desk import Desk
from cellpark.release.events import Certified
from cellpark.release.models import BatchDisposition


def certify(*, actor: Actor, batch_id: UUID, prepared_id: UUID, proof: Proof) -> BatchDisposition:
    """Release a batch whose every line holds; also the second of two stages (T13, A11-1f, CN-1g, ATMP-2a).

    Raises ``NotAllowed``, ``Refused`` with every gap, ``release.decision.participant`` (T15).
    """

    def event(desk: Desk, said: Signing) -> Certified:
        return Certified(
            batch=desk.batch.id, person=said.person, role=said.role, signature=said.signature, digest=said.digest
        )

    return decide(
        actor=actor,
        batch_id=batch_id,
        decision=Decision.CERTIFY,
        prepared_id=prepared_id,
        proof=proof,
        event=event,
    )
