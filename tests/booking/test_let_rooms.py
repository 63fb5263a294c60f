"""A room that is let is booked by its tenant alone, unless its owner says that it is shared."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.urls import reverse

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.booking import public as booking
from cellpark.booking.effects import give_way_to_lease
from cellpark.booking.public import (
    Booking,
    BookingState,
    Description,
    Resource,
    SourceKind,
    Terms,
    Wait,
    WaitState,
    Wanted,
)
from cellpark.config.subscriptions import SUBSCRIPTIONS
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import Refused
from cellpark.leases import public as leases
from cellpark.ledger.public import Event
from cellpark.premises.public import Room, RoomKind
from cellpark.web.areas.booking.waiting import tasks
from tests.leases.park import SINCE, Park, make_park, make_room
from tests.leases_pages.test_pages import reader
from tests.people import HOUSE

RULES = Terms(zone="UTC", advance_days=0, max_minutes=600)


@pytest.fixture
def park(db: None, clock: FixedClock) -> Park:
    with use_scope(EVERYTHING):
        return make_park()


def shared_room(park: Park, number: int = 0, *, terms: Terms = RULES) -> Resource:
    said = Description(code=f"ROOM-{number}", name_en="Shared laboratory", terms=terms)
    room = park.rooms[number]
    with use_scope(EVERYTHING):
        return booking.add_resource(
            actor=HOUSE, organisation_id=park.operator.id, said=said, source_kind=SourceKind.PREMISES, source_id=room.id
        )


def times(days: int) -> dict[str, datetime]:
    start = datetime.combine(SINCE + timedelta(days=days), time(9), tzinfo=UTC)
    return {"starts_at": start, "ends_at": start + timedelta(hours=1)}


def book(park: Park, actor: Actor, row: Resource, days: int) -> Booking:
    return park.do(booking.book, actor, resource_id=row.id, **times(days))  # type: ignore[no-any-return]


def refused(act: Any, *args: Any, **more: Any) -> list[str]:
    with pytest.raises(Refused) as caught:
        act(*args, **more)
    return [each.code for each in caught.value.problems]


def test_a_let_room_is_booked_by_its_tenant_alone(park: Park) -> None:
    row = shared_room(park)
    park.signed("L-1", rooms=(0,))
    book(park, park.administrator, row, 5)
    assert refused(book, park, park.stranger, row, 6) == ["booking.let"]
    assert refused(book, park, park.staff, row, 6) == ["booking.let"]  # the owner has let it
    book(park, park.stranger, row, -1)  # the day before the lease begins


def test_a_held_room_and_a_lease_that_is_not_signed_keep_nobody_out(park: Park) -> None:
    row = shared_room(park)
    park.approved("L-1", rooms=(0,))
    assert book(park, park.stranger, row, 5).state == BookingState.BOOKED


def test_its_owner_says_that_it_is_shared(park: Park) -> None:
    row = shared_room(park, terms=Terms(zone="UTC", advance_days=0, shared=True))
    park.signed("L-1", rooms=(0,))
    assert book(park, park.stranger, row, 5).state == BookingState.BOOKED


def test_every_way_in_asks_the_lease(park: Park) -> None:
    row = shared_room(park)
    other = shared_room(park, 1)
    kept = book(park, park.stranger, row, -1)
    park.signed("L-1", rooms=(0,))
    wanted = [
        Wanted(resource_id=each.id, start=times(7)["starts_at"], end=times(7)["ends_at"]) for each in (row, other)
    ]
    stranger = park.stranger
    assert refused(park.do, booking.change_booking, stranger, booking_id=kept.id, **times(7)) == ["booking.let"]
    assert "booking.let" in refused(park.do, booking.book_bundle, stranger, wanted=wanted)
    assert refused(park.do, booking.wait_for, stranger, resource_id=row.id, **times(7)) == ["booking.let"]
    series = {"resource_id": row.id, **times(-2), "every_days": 7, "times": 2}
    assert "booking.let" in refused(park.do, booking.book_series, stranger, **series)
    begins, ends = (f"{each:%Y-%m-%d %H:%M}" for each in times(7).values())
    table = f"resource,start,end\n{row.code},{begins},{ends}\n".encode()
    (line,) = park.do(booking.import_bookings, stranger, content=table, dry_run=True).lines
    assert [each.code for each in line.problems] == ["booking.let"]
    with use_scope(stranger.scope):
        whom = booking.ForWhom(company=park.other.id, person=None)
        near = booking.nearest(row, whom=whom, start=times(7)["starts_at"], end=times(7)["ends_at"])
    assert near is None or near[0].date() < SINCE


def worker(kind: str = "leases.version.signed") -> None:
    """What the outbox does with the last event of a kind."""
    with use_scope(EVERYTHING):
        last = Event.objects.filter(type=kind).order_by("-id").first()
        assert last is not None
        give_way_to_lease(last.id)


def states(*rows: Booking) -> list[tuple[str, Any]]:
    with use_scope(EVERYTHING):
        found = {each.id: each for each in Booking.objects.all()}
        return [(found[each.id].state, found[each.id].let_on) for each in rows]


def given_way(park: Park, lease: Any) -> list[Any]:
    """What the park and the tenant are told before they sign."""
    with use_scope(park.manager.scope):
        (version,) = leases.versions_of(lease)
        found = booking.displaced_by(leases.rooms_said(version), owner=park.operator.id, tenant=lease.tenant_id)
        return [(each.booking.id, each.day) for each in found]


def day_of(days: int) -> Any:
    return SINCE + timedelta(days=days)


def test_an_earlier_booking_gives_way_when_both_sides_signed_and_not_before(park: Park) -> None:
    row = shared_room(park)
    early, stranger, own = (
        book(park, actor, row, days)
        for actor, days in ((park.stranger, -1), (park.stranger, 5), (park.administrator, 6))
    )
    lease = park.approved("L-1", rooms=(0,))
    assert given_way(park, lease) == [(stranger.id, day_of(5))]
    park.sign(park.manager, lease)
    worker()
    assert states(stranger) == [("booked", None)]  # of two signatures the first agrees nothing yet
    park.sign(park.administrator, lease)
    worker()
    kept = ("booked", None)
    assert states(early, stranger, own) == [kept, ("cancelled", day_of(5)), kept]
    with use_scope(EVERYTHING):
        told = Booking.objects.get(id=stranger.id)
    assert (told.late, told.charge_id) == (False, None)  # neither missed nor charged
    worker()  # a repetition finds nothing to do
    assert states(stranger) == [("cancelled", day_of(5))]
    with use_scope(EVERYTHING):
        assert Event.objects.filter(type="booking.booking.displaced").count() == 1


def test_what_gave_way_is_told_to_whoever_booked(park: Park) -> None:
    row = shared_room(park)
    taken = book(park, park.stranger, row, 5)
    park.signed("L-1", rooms=(0,))
    worker()
    with use_scope(park.stranger.scope):
        assert [each.id for each in booking.gave_way(park.other.id)] == [taken.id]
    with use_scope(park.administrator.scope):
        assert not booking.gave_way(park.tenant.id)


def bundle(park: Park, days: int, *rows: Resource) -> list[Booking]:
    begins, ends = times(days).values()
    wanted = [Wanted(resource_id=each.id, start=begins, end=ends) for each in rows]
    return park.do(booking.book_bundle, park.stranger, wanted=wanted)  # type: ignore[no-any-return]


def test_a_bundle_gives_way_whole_and_is_named_before(park: Park) -> None:
    """What cannot be had whole is not had at all; other bookings of these resources stay."""
    room, other = shared_room(park), shared_room(park, 1)
    first, second = bundle(park, 5, room, other)
    alone = book(park, park.stranger, other, 6)
    lease = park.approved("L-1", rooms=(0,))
    assert given_way(park, lease) == [(first.id, day_of(5)), (second.id, day_of(5))]
    for actor, sees in ((park.manager, True), (park.administrator, False)):
        page = reader(actor).get(reverse("lease", args=[lease.id])).content.decode()
        # both read that more goes; which booking it is, the park alone
        assert page.count("booked together with one of these rooms") == (2 if sees else 1)
        assert "1 booking of these rooms" in page
        assert "booked of other owners stay booked" in page
    park.sign(park.manager, lease)
    park.sign(park.administrator, lease)
    for _again in range(2):
        worker()
        assert states(first, second, alone) == [("cancelled", day_of(5)), ("cancelled", None), ("booked", None)]
    with use_scope(EVERYTHING):
        gone = Booking.objects.get(id=second.id)
        assert (gone.gone_with, gone.late, gone.charge_id) == (first.id, False, None)
        assert Event.objects.filter(type="booking.booking.given_up_with").count() == 1
    with use_scope(park.stranger.scope):
        (task,) = tasks(park.stranger)
    assert "1 booking of its bundle was cancelled with it" in task.text
    page = reader(park.stranger).get(reverse("booking_one", args=[second.id])).content.decode()
    assert "it was booked together with Shared laboratory" in page


def test_of_a_bundle_what_is_in_use_goes_on_and_other_owners_keep_their_word(park: Park, clock: FixedClock) -> None:
    room, used, elsewhere = shared_room(park), shared_room(park, 1), shared_room(park, 2)
    parts = bundle(park, 0, room, used, elsewhere)
    with use_scope(EVERYTHING):
        Booking.objects.filter(id=parts[2].id).update(organisation_id=park.tenant.id)
    clock.advance(times(0)["starts_at"] - clock.now())
    park.do(booking.check_in, park.stranger, booking_id=parts[1].id, raw=used.code)
    park.signed("L-1", rooms=(0,))
    worker()
    assert states(*parts) == [("cancelled", day_of(0)), ("in_use", None), ("booked", None)]


def test_my_work_names_the_parts_that_another_owner_still_keeps(park: Park, clock: FixedClock) -> None:
    room, elsewhere = shared_room(park), shared_room(park, 1)
    first, second = bundle(park, 5, room, elsewhere)
    with use_scope(EVERYTHING):
        Booking.objects.filter(id=second.id).update(organisation_id=park.tenant.id)
    clock.advance(timedelta(minutes=1))
    park.signed("L-1", rooms=(0,))
    worker()
    assert states(first, second) == [("cancelled", day_of(5)), ("booked", None)]
    with use_scope(park.stranger.scope):
        (task,) = tasks(park.stranger)
        assert [each.id for each in booking.kept_with([first], park.other.id)[first.id]] == [second.id]
    assert "still booked of another owner, to keep or to cancel: Shared laboratory" in task.text


def test_my_work_lets_go_of_it_when_another_room_is_booked(park: Park, clock: FixedClock) -> None:
    room, other = shared_room(park), shared_room(park, 1)
    book(park, park.stranger, other, 6)  # another time is no answer, and what was booked before none either
    book(park, park.stranger, other, 5)
    taken = book(park, park.stranger, room, 5)
    clock.advance(timedelta(minutes=1))
    park.signed("L-1", rooms=(0,))
    worker()
    assert lines_of_work(park) == [taken.id]
    book(park, park.stranger, shared_room(park, 2), 5)
    assert lines_of_work(park) == []


def test_my_work_lets_go_of_it_when_nothing_is_needed(park: Park) -> None:
    room = shared_room(park)
    taken, stays = book(park, park.stranger, room, 5), book(park, park.stranger, room, -1)
    park.signed("L-1", rooms=(0,))
    worker()
    stranger = reader(park.stranger)
    page, wanted = reverse("booking_one", args=[taken.id]), "Book another room, or say that none is needed"
    for asked in (wanted, "Nothing needed in its place"):
        assert asked in stranger.get(page).content.decode()
    for _again in range(2):
        assert stranger.post(reverse("booking_let_be", args=[taken.id])).status_code == 303
    assert wanted not in stranger.get(page).content.decode()
    assert lines_of_work(park) == []
    assert refused(park.do, booking.let_be, park.stranger, booking_id=stays.id) == ["booking.let_be.not"]
    assert refused(park.do, booking.let_be, park.manager, booking_id=taken.id) == ["booking.side"]
    with use_scope(EVERYTHING):
        assert Event.objects.filter(type="booking.booking.let_be").count() == 1


def lines_of_work(park: Park) -> list[Any]:
    with use_scope(park.stranger.scope):
        return [each.id for each in booking.gave_way(park.other.id)]


def test_a_use_that_has_begun_is_left_to_its_end(park: Park, clock: FixedClock) -> None:
    row = shared_room(park)
    running, later = book(park, park.stranger, row, 0), book(park, park.stranger, row, 1)
    clock.advance(times(0)["starts_at"] + timedelta(minutes=5) - clock.now())
    park.do(booking.check_in, park.stranger, booking_id=running.id, raw=row.code)
    park.signed("L-1", rooms=(0,), since=SINCE)
    worker()
    assert states(running, later) == [("in_use", None), ("cancelled", day_of(1))]


def test_a_shared_room_keeps_its_bookings(park: Park) -> None:
    row = shared_room(park, terms=Terms(zone="UTC", advance_days=0, shared=True))
    taken = book(park, park.stranger, row, 5)
    lease = park.signed("L-1", rooms=(0,))
    worker()
    assert (given_way(park, lease), states(taken)) == ([], [("booked", None)])


def test_a_lease_taken_over_from_paper_is_no_way_round(park: Park) -> None:
    row = shared_room(park)
    taken = book(park, park.stranger, row, 5)
    lease = park.draft("L-1", rooms=(0,))
    assert given_way(park, lease) == [(taken.id, day_of(5))]
    more = {"lease_id": lease.id, "paper": "A 1", "signed_on": day_of(-30)}
    park.do(leases.take_over_lease, park.manager, **more)
    worker("leases.version.taken_over")
    assert states(taken) == [("cancelled", day_of(5))]


def test_a_notice_that_is_taken_back_is_no_way_round(park: Park) -> None:
    row = shared_room(park)
    lease = park.signed("L-1", rooms=(0,))
    leaves = day_of(400)
    park.do(leases.give_notice, park.manager, lease_id=lease.id, day=leaves, reason="moves", agreed=True)
    taken = book(park, park.stranger, row, 500)
    park.do(leases.ask_notice_back, park.manager, lease_id=lease.id, until=day_of(-1), reason="stays")
    park.do(leases.agree_notice_back, park.administrator, lease_id=lease.id)
    worker("leases.notice.taken_back")
    assert states(taken) == [("cancelled", day_of(500))]


def test_a_bench_gives_way_with_its_room(park: Park) -> None:
    with use_scope(EVERYTHING):
        park.rooms.append(make_room(park.rooms[0].building, 9, kind=RoomKind.BENCH, inside="R-00"))
        # a bench stands on the floor of its room
        Room.objects.filter(id=park.rooms[-1].id).update(floor=park.rooms[0].floor)
    row = shared_room(park, len(park.rooms) - 1)
    taken = book(park, park.stranger, row, 5)
    park.signed("L-1", rooms=(0,))
    worker()
    assert states(taken) == [("cancelled", day_of(5))]


def test_who_waits_for_a_time_that_is_let_waits_no_longer(park: Park) -> None:
    row = shared_room(park)
    book(park, park.administrator, row, 5)
    waiting = park.do(booking.wait_for, park.stranger, resource_id=row.id, **times(5))
    park.signed("L-1", rooms=(0,))
    worker()
    with use_scope(EVERYTHING):
        assert Wait.objects.get(id=waiting.id).state == WaitState.ENDED


def test_every_event_by_which_rooms_are_let_asks_the_bookings() -> None:
    path = "cellpark.booking.effects.give_way_to_lease"
    letting = ("leases.version.signed", "leases.version.taken_over", "leases.notice.taken_back")
    assert [each for each, paths in SUBSCRIPTIONS.items() if path in paths] == list(letting)


def test_before_signing_the_park_reads_whose_it_is_and_the_tenant_reads_when(park: Park) -> None:
    row = shared_room(park)
    taken = book(park, park.stranger, row, 5)
    lease = park.approved("L-1", rooms=(0,))
    for actor, sees in ((park.manager, True), (park.administrator, False)):
        for route in ("lease", "lease_sign_begin"):
            page = reader(actor).get(reverse(route, args=[lease.id])).content.decode()
            assert "1 booking of these rooms" in page
            assert "Shared laboratory" in page
            assert (park.other.name in page) is sees
            assert (str(taken.id) in page) is sees


def test_before_approving_or_taking_over_the_bookings_are_listed(park: Park) -> None:
    book(park, park.stranger, shared_room(park), 5)
    lease = park.draft("L-1", rooms=(0,))
    for route in ("lease_approve", "lease_take_over"):
        page = reader(park.manager).get(reverse(route, args=[lease.id])).content.decode()
        assert "1 booking of these rooms" in page


def test_my_work_names_the_booking_that_gave_way(park: Park) -> None:
    taken = book(park, park.stranger, shared_room(park), 5)
    park.signed("L-1", rooms=(0,))
    worker()
    with use_scope(park.stranger.scope):
        (task,) = tasks(park.stranger)
    assert task.href == reverse("booking_one", args=[taken.id])
    page = reader(park.stranger).get(task.href).content.decode()
    assert "the room is let to somebody else" in page
