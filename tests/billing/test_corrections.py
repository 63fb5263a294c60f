"""A lease that says something else now: the bills are corrected by the difference."""

from datetime import date
from decimal import Decimal

import pytest

from cellpark.billing import public as billing
from cellpark.billing.public import Bill, CreditNote
from cellpark.kernel.problem import Refused
from cellpark.leases.public import Lease
from tests.billing.park import RENT, Park


def balance() -> Decimal:
    total = sum((each.gross for each in Bill.objects.all()), start=Decimal(0))
    return total - sum((each.gross for each in CreditNote.objects.filter(state="issued")), start=Decimal(0))


def test_a_lease_that_ends_early_gives_the_rest_of_its_period_back(park: Park) -> None:
    """Billed to the end of November, ended on the 16th: 15 of 30 days are owed."""
    lease = park.lease()
    park.run()
    Lease.objects.filter(id=lease.id).update(leaves_on=date(2026, 11, 16))
    notes, bill = billing.correct_lease(actor=park.staff, lease_id=lease.id, reason="ended by notice")
    assert [(each.gross, each.state, each.correcting) for each in notes] == [(Decimal("10000.00"), "issued", True)]
    assert bill is not None
    assert (bill.kind, bill.gross, bill.since, bill.until) == (
        "correction",
        Decimal("5000.00"),
        date(2026, 11, 1),
        date(2026, 11, 16),
    )
    assert balance() == Decimal("25000.00")
    with pytest.raises(Refused, match=r"billing\.correction\.nothing"):
        billing.correct_lease(actor=park.staff, lease_id=lease.id, reason="again")
    park.run()
    assert balance() == Decimal("25000.00")


def test_only_lines_that_say_something_else_are_taken_back(park: Park) -> None:
    parking = {"key": "parking", "kind": "service", "basis": "month", "rate": "300.00"}
    lease = park.lease(terms=(RENT, parking))
    park.run()
    form = {
        **lease.versions.get().form,
        "terms": [{**RENT, "steps": [{"since": "2026-11-01", "rate": "9000.00"}]}, parking],
    }
    lease.versions.update(form=form)
    found = billing.lease_difference(lease)
    assert [(each.term, each.since, each.gross) for each in found.gone] == [
        ("rent", date(2026, 11, 1), Decimal("10000.00"))
    ]
    assert [(each.term, each.gross) for each in found.instead] == [("rent", Decimal("9000.00"))]
    assert found.gross == Decimal("-1000.00")


def test_what_somebody_let_go_is_not_billed_again(park: Park) -> None:
    parking = {"key": "parking", "kind": "service", "basis": "month", "rate": "300.00"}
    lease = park.lease(terms=(RENT, parking))
    park.run(date(2026, 9, 1))
    [bill] = park.bills()
    billing.propose_credit(
        actor=park.staff, bill_id=bill.id, reason="goodwill", line_ids=[bill.lines.get(term="parking").id]
    )
    assert (billing.lease_difference(lease).gone, billing.lease_difference(lease).instead) == ((), ())


def test_a_term_that_was_agreed_later_is_billed_for_the_days_that_were_billed(park: Park) -> None:
    lease = park.lease()
    park.run(date(2026, 10, 1))
    parking = {"key": "parking", "kind": "service", "basis": "month", "rate": "300.00", "since": "2026-09-16"}
    lease.versions.update(form={**lease.versions.get().form, "terms": [RENT, parking]})
    notes, bill = billing.correct_lease(actor=park.staff, lease_id=lease.id, reason="parking since the 16th")
    assert notes == []
    assert bill is not None
    assert [(each.since, each.until, each.gross) for each in bill.lines.order_by("position")] == [
        (date(2026, 9, 16), date(2026, 10, 1), Decimal("150.00")),
        (date(2026, 10, 1), date(2026, 11, 1), Decimal("300.00")),
    ]


def test_what_was_let_go_stays_so_when_the_lease_says_something_else_of_those_days(park: Park) -> None:
    """October was waived; since the 15th of October the rent is 100 more: November alone costs more."""
    lease = park.lease(terms=({**RENT, "rate": "3000.00"},))
    park.run()
    billing.propose_credit(actor=park.staff, bill_id=park.bills()[1].id, reason="water damage")
    steps = {**RENT, "rate": "3000.00", "steps": [{"since": "2026-10-15", "rate": "3100.00"}]}
    lease.versions.update(form={**lease.versions.get().form, "terms": [steps]})
    found = billing.lease_difference(lease)
    assert [(each.since, each.until, each.gross) for each in found.instead] == [
        (date(2026, 11, 1), date(2026, 12, 1), Decimal("3100.00"))
    ]
    assert found.gross == Decimal("100.00")


def test_of_a_term_that_was_let_go_in_part_the_other_days_are_billed(park: Park) -> None:
    """The first half of November was waived; an amendment puts the whole month to 6,000: half of it is owed."""
    steps = {**RENT, "rate": "2000.00", "steps": [{"since": "2026-11-16", "rate": "4000.00"}]}
    lease = park.lease(terms=(steps,))
    park.run()
    [half] = park.bills()[2].lines.filter(since=date(2026, 11, 1))
    billing.propose_credit(actor=park.staff, bill_id=half.bill_id, reason="water damage", line_ids=[half.id])
    form = lease.versions.get().form
    park.version(lease, 2, date(2026, 11, 1), {**form, "since": "2026-11-01", "terms": [{**RENT, "rate": "6000.00"}]})
    lease.refresh_from_db()
    found = billing.lease_difference(lease)
    assert [(each.term, each.since, each.gross) for each in found.instead] == [
        ("rent v2", date(2026, 11, 16), Decimal("3000.00"))
    ]
    assert [each.gross for each in found.gone] == [Decimal("2000.00")]


def test_what_was_billed_elsewhere_is_not_billed_by_a_correction(park: Park) -> None:
    """Taken over from paper and billed here from the 15th of October on; ended on the 16th of November."""
    lease = park.lease(since=date(2026, 1, 1), until=date(2027, 1, 1))
    Lease.objects.filter(id=lease.id).update(billed_from=date(2026, 10, 15))
    park.run()
    lease.refresh_from_db()
    found = billing.lease_difference(lease)
    assert (found.gone, found.instead) == ((), ())
    Lease.objects.filter(id=lease.id).update(leaves_on=date(2026, 11, 16))
    billing.correct_lease(actor=park.staff, lease_id=lease.id, reason="ended by notice")
    assert balance() == Decimal("5483.87") + Decimal("5000.00")
