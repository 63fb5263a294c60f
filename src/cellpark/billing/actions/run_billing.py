"""Bill everything up to a day, here and now."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.billing.actions.continue_run import continue_run
from cellpark.billing.actions.start_run import start_run
from cellpark.billing.models import Run
from cellpark.billing.permissions import BillingPermission


def run_billing(
    *,
    actor: Actor,
    until: date,
    progress: Callable[[int, int], None] | None = None,
    organisation_id: UUID | None = None,
) -> Run:
    """Bill every lease of an operator up to and with ``until`` once, and what charges wait; go on where it broke.

    ``organisation_id`` is the operator, the actor's own organisation unless it is named. ``progress`` hears how many
    leases were looked at, and of how many. Raises ``Refused``: ``billing.run....``.
    """
    actor.require(BillingPermission.RUN)
    operator = organisation_id or actor.organisation_id
    assert operator is not None, "somebody bills for an operator"
    run = start_run(actor=actor, organisation_id=operator, until=until, queued=False)
    return continue_run(actor=actor, run_id=run.id, progress=progress)
