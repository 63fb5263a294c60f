"""Certify the first of two stages."""

from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.release.deciding import Decision, Proof, Signing, decide
from cellpark.release.desk import Desk
from cellpark.release.events import StageOneCertified
from cellpark.release.models import BatchDisposition


def certify_stage_one(*, actor: Actor, batch_id: UUID, prepared_id: UUID, proof: Proof) -> BatchDisposition:
    """Release for use while results that the specification lets come late are outstanding (ATMP-2a, CN-4j).

    Raises ``Refused``: every gap of the first stage, ``release.stage_one.nothing_late``, ``release.stage_one.no_plan``.
    """

    def event(desk: Desk, said: Signing) -> StageOneCertified:
        return StageOneCertified(
            batch=desk.batch.id, person=said.person, role=said.role, signature=said.signature, digest=said.digest
        )

    return decide(
        actor=actor,
        batch_id=batch_id,
        decision=Decision.CERTIFY_STAGE_ONE,
        prepared_id=prepared_id,
        proof=proof,
        event=event,
    )
