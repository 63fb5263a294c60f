"""Plans are drawn up in the background, with progress, and end when somebody wants it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from cellpark.base.messages import sentence
from cellpark.base.time import now
from cellpark.equipment.public import Equipment, Room, ServiceState
from cellpark.identity.public import Role
from cellpark.kernel.problem import Refused
from cellpark.planning.scheduling import objective_of, solve
from cellpark.plans import public as plans
from cellpark.plans.public import EditionKind, Plan, PlanKind, PlanState, Work, WorkState
from tests.api.callers import Program, token_for
from tests.batches.floor import OTHER_COI
from tests.pages.conftest import signed_in
from tests.people import acting, person
from tests.planning.test_living import TIMES
from tests.plans.house import POLICY, House, in_force
from tests.plans.test_publishing import codes


def asked(house: House, **more: Any) -> Work:
    return plans.ask_for_plan(actor=house.one, organisation_id=house.home.id, **({"turns": 50, "days": 60} | more))


def made(row: Work) -> Plan:
    """The plan that came of it."""
    assert row.plan is not None, plans.problems_of(row)
    return plans.plan_row(row.plan)


def done(row: Work) -> Work:
    plans.carry_out(row.id)
    row.refresh_from_db()
    return row


def test_a_plan_is_drawn_up_from_the_house_by_the_times_that_hold(house: House) -> None:
    batch = house.floor.planned()
    edition = in_force(house, EditionKind.TIMES, TIMES.encode())
    row = asked(house)
    assert (row.state, row.asked_by) == (WorkState.WAITING, house.planner.id)
    with pytest.raises(Refused) as refused:
        asked(house)
    assert codes(refused) == ["plans.work.busy"]
    done(row)
    assert (row.state, row.share, row.problems) == (WorkState.DONE, 1.0, [])
    plan = made(row)
    assert (plan.kind, plan.state, plan.times, plan.drawn_by) == (
        PlanKind.DRAWN,
        PlanState.DRAFT,
        edition.id,
        house.planner.id,
    )
    assert [each.key for each in plans.read_plan(plan).facts.jobs] == [batch.number]
    assert not plans.standing(plan).is_stale
    # done once, whoever calls again
    assert done(row).plan == plan.id
    assert plans.plans(house.home.id).count() == 1
    assert house.approved(house.submitted(plan)).state == PlanState.PUBLISHED


def test_a_plan_says_what_of_the_plant_is_otherwise_since_it_was_drawn_up(house: House) -> None:
    """Rooms, devices, people and their training, shifts and clearances, bookings of others: each in a sentence."""
    house.floor.planned()
    in_force(house, EditionKind.TIMES, TIMES.encode())
    plan = made(done(asked(house)))
    assert not plans.standing(plan).is_stale

    def said() -> dict[str, str]:
        found = plans.standing(plan)
        assert (found.moved_on, found.new) == ((), ())
        return {each.code.removeprefix("plans.standing."): sentence(each) for each in found.plant}

    with transaction.atomic():
        Room.objects.filter(id=house.floor.room.id).update(state=ServiceState.OUT_OF_SERVICE)
        assert said()["count"].startswith("suite B/B: 1 when the plan was drawn up, 0 now.")
        transaction.set_rollback(True)
    incubator = Equipment.objects.filter(organisation_id=house.home.id, kind="incubator").order_by("code").first()
    assert incubator is not None
    with transaction.atomic():
        Equipment.objects.filter(id=incubator.id).update(qualified_until=now() - timedelta(days=1))
        assert said()["count"].startswith("incubator/B: ")
        transaction.set_rollback(True)
    with transaction.atomic():
        person("sixth@floor.example.org", Role.PRODUCTION_OPERATOR, within=house.home)
        assert set(said()) == {"count"}
        assert "operator: " in said()["count"]
        transaction.set_rollback(True)
    with transaction.atomic():
        house.floor.qualify(acting(person("x@floor.example.org", Role.PLANNER, within=house.home)), "SMALL-1")
        assert said() == {}
        transaction.set_rollback(True)
    with transaction.atomic():
        in_force(house, EditionKind.TIMES, TIMES.replace("until: '22:00'", "until: '20:00'").encode())
        assert set(said()) == {"shifts"}
        assert "The shifts of operator are otherwise" in said()["shifts"]
        transaction.set_rollback(True)
    in_force(house, EditionKind.TIMES, TIMES.replace("clearance: 30 min", "clearance: 45 min").encode())
    assert set(said()) == {"times"}
    page = signed_in(house.planner).get(reverse("plan", args=[plan.id])).content.decode()
    assert "Clearances or holidays are otherwise than when the plan was drawn up." in page
    program = Program(token_for(house.planner)).get(f"plans/{plan.id}")
    assert program.body["plant"] == ["Clearances or holidays are otherwise than when the plan was drawn up."]


def test_what_a_plan_stands_on_is_looked_at_in_few_queries(
    house: House, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    house.floor.planned()
    in_force(house, EditionKind.TIMES, TIMES.encode())
    plan = made(done(asked(house)))
    plans.standing(plan)
    with django_assert_max_num_queries(10):
        plans.standing(plan)


def test_a_plan_drawn_anew_keeps_to_the_published_one_unless_it_shall_not(house: House) -> None:
    """What the policy says a move costs is more than a day gained by one patient."""
    house.floor.planned()
    in_force(house, EditionKind.TIMES, TIMES.encode())
    policy = in_force(house, EditionKind.POLICY, POLICY.replace(b"moved_hours: 2", b"moved_hours: 24"))
    facts = house.living().draft.facts
    a_day = 24 * 60 // facts.unit_minutes
    late = solve(replace(facts, jobs=tuple(replace(each, release=each.release + a_day) for each in facts.jobs)))
    late = replace(late, objective=objective_of(facts, late), proven=False)
    published = house.approved(house.submitted(house.kept(schedule=late)))
    kept, free = made(done(asked(house))), made(done(asked(house, keep_published=False)))

    def starts(row: Plan) -> set[datetime]:
        return {row.at(each.start) for each in plans.read_plan(row).schedule.placed}

    assert starts(kept) == starts(published)
    assert max(starts(free)) < max(starts(kept))
    assert (kept.policy, free.policy) == (policy.id, None)
    assert kept.bound == free.bound <= free.objective < kept.objective


def test_without_times_nothing_is_begun(house: House) -> None:
    with pytest.raises(Refused) as refused:
        asked(house)
    assert codes(refused) == ["plans.times.none"]


@pytest.mark.parametrize(
    ("more", "field"), [({"turns": 0}, "turns"), ({"days": 10_000}, "days"), ({"seed": -1}, "seed")]
)
def test_work_has_limits(house: House, more: dict[str, int], field: str) -> None:
    in_force(house, EditionKind.TIMES, TIMES.encode())
    with pytest.raises(Refused) as refused:
        asked(house, **more)
    assert [(each.code, each.field) for each in refused.value.problems] == [("plans.work.range", field)]


def test_a_role_without_shifts_and_a_recipe_without_an_overlay_are_said_afterwards(house: House, settings: Any) -> None:
    house.floor.planned()
    in_force(house, EditionKind.TIMES, TIMES.replace("  QC: {", "  QD: {").encode())
    row = done(asked(house))
    assert row.state == WorkState.REFUSED
    assert [each.code for each in plans.problems_of(row)] == ["planning.living.no_shifts"]
    assert "QC" in sentence(plans.problems_of(row)[0])
    settings.PLAN_FOLDERS = []
    row = done(asked(house))
    assert [each.code for each in plans.problems_of(row)] == ["planning.draft.no_overlay"]


def test_work_that_nobody_wants_any_more_does_not_begin(house: House) -> None:
    house.floor.planned()
    in_force(house, EditionKind.TIMES, TIMES.encode())
    row = plans.stop_work(actor=house.one, work_id=asked(house).id)
    assert done(row).state == WorkState.STOPPED
    assert plans.plans(house.home.id).count() == 0
    with pytest.raises(Refused) as refused:
        plans.stop_work(actor=house.one, work_id=row.id)
    assert codes(refused) == ["plans.work.over"]


def test_work_whose_process_ends_again_and_again_is_given_up(house: House) -> None:
    in_force(house, EditionKind.TIMES, TIMES.encode())
    row = asked(house)
    Work.objects.filter(id=row.id).update(state=WorkState.RUNNING, attempts=3)
    assert [each.code for each in plans.problems_of(done(row))] == ["plans.work.failed"]


def test_two_batches_of_one_plant_are_drawn_up(house: House) -> None:
    house.floor.planned()
    house.floor.planned("B-0002", coi=OTHER_COI)
    in_force(house, EditionKind.TIMES, TIMES.encode())
    row = done(asked(house, turns=2_000))
    assert [each.code for each in plans.problems_of(row)] == []
    assert made(row).jobs == 2
