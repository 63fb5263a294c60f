"""The first of two people asks for a person's key to be destroyed."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import clock
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.actions.append import record
from cellpark.ledger.events import SubjectKeyDestructionRequested
from cellpark.ledger.models import ErasureRequest, PersonalKey
from cellpark.ledger.permissions import LedgerPermission


def request_erasure(*, actor: Actor, person: UUID, reason: str) -> ErasureRequest:
    """Ask; ``reason`` names the legal ground and the end of the retention period (GDPR Art. 17, PIPL Art. 47)."""
    actor.require(LedgerPermission.ERASE_SUBJECT)
    assert actor.person_id is not None, "a person asks, never a process"
    if not reason.strip():
        raise Refused(Problem("ledger.erasure.reason", field="reason"))
    with use_scope(EVERYTHING), transaction.atomic():
        if not PersonalKey.objects.filter(person=person, destroyed_at=None).exists():
            raise Refused(Problem("ledger.erasure.no_key"))
        asked = ErasureRequest.objects.create(
            id=new_id(),
            person=person,
            requested_by=actor.person_id,
            reason=reason.strip(),
            requested_at=clock().now(),
        )
        record(
            stream=f"subject/{person}",
            event=SubjectKeyDestructionRequested(request=asked.id, person=person),
            actor=actor,
            organisation=None,
            reason=reason.strip(),
        )
    return asked
