"""Say that permitted hot work begins."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.facilities.models import Permit
from cellpark.facilities.permissions import FacilityPermission
from cellpark.facilities.permit_events import PermitBegun
from cellpark.facilities.permit_rules import begin_problems, hot_work_alone_problems
from cellpark.facilities.rows import locked_permit, write_permit
from cellpark.facilities.rules_in_force import terms_of
from cellpark.facilities.sides import side_of
from cellpark.facilities.states import PERMIT_LIFECYCLE
from cellpark.kernel.problem import refuse_any


def begin_permit(*, actor: Actor, permit_id: UUID) -> Permit:
    """The hot work begins, while its permit is in force; said twice it changes nothing.

    Raises ``Refused``: ``facilities.side``, ``facilities.permit.hot_alone``, ``.not_yet``, ``.over``,
    ``lifecycle.step``.
    """
    actor.require(FacilityPermission.REQUEST_PERMIT)
    with transaction.atomic():
        row = locked_permit(permit_id)
        side_of(actor, row)
        refuse_any(hot_work_alone_problems(row.kind))
        PERMIT_LIFECYCLE.step(row.state, "begin")
        if row.begun_at is not None:
            return row
        zone = terms_of(row).office.zone
        refuse_any(begin_problems(starts_at=row.starts_at, ends_at=row.ends_at, at=now(), zone=zone))
        event = PermitBegun(permit=row.id, person=actor.person_id)
        return write_permit(event, actor=actor, organisation=row.organisation_id)
