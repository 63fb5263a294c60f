"""Take over a lease that both sides signed on paper before the park worked with Cellpark."""

from datetime import date
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Parameter, Problem, Refused, refuse_any
from cellpark.leases.acting import pending, refuse_unseen, require_operator, still_standing
from cellpark.leases.days import today
from cellpark.leases.events import LeaseTakenOver
from cellpark.leases.folds import room_days
from cellpark.leases.models import Lease
from cellpark.leases.permissions import LeasePermission
from cellpark.leases.releasing import let_what_was_held, release_expired
from cellpark.leases.rows import locked, write
from cellpark.leases.rules import paper_problems
from cellpark.leases.states import LEASE_LIFECYCLE


def take_over_lease(
    *,
    actor: Actor,
    lease_id: UUID,
    paper: str,
    signed_on: date,
    billed_from: date | None = None,
    seen_version: int | None = None,
) -> Lease:
    """Agree a draft by its contract on paper, which a second person has before them: nobody signs here again.

    ``paper`` names the contract as the archive finds it; ``signed_on`` is the day of the last signature. What lies
    before ``billed_from`` was billed elsewhere; without it the lease is billed from its first day. The rooms are taken
    and the tenant reads the lease from now on. Raises ``Refused``: ``leases.version.own_draft``,
    ``leases.paper....``, ``leases.room.taken``, ``ledger.stale``.
    """
    actor.require(LeasePermission.APPROVE)
    refuse_any(paper_problems(paper=paper, signed_on=signed_on, today=today()))
    with transaction.atomic():
        row = locked(lease_id)
        require_operator(actor, row.organisation_id)
        refuse_unseen(row, seen_version)
        LEASE_LIFECYCLE.step(row.state, "take_over")
        version = pending(row)
        if actor.person_id is not None and actor.person_id == version.drafted_by:
            raise Refused(Problem("leases.version.own_draft", {"number": row.number}))
        wanted = tuple(room_days(each) for each in version.rooms)
        if billed_from is not None and billed_from > row.ends_on:
            params: dict[str, Parameter] = {"day": billed_from.isoformat(), "end": row.ends_on.isoformat()}
            raise Refused(Problem("leases.paper.billed", params, field="billed_from"))
        refuse_any(still_standing(wanted))
        release_expired([each.number for each in wanted])
        let_what_was_held(actor, row, wanted)
        event = LeaseTakenOver(
            lease=row.id,
            number=version.number,
            paper=paper.strip(),
            signed_on=signed_on,
            billed_from=max(billed_from or row.starts_on, row.starts_on),
            person=actor.person_id,
            occupied=wanted,
        )
        return write(event, actor=actor, organisation=row.organisation_id)
