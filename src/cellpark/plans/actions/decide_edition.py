"""Decide on times or a policy that somebody else proposed."""

from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.identity.public import Meaning
from cellpark.kernel.problem import Problem, refuse_any
from cellpark.plans.edition_events import EditionApproved, EditionDeclined
from cellpark.plans.editions import edition_row
from cellpark.plans.models import Edition
from cellpark.plans.permissions import PlanPermission
from cellpark.plans.rows import in_turn, locked_edition, write_edition
from cellpark.plans.rules import reason_problems, since_problems
from cellpark.plans.signing import refuse_unsigned
from cellpark.plans.states import EDITION_LIFECYCLE


def approve_edition(*, actor: Actor, edition_id: UUID, signature_id: UUID | None = None) -> Edition:
    """Let an edition hold from its day on, signed by somebody who did not propose it.

    Raises ``Refused``: ``plans.edition.own``, ``.past``, ``lifecycle.step``, and what ``refuse_unsigned`` says.
    """
    actor.require(PlanPermission.SET)
    owner: UUID = edition_row(edition_id).organisation_id
    with transaction.atomic():
        in_turn(owner)
        row, head = locked_edition(owner, edition_id)
        EDITION_LIFECYCLE.step(row.state, "approve")
        refuse_any(edition_problems(actor=actor, row=row))
        refuse_unsigned(actor=actor, row=row, head=head, signature_id=signature_id, meaning=Meaning.APPROVED)
        event = EditionApproved(document=row.id, person=actor.person_id, sha256=row.sha256, signature=signature_id)
        return write_edition(event, actor=actor, organisation=owner)


def edition_problems(*, actor: Actor, row: Edition) -> list[Problem]:
    """Why this person may not approve now; also asked before the ceremony, so that nobody signs in vain."""
    own = actor.person_id is not None and actor.person_id == row.proposed_by
    return [*([Problem("plans.edition.own")] if own else []), *since_problems(row.since, localdate(now()))]


def decline_edition(*, actor: Actor, edition_id: UUID, reason: str) -> Edition:
    """Let it not hold; whoever proposed it may take it back so. Raises ``Refused(lifecycle.step)``."""
    actor.require(PlanPermission.SET)
    refuse_any(reason_problems(reason))
    owner: UUID = edition_row(edition_id).organisation_id
    with transaction.atomic():
        row, _head = locked_edition(owner, edition_id)
        EDITION_LIFECYCLE.step(row.state, "decline")
        event = EditionDeclined(document=row.id, person=actor.person_id)
        return write_edition(event, actor=actor, organisation=owner, reason=reason.strip())
