"""The second person confirms, and the key is destroyed."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import clock
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.actions.append import record
from cellpark.ledger.events import SubjectKeyDestroyed
from cellpark.ledger.models import ErasureConfirmation, ErasureRequest, PersonalKey
from cellpark.ledger.permissions import LedgerPermission


def confirm_erasure(*, actor: Actor, request_id: UUID) -> ErasureConfirmation:
    """Destroy the key for good; all blocks of the person become unreadable, every proof stays whole.

    Old row versions vanish with the next vacuum and old backups with their own end, so that the retention of backups
    is part of the erasure.
    """
    actor.require(LedgerPermission.ERASE_SUBJECT)
    assert actor.person_id is not None, "a person confirms, never a process"
    with use_scope(EVERYTHING), transaction.atomic():
        asked = ErasureRequest.objects.filter(id=request_id).first()
        if asked is None or ErasureConfirmation.objects.filter(request=asked).exists():
            raise Refused(Problem("ledger.erasure.unknown"))
        if asked.requested_by == actor.person_id:
            raise Refused(Problem("ledger.erasure.same_person"))
        key = PersonalKey.objects.select_for_update().filter(person=asked.person, destroyed_at=None).first()
        if key is None:
            raise Refused(Problem("ledger.erasure.no_key"))
        at = clock().now()
        confirmed = ErasureConfirmation.objects.create(
            request=asked, requested_by=asked.requested_by, confirmed_by=actor.person_id, confirmed_at=at
        )
        key.wrapped, key.destroyed_at = b"", at
        key.save(update_fields=["wrapped", "destroyed_at"])
        record(
            stream=f"subject/{asked.person}",
            event=SubjectKeyDestroyed(request=asked.id, person=asked.person, requested_by=asked.requested_by),
            actor=actor,
            organisation=None,
            reason=asked.reason,
        )
    return confirmed
