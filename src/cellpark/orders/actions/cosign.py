"""The sponsor signs the batch record."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Refused
from cellpark.orders.acting import begin
from cellpark.orders.events import OrderCosigned
from cellpark.orders.models import TreatmentOrder
from cellpark.orders.permissions import OrderPermission
from cellpark.orders.progress import signable_record
from cellpark.orders.rows import record_order
from cellpark.orders.signing import COSIGN, Proof, signed
from cellpark.orders.states import Side


def cosign(*, actor: Actor, order_id: UUID, prepared_id: UUID, proof: Proof) -> TreatmentOrder:
    """Authenticate again and sign the record's version and hash as they were shown (P11-8a, P11-8b).

    Raises ``Refused``: a wrong proof (noted for the signer), ``ledger.signature.moved`` when the record went on.
    """
    made = _cosign(actor, order_id, prepared_id, proof)
    if isinstance(made, Refused):
        raise made
    return made


def _cosign(actor: Actor, order_id: UUID, prepared_id: UUID, proof: Proof) -> TreatmentOrder | Refused:
    with transaction.atomic():
        order = begin(actor=actor, order_id=order_id, verb="", sides=(Side.SPONSOR,), permission=OrderPermission.COSIGN)
        record = signable_record(order)
        found = signed(actor=actor, order=order, purpose=COSIGN, prepared_id=prepared_id, proof=proof)
        if isinstance(found, Refused):
            return found
        event = OrderCosigned(
            order=order.id,
            batch=record.batch,
            signature=found[1],
            record_version=record.version,
            record_sha256=record.sha256,
        )
        return record_order(event, actor=actor, organisation=order.organisation_id)
