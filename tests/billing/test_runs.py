"""Billing runs: every lease up to a day once, whatever happens in between."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError, InternalError, ProgrammingError

from cellpark.billing import public as billing
from cellpark.billing import writing
from cellpark.billing.actions import continue_run as module
from cellpark.billing.public import Bill, BillLine, Run
from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.leases import public as leases
from cellpark.leases.public import Lease, LeaseVersion
from tests.billing.park import RENT, Park

SERVICE = {
    "key": "service",
    "kind": "service",
    "basis": "area_month",
    "area_m2": "120.5",
    "rate": "12.00",
    "tax": "0.06",
}


def test_the_golden_example_of_the_guide(park: Park) -> None:
    """docs/billing.md: every figure on the bill, worked out by hand."""
    park.lease(since=date(2026, 9, 11), terms=(RENT, SERVICE))
    run = park.run(date(2026, 10, 1))
    first, second = park.bills()
    assert (first.number, first.since, first.until, first.due) == (
        "B-2026-000001",
        date(2026, 9, 11),
        date(2026, 10, 1),
        date(2026, 9, 15),
    )
    said = [(each.term, each.formula, each.gross, each.tax) for each in first.lines.order_by("position")]
    assert said == [
        ("rent", "10000.00 CNY/month x 0.666667", Decimal("6666.67"), Decimal("550.46")),
        ("service", "120.5 m2 x 12.00 CNY/m2/month x 0.666667", Decimal("964.00"), Decimal("54.57")),
    ]
    assert first.gross == sum(each.gross for each in first.lines.all()) == first.claim.open
    assert second.since == date(2026, 10, 1)
    assert (run.bills, run.amount, run.done, run.leases) == (2, first.gross + second.gross, 1, 1)


def test_a_second_run_changes_nothing(park: Park) -> None:
    park.lease()
    park.charge("m-1")
    park.run()
    before = [(each.number, each.lines_digest) for each in park.bills()]
    assert len(before) == 3
    again = park.run()
    assert (again.bills, again.amount) == (0, 0)
    assert [(each.number, each.lines_digest) for each in park.bills()] == before


def test_what_is_owed_afterwards_is_billed_on_its_last_day(park: Park) -> None:
    park.lease(cycle={"every_months": 3, "months": "lease", "in_advance": False, "due_days": 10})
    park.run(date(2026, 11, 29))
    assert park.bills() == []
    park.run(date(2026, 11, 30))
    [bill] = park.bills()
    assert (bill.since, bill.until, bill.due) == (date(2026, 9, 1), date(2026, 12, 1), date(2026, 12, 10))


def test_what_is_due_before_its_period_is_billed_when_it_is_due(park: Park) -> None:
    park.lease(cycle={"every_months": 1, "months": "calendar", "in_advance": True, "due_days": -5})
    park.run(date(2026, 9, 25))
    assert [each.since for each in park.bills()] == [date(2026, 9, 1)]
    park.run(date(2026, 9, 26))
    assert [each.since for each in park.bills()] == [date(2026, 9, 1), date(2026, 10, 1)]


def test_every_bill_lies_in_days_of_its_own(park: Park) -> None:
    """No day twice, none left out: also when the lease was made longer within a period."""
    lease = park.lease(until=date(2026, 11, 16))
    park.run()
    assert [each.until for each in park.bills()][-1] == date(2026, 11, 16)
    form = {**LeaseVersion.objects.get(lease=lease).form, "until": "2027-03-01"}
    Lease.objects.filter(id=lease.id).update(ends_on=date(2027, 3, 1))
    LeaseVersion.objects.filter(lease=lease).update(form=form, until=date(2027, 3, 1))
    park.run(date(2026, 12, 1))
    days = [(each.since, each.until) for each in park.bills()]
    assert days[-2:] == [(date(2026, 11, 16), date(2026, 12, 1)), (date(2026, 12, 1), date(2027, 1, 1))]
    assert all(one[1] == two[0] for one, two in pairwise(days))
    # the whole of November is the price of a month
    november = BillLine.objects.filter(since__gte=date(2026, 11, 1), until__lte=date(2026, 12, 1))
    assert sum(each.gross for each in november) == Decimal("10000.00")


def test_the_database_refuses_a_second_bill_of_a_period(park: Park) -> None:
    park.lease()
    park.run(date(2026, 9, 1))
    [bill] = park.bills()
    for changed in ({"until": date(2026, 9, 20)}, {"since": date(2026, 8, 20)}):
        copy = Bill.objects.get(id=bill.id)
        copy.id, copy.number = None, "B-2026-000099"
        copy._state.adding = True
        for name, value in changed.items():
            setattr(copy, name, value)
        with pytest.raises(IntegrityError, match=r"billing_period_(starts|ends)_once"), transaction.atomic():
            Bill.objects.bulk_create([copy])


def test_the_database_refuses_to_change_a_bill(park: Park) -> None:
    park.lease()
    park.run(date(2026, 9, 1))
    for statement in ("UPDATE billing_bill SET gross = 1", "DELETE FROM billing_billline"):
        with pytest.raises((InternalError, ProgrammingError, IntegrityError)), transaction.atomic():
            connection.cursor().execute(statement)


def test_a_run_that_broke_between_chunks_goes_on_where_it_stood(park: Park, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(7):
        park.lease(f"L-{number}", tenant=park.tenant if number % 2 else park.other)
    monkeypatch.setattr(module, "LEASES_AT_ONCE", 2)
    park.charge("m-1")

    def power_cut(done: int, total: int) -> None:
        assert total == 7
        if done == 4:
            raise RuntimeError

    with pytest.raises(RuntimeError):
        billing.run_billing(actor=park.staff, until=date(2026, 10, 1), progress=power_cut)
    [run] = Run.objects.all()
    assert (run.state, run.done, Bill.objects.count()) == ("running", 4, 8)
    seen: list[int] = []
    again = billing.run_billing(actor=park.staff, until=date(2026, 10, 1), progress=lambda done, _: seen.append(done))
    assert again.id == run.id
    assert (again.state, again.bills, seen[0]) == ("done", 14, 6)
    numbers = [each.number for each in park.bills()]
    assert numbers == [f"B-2026-{number:06d}" for number in range(1, 15)]
    assert len({(each.lease_id, each.since) for each in park.bills()}) == 14


def test_a_chunk_that_fails_takes_no_number(park: Park, monkeypatch: pytest.MonkeyPatch) -> None:
    park.lease()
    real = writing.write_bills

    def broken(*args: object, **named: object) -> object:
        real(*args, **named)  # type: ignore[arg-type]
        raise RuntimeError

    monkeypatch.setattr(module, "write_bills", broken)
    with pytest.raises(RuntimeError):
        park.run(date(2026, 9, 1))
    monkeypatch.undo()
    park.run(date(2026, 9, 1))
    assert [each.number for each in park.bills()] == ["B-2026-000001"]


def test_runs_to_two_days_do_not_mix(park: Park) -> None:
    billing.start_run(actor=park.staff, organisation_id=park.operator.id, until=date(2026, 10, 1))
    with pytest.raises(Refused, match=r"billing\.run\.unfinished"):
        park.run(date(2026, 11, 1))
    assert park.run(date(2026, 10, 1)).state == "done"


def test_a_run_reaches_a_year_ahead_and_no_further(park: Park) -> None:
    with pytest.raises(Refused, match=r"billing\.run\.far"):
        park.run(date(2027, 11, 24))


def test_a_lease_that_cannot_be_computed_holds_nobody_else_up(park: Park) -> None:
    broken = park.lease("L-broken")
    LeaseVersion.objects.filter(lease=broken).update(form={"format": "cellpark.lease/1"})
    park.lease("L-sound", tenant=park.other)
    run = park.run(date(2026, 9, 1))
    assert [(each["number"], each["code"]) for each in run.failures] == [("L-broken", "rent.file.field")]
    assert [each.lease_number for each in park.bills()] == ["L-sound"]


def test_a_tenant_runs_nothing(park: Park) -> None:
    with pytest.raises(NotAllowed):
        billing.run_billing(actor=park.member, until=date(2026, 9, 1), organisation_id=park.operator.id)


def test_what_a_run_would_do_is_told_for_a_year_ahead_and_no_further(park: Park) -> None:
    park.lease()
    with pytest.raises(Refused, match=r"billing\.run\.far"):
        billing.preview_run(organisation_id=park.operator.id, until=date.max)


def test_a_lease_that_cannot_be_billed_is_named_and_holds_nobody_up(park: Park) -> None:
    """One by an index that was typed wrongly, one by a name that no bill can hold, between three that are well."""
    park.lease("L-1")
    slip = {"key": "r", "kind": "rent", "basis": "month", "rate": "100", "index": {"name": "CPI", "base": "0.0001"}}
    park.lease("L-2", terms=({**slip, "index": {**slip["index"], "every_months": 1}},))  # type: ignore[dict-item]
    park.lease("L-3")
    park.lease("L-4", terms=({**RENT, "room": "R" * 80},))
    park.lease("L-5")
    for month in ("2026-10", "2026-11"):
        leases.record_index(
            actor=park.manager, name="CPI", month=month, figure="999999999", published_on=date(2026, 11, 20), source="x"
        )
    assert billing.preview_run(organisation_id=park.operator.id, until=date(2026, 11, 22)).failures == ("L-2",)
    run = park.run()
    assert {(each["number"], each["code"]) for each in run.failures} == {
        ("L-2", "rent.rate.too_large"),
        ("L-4", "billing.run.unwritable"),
    }
    assert sorted({each.lease_number for each in park.bills()}) == ["L-1", "L-3", "L-5"]
    assert [each.number for each in park.bills()] == [f"B-2026-{number:06d}" for number in range(1, 10)]


def test_long_names_of_terms_and_indices_fit_on_a_bill(park: Park) -> None:
    index = {"name": "X" * 200, "base": "100", "every_months": 1}
    lease = park.lease(terms=({**RENT, "key": "K" * 60}, {**RENT, "key": "index", "index": index}))
    form = lease.versions.get().form
    park.version(
        lease, 2, date(2026, 10, 15), {**form, "since": "2026-10-15", "terms": [{**RENT, "key": "K" * 60, "rate": "1"}]}
    )
    assert park.run().failures == []
    assert {len(each.term) for each in BillLine.objects.exclude(term="index")} == {60}
    assert {each.awaits for each in BillLine.objects.filter(term="index")} == {"", "X" * 80}
