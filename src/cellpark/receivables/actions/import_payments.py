"""Enter the payments of a bank's file."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.scope import widened
from cellpark.billing.public import Bill, today
from cellpark.identity.public import Organisation
from cellpark.kernel.problem import Problem, Refused
from cellpark.leases.public import Lease
from cellpark.ledger.public import lock_stream
from cellpark.receivables.allocating import allocate_oldest, lock_account, open_bills
from cellpark.receivables.bank_cells import folded
from cellpark.receivables.bank_file import BankRow, read_bank_file
from cellpark.receivables.models import Payment
from cellpark.receivables.permissions import ReceivablesPermission
from cellpark.receivables.receiving import Received, fingerprint_of, write_payment
from cellpark.receivables.rules import payment_problems
from cellpark.receivables.states import Origin, PaymentState

NEW, TWICE, OUTGOING, BAD = "new", "twice", "outgoing", "bad"


@dataclass(frozen=True, slots=True)
class ImportRow:
    """What becomes of one line: new, entered before (``twice``), money that went out, or why it cannot be taken."""

    line: int
    state: str
    received: Received | None = None
    debtor_id: UUID | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What a file would do, or did."""

    rows: tuple[ImportRow, ...]
    payments: tuple[Payment, ...] = ()

    def of(self, state: str) -> tuple[ImportRow, ...]:
        """The rows in this state."""
        return tuple(each for each in self.rows if each.state == state)

    @property
    def amount(self) -> Decimal:
        """What is new in it."""
        return sum((each.received.amount for each in self.of(NEW) if each.received), start=Decimal(0))


def import_payments(*, actor: Actor, organisation_id: UUID, content: bytes, dry_run: bool) -> ImportReport:
    """Enter what is new in a bank's file; each payment settles what was due first. All of it or nothing.

    A payer is found by the number of a bill in the text, or by its name as it stands on a lease. What was entered
    before is found and left out, so that a file may be read twice and files may overlap. With ``dry_run`` nothing is
    written. Raises ``Refused``: ``receivables.import....`` with ``receivables.import.bad`` where a row cannot be taken.
    """
    actor.require(ReceivablesPermission.RECORD)
    rows = read_bank_file(content)
    with transaction.atomic():
        # two imports of one file meet here
        lock_stream(f"payments/{organisation_id}")
        report = _looked_at(organisation_id, rows)
        if dry_run:
            return report
        if bad := report.of(BAD):
            lines = ", ".join(str(each.line) for each in bad[:10])
            raise Refused(Problem("receivables.import.bad", {"count": len(bad), "lines": lines}, field="file"))
        new = [each for each in report.of(NEW) if each.debtor_id is not None and each.received is not None]
        for debtor in sorted({each.debtor_id for each in new if each.debtor_id is not None}):
            lock_account(organisation_id, debtor)
        made = [_entered(each, actor=actor, organisation_id=organisation_id) for each in new]
        return ImportReport(report.rows, tuple(made))


def _entered(row: ImportRow, *, actor: Actor, organisation_id: UUID) -> Payment:
    assert row.received is not None, "a new row has a movement"
    assert row.debtor_id is not None, "a new row has a debtor"
    payment = write_payment(
        row.received,
        actor=actor,
        organisation_id=organisation_id,
        debtor_id=row.debtor_id,
        origin=Origin.IMPORTED,
        fingerprint=fingerprint_of(row.received),
    )
    if open_bills(organisation_id, row.debtor_id):
        allocate_oldest(payment, actor=actor)
    return payment


def _looked_at(organisation_id: UUID, rows: Sequence[BankRow]) -> ImportReport:
    marks = [fingerprint_of(each.received) for each in rows if each.received is not None]
    known = Payment.objects.filter(organisation_id=organisation_id, fingerprint__in=marks, state=PaymentState.RECEIVED)
    seen = set(known.values_list("fingerprint", flat=True))
    by_name, by_bill = _by_name(organisation_id), _by_bill(organisation_id, rows)
    found = []
    for each in rows:
        row = _one(each, seen, by_name, by_bill)
        found.append(row)
        if row.state == NEW and each.received is not None:
            seen.add(fingerprint_of(each.received))
    return ImportReport(tuple(found))


def _one(
    row: BankRow, seen: set[str], by_name: Mapping[str, Collection[UUID]], by_bill: Mapping[str, UUID]
) -> ImportRow:
    received = row.received
    if received is None:
        return ImportRow(row.line, OUTGOING if row.problem is None else BAD, problem=row.problem)
    if fingerprint_of(received) in seen:
        return ImportRow(row.line, TWICE, received)
    said = {"reference": received.reference, "payer": received.payer, "text": received.text}
    problems = payment_problems(amount=received.amount, received_on=received.received_on, today=today(), **said)
    named = by_name.get(folded(received.payer), frozenset())
    debtor = by_bill.get(row.bill_number) or (min(named) if len(named) == 1 else None)
    if debtor is None and not problems:
        problems.append(Problem(f"receivables.import.payer{'s' if named else ''}", {"payer": received.payer[:80]}))
    if problems:
        return ImportRow(row.line, BAD, received, problem=problems[0])
    return ImportRow(row.line, NEW, received, debtor)


def _by_name(organisation_id: UUID) -> Mapping[str, Collection[UUID]]:
    ids = set(Lease.objects.filter(organisation_id=organisation_id).values_list("tenant_id", flat=True))
    ids |= set(Bill.objects.filter(organisation_id=organisation_id).values_list("debtor_id", flat=True).distinct())
    with widened(*ids):
        rows = list(Organisation.objects.filter(id__in=ids))
    found: dict[str, set[UUID]] = defaultdict(set)
    for row in rows:
        for name in filter(None, (row.name_zh, row.name_en)):
            found[folded(name)].add(row.id)
    return found


def _by_bill(organisation_id: UUID, rows: Sequence[BankRow]) -> Mapping[str, UUID]:
    wanted = {each.bill_number for each in rows} - {""}
    found = Bill.objects.filter(organisation_id=organisation_id, number__in=wanted)
    return dict(found.values_list("number", "debtor_id"))
