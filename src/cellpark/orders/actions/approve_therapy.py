"""Approve a therapy as it is described."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import lock_stream
from cellpark.orders.events import TherapyApproved
from cellpark.orders.models import Therapy
from cellpark.orders.permissions import OrderPermission
from cellpark.orders.rows import record_therapy
from cellpark.orders.states import THERAPY_LIFECYCLE


def approve_therapy(*, actor: Actor, therapy_id: UUID) -> Therapy:
    """The sponsor lets hospitals order it; whoever described it does not approve it (P11-4).

    Raises ``Refused``: ``orders.side.other`` for anybody else than the sponsor, ``orders.therapy.own``.
    """
    actor.require(OrderPermission.APPROVE_THERAPY)
    with transaction.atomic():
        seen: Therapy = Therapy.objects.get(id=therapy_id)
        lock_stream(f"therapy/{seen.id}")
        therapy: Therapy = Therapy.objects.get(id=therapy_id)
        if actor.process is None and actor.organisation_id != therapy.sponsor_id:
            raise Refused(Problem("orders.side.other", {"side": "sponsor"}, rule="P11-4"))
        if actor.person_id is not None and actor.person_id == therapy.described_by:
            raise Refused(Problem("orders.therapy.own", rule="P11-4"))
        THERAPY_LIFECYCLE.step(therapy.state, "approve")
        event = TherapyApproved(therapy=therapy.id, revision=therapy.revision)
        return record_therapy(event, actor=actor, organisation=therapy.organisation_id)
