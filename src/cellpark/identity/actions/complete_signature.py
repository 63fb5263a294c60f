"""Sign what was prepared: authenticate again, then bind the signature to exactly what was shown."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Sum

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.identity.actions.note_sign_in import note_sign_in
from cellpark.identity.events import SignInRefused
from cellpark.identity.models import PreparedSignature
from cellpark.identity.permissions import IdentityPermission
from cellpark.identity.signing.proofs import Proof, evidence_holds, evidence_of
from cellpark.identity.signing.queries import prepared_signature
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import Event, record_signature

ATTEMPTS_MAX = 5
ATTEMPTS_WITHIN = timedelta(minutes=15)


def complete_signature(*, actor: Actor, prepared_id: UUID, proof: Proof) -> UUID:
    """Record the signature and return its id (P11-8a, P11-8b, P11-9a, A11-2f).

    Raises ``Refused``: ``identity.signature.wrong_proof`` (noted in the signer's record, P11-9c),
    ``identity.signature.too_many`` after five wrong attempts in fifteen minutes, ``ledger.signature.moved`` when
    somebody changed a record meanwhile. Raises ``DoesNotExist`` for a statement that is another's, used or too old.
    """
    actor.require(IdentityPermission.MAKE_SIGNATURE)
    prepared = prepared_signature(actor=actor, prepared_id=prepared_id)
    _count_attempt(prepared)
    evidence = evidence_of(proof, person=prepared.person, challenge=prepared.envelope.digest)
    if evidence is None:
        note_sign_in(person_id=prepared.person_id, event=SignInRefused(person=prepared.person_id, why="signature"))
        raise Refused(Problem("identity.signature.wrong_proof", rule="P11-9a"))
    with transaction.atomic():
        locked = PreparedSignature.objects.select_for_update().get(id=prepared_id, signature=None)
        made = record_signature(
            actor=actor,
            envelope=locked.envelope,
            evidence=evidence,
            verifier=evidence_holds,
            organisation=_owner(locked) or actor.organisation_id,
        )
        PreparedSignature.objects.filter(id=prepared_id).update(signature=made.id, attempts=F("attempts") - 1)
    return made.id


def _owner(prepared: PreparedSignature) -> UUID | None:
    """The organisation of the records when it is one and the same: whoever reads them sees their signatures too."""
    streams = [head.stream for head in prepared.said.heads]
    owners = set(Event.objects.filter(stream__in=streams, version=1).values_list("organisation", flat=True))
    return owners.pop() if len(owners) == 1 else None


def _count_attempt(prepared: PreparedSignature) -> None:
    """Count before the check, so that many attempts at once cannot outrun the limit; a right one is taken back."""
    rows = PreparedSignature.objects.filter(person_id=prepared.person_id)
    rows.filter(id=prepared.id).update(attempts=F("attempts") + 1)
    recent = rows.filter(prepared_at__gte=now() - ATTEMPTS_WITHIN)
    if (recent.aggregate(made=Sum("attempts"))["made"] or 0) > ATTEMPTS_MAX:
        raise Refused(Problem("identity.signature.too_many", rule="P11-9c"))
