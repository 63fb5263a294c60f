"""The example bills and payments, loaded as `make run` does: money pages of a fresh site show something."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.billing.public import Bill, BillKind, BillLine, Claim, CreditNote, LineKind, Run, today
from cellpark.identity.public import Organisation, load_example_people
from cellpark.leases.public import Lease, load_example_leases
from cellpark.ledger.public import check_rebuild
from cellpark.premises.public import load_example_premises
from cellpark.receivables import public as receivables
from cellpark.receivables.public import Payment, Reminder
from cellpark.utilities.public import Period, close_example_months, load_example_utilities
from tests.people import PASSWORD

EXAMPLES = Path(__file__).parents[2] / "examples"


def load() -> int:
    load_example_people(path=EXAMPLES / "people.yaml", password=PASSWORD)
    load_example_premises(EXAMPLES / "premises")
    load_example_utilities(EXAMPLES / "utilities")
    load_example_leases(path=EXAMPLES / "leases" / "leases.yaml", password=PASSWORD)
    path = EXAMPLES / "billing" / "money.yaml"
    made = receivables.load_example_money(path, month_begins=close_example_months)
    assert receivables.load_example_money(path, month_begins=close_example_months) == 0
    return made


@pytest.mark.usefixtures("clock")
def test_a_fresh_site_has_bills_payments_ageing_and_a_credit_note(durable: str) -> None:
    with use_scope(EVERYTHING):
        assert load() == Bill.objects.count() > 20
        names = dict(Organisation.objects.values_list("name_en", "id"))
        standing = {name: receivables.standing(names[name], today()) for name in names}
        assert Counter(CreditNote.objects.values_list("state", flat=True)) == {"issued": 1, "proposed": 1}
        assert {row.utility for row in Period.objects.all()} == {"electricity", "water", "steam", "ln2"}
        assert BillLine.objects.filter(kind=LineKind.CHARGE).exists()
        assert BillLine.objects.filter(kind=LineKind.LATE_FEE).exists()
        assert Payment.objects.filter(free__gt=0).exists()
        assert set(Reminder.objects.values_list("debtor_id", flat=True)) == {names["Example Gene Therapy Company"]}
        assert Run.objects.filter(state="done").count() == 15
        assert check_rebuild().differences == ()
    gene = standing["Example Gene Therapy Company"]
    assert gene.overdue > 0
    assert sum(1 for name in ("to_30", "to_60", "to_90", "over_90") if gene.buckets[name]) >= 2
    assert standing["Example Cell Therapy Company"].overdue == 0
    assert standing["Example Cell Therapy Company"].free > 0


@pytest.mark.usefixtures("clock")
def test_no_day_of_an_example_lease_is_billed_twice_and_none_is_left_out(durable: str) -> None:
    with use_scope(EVERYTHING):
        load()
        for lease in Lease.objects.filter(state__in=("running", "signed")):
            bills = list(Bill.objects.filter(lease_id=lease.id, kind=BillKind.PERIOD).order_by("since"))
            day = lease.billed_from or lease.starts_on
            for each in bills:
                assert each.since == day, lease.number
                assert each.issued_on <= each.since or lease.billed_from is not None, lease.number
                day = each.until
        open_now = sum((each.open for each in Claim.objects.all()), Decimal(0))
        assert open_now == sum((each.open for each in receivables.ageing(today())), Decimal(0))
