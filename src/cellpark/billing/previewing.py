"""What a run would do, before anybody starts it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Sum

from cellpark.billing.days import today
from cellpark.billing.drafting import due_for_billing
from cellpark.billing.queries import billed_until, pending_charges
from cellpark.billing.rules import run_problems
from cellpark.kernel.problem import Refused, refuse_any
from cellpark.leases.public import Lease, billable, rent_lease, rent_leases

SHOWN_MAX = 10


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """What one lease would get: how many bills, over how much."""

    lease: Lease
    bills: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Preview:
    """The whole run: ``rows`` are the leases that would get most."""

    leases: int
    bills: int
    amount: Decimal
    charges: int
    charged: Decimal
    rows: tuple[PreviewRow, ...]
    failures: tuple[str, ...]


def preview_run(*, organisation_id: UUID, until: date) -> Preview:
    """Compute every bill up to and with ``until`` without writing one; ``failures`` are numbers of leases.

    Raises ``Refused(billing.run.far)``.
    """
    refuse_any(run_problems(until=until, today=today()))
    leases = list(billable(until).filter(organisation_id=organisation_id))
    before = billed_until(leases)
    rows, failures = [], []
    try:
        terms = {row.id: said for row, said in rent_leases(leases)}
    except Refused:
        terms = {}
    for lease in leases:
        try:
            said = terms.get(lease.id) or rent_lease(lease)
            found = list(due_for_billing(said, billed_until=before.get(lease.id), until=until))
        except Refused:
            failures.append(lease.number)
            continue
        if found:
            amount = sum((line.gross for each in found for line in each.lines), start=Decimal(0))
            rows.append(PreviewRow(lease, len(found), amount))
    charges = pending_charges(organisation_id, until).aggregate(count=Count("id"), total=Sum("gross"))
    return Preview(
        leases=len(rows),
        bills=sum(each.bills for each in rows),
        amount=sum((each.amount for each in rows), start=Decimal(0)),
        charges=charges["count"],
        charged=charges["total"] or Decimal(0),
        rows=tuple(sorted(rows, key=lambda each: (-each.amount, each.lease.number))[:SHOWN_MAX]),
        failures=tuple(failures),
    )
