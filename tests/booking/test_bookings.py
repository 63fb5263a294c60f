"""Booking, changing, cancelling, using: the same rules on every way in."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from cellpark.base.fields import new_id
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.billing.public import Charge
from cellpark.booking import public as booking
from cellpark.booking.public import BookingState, ChargeBy, Description, Quota, Resource, Via, Wanted
from cellpark.identity.public import OrganisationKind, grant_qualification, register_organisation
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import NotAllowed, Refused
from tests.booking.park import FREE, Park, at, state_of
from tests.people import HOUSE, organisation

EXAMPLES = Path(__file__).parents[2] / "examples"
HOUSES = {
    "Example Park Operator": OrganisationKind.OPERATOR,
    "Example Testing Platform": OrganisationKind.PLATFORM_PROVIDER,
    "Example Cell Therapy Company": OrganisationKind.TENANT,
    "Example Gene Therapy Company": OrganisationKind.TENANT,
}


def codes(caught: "pytest.ExceptionInfo[Refused]") -> list[str]:
    return [each.code for each in caught.value.problems]


def test_what_one_company_has_no_other_gets(park: Park) -> None:
    park.book(1)
    with pytest.raises(Refused) as caught:
        park.book(1.5, actor=park.rival)
    assert codes(caught) == ["booking.taken"]
    park.book(2, actor=park.rival)


def test_other_companies_see_that_it_is_busy_and_nothing_else(park: Park) -> None:
    made = park.book(1, purpose="secret run 7")
    with use_scope(park.rival.scope):
        assert list(booking.bookings()) == []
        (busy,) = booking.busy_times([park.room], since=at(0), until=at(5))[park.room.id]
        assert (busy.start, busy.end, busy.booking) == (made.starts_at, made.ends_at, None)
    with use_scope(park.staff.scope):
        assert booking.busy_times([park.room], since=at(0), until=at(5))[park.room.id][0].booking == made


def test_editing_is_bound_by_the_same_rules_as_booking(park: Park) -> None:
    """eLabFTW #6561: a booking could be moved where it could not have been made."""
    park.rule(park.room, max_minutes=120, quotas=(Quota("week", 3),))
    first, taken = park.book(1), park.book(4, actor=park.rival)
    for hours, minutes, code in ((4, 60, "booking.taken"), (1, 150, "booking.length.long")):
        with pytest.raises(Refused) as caught:
            park.do(
                booking.change_booking,
                booking_id=first.id,
                starts_at=at(hours),
                ends_at=at(hours) + timedelta(minutes=minutes),
            )
        assert codes(caught)[0] == code
    moved = park.do(booking.change_booking, booking_id=first.id, starts_at=at(2), ends_at=at(4))
    assert (moved.starts_at, moved.version, state_of(taken)) == (at(2), 2, "booked")


def test_a_change_that_somebody_else_made_meanwhile_is_told(park: Park) -> None:
    row = park.book(3)
    park.do(booking.change_booking, booking_id=row.id, starts_at=at(4), ends_at=at(5))
    with pytest.raises(Refused) as caught:
        park.do(booking.change_booking, booking_id=row.id, starts_at=at(6), ends_at=at(7), version=row.version)
    assert codes(caught) == ["booking.stale"]


def test_an_import_is_bound_by_the_same_rules_and_tried_first(park: Park) -> None:
    park.book(3, actor=park.rival)
    text = "resource,start,end,purpose\n" + "".join(
        f"MR-101,{at(hour):%Y-%m-%d %H:%M},{at(hour + 1):%Y-%m-%d %H:%M},line\n" for hour in (1, 1, 3, 5)
    )
    tried = park.do(booking.import_bookings, content=text.encode(), dry_run=True)
    assert [[each.code for each in line.problems] for line in tried.lines] == [
        [],
        ["booking.taken"],
        ["booking.taken"],
        [],
    ]
    assert (tried.done, tried.refused) == (False, 2)
    assert park.do(booking.import_bookings, content=text.encode(), dry_run=False).done is False
    with use_scope(park.member.scope):
        assert booking.bookings().count() == 0
    good = "\n".join(text.splitlines()[each] for each in (0, 1, 4))
    assert park.do(booking.import_bookings, content=good.encode(), dry_run=False).done
    with use_scope(park.member.scope):
        assert set(booking.bookings().values_list("via", flat=True)) == {Via.IMPORT}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\xfe", "booking.import.text"),
        (b"room,from\n", "booking.import.head"),
        (b"resource,start,end\n", "booking.import.lines"),
        (b"x" * 600_000, "booking.import.size"),
    ],
)
def test_a_file_that_is_no_table_is_refused(park: Park, content: bytes, code: str) -> None:
    with pytest.raises(Refused) as caught:
        park.do(booking.import_bookings, content=content, dry_run=True)
    assert codes(caught) == [code]


def test_bad_lines_say_what_is_wrong_with_them(park: Park) -> None:
    text = b"resource;start;end;company\nXX-1;2026-11-23 09:00;2026-11-23 10:00;\nMR-101;soon;later;\nMR-101;a;b;me\n"
    tried = park.do(booking.import_bookings, content=text, dry_run=True)
    assert [[each.code for each in line.problems] for line in tried.lines] == [
        ["booking.import.resource"],
        ["booking.import.time"],
        ["booking.import.company"],
    ]


def test_a_line_books_nothing_where_two_owners_gave_the_same_code(park: Park) -> None:
    """Whichever came last was booked; to each owner its own code means its own resource."""
    second = organisation("Second operator", OrganisationKind.OPERATOR)
    said = Description(code="MR-101", name_en="Another room", terms=FREE)
    with use_scope(EVERYTHING):
        booking.add_resource(actor=HOUSE, organisation_id=second.id, said=said)
    text = f"resource,start,end\nMR-101,{at(1):%Y-%m-%d %H:%M},{at(2):%Y-%m-%d %H:%M}\n".encode()
    (line,) = park.do(booking.import_bookings, content=text, dry_run=False).lines
    assert [each.code for each in line.problems] == ["booking.import.resources"]
    (line,) = park.do(booking.import_bookings, park.staff, content=text, dry_run=False).lines
    with use_scope(EVERYTHING):
        assert line.booking is not None
        assert booking.booking(line.booking).resource_id == park.room.id


def test_a_bundle_is_booked_whole_or_not_at_all_and_every_conflict_is_named(park: Park) -> None:
    """eLabFTW #6994."""
    park.book(1, actor=park.rival, resource=park.device)
    wanted = [Wanted(resource_id=each.id, start=at(1), end=at(2)) for each in (park.room, park.device)]
    with pytest.raises(Refused) as caught:
        park.do(booking.book_bundle, wanted=wanted)
    assert codes(caught) == ["booking.item", "booking.taken"]
    with use_scope(park.member.scope):
        assert booking.bookings().count() == 0
    later = [Wanted(resource_id=each.id, start=at(3), end=at(4)) for each in (park.room, park.device)]
    made = park.do(booking.book_bundle, wanted=later)
    assert len({each.bundle for each in made}) == 1
    park.do(booking.cancel, booking_id=made[0].id, whole=True)
    assert {state_of(each) for each in made} == {"cancelled"}


def test_parts_of_one_bundle_share_a_quota(park: Park) -> None:
    pooled = [park.add(code, pool="P", terms=FREE) for code in ("PA-1", "PA-2")]
    for each in pooled:
        park.rule(each, quotas=(Quota("week", 3),))
    wanted = [Wanted(resource_id=each.id, start=at(1), end=at(3)) for each in pooled]
    with pytest.raises(Refused) as caught:
        park.do(booking.book_bundle, wanted=wanted)
    assert codes(caught) == ["booking.item", "booking.quota.week"]


def test_a_series_names_each_conflict_before_anything_is_booked(park: Park) -> None:
    park.book(at(1) + timedelta(days=7), actor=park.rival)
    more = {"resource_id": park.room.id, "starts_at": at(1), "ends_at": at(2), "every_days": 7, "times": 3}
    with pytest.raises(Refused) as caught:
        park.do(booking.book_series, **more)
    assert codes(caught) == ["booking.item", "booking.taken"]
    made = park.do(booking.book_series, **more, skip_conflicts=True)
    assert [each.starts_at for each in made] == [at(1), at(1) + timedelta(days=14)]
    assert len({each.series for each in made}) == 1


def test_the_owner_books_for_a_company_and_nobody_else_does(park: Park) -> None:
    """eLabFTW #6590."""
    row = park.book(1, actor=park.staff, company=park.company.id)
    assert (row.company_id, row.parties, row.person_id) == (park.company.id, [park.company.id], None)
    with pytest.raises(NotAllowed):
        park.book(3, actor=park.rival, company=park.company.id)


def test_nobody_is_booked_for_who_does_not_exist(park: Park) -> None:
    """It would be charged for ever to nobody."""
    with pytest.raises(Refused) as caught:
        park.book(1, actor=park.staff, company=new_id())
    assert codes(caught) == ["booking.import.company"]


def test_training_by_code_is_asked_of_the_person(park: Park) -> None:
    park.rule(park.device, training=("DEV-CF",))
    with pytest.raises(Refused) as caught:
        park.book(1, resource=park.device)
    assert codes(caught) == ["booking.training"]
    with use_scope(EVERYTHING):
        grant_qualification(
            actor=HOUSE,
            organisation_id=park.company.id,
            person_id=park.researcher.id,
            subject="DEV-CF",
            title_zh="",
            title_en="Flow cytometer",
            valid_from=date(2026, 1, 1),
            valid_until=date(2027, 1, 1),
            reason="trained",
        )
    assert park.book(1, resource=park.device).state == BookingState.BOOKED


def test_a_late_cancellation_counts_and_one_in_time_does_not(park: Park, clock: FixedClock) -> None:
    early, late = park.book(3), park.book(0.5, resource=park.device)
    park.do(booking.cancel, booking_id=early.id)
    park.do(booking.cancel, booking_id=late.id)
    with use_scope(EVERYTHING):
        assert [booking.booking(each.id).late for each in (early, late)] == [False, True]


def test_another_company_neither_cancels_nor_changes(park: Park) -> None:
    row = park.book(3)
    with pytest.raises(type(row).DoesNotExist):
        park.do(booking.cancel, park.rival, booking_id=row.id)


def test_who_does_not_come_loses_the_time_and_books_less_far_ahead(park: Park, clock: FixedClock) -> None:
    park.rule(park.room, no_show_minutes=15, no_show_limit=2, no_show_advance_days=1)
    first, second = park.book(1), park.book(2)
    clock.advance(timedelta(hours=1, minutes=14))
    with use_scope(EVERYTHING):
        booking.keep_time()
    assert state_of(first) == BookingState.BOOKED
    clock.advance(timedelta(hours=1, minutes=1))
    with use_scope(EVERYTHING):
        booking.keep_time()
    assert {state_of(first), state_of(second)} == {BookingState.NO_SHOW}
    start = at(0).replace(minute=0) + timedelta(days=3)
    with pytest.raises(Refused) as caught:
        park.book(start)
    assert codes(caught) == ["booking.advance.no_show"]
    park.book(start, actor=park.rival)


def test_a_row_that_fails_holds_up_no_other(park: Park, clock: FixedClock, caplog: pytest.LogCaptureFixture) -> None:
    park.rule(park.room, no_show_minutes=15)
    broken, missed = park.book(1, resource=park.device), park.book(1)
    with use_scope(EVERYTHING):
        Resource.objects.filter(id=park.device.id).update(rules={"windows": ["broken"]})
    clock.advance(timedelta(hours=2))
    with use_scope(EVERYTHING):
        assert booking.keep_time() == 1
    assert (state_of(broken), state_of(missed)) == (BookingState.BOOKED, BookingState.NO_SHOW)
    assert str(broken.id) in caplog.text
    with use_scope(EVERYTHING):
        Resource.objects.filter(id=park.device.id).update(rules={})
        assert booking.keep_time() == 1  # and it is tried again
    assert state_of(broken) == BookingState.DONE


def test_one_checks_in_by_scanning_the_thing_itself(park: Park, clock: FixedClock) -> None:
    row = park.book(1)
    for raw, code in (("CF-1", "booking.scan.wrong"), ("mr-101", "booking.early"), ("??", "booking.scan.unknown")):
        with pytest.raises(Refused) as caught:
            park.do(booking.check_in, raw=raw, booking_id=row.id)
        assert codes(caught) == [code]
    clock.advance(timedelta(minutes=50))
    assert park.do(booking.check_in, raw=" mr-101 ").state == BookingState.IN_USE
    with pytest.raises(Refused) as caught:
        park.do(booking.check_in, park.rival, raw="MR-101")
    assert codes(caught) == ["booking.scan.nothing"]


def test_what_is_free_is_used_on_the_spot_under_the_same_rules(park: Park, clock: FixedClock) -> None:
    clock.advance(timedelta(minutes=3))
    park.book(at(1) - timedelta(minutes=3), actor=park.rival)
    with pytest.raises(Refused) as caught:
        park.do(booking.walk_up, raw="MR-101", minutes=90)
    assert codes(caught) == ["booking.taken"]
    used = park.do(booking.walk_up, raw="MR-101", minutes=30)
    assert (used.state, used.via, used.starts_at) == ("in_use", "walk_up", at(0) - timedelta(minutes=3))
    clock.advance(timedelta(minutes=10))
    done = park.do(booking.check_out, booking_id=used.id)
    assert (done.state, done.hold_until) == ("done", at(0))


@pytest.mark.parametrize(
    ("charge_by", "minutes", "net"),
    [
        (ChargeBy.RESERVATION, 60, Decimal("100.00")),
        (ChargeBy.USAGE, 20, Decimal("33.33")),
        (ChargeBy.OVERAGE, 60, Decimal("100.00")),
    ],
)
def test_use_is_charged_once_at_the_price_of_the_day_of_booking(
    park: Park, clock: FixedClock, charge_by: ChargeBy, minutes: int, net: Decimal
) -> None:
    """NUcore #52, #773: a price that changes later changes nothing that was booked."""
    priced = park.add("HP-1", price=Decimal(100), tax=Decimal("0.06"), charge_by=charge_by)
    row = park.book(1, resource=priced)
    dearer = Description(code="HP-1", name_en="x", price=Decimal(900), terms=FREE)
    park.do(booking.change_resource, park.staff, resource_id=priced.id, said=dearer, reason="dearer")
    clock.advance(timedelta(hours=1))
    park.do(booking.check_in, raw="HP-1")
    clock.advance(timedelta(minutes=20))
    done = park.do(booking.check_out, booking_id=row.id)
    with use_scope(EVERYTHING):
        booking.keep_time()
        (charge,) = Charge.objects.all()
        assert (charge.id, charge.debtor_id, charge.net) == (done.charge_id, park.company.id, net)
        assert f"{minutes} minutes" in charge.text_en


def test_what_nobody_checked_out_of_ends_and_is_charged_by_itself(park: Park, clock: FixedClock) -> None:
    priced = park.add("HP-2", price=Decimal("0.10"))
    row = park.book(1, resource=priced)
    clock.advance(timedelta(hours=2))
    with use_scope(EVERYTHING):
        booking.keep_time()
        assert booking.keep_time() == 0
        assert [str(each.net) for each in Charge.objects.all()] == ["0.10"]
    assert state_of(row) == BookingState.DONE


def test_the_owner_s_own_use_costs_nothing(park: Park, clock: FixedClock) -> None:
    priced = park.add("HP-3", price=Decimal(10))
    park.book(1, resource=priced, actor=park.staff)
    clock.advance(timedelta(hours=3))
    with use_scope(EVERYTHING):
        booking.keep_time()
        assert Charge.objects.count() == 0


def test_a_resource_for_some_is_not_there_for_others(park: Park) -> None:
    own = park.add("PR-1", open_to_all=False, allowed=(park.company.id,))
    assert park.book(1, resource=own).state == BookingState.BOOKED
    with pytest.raises(type(own).DoesNotExist):
        park.book(3, resource=own, actor=park.rival)


def test_a_closed_resource_takes_no_bookings(park: Park) -> None:
    park.do(booking.close_resource, park.staff, resource_id=park.room.id, reason="repainted")
    with pytest.raises(Refused) as caught:
        park.book(1)
    assert codes(caught) == ["booking.resource.closed"]
    park.do(booking.reopen_resource, park.staff, resource_id=park.room.id, reason="dry")
    park.book(1)


def test_nobody_else_writes_the_rules(park: Park) -> None:
    said = Description(code="MR-101", name_en="mine", terms=FREE)
    with pytest.raises(NotAllowed):
        park.do(booking.change_resource, resource_id=park.room.id, said=said)


def test_a_bad_description_says_all_that_is_wrong(park: Park) -> None:
    said = Description(code="m r", price=Decimal("0.001"), tax=Decimal(2))
    with pytest.raises(Refused) as caught:
        park.do(booking.add_resource, park.staff, said=said)
    assert codes(caught) == [
        "booking.code.malformed",
        "booking.name.missing",
        "booking.price.range",
        "booking.tax.range",
    ]


def test_the_nearest_free_time_can_be_booked(park: Park) -> None:
    park.book(1, 120, actor=park.rival)
    with use_scope(park.member.scope):
        whom = booking.ForWhom(company=park.company.id, person=park.researcher.id)
        found = booking.nearest(park.room, whom=whom, start=at(1.5), end=at(2.5))
    assert found == (at(3), at(4)) or found == (at(0), at(1))
    park.book(found[0])


def test_the_example_resources_load_once_with_bookings(db: None, clock: FixedClock) -> None:
    """The fictional resources of examples/booking keep their own rules."""
    with use_scope(EVERYTHING):
        for name, kind in HOUSES.items():
            register_organisation(actor=HOUSE, kind=kind, name_en=name, name_zh="", example=True)
        assert booking.load_example_booking(path=EXAMPLES / "booking" / "booking.yaml") == 5
        assert booking.load_example_booking(path=EXAMPLES / "booking" / "booking.yaml") == 0
        assert (booking.bookings().count(), booking.waits().count()) == (8, 1)
        assert booking.keep_time() == 0
