"""Sign an order and send it to the maker."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Refused, refuse_any
from cellpark.orders.acting import begin
from cellpark.orders.events import OrderSubmitted
from cellpark.orders.models import TreatmentOrder
from cellpark.orders.rows import record_order
from cellpark.orders.signing import SUBMIT, Proof, signed, submission_problems
from cellpark.orders.states import Side


def submit_order(*, actor: Actor, order_id: UUID, prepared_id: UUID, proof: Proof) -> TreatmentOrder:
    """A physician authenticates again and signs the order as it was shown (P11-8a, P11-9a); the maker sees it now.

    Raises ``Refused``: a wrong proof (noted for the signer), an order that changed meanwhile or lacks something.
    """
    made = _submit(actor, order_id, prepared_id, proof)
    if isinstance(made, Refused):
        raise made
    return made


def _submit(actor: Actor, order_id: UUID, prepared_id: UUID, proof: Proof) -> TreatmentOrder | Refused:
    with transaction.atomic():
        order = begin(actor=actor, order_id=order_id, verb="submit", sides=(Side.HOSPITAL,))
        refuse_any(submission_problems(actor, order))
        found = signed(actor=actor, order=order, purpose=SUBMIT, prepared_id=prepared_id, proof=proof)
        if isinstance(found, Refused):
            return found
        event = OrderSubmitted(order=order.id, person=actor.person_id, signature=found[1])
        return record_order(event, actor=actor, organisation=order.organisation_id)
