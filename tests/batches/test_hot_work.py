"""Fire and batches keep away from each other: a permit is not given beside a batch, nothing is opened beside a fire."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from cellpark.base.actor import Actor
from cellpark.base.scope import use_scope
from cellpark.base.time import now
from cellpark.batches.models import Batch
from cellpark.batches.states import BatchState
from cellpark.equipment import public as plant
from cellpark.equipment.public import Openness, Placement
from cellpark.facilities import public as facilities
from cellpark.facilities.permit_rules import Occupied, in_that_time, occupied_problems
from cellpark.facilities.public import Permit, PermitState, Where
from cellpark.identity.public import Organisation, Role
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import NotAllowed, Problem, Refused
from tests.equipment.plant import Plant, bag, cleared, make_plant, someone_in
from tests.facilities.park import MONDAY, Park, let, make_park
from tests.people import HOUSE, acting, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]
# squares of five metres side by side: 0 and 3 share a wall, 1 stands apart
PLACES = {0: 0, 3: 50, 1: 200, 2: 300}


@dataclass(frozen=True)
class Beside:
    park: Park
    plant: Plant

    def ask(self, room: int = 0, **more: object) -> Permit:
        return self.park.hot_work(self.park.staff, where=Where(room_id=self.park.rooms[room].id), **more)

    def give(self, row: Permit, actor: Actor | None = None) -> Permit:
        return self.park.do(actor or self.park.manager, facilities.approve_permit, permit_id=row.id)

    def refused(self, row: Permit) -> list[tuple[str, object]]:
        with pytest.raises(Refused) as refusal:
            self.give(row)
        return [(each.code, each.params) for each in refusal.value.problems]

    def opened(self, batch: str = "P-1") -> Placement:
        cleared(self.plant, self.plant.clean)
        someone_in(self.plant.clean, self.plant.operator)
        return plant.open_container(actor=self.plant.operator, room_id=self.plant.clean.id, facts=bag(), batch=batch)

    def batch(self, number: str, state: BatchState) -> None:
        Batch(organisation_id=self.plant.home.id, number=number, recipe="0" * 64, mbr="MBR", state=state).save()


@pytest.fixture
def beside(clock: FixedClock) -> Beside:
    clock.advance(MONDAY - clock.now())
    found, own = make_park(), make_plant()
    for number, left in PLACES.items():
        room = found.rooms[number]
        room.outline = [[[left, 0], [left + 50, 0], [left + 50, 50], [left, 50]]]
        room.save()
    let(found.operator, own.home, found.rooms[3])
    plant.tie_room(actor=own.quality, room_id=own.clean.id, premises="b1/a-104", reason="the lease names it")
    return Beside(found, own)


IN_USE = [("facilities.permit.batch", {"room": "B1 A-104"})]


@pytest.mark.parametrize(("room", "given"), [(3, False), (0, False), (1, True)])
def test_no_fire_in_or_beside_a_room_where_something_is_open(beside: Beside, room: int, given: bool) -> None:
    """In the room itself and behind its wall; two rooms further it does no harm."""
    beside.opened()
    row = beside.ask(room)
    if given:
        assert beside.give(row).state == PermitState.APPROVED
    else:
        assert beside.refused(row) == IN_USE


def test_of_another_house_nothing_is_named_but_the_room(beside: Beside) -> None:
    """T19: neither the batch, nor the donor, nor how its house calls the room."""
    beside.opened("P-SECRET")
    said = str(beside.refused(beside.ask()))
    assert [each in said for each in ("P-SECRET", "COI-1", "B-101")] == [False, False, False]


def test_its_own_house_reads_room_and_batch(beside: Beside) -> None:
    beside.opened("P-1")
    row = beside.park.hot_work(beside.plant.quality, where=Where(room_id=beside.park.rooms[3].id))
    (found,) = facilities.batch_problems(row, reader=beside.plant.quality)
    assert (found.code, found.params) == (
        "facilities.permit.own_batch",
        {"room": "B1 A-104", "plant_room": "B-101", "batch": "P-1"},
    )


@pytest.mark.parametrize(("state", "given"), [(BatchState.RUNNING, False), (BatchState.FINISHED, True)])
def test_what_stands_in_a_room_counts_while_its_batch_runs(beside: Beside, state: BatchState, given: bool) -> None:
    """A culture in an incubator is in the way of a fire; a bag of a finished batch that waits is not."""
    someone_in(beside.plant.clean, beside.plant.operator)
    beside.batch("P-1", state)
    plant.place_container(
        actor=beside.plant.operator,
        room_id=beside.plant.clean.id,
        facts=bag(),
        batch="P-1",
        openness=Openness.CLOSED,
    )
    row = beside.ask()
    if given:
        assert beside.give(row).state == PermitState.APPROVED
    else:
        assert beside.refused(row) == IN_USE


def test_a_line_that_is_clear_waits_for_a_batch(beside: Beside) -> None:
    cleared(beside.plant, beside.plant.clean, valid_for=timedelta(hours=8))
    assert beside.refused(beside.ask()) == IN_USE
    assert beside.give(beside.ask(start=MONDAY + timedelta(days=1))).state == PermitState.APPROVED


def test_what_is_booked_counts_in_its_time(beside: Beside) -> None:
    beside.batch("P-1", BatchState.PLANNED)
    begin = MONDAY + timedelta(days=1)
    plant.reserve(
        actor=HOUSE,
        equipment_id=beside.plant.cabinet.id,
        starts_at=begin + timedelta(hours=5),
        ends_at=begin + timedelta(hours=7),
        batch="P-1",
    )
    # four hours of work and one of fire watch end as the booking begins
    assert beside.give(beside.ask(start=begin)).state == PermitState.APPROVED
    assert beside.refused(beside.ask(3, start=begin + timedelta(minutes=5))) == IN_USE


def test_a_room_whose_walls_nobody_named_is_not_compared(beside: Beside) -> None:
    plant.tie_room(actor=beside.plant.quality, room_id=beside.plant.clean.id, premises="", reason="moved out")
    beside.opened()
    assert beside.give(beside.ask(3)).state == PermitState.APPROVED


def head_of(house: Organisation, email: str = "head@plant.test") -> Actor:
    return acting(person(email, Role.QUALITY_HEAD, within=house), house)


def asked(beside: Beside, row: Permit) -> Permit:
    return beside.park.do(beside.park.staff, facilities.ask_beside, permit_id=row.id, reason="The pipe leaks")


def answered(beside: Beside, row: Permit, actor: Actor, *, allowed: bool = True) -> Permit:
    return beside.park.do(
        actor, facilities.answer_beside, permit_id=row.id, allowed=allowed, reason="Incubator closed, hall is sealed"
    )


def test_quality_of_the_house_and_the_park_let_a_fire_through_together(beside: Beside) -> None:
    """The house says yes, then a park manager with a reason: both are on record, and nothing is opened all the same."""
    beside.opened("P-1")
    row, head = beside.ask(), head_of(beside.plant.home)
    with use_scope(head.scope), pytest.raises(Permit.DoesNotExist):
        facilities.permit(row.id)
    row = asked(beside, row)
    assert beside.refused(row) == IN_USE
    with use_scope(head.scope):
        assert facilities.permit(row.id).place == row.place
        assert [each.id for each in facilities.permits(head)] == [row.id]
        assert [each.id for each in facilities.permits_beside(beside.plant.home.id, person=None, at=now())] == [row.id]
    row = answered(beside, row, head)
    assert [code for code, _ in beside.refused(row)] == ["base.reason_required"]
    row = beside.park.do(
        beside.park.manager, facilities.approve_permit, permit_id=row.id, reason="Water runs into the corridor"
    )
    assert (row.state, row.said) == (PermitState.APPROVED, "Water runs into the corridor")
    assert [(each["house"], each["state"], each["person"], each["reason"]) for each in row.beside] == [
        (str(beside.plant.home.id), "allowed", str(head.person_id), "Incubator closed, hall is sealed")
    ]
    assert facilities.is_fire_permitted(beside.park.rooms[3].id, MONDAY)


def test_a_house_that_does_not_let_it_through_stands_in_the_way(beside: Beside) -> None:
    beside.opened()
    row = asked(beside, beside.ask())
    head = head_of(beside.plant.home)
    answered(beside, row, head)
    row = answered(beside, row, head, allowed=False)
    assert beside.refused(row) == IN_USE
    with use_scope(head.scope):
        assert list(facilities.permits_beside(beside.plant.home.id, person=None, at=now())) == []


def test_whoever_lets_a_fire_through_asked_for_none(beside: Beside) -> None:
    """Three people: who asks, who answers for the house, who gives the permit."""
    beside.opened()
    head = head_of(beside.plant.home)
    own = beside.park.hot_work(head, where=Where(room_id=beside.park.rooms[3].id))
    with pytest.raises(Refused) as refusal:
        answered(beside, asked(beside, own), head)
    assert [each.code for each in refusal.value.problems] == ["facilities.permit.beside_own"]


def test_nobody_answers_for_a_house_that_was_not_asked(beside: Beside) -> None:
    """A head of another house, who does not even see the permit, and one of the asker's house, which was not asked."""
    beside.opened()
    where = Where(room_id=beside.park.rooms[0].id)
    row = asked(beside, beside.park.hot_work(beside.park.one, where=where))
    with pytest.raises(Permit.DoesNotExist):
        answered(beside, row, head_of(beside.park.tenants[1], "two@head.test"))
    with pytest.raises(Refused) as refusal:
        answered(beside, row, head_of(beside.park.tenants[0]))
    assert [each.code for each in refusal.value.problems] == ["facilities.side"]
    with pytest.raises(NotAllowed):
        answered(beside, row, beside.park.manager)


def test_where_no_batch_is_nobody_is_asked(beside: Beside) -> None:
    with pytest.raises(Refused) as refusal:
        asked(beside, beside.ask())
    assert [each.code for each in refusal.value.problems] == ["facilities.permit.none_beside"]


def test_nothing_is_opened_beside_a_fire(beside: Beside, clock: FixedClock) -> None:
    """The other way round: the permit came first."""
    row = beside.give(beside.ask(hours=1))
    with pytest.raises(Refused) as refusal:
        beside.opened()
    assert [each.code for each in refusal.value.problems] == ["equipment.opening.fire"]
    clock.advance(timedelta(hours=1))
    assert not facilities.is_fire_permitted(beside.park.rooms[3].id, now())
    assert row.ends_at == now()
    beside_work = plant.open_container(
        actor=beside.plant.operator, room_id=beside.plant.clean.id, facts=bag(), batch="P-1"
    )
    assert beside_work.openness == Openness.OPEN


@pytest.mark.parametrize("written", ["B1 A-101", "B1 A-999", "A-104", "\x00", "x" * 300])
def test_walls_that_the_house_does_not_have_are_refused(beside: Beside, written: str) -> None:
    """A-101 is there, and somebody else rents it: the answer is the same."""
    with pytest.raises(Refused) as refusal:
        plant.tie_room(actor=beside.plant.quality, room_id=beside.plant.clean.id, premises=written, reason="test")
    assert [each.code for each in refusal.value.problems] == ["equipment.premises.not_in_hand"]


def moment(hour: int) -> datetime:
    return MONDAY + timedelta(hours=hour)


ROOM = UUID(int=1)


@pytest.mark.parametrize(
    ("since", "until", "problems"),
    [
        (0, 2, 0),  # over as the fire begins
        (0, 3, 1),
        (5, 8, 1),
        (6, 8, 0),  # begins as the fire watch ends
        (0, None, 1),
        (6, None, 0),
    ],
)
def test_only_times_that_meet_are_in_the_way(since: int, until: int | None, problems: int) -> None:
    end = None if until is None else moment(until)
    use = Occupied(house=ROOM, room_id=ROOM, plant_room="", batch="", since=moment(since), until=end)
    met = in_that_time([use, use], starts_at=moment(2), ends_at=moment(6))
    found = occupied_problems(met, rooms={ROOM: "E1 101"})
    assert found == [Problem("facilities.permit.batch", {"room": "E1 101"})] * problems
