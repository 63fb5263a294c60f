"""The question of the bench with real rooms, people and containers: T6, T7, T8."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from cellpark.base.time import now
from cellpark.equipment import public as plant
from cellpark.equipment.public import ContainerFacts, Grade, Infectious, LineClearance, Openness, OpenWork, Presence
from cellpark.identity.public import Role
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import NotAllowed, Refused
from tests.equipment.clearing import signed, signed_by_one
from tests.equipment.plant import Plant, bag, cleared, gowned, make_plant, someone_in
from tests.people import acting, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything", "clock")]


@pytest.fixture
def here() -> Plant:
    return make_plant()


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def opened(here: Plant, facts: ContainerFacts, batch: str = "P-1") -> plant.Placement:
    return plant.open_container(actor=here.operator, room_id=here.clean.id, facts=facts, batch=batch)


def test_t6_a_second_donor_is_not_opened_in_a_room_where_one_is_open(here: Plant) -> None:
    """T6, ATMP-3a, CN-4e."""
    cleared(here, here.clean)
    someone_in(here.clean, here.operator)
    first = opened(here, bag())
    with pytest.raises(Refused) as refused:
        opened(here, bag("BAG-2", "COI-2"), "P-2")
    assert codes(refused) == ["equipment.opening.clearance_used", "equipment.opening.second_donor"]
    assert [problem.rule for problem in refused.value.problems] == ["CN-4e", "ATMP-3a"]
    more = opened(here, bag("BAG-3"))
    assert (first.openness, more.work_id) == ("open", first.work_id)


def test_t6_the_database_itself_holds_one_open_work_in_a_room(here: Plant) -> None:
    """T6: refused by a constraint even when every rule in Python is passed by."""
    cleared(here, here.clean)
    someone_in(here.clean, here.operator)
    opened(here, bag())
    with pytest.raises(IntegrityError, match="equipment_one_open_work_in_a_room"), transaction.atomic():
        OpenWork.objects.create(organisation=here.home, room=here.clean, batch="P-2", begun_at=now())
    work = OpenWork.objects.get()
    placement = plant.place_container(actor=here.operator, room_id=here.infectious.id, facts=bag("B-9"), batch="P-9")
    placement.work = work
    with pytest.raises(IntegrityError, match="equipment_placement_in_room_of_work"), transaction.atomic():
        placement.save()
    placement.work, placement.openness = None, Openness.OPEN
    with pytest.raises(IntegrityError, match="equipment_exposed_within_work"), transaction.atomic():
        placement.save()


def test_t6_closed_systems_run_side_by_side_only_with_an_approved_assessment(here: Plant, clock: FixedClock) -> None:
    """T6, CN-4e."""

    def bring(code: str, donor: str) -> plant.Placement:
        return plant.place_container(
            actor=here.operator, room_id=here.clean.id, facts=bag(code, donor), batch=f"P-{donor}"
        )

    bring("BAG-1", "1")
    with pytest.raises(Refused) as refused:
        bring("BAG-2", "2")
    assert codes(refused) == ["equipment.opening.no_assessment"]
    drafted = plant.draft_assessment(
        actor=here.quality,
        code="RA-1",
        title_en="Closed devices in parallel",
        rooms=["B-101"],
        measures="zones on the floor, marks on the devices",
        valid_until=now().date() + timedelta(days=30),
    )
    with pytest.raises(Refused) as still:
        bring("BAG-2", "2")
    assert codes(still) == ["equipment.opening.no_assessment"]
    with pytest.raises(Refused) as own:
        plant.approve_assessment(actor=here.quality, assessment_id=drafted.id, reason="looks right")
    assert codes(own) == ["equipment.assessment.own"]
    head = gowned("head", here.home, Role.QUALITY_HEAD)
    plant.approve_assessment(actor=head, assessment_id=drafted.id, reason="looks right")
    assert bring("BAG-2", "2").openness == "closed"
    clock.advance(timedelta(days=31))
    with pytest.raises(Refused) as expired:
        bring("BAG-3", "3")
    assert set(codes(expired)) == {"equipment.opening.no_assessment"}


def test_t7_infectious_material_is_opened_only_where_a_room_is_designated_for_it(here: Plant) -> None:
    """T7, ATMP-3b, CN-4d: known and unknown status alike."""
    for status, code in ((Infectious.POSITIVE, "infectious"), (Infectious.UNKNOWN, "infection_unknown")):
        facts = bag(f"BAG-{status}", f"COI-{status}", infectious=status)
        cleared(here, here.clean)
        someone_in(here.clean, here.operator)
        with pytest.raises(Refused) as refused:
            opened(here, facts, f"P-{status}")
        assert codes(refused) == [f"equipment.opening.{code}"]
        plant.leave_room(actor=here.operator, room_id=here.clean.id)
    cleared(here, here.infectious)
    someone_in(here.infectious, here.operator)
    made = plant.open_container(actor=here.operator, room_id=here.infectious.id, facts=facts, batch="P-x")
    assert made.openness == "open"


def test_t7_whoever_touched_infectious_material_enters_no_clean_room_in_the_same_gown(here: Plant) -> None:
    """T7, ATMP-3b: neither directly nor after a walk outside."""
    cleared(here, here.infectious)
    someone_in(here.infectious, here.operator)
    plant.open_container(
        actor=here.operator, room_id=here.infectious.id, facts=bag(infectious=Infectious.POSITIVE), batch="P-1"
    )
    with pytest.raises(Refused) as direct:
        someone_in(here.clean, here.operator)
    assert codes(direct) == ["equipment.person.infectious_contact"]
    plant.leave_room(actor=here.operator, room_id=here.infectious.id)
    with pytest.raises(Refused) as later:
        someone_in(here.clean, here.operator)
    assert codes(later) == ["equipment.person.infectious_contact"]
    assert someone_in(here.clean, here.operator, regowned=True).infectious_contact is False


def test_t8_nothing_is_opened_without_a_clearance_signed_by_two(here: Plant) -> None:
    """T8, 211-3b, CN-4e."""
    someone_in(here.clean, here.operator)
    with pytest.raises(Refused) as none:
        opened(here, bag())
    assert codes(none) == ["equipment.opening.line_not_cleared"]
    checked = signed_by_one(here.operator, here.clean)
    with pytest.raises(Refused) as one:
        opened(here, bag())
    assert codes(one) == ["equipment.opening.line_not_cleared"]
    with pytest.raises(Refused) as same:
        plant.prepare_clearance_signature(actor=here.operator, clearance_id=checked.id)
    assert codes(same) == ["equipment.clearance.same_person"]
    checked.verified_by, checked.verified_at, checked.state = checked.checked_by, now(), "in_force"
    checked.verified_signature = checked.checked_signature
    with pytest.raises(IntegrityError, match="equipment_clearance_by_two"), transaction.atomic():
        checked.save()
    checked.refresh_from_db()
    signed(here.second, checked)
    assert opened(here, bag()).openness == "open"


def test_t8_a_clearance_expires_and_is_spent_by_the_next_use(here: Plant, clock: FixedClock) -> None:
    """T8, CN-4e: clear, work, clear again."""
    first = cleared(here, here.clean, valid_for=timedelta(hours=1))
    someone_in(here.clean, here.operator)
    clock.advance(timedelta(hours=1))
    with pytest.raises(Refused) as expired:
        opened(here, bag())
    assert codes(expired) == ["equipment.opening.clearance_expired"]
    second = cleared(here, here.clean, valid_for=timedelta(hours=1))
    one = bag()
    opened(here, one)
    clock.advance(timedelta(hours=2))
    assert opened(here, bag("BAG-3")).openness == "open"  # checked before the start, it holds until the work has ended
    with pytest.raises(Refused) as still:
        plant.end_work(actor=here.operator, room_id=here.clean.id)
    assert codes(still) == ["equipment.opening.still_open"]
    for each in plant.Placement.objects.filter(removed_at=None):
        plant.close_container(actor=here.operator, room_id=here.clean.id, container=each.container)
        plant.remove_container(actor=here.operator, room_id=here.clean.id, container=each.container)
    plant.end_work(actor=here.operator, room_id=here.clean.id)
    with pytest.raises(Refused) as spent:
        opened(here, bag("BAG-2", "COI-2"), "P-2")
    assert codes(spent) == ["equipment.opening.line_not_cleared"]
    states = LineClearance.objects.in_bulk([first.id, second.id])
    assert (states[first.id].state, states[second.id].state) == ("void", "void")


def test_t8_a_line_is_not_signed_as_clear_while_something_lies_there(here: Plant) -> None:
    """T8, 211-3b: every item, nothing left, no batch at work."""
    with pytest.raises(Refused) as item:
        plant.clear_line(actor=here.operator, room_id=here.clean.id, items=plant.CLEARANCE_ITEMS[1:])
    assert [problem.params["item"] for problem in item.value.problems] == ["no_material"]
    left = plant.place_container(actor=here.operator, room_id=here.clean.id, facts=bag(), batch="P-1")
    with pytest.raises(Refused) as lying:
        plant.clear_line(actor=here.operator, room_id=here.clean.id, items=plant.CLEARANCE_ITEMS)
    assert codes(lying) == ["equipment.clearance.not_empty"]
    plant.remove_container(actor=here.operator, room_id=here.clean.id, container=left.container)
    cleared(here, here.clean)
    someone_in(here.clean, here.operator)
    opened(here, bag())
    with pytest.raises(Refused) as working:
        plant.clear_line(actor=here.operator, room_id=here.clean.id, items=plant.CLEARANCE_ITEMS)
    assert codes(working) == ["equipment.clearance.work_goes_on"]


def test_t2_nobody_enters_a_clean_room_without_a_gowning_qualification_in_force(here: Plant) -> None:
    """A1-1b, T2: a missing, a lesser and an expired qualification."""
    unqualified = acting(person("none@example.org", Role.PLATFORM_STAFF, within=here.home), here.home)
    lesser = gowned("lesser", here.home, Role.PLATFORM_STAFF, grade="c")
    for who in (unqualified, lesser):
        with pytest.raises(Refused) as refused:
            someone_in(here.clean, who)
        assert codes(refused) == ["equipment.person.gowning_not_qualified"]
    with pytest.raises(Refused) as gown:
        someone_in(here.clean, here.operator, gowned_for=Grade.C)
    assert codes(gown) == ["equipment.person.not_gowned"]


def test_a_person_is_in_one_room_and_an_act_needs_the_permission(here: Plant) -> None:
    """P11-4."""
    someone_in(here.clean, here.operator)
    someone_in(here.infectious, here.operator)
    present = list(Presence.objects.filter(left_at=None).values_list("room__code", flat=True))
    assert present == ["I-101"]
    with pytest.raises(IntegrityError, match="equipment_presence_in_one_room"), transaction.atomic():
        Presence.objects.create(
            organisation=here.home, room=here.clean, person=here.operator.person_id, gowned_for="B", entered_at=now()
        )
    planner = acting(person("planner@example.org", Role.PLANNER, within=here.home), here.home)
    with pytest.raises(NotAllowed):
        someone_in(here.clean, planner)


def test_a_vented_flask_goes_into_an_incubator_of_its_own_batch(here: Plant) -> None:
    """CN-4e2, also when it is put there after an open step."""
    cleared(here, here.clean)
    someone_in(here.clean, here.operator)
    one, two = bag(), bag("BAG-2", "COI-2")
    opened(here, one)
    plant.close_container(
        actor=here.operator,
        room_id=here.clean.id,
        container=one.container,
        openness=Openness.VENTED,
        equipment_id=here.incubator.id,
    )
    plant.end_work(actor=here.operator, room_id=here.clean.id)
    cleared(here, here.clean)
    opened(here, two, "P-2")
    with pytest.raises(Refused) as shared:
        plant.close_container(
            actor=here.operator,
            room_id=here.clean.id,
            container=two.container,
            openness=Openness.VENTED,
            equipment_id=here.incubator.id,
        )
    assert codes(shared) == ["equipment.opening.incubator_shared"]
