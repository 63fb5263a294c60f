"""Slots that the checker accepts, chances that do not depend on who counts them, promises that are kept as they say."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.utils import translation
from scipy.stats import binom

from cellpark.base.messages import sentence
from cellpark.kernel.problem import Refused
from cellpark.planning.facts import Facts, Job, Resource
from cellpark.planning.promising import Chance, Scenarios, chances, hold, planned, slots
from cellpark.planning.promising.calibration import Calibration, calibrate
from cellpark.planning.promising.reliability import Share, picture
from cellpark.planning.scheduling import Asked, Schedule, check, search, solve
from cellpark.planning.simulation.arrays import Run
from cellpark.planning.simulation.distribution import exponential
from cellpark.planning.simulation.model import Network, Operation, Source
from cellpark.planning.simulation.present import Present
from cellpark.planning.simulation.snapshot import snapshot
from tests.planning.plants import plant
from tests.planning.simulation.networks import small_plant
from tests.planning.test_schedules import cart


def planned_plant(patients: int = 40) -> tuple[Facts, Schedule, Job]:
    facts = cart(patients)
    return facts, search(facts, Asked(turns=1_500)), replace(facts.jobs[0], key="one more", weight=1)


def test_a_slot_fits_among_those_who_are_planned_and_is_held() -> None:
    facts, published, like = planned_plant()
    asked = slots(facts, published, like)
    ends = []
    for release in (0, 31, 100, 207, 500):
        slot = asked.at(release)
        ends.append(slot.end)
        held = hold(facts, published, slot, "P-new")
        assert {each.start for each in slot.placed if each.operation == "rec"} >= {min(e.start for e in slot.placed)}
        assert min(each.start for each in slot.placed) >= release
        assert check(held.facts, held.schedule) == []
        assert all(each.frozen for each in held.facts.jobs[-1].operations)
        assert {each.start for each in held.schedule.placed if each.job == "P-new"} == {e.start for e in slot.placed}
    assert ends == sorted(ends), "who is ready later is not done sooner"
    assert asked.at(31).end == ends[1], "asking takes nothing"


def test_who_is_held_is_there_for_the_next_and_stays_in_a_new_plan() -> None:
    facts, published, like = planned_plant(12)
    first = slots(facts, published, like).at(20)
    held = hold(facts, published, first, "A")
    second = slots(held.facts, held.schedule, like).at(20)
    both = hold(held.facts, held.schedule, second, "B")
    assert check(both.facts, both.schedule) == []
    again = search(both.facts, Asked(turns=500, seed=9))
    stays = {(each.job, each.operation): each.start for each in both.schedule.placed if each.job in {"A", "B"}}
    assert {key: again.starts()[key] for key in stays} == stays
    with pytest.raises(Refused) as refused:
        hold(held.facts, held.schedule, first, "C")
    assert {each.code for each in refused.value.problems} <= {"planning.check.capacity", "planning.check.mixed"}


def test_a_slot_in_an_empty_plant_is_the_time_of_the_patient_alone() -> None:
    facts = plant(jobs=plant().jobs[:1])
    published = solve(facts, Asked(turns=100))
    late = slots(facts, published, replace(plant().jobs[1], key="P9")).at(120)
    alone = solve(plant(jobs=(replace(plant().jobs[1], release=120),)), Asked(turns=100))
    assert late.end == max(each.end for each in alone.placed)


def test_a_plan_that_does_not_fit_the_facts_promises_nothing() -> None:
    facts, published, like = planned_plant(12)
    fewer = replace(facts, resources=(Resource("suite", 1), *facts.resources[1:]))
    with pytest.raises(Refused) as refused:
        slots(fewer, published, like)
    assert [each.code for each in refused.value.problems] == ["planning.promise.published"]
    with pytest.raises(Refused) as none:
        slots(facts, published, like).at(facts.horizon - 300)
    assert [each.code for each in none.value.problems] == ["planning.schedule.no_room"]
    for language in ("en", "zh-hans"):
        with translation.override(language):
            assert sentence(refused.value.problems[0])


def present_of(network: Network, seed: int = 3) -> Present:
    return snapshot(network, Run(1.0, seed=seed), 0, 1_300.0)


def test_the_same_seed_gives_the_same_chances_whoever_counts_them() -> None:
    network = small_plant()
    present = present_of(network)
    names = tuple(each.patient for each in present.inside)
    asked = Scenarios(count=70, seed=4, workers=1)
    one = chances(network, present, names, asked)
    assert chances(network, present, names, replace(asked, workers=3)) == one
    assert chances(network, present, names, replace(asked, seed=5)) != one
    assert chances(network, present, names[:1], asked)[0] == one[0], "who else is asked about changes nothing"


def test_a_chance_says_when_and_how_sure() -> None:
    chance = Chance("P", 0.0, 9, (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0), {"done": 8, "lost": 1})
    assert [chance.by(share) for share in (0.1, 0.5, 0.75, 0.8, 0.9, 0.95)] == [1.0, 5.0, 8.0, 8.0, None, None]
    assert (chance.within(0.5), chance.within(4.0), chance.within(99.0)) == (0.0, 4 / 9, 8 / 9)


def test_those_who_are_lost_are_not_done() -> None:
    network = small_plant()
    present = present_of(network)
    who = next(each.patient for each in present.inside if each.doing[0].operation in {"activate", "hold", "count"})
    asked = Scenarios(count=99, workers=1, hoped=("released",))
    found = chances(network, present, (who,), asked)[0]
    assert len(found.times) == found.ends["released"] < 99
    assert sum(found.ends.values()) + found.open == 99
    short = chances(network, present, (who,), replace(asked, longest=0.01))[0]
    assert (short.open, short.by(0.5)) == (99, None)


def test_who_is_planned_comes_in_the_published_order() -> None:
    facts, published, _ = planned_plant(6)
    network = Network((), (Operation("stay", exponential(1.0)),), (Source("patient", "stay", exponential(1.0)),))
    present = planned(Present(0.0, further=False), published, "patient", unit=2.0)
    starts = sorted((start, job) for (job, name), start in published.starts().items() if name == "rec")
    assert [(each.at, each.patient, each.rank) for each in present.coming] == [
        (2.0 * start, job, place) for place, (start, job) in enumerate(starts)
    ]
    found = chances(network, present, tuple(job.key for job in facts.jobs), Scenarios(count=5, workers=1))
    assert all(each.ends["done"] == 5 for each in found)


@pytest.mark.parametrize(
    ("patients", "changes"),
    [
        (("nobody",), {}),
        ((), {}),
        (("P", "P"), {}),
        (("P",), {"hoped": ("nowhere",)}),
        (("P",), {"count": 0}),
        (("P",), {"longest": float("inf")}),
        (("P",), {"seed": -1}),
    ],
)
def test_chances_that_mean_nothing_are_refused(patients: tuple[str, ...], changes: dict[str, object]) -> None:
    network = small_plant()
    present = present_of(network)
    names = tuple(present.inside[0].patient if each == "P" else each for each in patients)
    with pytest.raises(Refused) as refused:
        chances(network, present, names, replace(Scenarios(count=2, workers=1), **changes))  # type: ignore[arg-type]
    assert refused.value.problems[0].code in {"planning.promise.unknown", "planning.promise.scenarios"}
    for language in ("en", "zh-hans"):
        with translation.override(language):
            assert sentence(refused.value.problems[0])


@pytest.mark.parametrize("newest", [False, True])
def test_promises_are_kept_as_often_as_they_say(newest: bool) -> None:
    """Of so many promises at 50, 80 and 95 % as many are kept as chance allows in 998 of 1,000 studies."""
    asked = Calibration(
        900.0, 2_500.0, trials=160, newest=newest, scenarios=Scenarios(count=99, workers=1, longest=3_000.0), workers=2
    )
    network = replace(small_plant(), sources=(replace(small_plant().sources[0], between=exponential(32.0)),))
    found = calibrate(network, asked)
    for share in found.shares():
        low, high = binom.interval(0.998, share.made, share.level)
        assert share.made > 100
        assert low <= share.kept <= high
    assert calibrate(network, replace(asked, trials=4, workers=1)).trials == found.trials[:4]


def test_the_picture_shows_each_level_with_its_interval() -> None:
    found = calibrate(small_plant(), Calibration(900.0, 1_000.0, trials=3))
    drawn = ET.fromstring(picture(found, "promised", "kept"))  # drawn here
    points = [each for each in drawn.iter() if each.tag.endswith("circle")]
    assert len(points) == 3
    assert {"promised", "kept"} <= {each.text for each in drawn.iter()}
    half = Share(0.5, 100, 50)
    assert half.interval == pytest.approx((0.4038, 0.5962), abs=1e-4), "Wilson's interval of 50 in 100"


def test_importing_the_promises_imports_no_numba() -> None:
    """The site starts without it."""
    code = "import sys, cellpark.planning.promising, cellpark.planning.replanning; print('numba' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path.cwd())
    assert done.stdout == "False\n"
