"""Take no more orders of a therapy."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream
from cellpark.orders.events import TherapyRetired
from cellpark.orders.models import Therapy
from cellpark.orders.permissions import OrderPermission
from cellpark.orders.rows import record_therapy
from cellpark.orders.rules import reason_problems
from cellpark.orders.states import THERAPY_LIFECYCLE


def retire_therapy(*, actor: Actor, therapy_id: UUID, reason: str) -> Therapy:
    """The sponsor takes it off the list; orders that run go on. Raises ``Refused``."""
    actor.require(OrderPermission.APPROVE_THERAPY)
    with transaction.atomic():
        seen: Therapy = Therapy.objects.get(id=therapy_id)
        refuse_any(reason_problems(reason))
        lock_stream(f"therapy/{seen.id}")
        therapy: Therapy = Therapy.objects.get(id=therapy_id)
        if actor.process is None and actor.organisation_id != therapy.sponsor_id:
            raise Refused(Problem("orders.side.other", {"side": "sponsor"}, rule="P11-4"))
        THERAPY_LIFECYCLE.step(therapy.state, "retire")
        event = TherapyRetired(therapy=therapy.id)
        return record_therapy(event, actor=actor, organisation=therapy.organisation_id, reason=reason.strip())
