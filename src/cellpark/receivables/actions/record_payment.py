"""Enter a payment."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.billing.public import today
from cellpark.identity.public import Organisation
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.receivables.allocating import Parts, allocate, allocate_oldest, lock_account
from cellpark.receivables.models import Payment
from cellpark.receivables.permissions import ReceivablesPermission
from cellpark.receivables.receiving import Received, fingerprint_of, known_debtor, write_payment
from cellpark.receivables.rules import parts_problems, payment_problems
from cellpark.receivables.states import Origin, PaymentState


def record_payment(
    *,
    actor: Actor,
    organisation_id: UUID,
    debtor_id: UUID,
    received: Received,
    parts: Parts | None = None,
    keep_free: bool = False,
) -> Payment:
    """Enter money that came in. It settles what was due first; with ``parts`` these bills; ``keep_free`` none yet.

    What is left over stays free on the account. Raises ``Refused``: ``receivables....``, ``billing.claim.not_open``,
    ``receivables.payment.twice`` for a movement at the bank that was entered before; ``DoesNotExist`` for a bill or a
    debtor that the operator does not have.
    """
    actor.require(ReceivablesPermission.RECORD)
    said = {"reference": received.reference, "payer": received.payer, "text": received.text}
    refuse_any(
        payment_problems(amount=received.amount, received_on=received.received_on, today=today(), **said)
        + ([] if parts is None else parts_problems(parts))
    )
    if not known_debtor(organisation_id, debtor_id):
        raise Organisation.DoesNotExist
    with transaction.atomic():
        lock_account(organisation_id, debtor_id)
        # typed without a reference, two equal payments of a day may well be two
        mark = fingerprint_of(received) if received.reference else ""
        same = Payment.objects.filter(organisation_id=organisation_id, fingerprint=mark, state=PaymentState.RECEIVED)
        if mark and (found := same.first()) is not None:
            raise Refused(Problem("receivables.payment.twice", {"number": found.number}, field="reference"))
        row = write_payment(
            received,
            actor=actor,
            organisation_id=organisation_id,
            debtor_id=debtor_id,
            origin=Origin.TYPED,
            fingerprint=mark,
        )
        if parts is not None:
            allocate(row, parts, actor=actor)
        elif not keep_free:
            allocate_oldest(row, actor=actor)
        row.refresh_from_db()
        return row
