"""Show what is to be signed."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.batches.acting import Attempt, keep_refusal, sit_down
from cellpark.batches.desk import Desk
from cellpark.batches.gates.people import performer_problems, signer_problems, signing_role
from cellpark.batches.models import Batch
from cellpark.batches.permissions import BatchPermission
from cellpark.batches.run.happened import StepSigned
from cellpark.batches.run.recipe import Sign
from cellpark.batches.signing import PURPOSE, digest_of, meaning_of, said_meaning, signed_text
from cellpark.identity.public import PreparedSignature, prepare_signature
from cellpark.kernel.problem import Problem, Refused, refuse_any


def prepare_step_signature(
    *, actor: Actor, batch_id: UUID, step: str, name: str, why: str = "", view: str = "", back: str = ""
) -> PreparedSignature:
    """Keep what is shown for the signature ``name`` of a step; sign it with ``sign_step`` within five minutes.

    ``view`` is the page fragment that the signer sees; without one it is the canonical text of the entries. Raises
    ``Refused``: what the step still lacks, ``batches.verifier.performed`` (T5), ``batches.signature.role``.
    """
    actor.require(BatchPermission.SIGN)
    said = Attempt(
        actor=actor, batch_id=batch_id, permission=BatchPermission.SIGN, verb="sign_step", step=step, field=name
    )
    batch: Batch = Batch.objects.get(id=batch_id)
    try:
        with transaction.atomic():
            desk = sit_down(said, batch)
            sign = judged(desk, step, name)
            role = signing_role(sign, actor)
            assert role is not None, "the role was judged"
            return prepare_signature(
                actor=actor,
                seen={desk.stream: desk.version},
                role=role,
                meaning=meaning_of(sign),
                why=why or said_meaning(sign),
                view=view or signed_text(desk.plan, desk.state, step),
                purpose=PURPOSE,
                subject=f"{batch.number} {step} {name}",
                back=back,
            )
    except Refused as refused:
        keep_refusal(said, batch, refused)
        raise


def judged(desk: Desk, step: str, name: str) -> Sign:
    """The signature that the recipe asks for, when it may be given now by this actor."""
    where = desk.plan.find(step)
    sign = None if where is None else next((each for each in where.step.signatures if each.name == name), None)
    if where is None or sign is None:
        raise Refused(Problem("batches.field.unknown", {"step": step, "field": name}, field="name"))
    if step in desk.state.steps:
        desk.judge(event_of(desk, sign, step, desk.batch.id))
    else:
        raise Refused(Problem("batches.step.not_begun", {"step": step}, field="step", rule="P11-6"))
    refuse_any(signer_problems(sign, desk.actor))
    refuse_any(
        performer_problems(
            plan=desk.plan,
            where=where,
            actor=desk.actor,
            organisation=desk.batch.organisation_id,
            at=desk.at,
            handles=False,
        )
    )
    return sign


def event_of(desk: Desk, sign: Sign, step: str, signature: UUID) -> StepSigned:
    """The entry that a signature leaves."""
    return StepSigned(
        step=step,
        sign=sign.name,
        role=signing_role(sign, desk.actor) or sign.role,
        meaning=said_meaning(sign),
        signature=signature,
        digest=digest_of(desk.plan, desk.state, step),
    )
