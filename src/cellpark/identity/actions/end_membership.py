"""End a person's role."""

from datetime import date
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.versions import refuse_stale
from cellpark.identity.events import MembershipEnded
from cellpark.identity.models import Membership
from cellpark.identity.permissions import IdentityPermission
from cellpark.identity.rules import reason_problems
from cellpark.identity.states import MembershipState
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream, record


def end_membership(
    *, actor: Actor, membership_id: UUID, ends_on: date, reason: str, seen_version: int | None = None
) -> Membership:
    """End a role from ``ends_on`` on, at the earliest the day it began. Raises ``Membership.DoesNotExist``."""
    actor.require(IdentityPermission.GRANT_MEMBERSHIP)
    with transaction.atomic():
        lock_stream(f"membership/{membership_id}")
        membership: Membership = Membership.objects.get(id=membership_id)
        refuse_stale(seen=seen_version, present=membership.version)
        refuse_any(reason_problems(reason))
        if membership.state == MembershipState.ENDED:
            raise Refused(Problem("identity.membership.ended"))
        if ends_on < membership.starts_on:
            raise Refused(Problem("base.ends_before_start", field="ends_on"))
        recorded = record(
            stream=f"membership/{membership_id}",
            event=MembershipEnded(membership=membership_id, ends_on=ends_on),
            actor=actor,
            organisation=membership.organisation_id,
            reason=reason,
        )
        membership.state = MembershipState.ENDED
        membership.ends_on = ends_on
        membership.version = recorded.version
        membership.save()
    return membership
