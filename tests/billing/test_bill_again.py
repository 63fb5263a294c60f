"""What a credit note took back is billed again by a reasoned act: no day lost, none twice."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cellpark.billing import public as billing
from cellpark.billing.differing import difference
from cellpark.billing.drafting import LineDraft
from cellpark.billing.public import Bill, BillLine, Charge, CreditLine
from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.leases.public import Lease
from tests.billing.park import RENT, Park

PARKING = {"key": "parking", "kind": "service", "basis": "month", "rate": "300.00", "tax": "0.06"}


def standing_days(lease: Lease, term: str) -> list[date]:
    """Every day that a standing line of a term bills, as often as it is billed."""
    gone = CreditLine.objects.filter(void=False, note__state="issued").values("line_id")
    found = []
    for line in BillLine.objects.filter(lease_id=lease.id, term=term).exclude(id__in=gone):
        found += [line.since + timedelta(days=each) for each in range((line.until - line.since).days)]
    return sorted(found)


def all_days(since: date, until: date) -> list[date]:
    return [since + timedelta(days=each) for each in range((until - since).days)]


def credited(park: Park, bill: Bill) -> None:
    note = billing.propose_credit(actor=park.staff, bill_id=bill.id, reason="billed to the wrong company")
    billing.decide_credit(actor=park.second, credit_id=note.id, issued=True)


def test_a_period_that_was_credited_wholly_is_billed_again_once(park: Park) -> None:
    """September to November are billed; October is taken back and billed again: 92 days once, 30,900.00 in all."""
    lease = park.lease(terms=(RENT, PARKING))
    park.run()
    september, october, november = park.bills()
    credited(park, october)
    park.run()
    assert len(park.bills()) == 3
    made = billing.bill_again(actor=park.manager, bill_id=october.id, reason="it was the right company")
    assert made.bill is not None
    assert (made.bill.kind, made.bill.gross, made.bill.since, made.bill.until) == (
        "correction",
        october.gross,
        october.since,
        october.until,
    )
    for term in ("rent", "parking"):
        assert standing_days(lease, term) == all_days(date(2026, 9, 1), date(2026, 12, 1))
    with pytest.raises(Refused, match=r"billing\.again\.nothing"):
        billing.bill_again(actor=park.manager, bill_id=october.id, reason="again")
    assert billing.lease_difference(lease) == billing.LeaseDifference((), ())
    with pytest.raises(Refused, match=r"billing\.correction\.nothing"):
        billing.correct_lease(actor=park.staff, lease_id=lease.id, reason="nothing changed")
    park.run(date(2026, 12, 31))
    assert [each.gross for each in park.bills()][-1] == november.gross == september.gross


def test_what_was_billed_again_can_be_taken_back_and_billed_once_more(park: Park) -> None:
    lease = park.lease()
    park.run(date(2026, 9, 1))
    [first] = park.bills()
    credited(park, first)
    second = billing.bill_again(actor=park.manager, bill_id=first.id, reason="after all").bill
    assert second is not None
    credited(park, second)
    assert standing_days(lease, "rent") == []
    third = billing.bill_again(actor=park.manager, bill_id=second.id, reason="after all, again").bill
    assert third is not None
    assert standing_days(lease, "rent") == all_days(date(2026, 9, 1), date(2026, 10, 1))


def test_a_charge_on_the_bill_waits_for_the_next_one_and_is_taken_back_with_the_first(park: Park) -> None:
    park.lease()
    electricity = park.charge("E-1")
    park.run(date(2026, 10, 1))
    bill = Bill.objects.get(id=Charge.objects.get(id=electricity.id).bill_id)
    credited(park, bill)
    [again] = billing.bill_again(actor=park.manager, bill_id=bill.id, reason="the meter was right").charges
    assert (again.gross, again.state, again.text_en) == (electricity.gross, "pending", "Electricity")
    with pytest.raises(Refused, match=r"billing\.again\.nothing"):
        billing.bill_again(actor=park.manager, bill_id=bill.id, reason="twice")
    assert Charge.objects.count() == 2
    billing.reverse_charge(actor=park.staff, charge=electricity, reason="the meter was wrong")
    assert Charge.objects.get(id=again.id).state == "reversed"


def test_an_amended_lease_is_corrected_first(park: Park) -> None:
    lease = park.lease(terms=(RENT, PARKING))
    park.run(date(2026, 10, 1))
    september, october = park.bills()
    credited(park, september)
    stepped = {**RENT, "steps": [{"since": "2026-10-01", "rate": "9000.00"}]}
    lease.versions.update(form={**lease.versions.get().form, "terms": [stepped, PARKING]})
    with pytest.raises(Refused, match=r"billing\.again\.amended"):
        billing.bill_again(actor=park.manager, bill_id=september.id, reason="after all")
    billing.correct_lease(actor=park.staff, lease_id=lease.id, reason="amended")
    billing.bill_again(actor=park.manager, bill_id=september.id, reason="after all")
    for term in ("rent", "parking"):
        assert standing_days(lease, term) == all_days(date(2026, 9, 1), date(2026, 11, 1))
    assert Bill.objects.get(id=october.id).gross == october.gross


def test_what_was_let_go_stays_let_go_when_the_lease_is_amended(park: Park) -> None:
    lease = park.lease(terms=(RENT, PARKING))
    park.run(date(2026, 9, 1))
    [bill] = park.bills()
    credited(park, bill)
    stepped = {**RENT, "rate": "9000.00"}
    lease.versions.update(form={**lease.versions.get().form, "terms": [stepped, PARKING]})
    assert billing.lease_difference(lease) == billing.LeaseDifference((), ())


def test_who_decides_about_credit_notes_bills_again_and_says_why(park: Park) -> None:
    park.lease()
    park.run(date(2026, 9, 1))
    [bill] = park.bills()
    credited(park, bill)
    with pytest.raises(NotAllowed):
        billing.bill_again(actor=park.staff, bill_id=bill.id, reason="x")
    with pytest.raises(Refused, match=r"base\.reason_required"):
        billing.bill_again(actor=park.manager, bill_id=bill.id, reason=" ")


def test_an_amendment_that_says_the_same_of_a_term_takes_no_line_back(park: Park) -> None:
    """The second version begins within a billed month and changes the parking alone: no line of the rent is touched."""
    lease = park.lease(terms=(RENT, PARKING))
    park.run(date(2026, 12, 1))
    form = lease.versions.get().form
    more = {**form, "since": "2026-10-16", "terms": [RENT, {**PARKING, "rate": "310.00"}]}
    park.version(lease, 2, date(2026, 10, 16), more)
    lease.refresh_from_db()
    found = billing.lease_difference(lease)
    assert {each.term for each in found.gone} == {"parking"}
    assert {each.term.split()[0] for each in found.instead} == {"parking"}
    billing.correct_lease(actor=park.staff, lease_id=lease.id, reason="parking costs more")
    assert billing.lease_difference(lease) == billing.LeaseDifference((), ())


def draft(since: int, until: int, cents: int, term: str = "rent") -> LineDraft:
    first, amount = date(2026, 1, 1), Decimal(cents).scaleb(-2)
    return LineDraft(
        kind="rent",
        since=first + timedelta(days=since),
        until=first + timedelta(days=until),
        net=amount,
        tax=Decimal(0),
        gross=amount,
        currency="CNY",
        tax_rate=Decimal(0),
        term=term,
        exact=amount,
    )


CUTS = st.lists(st.integers(1, 119), unique=True, max_size=6).map(lambda found: [0, *sorted(found), 120])


@settings(max_examples=80, deadline=None)
@given(CUTS, CUTS, st.integers(0, 5), st.integers(1, 5))
def test_the_same_money_for_the_same_days_is_no_difference_however_it_is_cut(
    old: list[int], new: list[int], changed: int, more: int
) -> None:
    """P5: what is taken back and what is billed instead always balance to what the lease says; unchanged days stay."""
    billed = [draft(since, until, 100 * (until - since)) for since, until in pairwise(old)]
    now = [draft(since, until, 100 * (until - since), "rent v2") for since, until in pairwise(new)]
    assert difference(billed, now) == ([], [])
    place = min(changed, len(now) - 1)
    dearer = draft(new[place], new[place + 1], 100 * (new[place + 1] - new[place]) + more, "rent v2")
    now[place] = dearer
    gone, instead = difference(billed, now)
    assert dearer in instead
    back, again = (sum(each.gross for each in side) for side in ([billed[each] for each in gone], instead))
    assert again - back == Decimal(more).scaleb(-2)
    days = [sorted((each.since, each.until) for each in side) for side in ([billed[each] for each in gone], instead)]
    assert (days[0][0][0], days[0][-1][1]) == (days[1][0][0], days[1][-1][1])
