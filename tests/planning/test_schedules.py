"""Solvers agree with each other, the checker with none of them, and the same seed gives the same plan."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import count

import pytest
from django.utils import translation

from bench import cart_instances
from cellpark.base.messages import sentence
from cellpark.kernel.problem import Refused
from cellpark.planning.facts import Facts, Frozen, Job, Lag, Need, Objective, Resource
from cellpark.planning.scheduling import Asked, Schedule, brute, check, exact, objective_of, search, solve
from cellpark.planning.scheduling.arrays import Drawn
from tests.planning.plants import operation, plant, small

QUICK = Asked(turns=400)


@pytest.mark.parametrize("seed", range(24))
def test_no_solver_beats_every_schedule_there_is(seed: int) -> None:
    """Brute force = CP-SAT <= the search, and what solve gives is the best; each is seen by the checker."""
    facts = small(seed)
    if sum(len(job.operations) for job in facts.jobs) > 4:
        facts = replace(facts, jobs=facts.jobs[:2])
    try:
        best = brute(facts, QUICK)
    except Refused:
        for solver in (exact, search, solve):
            with pytest.raises(Refused):
                solver(facts, QUICK)
        return
    proven, found = exact(facts, QUICK), solve(facts, QUICK)
    assert (proven.objective, proven.proven) == (best.objective, True)
    assert (found.objective, found.proven) == (best.objective, True)
    assert [check(facts, each) for each in (best, proven, found)] == [[], [], []]
    assert search(facts, QUICK).objective >= best.objective >= search(facts, QUICK).bound


def test_the_search_finds_the_proven_schedule_of_two_batches() -> None:
    found = search(plant(), QUICK)
    assert (found.objective, check(plant(), found)) == (280, [])
    assert exact(plant(), QUICK).objective == 280


def test_the_same_seed_and_turns_give_the_same_plan() -> None:
    facts = cart(12)
    one, again, other = (search(facts, Asked(turns=2_000, seed=seed)) for seed in (7, 7, 8))
    assert one == again
    assert one != other
    assert exact(plant(), QUICK) == exact(plant(), QUICK)


def test_a_search_tells_how_far_it_is_and_can_be_stopped() -> None:
    seen: list[float] = []
    stopped = search(
        cart(12), Asked(turns=50_000, progress=lambda now: seen.append(now.share), stop=lambda: len(seen) > 2)
    )
    assert seen == [0.02, 0.04, 0.06]
    assert stopped.turns == 3_000
    assert check(cart(12), stopped) == []
    ticks = count()
    ended = search(cart(12), Asked(turns=50_000, limit_s=6, clock=lambda: float(next(ticks))))
    assert 0 < ended.turns < 6_000, "the clock ends it before its time"


def cart(patients: int) -> Facts:
    """So many patients of a plant like that of the shared benchmark."""
    chance = [(number * 7919) % 97 for number in range(patients)]
    return cart_instances.facts_of(
        {
            "name": "made up",
            "release": [number * 6 + each % 5 for number, each in enumerate(chance)],
            "expansion": [168 + 24 * (each % 5) for each in chance],
            "weight": [1 + each % 2 for each in chance],
            "capacity": {"suite": 3, "bior": 9, "ops_wd": 4, "ops_we": 3, "crf": 1, "qc": 2, "qa": 1},
            "horizon": 1400,
        }
    )


def moved(schedule: Schedule, key: str, by: int, *, end: int | None = None) -> Schedule:
    """The schedule with one operation of the first batch elsewhere."""
    return replace(
        schedule,
        placed=tuple(
            replace(each, start=each.start + by, end=each.end + (by if end is None else end))
            if (each.job, each.operation) == ("P1", key)
            else each
            for each in schedule.placed
        ),
    )


SPOILED: list[tuple[str, Callable[[Schedule], Schedule]]] = [
    ("missing", lambda made: replace(made, placed=made.placed[1:])),
    ("unknown", lambda made: replace(made, placed=(*made.placed, made.placed[0]))),
    ("hold", lambda made: replace(made, kept=made.kept[1:])),
    ("hold", lambda made: replace(made, kept=(replace(made.kept[0], resource="suite"), made.kept[1]))),
    ("mode", lambda made: replace(made, placed=(replace(made.placed[0], mode=1), *made.placed[1:]))),
    ("mode", lambda made: replace(made, placed=(replace(made.placed[0], taken=("suite", "suite")), *made.placed[1:]))),
    ("early", lambda made: moved(made, "grow", -37)),
    ("horizon", lambda made: moved(made, "freeze", 200)),
    ("working_time", lambda made: moved(made, "grow", 3, end=4)),
    ("working_time", lambda made: moved(made, "freeze", 3)),
    ("lag", lambda made: moved(made, "harvest", -1)),
    ("lag", lambda made: moved(made, "freeze", 24)),
    ("capacity", lambda made: moved(made, "grow", -2)),
    ("capacity", lambda made: moved(made, "grow", -1)),
    ("objective", lambda made: replace(made, objective=279)),
]


@pytest.mark.parametrize(("code", "spoil"), SPOILED)
def test_the_checker_refuses_each_kind_of_fault(code: str, spoil: Callable[[Schedule], Schedule]) -> None:
    problems = check(plant(), spoil(exact(plant(), QUICK)))
    assert f"planning.check.{code}" in {each.code for each in problems}
    for each in problems:
        for language in ("en", "zh-hans"):
            with translation.override(language):
                assert sentence(each)


def test_what_runs_already_stays_and_the_checker_sees_when_it_does_not() -> None:
    """And an operation that was begun against a limit is no fault of the plan."""
    made = plant()
    first = made.jobs[0]
    frozen = replace(first, operations=(replace(first.operations[0], frozen=Frozen(12)), *first.operations[1:]))
    facts = replace(made, jobs=(frozen, made.jobs[1]))
    for solver in (search, exact):
        found = solver(facts, QUICK)
        assert check(facts, found) == []
        assert found.starts()["P1", "grow"] == 12
        assert "planning.check.frozen" in {each.code for each in check(facts, moved(found, "grow", 1))}


def test_groups_that_are_kept_apart_do_not_meet_and_the_checker_sees_when_they_do() -> None:
    made = plant(resources=(Resource("suite", 2, segregated=True, changeover=5), *plant().resources[1:]))
    apart = replace(made, jobs=tuple(replace(job, group=job.key) for job in made.jobs))
    together, kept = solve(made, QUICK), solve(apart, QUICK)
    assert kept.proven
    assert together.objective < kept.objective
    assert {each.code for each in check(apart, together)} == {"planning.check.mixed"}
    assert check(apart, search(apart, QUICK)) == []


def test_what_was_published_is_kept_when_moving_has_its_price() -> None:
    """An urgent patient comes in: with a price on moves nobody else is moved; without one more are."""
    before = solve(plant(), QUICK)
    later = tuple(
        replace(each, start=each.start + 24, end=each.end + 24) if each.job == "P1" else each for each in before.placed
    )
    published = replace(before, placed=later)
    for price, kept in ((0, False), (500, True)):
        facts = plant(objective=Objective(flow=1, tardiness=5, moved=price))
        found = solve(facts, replace(QUICK, published=published))
        assert found.proven is False or found.objective == objective_of(facts, found, published)
        assert (found.starts() == published.starts()) is kept


def test_a_plant_without_room_says_for_whom_there_is_none() -> None:
    """One suite, two people who never work at the same time as the batch before leaves it."""
    made = plant(horizon=64)
    third = replace(made.jobs[0], key="P3")
    facts = replace(made, jobs=(*made.jobs, third))
    with pytest.raises(Refused) as caught:
        solve(facts, QUICK)
    found = caught.value.problems[0]
    assert found.code == "planning.schedule.no_room"
    for language in ("en", "zh-hans"):
        with translation.override(language):
            assert sentence(found)


def test_every_schedule_is_too_many_for_more_than_a_few_operations() -> None:
    many = tuple(operation(f"x{number}", 1) for number in range(6))
    facts = plant(jobs=tuple(replace(job, operations=many, lags=(), holds=()) for job in plant().jobs), horizon=40)
    free = replace(facts, objective=Objective(flow=0, tardiness=0))
    assert brute(free, QUICK).objective == 0, "the first is the best"


@pytest.mark.skipif(not cart_instances.FOLDER.exists(), reason="the shared benchmark is not here")
@pytest.mark.parametrize("name", ["tight-20-1", "normal-20-2", "tight-100-1"])
def test_the_checker_of_the_shared_benchmark_accepts_the_schedules(name: str, tmp_path) -> None:
    instance = cart_instances.read(name)
    facts = cart_instances.facts_of(instance)
    found = search(facts, Asked(turns=3_000))
    assert check(facts, found) == []
    file = tmp_path / "schedule.json"
    file.write_text(json.dumps(cart_instances.starts_of(found.starts(), len(facts.jobs))), encoding="utf-8")
    checker = [sys.executable, cart_instances.FOLDER / "check.py", cart_instances.FOLDER / f"{name}.json", file]
    said = subprocess.run(checker, capture_output=True, text=True, check=False).stdout
    assert f"VALID objective {found.objective} " in said


def test_the_bound_knows_that_shifts_are_shared_and_is_never_above_what_is_proven() -> None:
    """Ten batches whose one reviewer holds two reviews a day cannot all be released on the first day."""
    review = (operation("make", 2), operation("review", 4, Need(("people",))))
    one = Job("P", review, (Lag("make", "review"),), weight=1)
    jobs = tuple(replace(one, key=f"P{number}") for number in range(10))
    facts = plant(jobs=jobs, horizon=400, objective=Objective(flow=1))
    found = solve(facts, QUICK)
    assert Drawn(facts).alone() == 10 * 12
    assert found.bound == sum(2 * 24 * day + 12 + 16 for day in range(5)) == found.objective
    assert found.proven
    for seed in range(24):
        facts = small(seed)
        try:
            best = exact(facts, QUICK)
        except Refused:
            continue
        assert Drawn(facts).alone() <= Drawn(facts).bound() <= best.objective, seed


def test_importing_the_solvers_imports_neither_numba_nor_ortools() -> None:
    """The site starts without them."""
    code = "import sys, cellpark.planning.scheduling; print({'numba', 'ortools', 'numpy'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"
