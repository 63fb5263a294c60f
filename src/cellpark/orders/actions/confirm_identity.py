"""Compare the patient before a collection."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.kernel.problem import refuse_any
from cellpark.orders.acting import begin, site_problems
from cellpark.orders.bedside import Bedside, kit_problems, stopped, wristband_problems
from cellpark.orders.rows import record_order
from cellpark.orders.states import Side
from cellpark.orders.ward_events import IdentityConfirmed


def confirm_identity(*, actor: Actor, order_id: UUID, wristband: str, kit: str, link: UUID | None = None) -> Bedside:
    """Wristband and kit belong to one order: whoever collects compares them again (CN-4k2, T1).

    A mismatch is on record, as at the collection itself. It asks for no qualification, since nothing is taken yet.
    Raises ``Refused``: ``lifecycle.step`` when no kit waits, ``orders.site.not_qualified`` (CN-4a).
    """
    with transaction.atomic():
        order = begin(actor=actor, order_id=order_id, verb="confirm_identity", sides=(Side.HOSPITAL,))
        refuse_any(site_problems(order.therapy_id, order.hospital_id, now().date()))
        wrong = [*wristband_problems(order, wristband), *kit_problems(order, kit)]
        if wrong:
            return stopped(actor, order, "confirm_identity", wrong)
        event = IdentityConfirmed(order=order.id, link=link)
        return Bedside(order=record_order(event, actor=actor, organisation=order.organisation_id))
