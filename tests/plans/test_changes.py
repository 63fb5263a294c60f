"""A disturbance leads to a proposal by the signed policy, each move with its sentence."""

from datetime import timedelta

import pytest
from django.utils import translation

from cellpark.base.messages import explain
from cellpark.base.time import now
from cellpark.kernel.problem import Refused
from cellpark.plans import public as plans
from cellpark.plans.public import EditionKind, Plan, PlanKind, PlanState, Work, WorkState
from tests.planning.test_living import TIMES
from tests.plans.house import POLICY, House, in_force
from tests.plans.test_publishing import codes
from tests.plans.test_work import asked, done, made


@pytest.fixture
def before(house: House) -> Plan:
    """A published plan of one batch, under a policy."""
    house.floor.planned()
    in_force(house, EditionKind.TIMES, TIMES.encode())
    in_force(house, EditionKind.POLICY, POLICY)
    plan = made(done(asked(house)))
    return house.approved(house.submitted(plan))


def test_a_late_shipment_moves_its_batch_and_says_why_in_both_languages(house: House, before: Plan) -> None:
    late = now() + timedelta(days=2)
    row = plans.ask_for_change(
        actor=house.one,
        organisation_id=house.home.id,
        disturbances=[{"kind": "late", "job": "B-0001", "release": late.isoformat()}],
    )
    assert [each.code for each in plans.problems_of(done(row))] == []
    plan = made(row)
    assert (plan.kind, plan.based_on, plan.policy is not None) == (PlanKind.REPLANNED, before.id, True)
    moves = plans.reasons_of(plan)
    assert {each.job for each in moves} == {"B-0001"}
    assert min(plan.at(each.after) for each in moves) >= late
    problems = plans.sentences_of(plan, moves)
    with translation.override("en"):
        assert "B-0001.U1.1" in str(explain(problems[0]).what)
    with translation.override("zh-hans"):
        assert str(explain(problems[0]).what) != ""
        chinese = str(explain(problems[0]).what)
    assert any("\u4e00" <= each <= "\u9fff" for each in chinese)
    assert house.approved(house.submitted(plan)).state == PlanState.PUBLISHED
    before.refresh_from_db()
    assert before.state == PlanState.SUPERSEDED
    assert plans.plan_row(plan.id).moved == len(moves)


def test_a_broken_device_and_a_sick_operator_and_an_urgent_patient_are_taken_in(house: House, before: Plan) -> None:
    start = now() + timedelta(hours=1)
    until = start + timedelta(days=1)
    span = {"since": start.isoformat(), "until": until.isoformat()}
    row = plans.ask_for_change(
        actor=house.one,
        organisation_id=house.home.id,
        disturbances=[
            {"kind": "broken", "resource": "incubator/B", **span},
            {"kind": "sick", "resource": "operator", **span},
            {"kind": "urgent", "key": "P-9", "recipe": house.floor.recipe, "release": until.isoformat()},
        ],
    )
    assert [each.code for each in plans.problems_of(done(row))] == []
    found = plans.read_plan(made(row))
    assert "P-9" in {each.key for each in found.facts.jobs}
    beside = plans.beside_of(found.row)
    assert beside.label("P-9", "U1.1") is not None
    # what is out takes its place in the plan, and is no batch
    assert (found.row.jobs, beside.batches(found.facts.jobs)) == (2, ("B-0001", "P-9"))
    assert len(beside.out) == len(found.facts.jobs) - 2 > 0
    busy = [each for each in found.schedule.placed if "incubator/B" in each.taken and not each.job.startswith("broken")]
    first, last = found.row.clock.after(start), found.row.clock.after(until)
    assert all(each.end <= first or each.start >= last for each in busy)


def test_a_proposal_that_is_ended_early_is_kept_as_it_was_then(house: House, before: Plan) -> None:
    late = now() + timedelta(days=2)
    said = [{"kind": "late", "job": "B-0001", "release": late.isoformat()}]
    row = plans.ask_for_change(actor=house.one, organisation_id=house.home.id, disturbances=said)
    Work.objects.filter(id=row.id).update(stop_wanted=True)
    done(row)
    assert (row.state, row.problems) == (WorkState.STOPPED, [])
    plan = made(row)
    assert (plan.kind, plan.state) == (PlanKind.REPLANNED, PlanState.DRAFT)
    assert min(plan.at(each.after) for each in plans.reasons_of(plan)) >= late


def test_a_lost_batch_is_made_again_from_its_reserve(house: House, before: Plan) -> None:
    at = now() + timedelta(minutes=10)
    row = plans.ask_for_change(
        actor=house.one,
        organisation_id=house.home.id,
        disturbances=[{"kind": "failed", "job": "B-0001", "at": at.isoformat(), "again": "U1.1"}],
    )
    assert [each.code for each in plans.problems_of(done(row))] == []
    assert "B-0001/2" in {each.key for each in plans.read_plan(made(row)).facts.jobs}
    assert plans.beside_of(made(row)).label("B-0001/2", "U1.1") is not None


@pytest.mark.parametrize(
    "said",
    [
        {"kind": "flood"},
        {"kind": "late", "job": "B-0001"},
        {"kind": "late", "job": "B-0001", "release": "2026-11-30T08:00:00"},
        {"kind": "broken", "resource": "x", "since": "soon", "until": "later"},
        {"kind": "sick", "resource": "x", "since": "2026-11-30T08:00Z", "until": "2026-12-30T08:00Z", "count": 0},
    ],
)
def test_what_is_not_said_in_full_is_refused(house: House, said: dict[str, object]) -> None:
    with pytest.raises(Refused) as refused:
        plans.ask_for_change(actor=house.one, organisation_id=house.home.id, disturbances=[said])
    assert set(codes(refused)) == {"plans.disturbance.field"}


def test_who_is_unknown_and_what_is_outside_the_plan_is_said_afterwards(house: House, before: Plan) -> None:
    for said, code in (
        ({"kind": "late", "job": "B-7", "release": now().isoformat()}, "planning.replan.unknown"),
        ({"kind": "late", "job": "B-0001", "release": "2031-01-01T00:00:00Z"}, "plans.disturbance.outside"),
    ):
        row = plans.ask_for_change(actor=house.one, organisation_id=house.home.id, disturbances=[said])
        assert [each.code for each in plans.problems_of(done(row))] == [code]


def test_without_a_policy_and_without_a_published_plan_nothing_is_changed(house: House) -> None:
    said = [{"kind": "late", "job": "B-0001", "release": now().isoformat()}]
    with pytest.raises(Refused) as refused:
        plans.ask_for_change(actor=house.one, organisation_id=house.home.id, disturbances=said)
    assert codes(refused) == ["plans.policy.none"]
    in_force(house, EditionKind.POLICY, POLICY)
    with pytest.raises(Refused) as refused:
        plans.ask_for_change(actor=house.one, organisation_id=house.home.id, disturbances=said)
    assert codes(refused) == ["plans.promise.nothing_published"]
