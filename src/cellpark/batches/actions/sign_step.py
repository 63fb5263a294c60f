"""Sign a step."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.batches.acting import Attempt, Done, keep_refusal, sit_down, stand_up
from cellpark.batches.actions.prepare_step_signature import event_of, judged
from cellpark.batches.models import Batch
from cellpark.batches.permissions import BatchPermission
from cellpark.batches.settling import settle
from cellpark.batches.signing import PURPOSE
from cellpark.identity.public import CodeAndPassword, complete_signature, prepared_signature
from cellpark.kernel.problem import Problem, Refused

Proof = CodeAndPassword | Mapping[str, Any]


def sign_step(*, actor: Actor, batch_id: UUID, step: str, name: str, prepared_id: UUID, proof: Proof) -> Done:
    """Authenticate again and sign the step's entries as they were shown (P11-8a, P11-8b, P11-9a, T5).

    The signature and the step's entry commit together. Raises ``Refused``: a wrong proof (noted for the signer),
    ``ledger.signature.moved`` when the batch went on meanwhile, whatever ``prepare_step_signature`` refuses.
    """
    actor.require(BatchPermission.SIGN)
    batch: Batch = Batch.objects.get(id=batch_id)
    said = Attempt(
        actor=actor, batch_id=batch_id, permission=BatchPermission.SIGN, verb="sign_step", step=step, field=name
    )
    try:
        done = _sign(said, batch, name, prepared_id, proof)
    except Refused as refused:
        keep_refusal(said, batch, refused)
        raise
    if isinstance(done, Refused):
        raise done
    return done


def _sign(said: Attempt, batch: Batch, name: str, prepared_id: UUID, proof: Proof) -> Done | Refused:
    """Sign; a refused proof is returned, so that its note in the signer's record commits (P11-9c)."""
    with transaction.atomic():
        desk = sit_down(said, batch)
        sign = judged(desk, said.step, name)
        prepared = prepared_signature(actor=said.actor, prepared_id=prepared_id)
        if (prepared.purpose, prepared.subject) != (PURPOSE, f"{batch.number} {said.step} {name}"):
            raise Refused(Problem("batches.signature.of_other", {"step": said.step}, rule="P11-8b"))
        try:
            signature = complete_signature(actor=said.actor, prepared_id=prepared_id, proof=proof)
        except Refused as refused:
            return refused
        entry = desk.record(event_of(desk, sign, said.step, signature))
        settle(desk)
        stand_up(desk)
        return Done(entry.id, desk.version)
