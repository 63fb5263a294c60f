"""Enter the payments of a bank's file."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
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
from cellpark.receivables.alike import BAD, NEW, OUTGOING, SAME, ImportRow, Typed, entered_before, placed
from cellpark.receivables.allocating import allocate_oldest, lock_account, open_bills
from cellpark.receivables.bank_cells import folded
from cellpark.receivables.bank_file import BankRow, read_bank_file
from cellpark.receivables.models import Payment
from cellpark.receivables.permissions import ReceivablesPermission
from cellpark.receivables.receiving import fingerprint_of, write_payment
from cellpark.receivables.rules import payment_problems
from cellpark.receivables.states import Origin


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


def import_payments(
    *, actor: Actor, organisation_id: UUID, content: bytes, dry_run: bool, also: Collection[int] | None = None
) -> ImportReport:
    """Enter what is new in a bank's file; each payment settles what was due first. All of it or nothing.

    A payer is found by the number of a bill in the text, or by its name as it stands on a lease. What was entered
    before is found and left out, so that a file may be read twice and files may overlap. Where two lines are alike and
    the bank gave no reference, or a line is like a payment that was typed without one, ``also`` says which lines are
    payments of their own even so: the others are left out and without an answer nothing is entered
    (``receivables.import.same``). With ``dry_run`` nothing is written. Raises
    ``Refused``: ``receivables.import....`` with ``receivables.import.bad`` where a row cannot be taken.
    """
    actor.require(ReceivablesPermission.RECORD)
    rows = read_bank_file(content)
    with transaction.atomic():
        # two imports of one file meet here
        lock_stream(f"payments/{organisation_id}")
        report = _looked_at(organisation_id, rows, also or ())
        if dry_run:
            return report
        if also is None and (same := report.of(SAME)):
            lines = ", ".join(f"{each.like or each.entered} = {each.line}" for each in same[:10])
            raise Refused(Problem("receivables.import.same", {"lines": lines}, field="also"))
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
        fingerprint=fingerprint_of(row.received, row.nth),
    )
    if open_bills(organisation_id, row.debtor_id):
        allocate_oldest(payment, actor=actor)
    return payment


def _looked_at(organisation_id: UUID, rows: Sequence[BankRow], also: Collection[int]) -> ImportReport:
    movements = [each.received for each in rows if each.received is not None]
    entered, typed = entered_before(organisation_id, movements), Typed(organisation_id, movements)
    by_name, by_bill = _by_name(organisation_id), _by_bill(organisation_id, rows)
    alike: dict[str, list[ImportRow]] = defaultdict(list)
    found = []
    for each in rows:
        if each.received is None:
            found.append(ImportRow(each.line, OUTGOING if each.problem is None else BAD, problem=each.problem))
            continue
        mark = fingerprint_of(each.received)
        row = placed(each.line, each.received, entered.get(mark, {}), alike[mark], also=each.line in also)
        row = _owned(row, each.bill_number, by_name, by_bill) if row.state == NEW else row
        row = row if each.line in also else typed.beside(row)
        alike[mark].append(row)
        found.append(row)
    return ImportReport(tuple(found))


def _owned(
    row: ImportRow, bill_number: str, by_name: Mapping[str, Collection[UUID]], by_bill: Mapping[str, UUID]
) -> ImportRow:
    """A new line with its debtor, or with what keeps it from being taken."""
    received = row.received
    assert received is not None, "a new row has a movement"
    said = {"reference": received.reference, "payer": received.payer, "text": received.text}
    problems = payment_problems(amount=received.amount, received_on=received.received_on, today=today(), **said)
    named = by_name.get(folded(received.payer), frozenset())
    debtor = by_bill.get(bill_number) or (min(named) if len(named) == 1 else None)
    if debtor is None and not problems:
        problems.append(Problem(f"receivables.import.payer{'s' if named else ''}", {"payer": received.payer[:80]}))
    return replace(row, state=BAD, problem=problems[0]) if problems else replace(row, debtor_id=debtor)


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
