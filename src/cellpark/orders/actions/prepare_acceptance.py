"""Show the maker what is to be accepted: the order."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.identity.public import Meaning, PreparedSignature
from cellpark.kernel.problem import refuse_any
from cellpark.orders.acting import begin
from cellpark.orders.signing import ACCEPT, acceptance_problems, order_text, prepare
from cellpark.orders.states import Side


def prepare_acceptance(*, actor: Actor, order_id: UUID, why: str, view: str = "", back: str = "") -> PreparedSignature:
    """Keep the order as it is shown; somebody of the maker signs it with ``accept_order`` within five minutes.

    Raises ``Refused``: an order that waits for nothing, a hospital that is not on the list any more (CN-4a).
    """
    with transaction.atomic():
        order = begin(actor=actor, order_id=order_id, verb="accept", sides=(Side.MAKER,))
        refuse_any(acceptance_problems(order))
        return prepare(
            actor=actor,
            order=order,
            seen={f"order/{order.id}": order.version},
            purpose=ACCEPT,
            meaning=Meaning.RESPONSIBLE,
            why=why,
            view=view or order_text(order),
            back=back,
        )
