"""Draft an amendment."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.leases.acting import PENDING, RoomWanted, days_of_rooms, require_operator
from cellpark.leases.conflicts import taken_problems
from cellpark.leases.events import VersionDrafted
from cellpark.leases.models import Lease
from cellpark.leases.permissions import LeasePermission
from cellpark.leases.queries import rent_lease
from cellpark.leases.rows import locked, write
from cellpark.leases.rules import amendment_problems, draft_problems
from cellpark.leases.states import IN_FORCE
from cellpark.rent import public as rent


def amend_lease(*, actor: Actor, lease_id: UUID, text: str, rooms: Sequence[RoomWanted]) -> Lease:
    """Draft new terms for a lease in force: all that holds from ``since`` of the lease file ``text`` on.

    What was agreed before is not edited: it holds up to that day, and the amendment is approved and signed as the lease
    was. Raises ``Refused``: ``leases.amendment....``, and as ``draft_lease``.
    """
    actor.require(LeasePermission.DRAFT)
    after = rent.read_lease(text.encode())
    with transaction.atomic():
        row = locked(lease_id)
        require_operator(actor, row.organisation_id)
        if row.state not in IN_FORCE or row.leaves_on is not None:
            raise Refused(Problem("leases.amendment.state", {"number": row.number, "state": row.state}))
        if row.versions.filter(state__in=PENDING).exists():
            raise Refused(Problem("leases.amendment.pending", {"number": row.number}))
        since, end = after.days.start, after.days.end
        assert end is not None, "a lease file has an end"
        _owner, days, problems = days_of_rooms(rooms, start=since, end=end)
        refuse_any(
            [
                *draft_problems(number=row.number, lease=after, rooms=days, notice_days=row.notice_days, since=since),
                *amendment_problems(rent_lease(row), after, since=since, until=row.ends_on),
                *problems,
                *taken_problems(days, lease_id=row.id, tenant_id=row.tenant_id),
            ]
        )
        event = VersionDrafted(
            lease=row.id,
            number=row.versions.count() + 1,
            since=since,
            end=end,
            text=text,
            rooms=days,
            person=actor.person_id,
        )
        return write(event, actor=actor, organisation=row.organisation_id)
