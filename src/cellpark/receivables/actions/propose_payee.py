"""Write down the bank account to which debtors shall pay."""

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.time import now
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream, record
from cellpark.receivables.events import PayeeProposed
from cellpark.receivables.models import Payee
from cellpark.receivables.permissions import ReceivablesPermission
from cellpark.receivables.queries import payee_of
from cellpark.receivables.rules import BankDetails, payee_problems, reason_problems
from cellpark.receivables.states import PayeeState
from cellpark.receivables.streams import payee_stream


def propose_payee(*, actor: Actor, details: BankDetails, reason: str) -> Payee:
    """Bank details that hold once a second person agreed; until then bills print the former ones.

    Raises ``Refused``: ``receivables.payee....``, ``base.reason_required``.
    """
    actor.require(ReceivablesPermission.PREPARE_PAYEE)
    owner = actor.organisation_id
    assert owner is not None, "an account belongs to an operator"
    said = details.plain()
    refuse_any([*payee_problems(said), *reason_problems(reason)])
    with transaction.atomic():
        lock_stream(payee_stream(owner))
        if Payee.objects.filter(organisation_id=owner, state=PayeeState.PROPOSED).exists():
            raise Refused(Problem("receivables.payee.waits"))
        holds = payee_of(owner)
        if holds is not None and all(getattr(holds, name) == value for name, value in said.columns().items()):
            raise Refused(Problem("receivables.payee.same"))
        row = Payee(
            id=new_id(),
            organisation_id=owner,
            reason=reason.strip(),
            proposed_by=actor.person_id,
            proposed_at=now(),
            **said.columns(),
        )
        row.save(force_insert=True)
        columns = said.columns()
        event = PayeeProposed(payee=row.id, account_number=columns.pop("number"), **columns)
        record(stream=payee_stream(owner), event=event, actor=actor, organisation=owner, reason=reason)
        return row
