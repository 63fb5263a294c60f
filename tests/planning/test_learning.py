"""What was executed is learned: numbers of simulated batches are found again, a few batches hardly move anything."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import pytest

from cellpark.kernel.problem import Refused
from cellpark.kernel.quantity import Quantity
from cellpark.planning.learning import (
    Executed,
    Learned,
    Line,
    StepDone,
    TestDone,
    changed_lines,
    differences,
    learn,
)
from cellpark.planning.learning.fit import SOURCE
from cellpark.planning.simulation.from_recipe import FAILED, network_of
from cellpark.planning.simulation.study import Study, trace
from cellpark.recipes.dialect.model import Recipe
from cellpark.recipes.dialect.plan import Duration, Plan, Shape, parse_plan, plan_problems
from cellpark.recipes.dialect.plan_writer import write_plan
from tests.planning.studies import plant

WORDS = "a test"
BEFORE: Plan = plant().made[0].product.plan
RECIPE: Recipe = plant().made[0].product.recipe
Q = Quantity.parse


@cache
def truth() -> Plan:
    """What really happens in the plant: slower, more rounds, other branches, more failures."""
    steps = dict(BEFORE.steps)
    steps["U5.1"] = replace(steps["U5.1"], work=Duration(Shape.LOGNORMAL, (Q("45 min"), Q("70 min"))))
    steps["U4.1"] = replace(steps["U4.1"], work=Duration(Shape.TRIANGULAR, (Q("16 min"), Q("30 min"), Q("60 min"))))
    steps["U6.3"] = replace(steps["U6.3"], chance=Q("30 %"))
    steps["U7.1"] = replace(steps["U7.1"], fails=Q("8 %"))
    return replace(BEFORE, steps=steps, rounds={"U6": {3: 1, 5: 4, 6: 10, 8: 20, 9: 15}})


def executed(plan: Plan, months: int) -> tuple[Executed, ...]:
    """Batches of a simulated plant, read from what happened to each patient."""
    made = replace(plan, again=None)
    network = network_of(RECIPE, made, plant().plant).network
    begun: dict[tuple[int, str], float] = {}
    steps: dict[int, list[StepDone]] = defaultdict(list)
    failed: dict[int, str] = {}
    rounds: dict[int, Counter[str]] = defaultdict(Counter)
    over: set[int] = set()
    for line in trace(network, Study(until=months * 730.0, seed=5), lines=2_000_000):
        name = line.name or ""
        if line.what == "started":
            begun[line.entity, name] = line.time
            if name == FAILED:
                failed[line.entity] = steps[line.entity].pop().step
        elif line.what == "finished" and name.removesuffix(" rest") in made.steps:
            step = name.removesuffix(" rest")
            if made.steps[step].hands is not None and name == step:
                continue  # people have left, the rest goes on
            steps[line.entity].append(StepDone(step, line.time - begun[line.entity, step]))
        elif line.what == "finished" and name.endswith(" round"):
            rounds[line.entity][name.removesuffix(" round")] += 1
        elif line.what == "ended":
            over.add(line.entity)
    return tuple(
        Executed(f"B{each:04}", tuple(steps[each]), reached(steps[each]), dict(rounds[each]), (), failed.get(each))
        for each in sorted(over)
    )


def reached(done: list[StepDone]) -> dict[str, int]:
    counted = Counter(each.step for each in done)
    found, before = {}, ""
    for _, step in RECIPE.steps():
        before = before if step.branch else step.id
        found[step.id] = counted[before]
    return found


def lines_of(learned: Learned) -> Mapping[tuple[str, str], Line]:
    return {(each.what, each.name): each for each in learned.lines}


def test_numbers_of_simulated_batches_are_found_again() -> None:
    """With next to nothing said before, the truth lies in each interval, and what was said before in none of them."""
    found = lines_of(learn(BEFORE, RECIPE, executed(truth(), 5), WORDS, prior=0.5))
    typical = {
        ("work", "U5.1"): 0.75,
        ("work", "U4.1"): (16 + 30 + 60) / 3 / 60,
        ("chance", "U6.3"): 0.30,
        ("fails", "U7.1"): 0.08,
        ("rounds", "U6"): (3 * 1 + 5 * 4 + 6 * 10 + 8 * 20 + 9 * 15) / 50,
    }
    for key, value in typical.items():
        line = found[key]
        assert line.observations > 200
        assert line.low <= value <= line.high, (key, line)
        assert not line.low <= line.old <= line.high, (key, line)
        assert line.fit_old is not None
        assert line.fit_old < 0.001
        assert line.fit_new is not None
        assert line.fit_new > 0.01


def test_where_nothing_is_otherwise_little_is_said_to_be() -> None:
    """Each interval is one of 95 %: about one number in twenty lies outside by chance."""
    learned = learn(BEFORE, RECIPE, executed(BEFORE, 3), WORDS)
    assert len(learned.lines) > 60
    assert len(list(changed_lines(learned.lines))) <= len(learned.lines) // 10
    assert plan_problems(learned.plan, RECIPE) == []


def test_three_observations_hardly_move_a_number() -> None:
    """Twice as slow three times is an eighth of the way, in logarithms: 2 ** (3 / 23)."""
    batches = [Executed(f"B{number}", (StepDone("U5.1", 1.0), StepDone("U4.1", 0.6))) for number in range(3)]
    found = lines_of(learn(BEFORE, RECIPE, batches, WORDS))
    assert found["work", "U5.1"].old == pytest.approx(0.5)
    assert found["work", "U5.1"].new == pytest.approx(0.5 * 2 ** (3 / 23))
    assert found["work", "U4.1"].new / found["work", "U4.1"].old == pytest.approx(1 + (0.6 / (53 / 180) - 1) * 3 / 23)
    assert set(found) == {("work", "U5.1"), ("work", "U4.1")}


def test_what_nobody_would_see_in_a_plan_does_not_differ() -> None:
    """An incubation of 20 h that always takes 20.01 h lies outside an interval of nothing, and is the same time."""

    def line(hours: float) -> Line:
        batches = [Executed(f"B{n}", (StepDone("U5.3", hours),)) for n in range(200)]
        return lines_of(learn(BEFORE, RECIPE, batches, WORDS))["work", "U5.3"]

    hardly, much = line(20.01), line(20.5)
    for each in (hardly, much):
        assert not each.low <= each.old <= each.high
    assert (hardly.differs, much.differs) == (False, True)


@pytest.mark.parametrize(
    ("what", "old", "new", "differs"),
    [
        ("work", 0.5, 0.58, False),  # less than the five minutes in which a plan counts
        ("work", 0.5, 0.59, True),
        ("wait", 168.0, 169.6, False),  # less than a hundredth
        ("wait", 168.0, 169.7, True),
        ("fails", 0.02, 0.0249, False),
        ("fails", 0.02, 0.0251, True),
        ("out", 0.0, 0.004, False),
        ("chance", 0.12, 0.13, True),
        ("rounds", 2.0, 2.04, False),
        ("rounds", 2.0, 2.06, True),
    ],
)
def test_a_difference_is_said_from_where_it_is_seen(what: str, old: float, new: float, differs: bool) -> None:
    assert Line(what, "x", 100, old, new, new, new).differs is differs
    # however far it is, an interval that holds what was said says nothing
    assert not Line(what, "x", 3, old, new, old, new).differs


def test_a_fixed_time_becomes_a_distribution_once_it_is_seen_to_vary() -> None:
    def after(count: int) -> Duration:
        batches = [Executed(f"B{n}", (StepDone("U5.3", 20.0 + n % 5),)) for n in range(count)]
        return learn(BEFORE, RECIPE, batches, WORDS).plan.steps["U5.3"].work

    assert BEFORE.steps["U5.3"].work.shape is Shape.FIXED
    assert after(9).shape is Shape.FIXED
    assert after(10).shape is Shape.LOGNORMAL


def test_a_test_learns_its_waiting_and_its_failures() -> None:
    batches = [Executed(f"B{n}", tests=(TestDone("sterility", 10 * 24 + 2 / 3, n == 0),)) for n in range(40)]
    learned = learn(BEFORE, RECIPE, batches, WORDS)
    found = lines_of(learned)
    assert found["wait", "sterility"].old == pytest.approx(7 * 24)
    assert found["wait", "sterility"].new == pytest.approx(168 * (240 / 168) ** (40 / 60))
    assert found["out", "sterility"].new == pytest.approx(1 / 60)
    assert learned.plan.tests["sterility"].source == SOURCE
    assert learned.plan.tests["potency"] == BEFORE.tests["potency"]


def test_what_was_learned_can_be_written_and_read() -> None:
    plan = learn(BEFORE, RECIPE, executed(truth(), 1), "batches of a 'fictional' plant: B1, B2").plan
    assert parse_plan(write_plan(plan, "a remark\nin two lines")) == plan
    assert parse_plan(write_plan(BEFORE)) == BEFORE


def test_the_order_of_batches_changes_nothing() -> None:
    batches = executed(truth(), 1)
    forward, backward = learn(BEFORE, RECIPE, batches, WORDS), learn(BEFORE, RECIPE, batches[::-1], WORDS)
    assert forward.plan == backward.plan


@pytest.mark.parametrize(
    ("batches", "prior", "code"),
    [
        ((), 20.0, "planning.learn.nothing"),
        ((Executed("B1"), Executed("B1")), 20.0, "planning.learn.twice"),
        ((Executed("B1", (StepDone("U1.1", -1.0),)),), 20.0, "planning.learn.hours"),
        ((Executed("B1", (StepDone("U1.1", 9e9),)),), 20.0, "planning.learn.hours"),
        ((Executed("B1", (StepDone("U1.1", float("nan")),)),), 20.0, "planning.learn.hours"),
        ((Executed("B1"),), 0.0, "planning.learn.prior"),
        ((Executed("B1"),), float("inf"), "planning.learn.prior"),
    ],
)
def test_facts_that_cannot_be_are_refused(batches: tuple[Executed, ...], prior: float, code: str) -> None:
    with pytest.raises(Refused) as refused:
        learn(BEFORE, RECIPE, batches, WORDS, prior)
    assert refused.value.problems[0].code == code


def test_an_overlay_of_another_recipe_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        learn(replace(BEFORE, recipe="MSC-001"), RECIPE, (Executed("B1"),), WORDS)
    assert refused.value.problems[0].code == "recipe.plan.other_recipe"


def test_two_overlays_are_told_apart_number_by_number() -> None:
    found = {(each.what, each.name): each for each in differences(BEFORE, truth())}
    assert set(found) == {("work", "U5.1"), ("work", "U4.1"), ("chance", "U6.3"), ("fails", "U7.1"), ("rounds", "U6")}
    assert found["chance", "U6.3"].after == pytest.approx(0.30)
    assert found["work", "U5.1"].before == pytest.approx(0.5)
    assert list(differences(BEFORE, BEFORE)) == []


def test_what_only_one_of_two_overlays_says_is_a_difference() -> None:
    steps = {**BEFORE.steps, "U1.1": replace(BEFORE.steps["U1.1"], fails=Q("3 %"))}
    after = replace(BEFORE, steps=steps)
    assert [(each.before, each.after) for each in differences(BEFORE, after)] == [(None, 0.03)]
    assert [(each.before, each.after) for each in differences(after, BEFORE)] == [(0.03, None)]
