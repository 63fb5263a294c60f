"""Which leases have bills to correct: none is forgotten, and none is named again once it was corrected."""

from datetime import date, timedelta
from decimal import Decimal

from cellpark.base.time import now
from cellpark.billing import public as billing
from cellpark.kernel.clock import FixedClock
from cellpark.leases.public import IndexValue, Lease, LeaseVersion
from tests.billing.park import RENT, Park

MINUTE = timedelta(minutes=1)


def amend(park: Park, lease: Lease, number: int, since: date, rate: str) -> None:
    form = lease.versions.get(number=1).form
    park.version(lease, number, since, {**form, "since": since.isoformat(), "terms": [{**RENT, "rate": rate}]})
    LeaseVersion.objects.filter(lease=lease, number=number).update(tenant_signed_at=now())
    lease.refresh_from_db()


def named(park: Park) -> list[str]:
    return [each.number for each in billing.amended_leases(park.operator.id)]


def test_a_bill_of_later_days_hides_no_lease_that_was_amended_before_it(park: Park, clock: FixedClock) -> None:
    """Two months were billed at 1,000 too little; a run bills December as it was amended, and they are still owed."""
    lease = park.lease()
    park.run()
    clock.advance(MINUTE)
    amend(park, lease, 2, date(2026, 10, 1), "11000.00")
    assert named(park) == ["L-1"]
    park.run(date(2026, 12, 1))
    assert billing.lease_difference(lease).gross == Decimal("2000.00")
    assert named(park) == ["L-1"]
    clock.advance(MINUTE)
    billing.correct_lease(actor=park.staff, lease_id=lease.id, reason="agreed in November")
    assert named(park) == []
    clock.advance(MINUTE)
    amend(park, lease, 3, date(2027, 2, 1), "12000.00")
    assert named(park) == []
    amend(park, lease, 4, date(2026, 11, 1), "12000.00")
    assert named(park) == ["L-1"]


def test_a_notice_that_is_taken_back_on_the_day_of_its_correction_is_not_forgotten(
    park: Park, clock: FixedClock
) -> None:
    """Half of November was given back and its first half billed again, and on that day the notice became void."""
    lease = park.lease()
    park.run()
    clock.advance(MINUTE)
    Lease.objects.filter(id=lease.id).update(leaves_on=date(2026, 11, 16), notice_at=now())
    assert named(park) == ["L-1"]
    clock.advance(MINUTE)
    billing.correct_lease(actor=park.staff, lease_id=lease.id, reason="ended by notice")
    assert named(park) == []
    clock.advance(MINUTE)
    Lease.objects.filter(id=lease.id).update(leaves_on=None, notice_at=None, back_at=now())
    lease.refresh_from_db()
    assert billing.lease_difference(lease).gross == Decimal("5000.00")
    assert named(park) == ["L-1"]
    clock.advance(MINUTE)
    billing.correct_lease(actor=park.staff, lease_id=lease.id, reason="it goes on")
    assert named(park) == []


def test_a_value_of_an_index_that_is_recorded_late_names_the_leases_that_waited_for_it(park: Park) -> None:
    """October and November were billed at the rate of September; a rise of a tenth is 1,000 for each of them."""
    linked = {"name": "CPI", "base": "100", "every_months": 1, "lag_months": 1}
    lease = park.lease(terms=({**RENT, "index": linked},))
    park.lease("L-2", tenant=park.other)
    park.run()
    assert named(park) == []
    said = {"figure": Decimal(110), "published_on": date(2026, 10, 10), "source": "example", "recorded_at": now()}
    IndexValue.objects.create(organisation_id=park.operator.id, name="CPI", month="2026-09", **said)
    assert billing.lease_difference(lease).gross == Decimal("2000.00")
    assert named(park) == ["L-1"]
    billing.correct_lease(actor=park.staff, lease_id=lease.id, reason="CPI of September")
    assert named(park) == []


def test_nobody_owes_a_month_twice_when_a_later_amendment_takes_over_earlier(park: Park, clock: FixedClock) -> None:
    """Agreed first: 11,000 from December; agreed then: 12,000 from November. November is owed once."""
    lease = park.lease()
    amend(park, lease, 2, date(2026, 12, 1), "11000.00")
    amend(park, lease, 3, date(2026, 11, 1), "12000.00")
    park.run(date(2026, 12, 1))
    assert [each.gross for each in park.bills()] == [Decimal(each) for each in (10000, 10000, 12000, 12000)]
