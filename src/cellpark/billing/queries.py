"""Reading bills."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from cellpark.billing.models import Bill, Charge, CreditNote, Run
from cellpark.billing.states import AGAIN, BillKind, ChargeState, CreditState
from cellpark.leases.public import Lease


def bills() -> "QuerySet[Bill]":
    """The bills in sight, with what is open of them."""
    rows: QuerySet[Bill] = Bill.objects.select_related("claim")
    return rows


def bills_of(debtor_id: UUID) -> "QuerySet[Bill]":
    """The bills in sight of one debtor, the youngest first."""
    return bills().filter(debtor_id=debtor_id).order_by("-issued_on", "-number")


def runs() -> "QuerySet[Run]":
    """The billing runs in sight."""
    rows: QuerySet[Run] = Run.objects.all()
    return rows


def pending_charges(organisation_id: UUID, until: date) -> "QuerySet[Charge]":
    """The charges of days up to and with ``until`` that a bill may take up: none that waits for a credit note."""
    rows: QuerySet[Charge] = Charge.objects.filter(
        organisation_id=organisation_id, state=ChargeState.PENDING, since__lte=until
    )
    return rows.filter(Q(waits_for=None) | Q(waits_for__state=CreditState.ISSUED))


def awaited_note(charge: Charge) -> CreditNote | None:
    """The note that somebody has to decide about before what stands instead of a charge can be owed."""
    proposed = CreditNote.objects.filter(state=CreditState.PROPOSED)
    found: CreditNote | None = proposed.filter(lines__void=False, lines__line__charge_id=charge.id).first()
    if found is None and charge.waits_for_id is not None:
        found = proposed.filter(id=charge.waits_for_id).first()
    again: Charge | None = Charge.objects.filter(
        source_kind__in=AGAIN.values(), source_id=str(charge.id), organisation_id=charge.organisation_id
    ).first()
    return awaited_note(again) if found is None and again is not None else found


def first_of(charge: Charge) -> Charge:
    """The charge that one which was billed again followed from."""
    while charge.source_kind in AGAIN.values():
        charge = Charge.objects.get(id=UUID(charge.source_id))
    return charge


def billed_until(leases: Sequence[Lease]) -> dict[UUID, date]:
    """By lease the first day that is not billed, here or elsewhere; absent where nothing is."""
    rows = Bill.objects.filter(lease_id__in=[each.id for each in leases], kind=BillKind.PERIOD)
    billed = dict(rows.order_by().values_list("lease_id").annotate(Max("until")))
    return {each.id: each.billed_from for each in leases if each.billed_from is not None} | billed
