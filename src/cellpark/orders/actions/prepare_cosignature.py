"""Show the sponsor the batch record that is to be cosigned."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.identity.public import Meaning, PreparedSignature
from cellpark.orders.acting import begin
from cellpark.orders.permissions import OrderPermission
from cellpark.orders.progress import record_text, signable_record
from cellpark.orders.signing import COSIGN, prepare
from cellpark.orders.states import Side


def prepare_cosignature(
    *,
    actor: Actor,
    order_id: UUID,
    why: str,
    view: str = "",
    back: str = "",
    beside: Mapping[str, int] | None = None,
) -> PreparedSignature:
    """Keep the batch record's state as it is shown in the glass room; the sponsor signs it with ``cosign``.

    ``beside`` are further records of the maker with their versions, which a higher floor showed with it and answers
    for; the signature holds for all of them. Raises ``Refused``: ``orders.batch.not_finished`` before the record is
    complete.
    """
    with transaction.atomic():
        order = begin(actor=actor, order_id=order_id, verb="", sides=(Side.SPONSOR,), permission=OrderPermission.COSIGN)
        record = signable_record(order)
        return prepare(
            actor=actor,
            order=order,
            seen={**(beside or {}), record.stream: record.version},
            purpose=COSIGN,
            meaning=Meaning.REVIEWED,
            why=why,
            view=view or record_text(order, record),
            back=back,
        )
