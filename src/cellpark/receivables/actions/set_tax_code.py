"""Say by which code a kind of line is invoiced."""

from datetime import date

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.time import now
from cellpark.billing.public import LineKind
from cellpark.kernel.problem import refuse_any
from cellpark.ledger.public import lock_stream, record
from cellpark.receivables.events import TaxCodeSet
from cellpark.receivables.models import TaxCode
from cellpark.receivables.permissions import ReceivablesPermission
from cellpark.receivables.rules import tax_code_problems
from cellpark.receivables.streams import tax_stream


def set_tax_code(*, actor: Actor, kind: LineKind, code: str, since: date, name: str = "") -> TaxCode:
    """Let lines of a kind be requested by this code from a day on. Raises ``Refused``: ``receivables.tax_code....``."""
    actor.require(ReceivablesPermission.SET_TAX_CODE)
    owner = actor.organisation_id
    assert owner is not None, "codes are an operator's own"
    refuse_any(tax_code_problems(kind=kind, code=code.strip(), name=name))
    with transaction.atomic():
        lock_stream(tax_stream(owner))
        row = TaxCode(
            id=new_id(),
            organisation_id=owner,
            kind=kind.value,
            code=code.strip(),
            name=name.strip(),
            since=since,
            recorded_by=actor.person_id,
            recorded_at=now(),
        )
        row.save(force_insert=True)
        event = TaxCodeSet(tax_code=row.id, line_kind=row.kind, code=row.code, code_name=row.name, since=since)
        record(stream=tax_stream(owner), event=event, actor=actor, organisation=owner)
        return row
