"""Approve a specification: samples are tested against it from now on."""

from typing import Any
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.locks import lock_word
from cellpark.base.time import now
from cellpark.identity.public import Meaning
from cellpark.kernel.problem import Problem, refuse_any
from cellpark.quality.actions.retire_specification import withdraw
from cellpark.quality.events import SpecificationApproved
from cellpark.quality.models import Specification
from cellpark.quality.permissions import QualityPermission
from cellpark.quality.rows import keep, locked_with_head
from cellpark.quality.signing import refuse_unsigned
from cellpark.quality.states import SPECIFICATION_LIFECYCLE, SpecificationState


def approve_specification(*, actor: Actor, specification_id: UUID, signature_id: UUID) -> Specification:
    """Put a version in force as somebody who did not write it; its predecessor retires with it (211-160a, P11-8b).

    Raises ``Refused``: ``quality.specification.same_person``, and what ``refuse_unsigned`` says of the signature.
    """
    actor.require(QualityPermission.APPROVE_SPECIFICATION)
    with transaction.atomic():
        seen: Specification = Specification.objects.get(id=specification_id)
        key = f"{seen.product}/{seen.site}/{seen.phase}/{seen.market}"
        # two approvals for one use meet here: one version is in force
        lock_word(f"quality.specification/{seen.organisation_id}/{key}")
        row, head = locked_with_head(Specification, specification_id)
        after = SPECIFICATION_LIFECYCLE.step(row.state, "approve").value
        refuse_any(approval_problems(actor=actor, specification=row))
        refuse_unsigned(actor=actor, row=row, head=head, signature_id=signature_id, meaning=Meaning.APPROVED)
        before = Specification.objects.filter(
            organisation_id=row.organisation_id,
            product=row.product,
            site=row.site,
            phase=row.phase,
            market=row.market,
            state=SpecificationState.APPROVED,
        ).first()
        if before is not None:
            withdraw(actor=actor, specification_id=before.id, successor=row.id)
        at = now()
        assert actor.person_id is not None, "a text is approved by a person"
        event = SpecificationApproved(
            specification=row.id, sha256=row.sha256, approver=actor.person_id, signature=signature_id
        )
        changed: dict[str, Any] = {"approver": actor.person_id, "approver_signature": signature_id, "approved_at": at}
        keep(row, event, actor=actor, at=at, state=after, **changed)
    return row


def approval_problems(*, actor: Actor, specification: Specification) -> list[Problem]:
    """Why this person may not approve; also asked before the ceremony, so that nobody signs in vain."""
    if actor.person_id is not None and specification.author != actor.person_id:
        return []
    return [Problem("quality.specification.same_person", rule="211-160a")]
