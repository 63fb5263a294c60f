"""After a disturbance little is changed, what has begun stays, and each move has a reason in both languages."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest
from django.utils import translation

from cellpark.base.messages import sentence
from cellpark.kernel.problem import Refused
from cellpark.planning.facts import Facts, Need
from cellpark.planning.replanning import (
    Broken,
    Cause,
    Disturbance,
    Failed,
    Late,
    Move,
    Policy,
    Replanned,
    Rule,
    Sick,
    Urgent,
    move_problem,
    replan,
)
from cellpark.planning.scheduling import Asked, Schedule, check, search
from tests.planning.plants import operation, plant
from tests.planning.test_schedules import cart

NOW = 150
POLICY = Policy(turns=200)


@cache
def published() -> tuple[Facts, Schedule]:
    facts = cart(40)
    return facts, search(facts, Asked(turns=3_000))


def at(schedule: Schedule, job: str, name: str) -> int:
    return schedule.starts()[job, name]


def running(schedule: Schedule, name: str = "act") -> str:
    """A patient whose batch was begun and not yet harvested."""
    return next(
        job
        for (job, each), start in schedule.starts().items()
        if each == name and start < NOW - 10 and at(schedule, job, "har") > NOW + 60
    )


def coming(schedule: Schedule, after: int = NOW + 48) -> str:
    """A patient of whom nothing was begun."""
    return min((start, job) for (job, each), start in schedule.starts().items() if each == "rec" and start > after)[1]


def disturbances() -> dict[str, Disturbance]:
    facts, plan = published()
    urgent = replace(facts.jobs[0], key="urgent", release=NOW + 30, due=NOW + 700, weight=4)
    return {
        "failed": Failed(running(plan), NOW, "act", "again", NOW + 24),
        "late": Late(coming(plan), at(plan, coming(plan), "rec") + 30),
        "broken": Broken("qc", NOW + 20, NOW + 120, 2),
        "sick": Sick("operators", NOW, NOW + 120),
        "urgent": Urgent(urgent),
    }


KINDS = ["failed", "late", "broken", "sick", "urgent"]


@cache
def after(kind: str) -> Replanned:
    facts, plan = published()
    return replan(facts, plan, (disturbances()[kind],), NOW, POLICY)


@pytest.mark.parametrize("kind", KINDS)
def test_little_is_moved_and_what_has_begun_stays(kind: str) -> None:
    _facts, plan = published()
    found = after(kind)
    assert check(found.facts, found.schedule, plan) == []
    before, now = plan.starts(), found.schedule.starts()
    assert all(now[key] == start for key, start in before.items() if start < NOW and key in now)
    assert found.share_moved < 0.05
    soon = {key for key, start in before.items() if start < NOW + POLICY.frozen_for and key[0] not in found.hit}
    assert all(now[key] == before[key] for key in soon), "what is about to begin stays"
    moved = {key for key, start in now.items() if before.get(key, start) != start}
    assert {(each.job, each.operation) for each in found.moves} == moved
    assert all(each.by == now[each.job, each.operation] - before[each.job, each.operation] for each in found.moves)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_policy_and_seed_give_the_same_plan(kind: str) -> None:
    facts, plan = published()
    assert replan(facts, plan, (disturbances()[kind],), NOW, POLICY) == after(kind)


def test_it_says_how_far_it_is_and_ends_with_the_best_so_far() -> None:
    facts, plan = published()
    heard: list[float] = []
    found = replan(facts, plan, (disturbances()["broken"],), NOW, POLICY, progress=heard.append)
    assert found == after("broken")
    assert heard[0] == 0.0
    assert heard == sorted(heard)
    assert heard[-1] == found.schedule.turns / POLICY.turns > 0
    ended = replan(facts, plan, (disturbances()["broken"],), NOW, POLICY, stop=lambda: True)
    assert ended.schedule.turns == 0
    assert check(ended.facts, ended.schedule, plan) == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_each_move_is_a_sentence(kind: str, language: str) -> None:
    with translation.override(language):
        for each in after(kind).moves:
            said = sentence(move_problem(each, lambda time: f"T{time}", lambda span: f"{span} h"))
            assert f"{each.job}.{each.operation}" in said
            assert f"{abs(each.by)} h" in said
            assert f"T{each.after}" in said


def test_a_failed_batch_is_made_again_and_gives_its_places_back() -> None:
    facts, plan = published()
    lost, found = disturbances()["failed"], after("failed")
    assert isinstance(lost, Failed)
    done = {each.operation for each in found.schedule.placed if each.job == lost.job}
    assert done == {name for (job, name), start in plan.starts().items() if job == lost.job and start < NOW}
    again = {each.operation: each.start for each in found.schedule.placed if each.job == "again"}
    assert set(again) == {each.key for each in facts.jobs[0].operations} - {"rec"}
    assert min(again.values()) >= NOW + 24
    assert found.hit >= {lost.job, "again"}


def test_a_batch_that_failed_in_the_middle_of_an_operation_ends_there() -> None:
    facts, plan = published()
    job = running(plan, "tra")
    start = at(plan, job, "tra")
    found = replan(facts, plan, (Failed(job, start + 1),), start + 1, POLICY)
    ended = next(each for each in found.schedule.placed if (each.job, each.operation) == (job, "tra"))
    assert (ended.start, ended.end) == (start, start + 1)


def test_a_late_shipment_moves_its_patient_and_says_so() -> None:
    late, found = disturbances()["late"], after("late")
    assert isinstance(late, Late)
    first = next(each for each in found.moves if each.operation == "rec" and each.job == late.job)
    assert (first.cause, first.until) == (Cause.HIT, late.release)
    assert first.after >= late.release
    follows = [each for each in found.moves if each.job == late.job and each.cause is Cause.LAG]
    assert all(each.other and each.least >= 0 for each in follows)


def test_nobody_uses_what_is_out_of_order() -> None:
    found = after("broken")
    broken = disturbances()["broken"]
    assert isinstance(broken, Broken)
    tests = [each for each in found.schedule.placed if "qc" in each.taken and each.operation != "out"]
    assert [each for each in tests if each.start < broken.until and each.end > broken.since and each.start >= NOW] == []
    named = next(each for each in found.moves if each.cause is Cause.OUT)
    assert (named.resource, named.until, named.rule) == ("qc", broken.until, Rule.BEGUN)


def test_an_urgent_patient_goes_before_others_where_that_is_worth_it() -> None:
    """With a price on moves of nothing others make room; with one that nothing is worth, the urgent one finds a place."""
    facts, plan = published()
    urgent = disturbances()["urgent"]
    dear = replan(facts, plan, (urgent,), NOW, Policy(moved=100_000, turns=400))
    assert dear.moves == ()
    cheap = replan(facts, plan, (urgent,), NOW, Policy(moved=1, turns=2_000))
    end = {
        kind: max(each.end for each in made.schedule.placed if each.job == "urgent")
        for kind, made in (("dear", dear), ("cheap", cheap))
    }
    assert end["cheap"] <= end["dear"]


def test_a_price_in_the_facts_goes_before_that_of_the_policy() -> None:
    facts, plan = published()
    dear = replace(facts, objective=replace(facts.objective, moved=77))
    found = replan(dear, plan, (disturbances()["late"],), NOW, POLICY)
    assert found.facts.objective.moved == 77
    assert after("late").facts.objective.moved == POLICY.moved


def test_two_disturbances_at_once() -> None:
    facts, plan = published()
    both = (disturbances()["broken"], disturbances()["late"])
    found = replan(facts, plan, both, NOW, POLICY)
    assert check(found.facts, found.schedule, plan) == []
    assert {each.cause for each in found.moves} >= {Cause.OUT, Cause.HIT}


def test_who_is_in_the_way_of_somebody_without_a_place_makes_room() -> None:
    """The harvest of a batch that has begun has to be within hours; the other, who could wait, is moved out of its way."""
    made = plant(horizon=400)
    first, second = made.jobs
    suite, people = Need(("suite",), clearance=1), Need(("people",))
    blocker = replace(second, operations=(operation("run", 7, suite, people),), lags=(), holds=(), release=0, weight=1)
    facts = replace(made, jobs=(first, blocker))
    plan = search(facts, Asked(turns=300))
    grown = at(plan, "P1", "grow")
    harvest = at(plan, "P1", "harvest")
    # people are away on the day of the harvest: it has to be on another, and all limits still hold
    found = replan(facts, plan, (Sick("people", harvest, harvest + 1),), grown + 3, Policy(frozen_for=0, turns=100))
    assert check(found.facts, found.schedule, plan) == []
    assert 20 <= at(found.schedule, "P1", "harvest") - (grown + 2) <= 30


WRONG: list[tuple[str, Callable[[Schedule], tuple[Disturbance, ...]]]] = [
    ("unknown", lambda _: (Late("nobody", 5),)),
    ("unknown", lambda _: (Broken("nothing", 5, 9),)),
    ("unknown", lambda _: (Failed("nobody", 5),)),
    ("twice", lambda _: (Urgent(cart(1).jobs[0]),)),
    ("twice", lambda _: (Sick("operators", 160, 170), Sick("operators", 160, 170))),
    ("again", lambda plan: (Failed(running(plan), NOW, "nowhere", "again"),)),
    ("again", lambda plan: (Failed(running(plan), NOW, "act"),)),
    ("span", lambda _: (Broken("freezer", 9, 9),)),
    ("span", lambda _: (Sick("operators", 5, 9, 0),)),
    ("in_use", lambda _: (Broken("bioreactor", NOW, NOW + 100, 9),)),
]


@pytest.mark.parametrize(("code", "hits"), WRONG)
def test_a_disturbance_that_means_nothing_is_refused(
    code: str, hits: Callable[[Schedule], tuple[Disturbance, ...]]
) -> None:
    facts, plan = published()
    with pytest.raises(Refused) as refused:
        replan(facts, plan, hits(plan), NOW, POLICY)
    assert [each.code for each in refused.value.problems] == [f"planning.replan.{code}"]
    for language in ("en", "zh-hans"):
        with translation.override(language):
            assert sentence(refused.value.problems[0])


def test_a_plant_that_cannot_do_it_any_more_says_for_whom() -> None:
    facts, plan = published()
    with pytest.raises(Refused) as refused:
        replan(facts, plan, (Broken("freezer", NOW, facts.horizon),), NOW, POLICY)
    assert refused.value.problems[0].code in {"planning.schedule.no_room", "planning.facts.no_meeting"}


def test_rules_have_numbers_in_their_order() -> None:
    assert [each.number for each in Rule] == [1, 2, 3, 4, 5]
    assert Move("P", "x", 5, 3, Cause.ROOM).by == -2
