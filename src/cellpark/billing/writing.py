"""Bills as rows and entries, many at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.billing.drafting import LINE_FIELDS, LineDraft, digest
from cellpark.billing.events import BillIssued
from cellpark.billing.models import Bill, BillLine, Charge, Claim
from cellpark.billing.series import take_numbers
from cellpark.billing.states import AGAIN, BillKind, ChargeState, LineKind, SeriesKind
from cellpark.billing.streams import bill_stream
from cellpark.ledger.public import record

ROWS_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class BillDraft:
    """One bill before it has a number."""

    kind: BillKind
    debtor_id: UUID
    since: date
    until: date
    due: date
    lines: tuple[LineDraft, ...]
    lease_id: UUID | None = None
    lease_number: str = ""
    lease_version: int = 0

    @property
    def gross(self) -> Decimal:
        """What it asks for."""
        return sum((each.gross for each in self.lines), start=Decimal(0))


def write_bills(
    drafts: Sequence[BillDraft], *, actor: Actor, organisation_id: UUID, issued_on: date, run_id: UUID | None
) -> list[Bill]:
    """Number and write bills in the order given, with their lines, claims and entries, in the caller's transaction.

    All or none: a number that is taken is used. Charges on them are billed from now on.
    """
    numbers = take_numbers(organisation_id, SeriesKind.BILL, issued_on, len(drafts))
    bills = [
        _bill(draft, number, organisation_id=organisation_id, issued_on=issued_on, run_id=run_id)
        for draft, number in zip(drafts, numbers, strict=True)
    ]
    lines = [
        _line(each, bill, position)
        for draft, bill in zip(drafts, bills, strict=True)
        for position, each in enumerate(draft.lines, start=1)
    ]
    Bill.objects.bulk_create(bills, batch_size=ROWS_AT_ONCE)
    BillLine.objects.bulk_create(lines, batch_size=ROWS_AT_ONCE)
    Claim.objects.bulk_create((_claim(each) for each in bills), batch_size=ROWS_AT_ONCE)
    _mark_charges(lines)
    for draft, bill in zip(drafts, bills, strict=True):
        record(
            stream=bill_stream(bill.id),
            event=_issued(bill, len(draft.lines)),
            actor=actor,
            organisation=organisation_id,
        )
    return bills


def draft_of_charge(charge: Charge) -> LineDraft:
    """A charge as a line."""
    from_late = charge.source_kind in (LineKind.LATE_FEE.value, AGAIN[LineKind.LATE_FEE])
    return LineDraft(
        kind=(LineKind.LATE_FEE if from_late else LineKind.CHARGE).value,
        since=charge.since,
        until=charge.until,
        net=charge.net,
        tax=charge.tax,
        gross=charge.gross,
        currency=charge.currency,
        tax_rate=charge.tax_rate,
        exact=charge.gross,
        text_zh=charge.text_zh,
        text_en=charge.text_en,
        charge_id=charge.id,
    )


def draft_of_line(line: BillLine) -> LineDraft:
    """A written line as the value that it was written from."""
    return LineDraft(**{name: getattr(line, name) for name in LINE_FIELDS})


def _bill(draft: BillDraft, number: str, *, organisation_id: UUID, issued_on: date, run_id: UUID | None) -> Bill:
    net = sum((each.net for each in draft.lines), start=Decimal(0))
    tax = sum((each.tax for each in draft.lines), start=Decimal(0))
    return Bill(
        id=new_id(),
        organisation_id=organisation_id,
        parties=[draft.debtor_id],
        number=number,
        kind=draft.kind,
        debtor_id=draft.debtor_id,
        lease_id=draft.lease_id,
        lease_number=draft.lease_number,
        lease_version=draft.lease_version,
        since=draft.since,
        until=draft.until,
        issued_on=issued_on,
        due=draft.due,
        currency=draft.lines[0].currency if draft.lines else "CNY",
        net=net,
        tax=tax,
        gross=net + tax,
        lines_digest=digest(draft.lines),
        run_id=run_id,
    )


def _line(draft: LineDraft, bill: Bill, position: int) -> BillLine:
    said: dict[str, Any] = {name: getattr(draft, name) for name in LINE_FIELDS}
    return BillLine(
        id=new_id(),
        organisation_id=bill.organisation_id,
        parties=bill.parties,
        bill=bill,
        lease_id=bill.lease_id,
        position=position,
        **said,
    )


def _claim(bill: Bill) -> Claim:
    return Claim(
        bill=bill,
        organisation_id=bill.organisation_id,
        parties=bill.parties,
        debtor_id=bill.debtor_id,
        due=bill.due,
        currency=bill.currency,
        gross=bill.gross,
    )


def _mark_charges(lines: Sequence[BillLine]) -> None:
    billed = [Charge(id=each.charge_id, bill_id=each.bill_id) for each in lines if each.charge_id is not None]
    for each in billed:
        each.state = ChargeState.BILLED
    if billed:
        Charge.objects.bulk_update(billed, ["state", "bill_id"], batch_size=ROWS_AT_ONCE)


def _issued(bill: Bill, lines: int) -> BillIssued:
    return BillIssued(
        bill=bill.id,
        number=bill.number,
        kind=bill.kind,
        debtor=bill.debtor_id,
        lease=bill.lease_id,
        lease_number=bill.lease_number,
        lease_version=bill.lease_version,
        since=bill.since,
        until=bill.until,
        issued_on=bill.issued_on,
        due=bill.due,
        currency=bill.currency,
        net=bill.net,
        tax=bill.tax,
        gross=bill.gross,
        lines=lines,
        lines_digest=bill.lines_digest,
        run=bill.run_id,
    )
