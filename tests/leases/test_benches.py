"""A bench and the room in which it stands: let to one tenant, and counted once."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, transaction

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.identity.public import Organisation
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import Refused
from cellpark.leases import public as leases
from cellpark.leases.public import Hold, Lease, LeaseRoom, occupancy
from cellpark.premises.public import Room, RoomKind, change_room, load_rooms
from tests.leases.park import SINCE, Park, lease_file

pytestmark = pytest.mark.django_db
ROOM, BENCH = 0, -1
FAR = date(2076, 12, 1)


@pytest.fixture
def park(park: Park) -> Park:
    """Ten square metres of the first room are a bench that can be let by itself."""
    room = park.rooms[ROOM]
    with use_scope(EVERYTHING):
        bench = Room(
            organisation_id=room.organisation_id,
            building_id=room.building_id,
            number=3 * 10**9,  # far from those that the acts of rooms give
            floor=room.floor,
            code=f"{room.code}-1",
            kind=RoomKind.BENCH,
            inside=room.code,
            use=room.use,
            area_gross_m2=Decimal(10),
            area_net_m2=Decimal(10),
            height_m=room.height_m,
            floor_load_kn_m2=room.floor_load_kn_m2,
            valid_from=room.valid_from,
        )
        bench.save()
    park.rooms.append(bench)
    return park


def drafted(park: Park, number: str, place: int, tenant: Organisation | None = None) -> Lease:
    text = lease_file(number, until=FAR, room=park.rooms[place].code)
    return park.draft(number, rooms=(place,), tenant=tenant, text=text)


def approved(park: Park, lease: Lease) -> Lease:
    return park.do(leases.approve_lease, park.manager, lease_id=lease.id)


@pytest.mark.parametrize(("first", "second"), [(ROOM, BENCH), (BENCH, ROOM)])
def test_a_bench_in_a_room_of_somebody_else_is_not_let(park: Park, first: int, second: int) -> None:
    """Whoever comes second is refused, in the draft already, and at the approval of what was drafted before."""
    waits = drafted(park, "L-2", second, park.other)
    approved(park, drafted(park, "L-1", first))
    for act in (lambda: approved(park, waits), lambda: drafted(park, "L-3", second, park.other)):
        with pytest.raises(Refused) as refusal:
            act()
        assert [(each.code, each.params["other"], each.params["number"]) for each in refusal.value.problems] == [
            ("leases.room.nested_taken", park.rooms[first].code, "L-1")
        ]


def test_a_bench_in_a_held_room_is_held(park: Park) -> None:
    park.do(
        leases.hold_room,
        park.staff,
        number="H-1",
        rooms=[park.wanted(ROOM)],
        until=date(2026, 12, 20),
        tenant_id=park.tenant.id,
    )
    with pytest.raises(Refused) as refusal:
        drafted(park, "L-1", BENCH, park.other)
    assert [each.code for each in refusal.value.problems] == ["leases.room.nested_held"]
    assert drafted(park, "L-2", BENCH).state == "draft"


def test_one_tenant_may_have_both(park: Park) -> None:
    for number, place in (("L-1", BENCH), ("L-2", ROOM)):
        assert approved(park, drafted(park, number, place)).state == "approved"


def test_the_area_of_a_bench_is_a_part_of_its_rooms(park: Park) -> None:
    """The bench alone is let, then the room as a whole to the same tenant: never more than there is."""
    area = park.rooms[ROOM].area_net_m2

    def counted() -> tuple[Decimal, Decimal]:
        with use_scope(park.manager.scope):
            [month] = occupancy(park.operator.id, first=SINCE, months=1)
        return sum(each.stand for each in month.uses) / 31, sum(each.let for each in month.uses) / 31

    stand, let = counted()
    assert (stand, let) == (sum(each.area_net_m2 for each in park.rooms[:BENCH]), 0)
    park.signed("L-1", rooms=(BENCH,), text=lease_file("L-1", room=park.rooms[BENCH].code))
    assert counted() == (stand, Decimal(10))
    park.signed("L-2", rooms=(ROOM,))
    assert counted() == (stand, area)


def test_the_rent_roll_counts_a_bench_once_that_is_let_with_its_room(park: Park) -> None:
    room = park.rooms[ROOM]
    park.signed("L-1", rooms=(ROOM, BENCH))
    park.signed("L-2", rooms=(1,), text=lease_file("L-2", room=park.rooms[1].code))
    with use_scope(park.manager.scope):
        first, second = leases.rent_roll(SINCE, leases.leases())
    assert (first.rooms, first.area_m2) == (2, room.area_net_m2)
    assert (second.rooms, second.area_m2) == (1, park.rooms[1].area_net_m2)


def moved(park: Park, place: int, **values: str) -> Room:
    return park.do(  # type: ignore[no-any-return]
        change_room, park.manager, room_id=park.rooms[place].id, values=values, reason="moved"
    )


@pytest.fixture
def elsewhere(park: Park) -> Park:
    """The bench stands in no room yet, on the floor of the first one."""
    moved(park, BENCH, inside="")
    return park


def apart(act: Callable[[], object]) -> None:
    with pytest.raises(Refused) as refusal:
        act()
    (problem,) = refusal.value.problems
    assert (problem.code, dict(problem.params), problem.field) == (
        "premises.room.let_apart",
        {"bench": "R-00-1", "room": "R-00"},
        "inside",
    )


def standing_in(park: Park) -> str:
    with use_scope(park.manager.scope):
        return Room.objects.get(id=park.rooms[BENCH].id).inside


def test_a_let_bench_does_not_move_into_a_room_of_somebody_else(elsewhere: Park) -> None:
    park = elsewhere
    approved(park, drafted(park, "L-1", ROOM))
    approved(park, drafted(park, "L-2", BENCH, park.other))
    apart(lambda: moved(park, BENCH, inside="R-00"))
    assert standing_in(park) == ""


def test_a_lease_keeps_a_bench_away_until_its_last_day_at_the_site_is_over(elsewhere: Park, clock: FixedClock) -> None:
    """Midnight at the site is eight hours before that of the database."""
    park, ends = elsewhere, date(2027, 12, 1)
    midnight = datetime.combine(ends, time(), ZoneInfo("Asia/Shanghai"))
    approved(park, park.draft("L-1", rooms=(ROOM,), text=lease_file("L-1", until=ends, room="R-00")))
    approved(park, drafted(park, "L-2", BENCH, park.other))
    clock.advance(midnight - timedelta(minutes=1) - clock.now())
    apart(lambda: moved(park, BENCH, inside="R-00"))
    clock.advance(timedelta(minutes=1))
    assert moved(park, BENCH, inside="R-00").inside == "R-00"


def test_without_the_word_of_an_act_the_guard_is_on_the_safe_side(elsewhere: Park) -> None:
    """A day that has come somewhere on earth alone does not end a lease: its room may be at a site farther west."""
    park = elsewhere
    approved(park, drafted(park, "L-1", ROOM))
    approved(park, drafted(park, "L-2", BENCH, park.other))
    with use_scope(EVERYTHING), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('cellpark.day', '', true), (now() AT TIME ZONE 'Etc/GMT+12')::date")
        (_told, day) = cursor.fetchone()
        taken = LeaseRoom.objects.filter(room_id=Room.objects.get(id=park.rooms[ROOM].id).number)
        taken.update(starts_on=day - timedelta(days=9), ends_on=day + timedelta(days=1))
        bench = Room.objects.filter(id=park.rooms[BENCH].id)
        LeaseRoom.objects.filter(room_id=bench.get().number).update(starts_on=day - timedelta(days=9))
        with pytest.raises(IntegrityError, match="let to different holders"), transaction.atomic():
            bench.update(inside="R-00")
        taken.update(ends_on=day)
        assert bench.update(inside="R-00") == 1


def test_a_let_bench_moves_into_a_room_of_the_same_tenant(elsewhere: Park) -> None:
    park = elsewhere
    for number, place in (("L-1", ROOM), ("L-2", BENCH)):
        approved(park, drafted(park, number, place))
    assert moved(park, BENCH, inside="R-00").inside == "R-00"


def test_a_bench_that_nobody_has_moves_where_it_is_wanted(elsewhere: Park) -> None:
    park = elsewhere
    approved(park, drafted(park, "L-1", ROOM))
    assert moved(park, BENCH, inside="R-00").inside == "R-00"


def test_a_bench_that_is_held_for_nobody_known_is_somebody_elses(elsewhere: Park) -> None:
    park = elsewhere
    approved(park, drafted(park, "L-1", ROOM))
    wanted, until = [park.wanted(BENCH)], FAR
    with use_scope(EVERYTHING):
        hold = Hold(organisation_id=park.operator.id, number="H-1", for_whom="a guest", until=until, placed_at=now())
        hold.save(force_insert=True)
        row = {"organisation_id": park.operator.id, "hold": hold, "starts_on": SINCE}
        LeaseRoom(room_id=Room.objects.get(id=wanted[0].room_id).number, **row).save()
    apart(lambda: moved(park, BENCH, inside="R-00"))
    assert standing_in(park) == ""


def test_a_list_of_rooms_is_no_way_round(elsewhere: Park) -> None:
    park = elsewhere
    approved(park, drafted(park, "L-1", ROOM))
    approved(park, drafted(park, "L-2", BENCH, park.other))
    content = (
        "building,code,floor,kind,inside,use,area_gross_m2,area_net_m2,height_m,floor_load_kn_m2,valid_from\n"
        "B1,R-00-1,1,bench,R-00,laboratory,10,10,4.2,5,2020-01-01\n"
    )
    apart(lambda: park.do(load_rooms, park.manager, organisation=park.operator.id, content=content.encode()))
    assert standing_in(park) == ""


def test_a_bench_does_not_follow_a_room_by_its_code_or_floor(park: Park) -> None:
    """Beside a bench of one tenant no room of another one takes the code that the bench names."""
    moved(park, BENCH, inside="")
    approved(park, drafted(park, "L-2", BENCH, park.other))
    moved(park, BENCH, inside="R-00")
    approved(park, drafted(park, "L-1", 1))
    with use_scope(EVERYTHING):
        first, second = (Room.objects.get(id=park.rooms[each].id) for each in (ROOM, 1))
        with pytest.raises(IntegrityError, match="let to different holders"), transaction.atomic():
            Room.objects.filter(id=first.id).update(code="R-99")
            Room.objects.filter(id=second.id).update(code="R-00", floor=first.floor)
