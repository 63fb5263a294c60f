"""Show a physician what is to be signed: the order."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.identity.public import Meaning, PreparedSignature
from cellpark.kernel.problem import refuse_any
from cellpark.orders.acting import begin
from cellpark.orders.signing import SUBMIT, order_text, prepare, submission_problems
from cellpark.orders.states import Side


def prepare_order_signature(
    *, actor: Actor, order_id: UUID, why: str, view: str = "", back: str = ""
) -> PreparedSignature:
    """Keep the order as it is shown; the physician signs it with ``submit_order`` within five minutes.

    Raises ``Refused``: whatever the order lacks (references, consents, wash-outs, slots), a hospital that is not on the
    list (CN-4a), somebody who is no qualified physician.
    """
    with transaction.atomic():
        order = begin(actor=actor, order_id=order_id, verb="submit", sides=(Side.HOSPITAL,))
        refuse_any(submission_problems(actor, order))
        return prepare(
            actor=actor,
            order=order,
            seen={f"order/{order.id}": order.version},
            purpose=SUBMIT,
            meaning=Meaning.APPROVED,
            why=why,
            view=view or order_text(order),
            back=back,
        )
