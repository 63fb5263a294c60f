"""A lease from the draft to its end."""

from datetime import date, timedelta

import pytest

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.leases import public as leases
from cellpark.leases.public import Lease, LeaseRoom, LeaseState
from tests.leases.park import SINCE, UNTIL, Park, lease_file


def row(lease: Lease) -> Lease:
    with use_scope(EVERYTHING):
        found: Lease = Lease.objects.get(id=lease.id)
        return found


def days(lease: Lease) -> list[tuple[int, date, date | None]]:
    with use_scope(EVERYTHING):
        rows = LeaseRoom.objects.filter(lease_id=lease.id).order_by("room_id", "starts_on")
        return list(rows.values_list("room_id", "starts_on", "ends_on"))


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [each.code for each in refused.value.problems]


def test_a_draft_takes_no_room_and_the_tenant_does_not_see_it(park: Park) -> None:
    drafted = park.draft()
    assert (drafted.state, days(drafted)) == (LeaseState.DRAFT, [])
    with use_scope(park.administrator.scope):
        assert not Lease.objects.exists()


def test_who_drafted_does_not_approve(park: Park) -> None:
    drafted = park.draft(actor=park.manager)
    with pytest.raises(Refused) as refused:
        park.do(leases.approve_lease, park.manager, lease_id=drafted.id)
    assert codes(refused) == ["leases.version.own_draft"]
    with pytest.raises(NotAllowed):
        park.do(leases.approve_lease, park.staff, lease_id=drafted.id)
    assert park.do(leases.approve_lease, park.second, lease_id=drafted.id).state == LeaseState.APPROVED


def test_an_approved_lease_takes_its_rooms_and_waits_for_both_signatures(park: Park) -> None:
    approved = park.approved()
    assert days(approved) == [(1000, SINCE, UNTIL)]
    assert park.sign(park.administrator, approved).state == LeaseState.APPROVED
    with pytest.raises(Refused) as refused:
        park.sign(park.administrator, approved)
    assert codes(refused) == ["leases.version.signed"]
    assert park.sign(park.manager, approved).state == LeaseState.SIGNED


def test_a_stranger_neither_sees_nor_signs(park: Park) -> None:
    approved = park.approved()
    with pytest.raises(Lease.DoesNotExist):
        park.sign(park.stranger, approved)


def test_it_starts_and_ends_by_the_calendar_and_a_second_run_does_nothing(park: Park, clock: FixedClock) -> None:
    signed = park.signed()
    with use_scope(EVERYTHING):
        assert leases.keep_leases()["started"] == []
        clock.advance(timedelta(days=(SINCE - date(2026, 11, 22)).days))
        assert leases.keep_leases()["started"] == [signed.id]
        assert not any(leases.keep_leases().values())
        clock.advance(UNTIL - SINCE)
        assert leases.keep_leases()["ended"] == [signed.id]
        assert not any(leases.keep_leases().values())
    assert row(signed).state == LeaseState.ENDED


def test_a_lease_that_is_followed_by_another_one_is_renewed(park: Park, clock: FixedClock) -> None:
    signed = park.signed()
    later = UNTIL.replace(year=UNTIL.year + 1)
    text = lease_file("L-2", since=UNTIL, until=later)
    followed = park.do(
        leases.renew_lease, park.staff, lease_id=signed.id, number="L-2", text=text, rooms=[park.wanted(0)]
    )
    park.do(leases.approve_lease, park.manager, lease_id=followed.id)
    park.sign(park.manager, followed)
    park.sign(park.administrator, followed)
    clock.advance(UNTIL - date(2026, 11, 22))
    with use_scope(EVERYTHING):
        leases.keep_leases()
    assert (row(signed).state, row(followed).state) == (LeaseState.RENEWED, LeaseState.RUNNING)


def test_a_notice_ends_it_after_the_days_it_says_and_frees_its_rooms_from_then(park: Park, clock: FixedClock) -> None:
    signed = park.signed(notice_days=60)
    clock.advance(timedelta(days=40))
    with use_scope(EVERYTHING):
        leases.keep_leases()
    with pytest.raises(Refused) as refused:
        park.do(leases.give_notice, park.administrator, lease_id=signed.id, day=date(2027, 2, 1), reason="we move")
    assert codes(refused) == ["leases.notice.short"]
    park.do(leases.give_notice, park.administrator, lease_id=signed.id, day=date(2027, 4, 1), reason="we move")
    assert days(signed) == [(1000, SINCE, date(2027, 4, 1))]
    with use_scope(EVERYTHING):
        assert leases.rent_lease(row(signed)).days.end == date(2027, 4, 1)
    assert park.approved("L-2", tenant=park.other, text=lease_file("L-2", since=date(2027, 4, 1))).state == "approved"
    clock.advance(timedelta(days=120))
    with use_scope(EVERYTHING):
        assert leases.keep_leases()["terminated"] == [signed.id]
    assert row(signed).state == LeaseState.TERMINATED


def test_an_amendment_holds_from_its_day_on_and_what_was_agreed_stays(park: Park) -> None:
    signed = park.signed()
    day, later = date(2027, 6, 1), date(2029, 6, 1)
    text = lease_file("L-1", since=day, until=later, rate="9500", room="R-01")
    park.do(leases.amend_lease, park.staff, lease_id=signed.id, text=text, rooms=[park.wanted(1)])
    park.do(leases.approve_lease, park.manager, lease_id=signed.id)
    assert days(signed) == [(1000, SINCE, UNTIL), (1001, day, later)]
    park.sign(park.manager, signed)
    assert row(signed).ends_on == UNTIL
    park.sign(park.administrator, signed)
    assert days(signed) == [(1000, SINCE, day), (1001, day, later)]
    with use_scope(EVERYTHING):
        terms = leases.rent_lease(row(signed)).terms
        first = leases.versions_of(signed)[0]
    assert [(each.key, each.days.start, each.days.end) for each in terms] == [
        ("rent", SINCE, day),
        ("rent v2", day, later),
    ]
    assert (first.text, row(signed).ends_on) == (lease_file("L-1"), later)


def test_a_lease_that_is_withdrawn_before_both_signed_frees_its_rooms(park: Park) -> None:
    approved = park.approved()
    park.do(leases.withdraw_lease, park.staff, lease_id=approved.id, reason="not agreed")
    assert (row(approved).state, days(approved)) == (LeaseState.WITHDRAWN, [])


def test_a_withdrawn_amendment_leaves_the_lease_as_it_was(park: Park) -> None:
    signed = park.signed()
    text = lease_file("L-1", since=date(2027, 6, 1), until=UNTIL, room="R-01")
    park.do(leases.amend_lease, park.staff, lease_id=signed.id, text=text, rooms=[park.wanted(1)])
    park.do(leases.approve_lease, park.manager, lease_id=signed.id)
    park.do(leases.withdraw_lease, park.staff, lease_id=signed.id, reason="not agreed")
    assert (row(signed).state, days(signed)) == (LeaseState.SIGNED, [(1000, SINCE, UNTIL)])


def test_a_hold_keeps_a_room_and_ends_by_itself(park: Park, clock: FixedClock) -> None:
    held = {"number": "H-1", "rooms": [park.wanted(0)], "until": date(2026, 12, 10), "for_whom": "Somebody"}
    hold = park.do(leases.hold_room, park.staff, **held)
    with pytest.raises(Refused) as refused:
        park.draft()
    assert codes(refused) == ["leases.room.held"]
    clock.advance(timedelta(days=20))
    assert park.approved(since=date(2027, 1, 1)).state == LeaseState.APPROVED
    with use_scope(EVERYTHING):
        assert leases.hold(hold.id).state == "released"


def test_what_is_held_for_a_tenant_is_let_to_it(park: Park) -> None:
    held = {"number": "H-1", "rooms": [park.wanted(0)], "until": date(2026, 12, 10), "tenant_id": park.tenant.id}
    hold = park.do(leases.hold_room, park.staff, **held)
    with pytest.raises(Refused):
        park.draft("L-2", tenant=park.other)
    park.approved()
    with use_scope(EVERYTHING):
        assert leases.hold(hold.id).state == "let"


def test_what_is_held_beside_the_rooms_that_are_let_stays_held(park: Park) -> None:
    """Who takes the first of two rooms does not lose the second one to somebody else."""
    rooms = [park.wanted(0), park.wanted(1)]
    held = {"number": "H-1", "rooms": rooms, "until": date(2026, 12, 10), "tenant_id": park.tenant.id}
    hold = park.do(leases.hold_room, park.staff, **held)
    park.approved()
    with use_scope(EVERYTHING):
        assert leases.hold(hold.id).state == "open"
        assert list(LeaseRoom.objects.filter(hold_id=hold.id).values_list("room_id", flat=True)) == [1001]
    with pytest.raises(Refused) as refused:
        park.draft("L-2", tenant=park.other, rooms=(1,), text=lease_file("L-2", room="R-01"))
    assert codes(refused) == ["leases.room.held"]
    park.approved("L-3", rooms=(1,), text=lease_file("L-3", room="R-01"))
    with use_scope(EVERYTHING):
        assert leases.hold(hold.id).state == "let"
        assert not LeaseRoom.objects.filter(hold_id=hold.id).exists()


def test_a_contract_of_before_is_taken_over_by_a_second_person_and_runs_by_its_days(
    park: Park, clock: FixedClock
) -> None:
    since = date(2024, 12, 1)
    text = lease_file("L-OLD", since=since, until=UNTIL)
    drafted = park.draft("L-OLD", text=text)
    paper = {"lease_id": drafted.id, "paper": "Archive 12/2024-07", "signed_on": date(2024, 11, 20)}
    with pytest.raises(NotAllowed):
        park.do(leases.take_over_lease, park.staff, **paper)
    with pytest.raises(Refused) as refused:
        park.do(leases.take_over_lease, park.manager, **{**paper, "paper": " ", "signed_on": date(2027, 1, 1)})
    assert codes(refused) == ["leases.paper.unnamed", "leases.paper.future"]
    taken = park.do(leases.take_over_lease, park.manager, **paper)
    assert (taken.state, days(taken)) == (LeaseState.SIGNED, [(1000, since, UNTIL)])
    with use_scope(park.administrator.scope):
        (version,) = Lease.objects.get(id=drafted.id).versions.all()
        assert (version.state, version.paper, version.signed_on) == ("agreed", "Archive 12/2024-07", date(2024, 11, 20))
    with use_scope(EVERYTHING):
        assert leases.keep_leases()["started"] == [drafted.id]
    with pytest.raises(Refused) as again:
        park.do(leases.take_over_lease, park.second, **paper)
    assert codes(again) == ["lifecycle.step"]


def test_a_contract_of_before_takes_what_was_held_for_its_tenant(park: Park) -> None:
    wanted = {"number": "H-1", "rooms": [park.wanted(0)], "tenant_id": park.tenant.id, "until": date(2026, 12, 31)}
    held = park.do(leases.hold_room, park.staff, **wanted)
    drafted = park.draft()
    paper = {"lease_id": drafted.id, "paper": "A 1", "signed_on": date(2026, 11, 1)}
    with pytest.raises(Refused) as refused:
        park.do(leases.take_over_lease, park.manager, **paper, billed_from=UNTIL + timedelta(days=1))
    assert codes(refused) == ["leases.paper.billed"]
    taken = park.do(leases.take_over_lease, park.manager, **paper)
    assert days(taken) == [(1000, SINCE, UNTIL)]
    with use_scope(EVERYTHING):
        assert leases.hold(held.id).state == "let"


def test_who_drafted_a_contract_of_before_does_not_take_it_over(park: Park) -> None:
    drafted = park.draft(actor=park.manager)
    with pytest.raises(Refused) as refused:
        park.do(leases.take_over_lease, park.manager, lease_id=drafted.id, paper="A 1", signed_on=date(2026, 1, 1))
    assert codes(refused) == ["leases.version.own_draft"]


def test_an_amendment_of_a_lease_that_is_over_is_neither_approved_nor_signed(park: Park, clock: FixedClock) -> None:
    """It would take rooms and be billed without running, and nobody could give notice of it."""
    end = date(2027, 1, 1)
    first, second = park.signed(until=end), park.signed("L-2", rooms=(1,), text=over("L-2", end))
    with use_scope(EVERYTHING):
        clock.advance(timedelta(days=12))
        leases.keep_leases()
    for lease, room in ((first, 0), (second, 1)):
        text = over(lease.number, end.replace(year=2028), since=date(2026, 12, 20))
        park.do(leases.amend_lease, park.staff, lease_id=lease.id, text=text, rooms=[park.wanted(room)])
    park.do(leases.approve_lease, park.manager, lease_id=first.id)
    with use_scope(EVERYTHING):
        clock.advance(timedelta(days=30))
        assert len(leases.keep_leases()["ended"]) == 2
    with pytest.raises(Refused) as refused:
        park.sign(park.manager, first)
    assert codes(refused) == ["leases.amendment.state"]
    with pytest.raises(Refused) as refused:
        park.do(leases.approve_lease, park.manager, lease_id=second.id)
    assert codes(refused) == ["leases.amendment.state"]
    park.do(leases.withdraw_lease, park.staff, lease_id=first.id, reason="too late")
    assert (row(first).state, days(first)) == (LeaseState.ENDED, [(1000, SINCE, end)])


def over(number: str, until: date, *, since: date = SINCE) -> str:
    return lease_file(number, since=since, until=until, room="R-00" if number == "L-1" else "R-01")


def test_nobody_agrees_to_a_draft_that_says_something_else_than_the_one_they_read(park: Park) -> None:
    read = park.draft()
    again = {"text": lease_file("L-1", rate="1"), "rooms": [park.wanted(0)]}
    park.do(leases.redraft_lease, park.staff, lease_id=read.id, **again)
    for act, more in (
        (leases.approve_lease, {}),
        (leases.take_over_lease, {"paper": "Archive 7", "signed_on": date(2026, 11, 1)}),
    ):
        with pytest.raises(Refused) as refused:
            park.do(act, park.manager, lease_id=read.id, seen_version=read.version, **more)
        assert codes(refused) == ["ledger.stale"]
    assert (row(read).state, days(read)) == (LeaseState.DRAFT, [])
    park.do(leases.approve_lease, park.manager, lease_id=read.id, seen_version=row(read).version)


def test_there_is_one_currency_of_account(park: Park) -> None:
    """A bill of another one would take up charges, late fees and payments in CNY as if they were the same."""
    with pytest.raises(Refused) as refused:
        park.draft(text=lease_file("L-1").replace("CNY", "USD"))
    assert codes(refused) == ["leases.text.currency"]


def test_an_index_is_named_as_its_values_are_recorded(park: Park) -> None:
    index = f"index: {{name: {'X' * 61}, base: '100', every_months: 12}}"
    text = lease_file("L-1") + f"  - {{key: more, kind: rent, basis: month, rate: '100', {index}}}\n"
    with pytest.raises(Refused) as refused:
        park.draft(text=text)
    assert codes(refused) == ["leases.text.index_name"]


def test_an_amendment_does_not_change_what_lateness_costs(park: Park) -> None:
    """One rule counts for all bills of a lease; another one would be signed and never followed."""
    signed = park.signed()
    text = lease_file("L-1", since=date(2027, 6, 1)) + "late: {per_day: '0.0005'}\n"
    with pytest.raises(Refused) as refused:
        park.do(leases.amend_lease, park.staff, lease_id=signed.id, text=text, rooms=[park.wanted(0)])
    assert codes(refused) == ["leases.amendment.late"]
