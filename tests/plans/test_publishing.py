"""A plan is drawn up, compared, signed by one person and published by another."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cellpark.base.scope import use_scope
from cellpark.batches import public as batches
from cellpark.identity.public import Meaning, Role
from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.ledger.public import events_of, typed
from cellpark.planning.scheduling import Schedule
from cellpark.plans import public as plans
from cellpark.plans.public import Plan, PlanState
from tests.batches.floor import OTHER_COI
from tests.people import acting, organisation, person
from tests.plans.house import House


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [each.code for each in refused.value.problems]


def test_a_plan_is_published_by_two_signatures_and_read_with_its_facts(house: House) -> None:
    """P11-8b: each signature names the record as it stood."""
    batch = house.floor.planned()
    draft = house.kept()
    assert [each.row.id for each in plans.draft_plans(house.home.id)] == [draft.id]
    assert plans.published_plan(house.home.id) is None
    submitted = house.submitted(draft)
    assert submitted.state == PlanState.SUBMITTED
    house.approved(submitted)
    found = plans.published_plan(house.home.id)
    assert found is not None
    facts, schedule, row = found
    assert (row.id, row.state, row.number) == (draft.id, PlanState.PUBLISHED, 1)
    assert [each.key for each in facts.jobs] == [batch.number]
    assert {each.operation for each in schedule.placed} == {each.key for each in facts.jobs[0].operations}
    assert plans.draft_plans(house.home.id) == []
    assert (row.submitted_by, row.approved_by) == (house.planner.id, house.second.id)
    label = plans.beside_of(row).label(batch.number, "U1.1")
    assert label is not None
    assert label.en == "Check and count"
    types = [each.type for each in events_of(row.stream)]
    assert types == [f"plans.plan.{each}" for each in ("drawn", "submitted", "approved")]


def test_a_schedule_that_breaks_a_fact_is_kept_by_nobody(house: House) -> None:
    house.floor.planned()
    with pytest.raises(Refused) as refused:
        house.kept(schedule=Schedule(()))
    assert "planning.check.missing" in codes(refused)
    assert not Plan.objects.exists()


def test_whoever_submitted_a_plan_does_not_publish_it(house: House) -> None:
    house.floor.planned()
    row = house.submitted(house.kept())
    signed = house.sign(house.planner, row, Meaning.APPROVED)
    with pytest.raises(Refused) as refused:
        plans.approve_plan(actor=house.one, plan_id=row.id, signature_id=signed)
    assert codes(refused) == ["plans.plan.own"]


def test_P11_8b_without_a_signature_of_this_record_nothing_is_submitted(house: House) -> None:
    house.floor.planned()
    first, other = house.kept(), house.kept()
    with pytest.raises(Refused) as refused:
        plans.submit_plan(actor=house.one, plan_id=first.id)
    assert codes(refused) == ["plans.signature.missing"]
    signed = house.sign(house.planner, other, Meaning.RESPONSIBLE)
    with pytest.raises(Refused) as refused:
        plans.submit_plan(actor=house.one, plan_id=first.id, signature_id=signed)
    assert codes(refused) == ["plans.signature.elsewhere"]
    signed = house.sign(house.planner, first, Meaning.APPROVED)
    with pytest.raises(Refused) as refused:
        plans.submit_plan(actor=house.one, plan_id=first.id, signature_id=signed)
    assert codes(refused) == ["plans.signature.meaning"]


def test_one_plan_is_published_and_the_one_before_stays_readable(house: House) -> None:
    house.floor.planned()
    before = house.published()
    after = house.published()
    before.refresh_from_db()
    assert (before.state, after.state) == (PlanState.SUPERSEDED, PlanState.PUBLISHED)
    assert [each.key for each in plans.read_plan(before).facts.jobs] == ["B-0001"]
    found = plans.published_plan(house.home.id)
    assert found is not None
    assert found.row.id == after.id


def test_a_plan_that_was_compared_with_another_one_is_compared_again(house: House) -> None:
    house.floor.planned()
    slow, fast = house.submitted(house.kept()), house.submitted(house.kept())
    house.approved(fast)
    signed = house.sign(house.second, slow, Meaning.APPROVED)
    with pytest.raises(Refused) as refused:
        plans.approve_plan(actor=house.two, plan_id=slow.id, signature_id=signed)
    assert codes(refused) == ["plans.plan.overtaken"]
    back = plans.decline_plan(actor=house.two, plan_id=slow.id, reason="Another one was published")
    assert (back.state, back.reason) == (PlanState.DRAFT, "Another one was published")
    assert house.approved(house.submitted(back)).state == PlanState.PUBLISHED


def test_what_is_moved_stands_in_the_ledger(house: House) -> None:
    house.floor.planned()
    before = house.published()
    found = plans.read_plan(before)
    last = max(found.schedule.placed, key=lambda each: each.end)
    day = 24 * 12
    later = tuple(
        replace(each, start=each.start + day, end=each.end + day) if each == last else each
        for each in found.schedule.placed
    )
    made = plans.adjust_plan(actor=house.one, plan_id=before.id, schedule=replace(found.schedule, placed=later))
    assert [each.operation for each in plans.moves_of(made)] == [last.operation]
    row = house.submitted(made)
    assert (row.moved, row.against, row.based_on) == (1, before.id, before.id)
    (move,) = plans.moves_of(row)
    assert move.after - move.before == timedelta(days=1)
    said = typed(list(events_of(row.stream))[-1])
    assert said is not None
    assert [each.operation for each in said.moves] == [last.operation]
    assert said.schedule_sha256 == row.schedule_sha256


def test_a_plan_says_that_a_batch_moved_on_since_it_was_drawn_up(house: House) -> None:
    batch = house.floor.planned()
    row = house.published()
    assert not plans.standing(row).is_stale
    house.floor.planned("B-0002", coi=OTHER_COI)
    assert plans.standing(row).new == ("B-0002",)
    assert plans.standing(row).moved_on == ()
    batches.start_batch(actor=house.floor.lead, batch_id=batch.id)
    assert plans.standing(row).moved_on == (batch.number,)


def test_a_draft_that_nobody_needs_is_thrown_away_and_a_published_plan_is_not(house: House) -> None:
    house.floor.planned()
    row = house.published()
    with pytest.raises(Refused) as refused:
        plans.discard_plan(actor=house.one, plan_id=row.id)
    assert codes(refused) == ["lifecycle.step"]
    draft = house.kept()
    assert plans.discard_plan(actor=house.one, plan_id=draft.id).state == PlanState.DISCARDED
    assert plans.draft_plans(house.home.id) == []


def test_T19_a_plan_of_another_organisation_is_not_there(house: House) -> None:
    """T19: neither to read nor to publish; and who may not plan keeps none."""
    house.floor.planned()
    row = house.submitted(house.kept())
    other = organisation("Other")
    stranger = acting(person("planner@other.example.org", Role.PLANNER, within=other), other)
    with use_scope(stranger.scope):
        assert plans.published_plan(house.home.id) is None
        assert plans.draft_plans(house.home.id) == []
        with pytest.raises(Plan.DoesNotExist):
            plans.approve_plan(actor=stranger, plan_id=row.id)
    with pytest.raises(NotAllowed):
        house.kept(actor=house.floor.one)
