"""Facts from the shipped recipe, its overlay and the example plant: what is done in one go, what waits, what is kept."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from cellpark.kernel.problem import Problem, Refused
from cellpark.planning.drafting import Clock, Product, Progress, Stretch, draft
from cellpark.planning.drafting.pieces import pieces_of
from cellpark.planning.drafting.windows import window_problems
from cellpark.planning.facts import (
    Edge,
    Facts,
    Frozen,
    Hold,
    Lag,
    Need,
    Operation,
    Shift,
    WorkingTimes,
    earliest_starts,
)
from cellpark.planning.scheduling import Asked, check, solve
from cellpark.planning.simulation.from_recipe import network_of
from cellpark.planning.simulation.plant import Away, Plant, Things
from cellpark.recipes.dialect import parse
from cellpark.recipes.dialect.plan import parse_plan
from tests.planning.cases import (
    BEFORE_ACTIVATION,
    FOLDER,
    NOW,
    PLAN,
    PLANT,
    RECIPE,
    SELECTION,
    batch,
    done,
    drafted,
    fixed,
    resting,
    with_step,
)

U = 12  # units in an hour


def operation(facts: Facts, key: str) -> Operation:
    return next(each for each in facts.jobs[0].operations if each.key == key)


def needs(facts: Facts, key: str) -> dict[str, Need]:
    return {each.any_of[0]: each for each in operation(facts, key).modes[0].needs}


def lag(facts: Facts, first: str, second: str) -> Lag:
    return next(each for each in facts.jobs[0].lags if (each.first, each.second) == (first, second))


def keys(facts: Facts) -> list[str]:
    return [each.key for each in facts.jobs[0].operations]


def test_a_batch_is_its_sessions_its_tests_its_review_and_its_way_out() -> None:
    found = keys(drafted().facts)
    rounds = [f"U6.1#{number}" for number in range(1, 7)]
    assert found[:15] == ["U1.1", "U1.6", "U2.1", "U3.1", "U4.1", "U4.5", "U5.1", "U5.4", *rounds, "U7.1"]
    assert found[15:17] == ["U8.1", "U10.4"]
    assert set(found[17:-2]) == set(PLAN.tests) - {"activation"}
    assert found[-2:] == ["review", "outbound"]


def test_a_session_needs_its_crew_its_room_with_clearance_and_its_devices() -> None:
    found = needs(drafted().facts, "U3.1")
    assert found["operator"] == Need(("operator",), 2)
    assert found["suite B"] == Need(("suite B",), 1, 9)  # 45 min
    assert found["cell-selector"] == Need(("cell-selector",), 1, 6)
    assert set(needs(drafted().facts, "U1.6")) == {"QA"}


def test_a_culture_rests_as_long_as_the_recipe_lets_it_and_keeps_its_incubator() -> None:
    """24 h of work with 25 min of hands, allowed 20 to 28 h."""
    facts = drafted().facts
    assert lag(facts, "U4.1", "U4.5") == Lag("U4.1", "U4.5", 283, 331)
    assert Hold("U4.1", "U5.4", ("incubator",), 1, U) in facts.jobs[0].holds
    assert Hold("U5.4", "U7.1", ("rocking-bioreactor",), 1, 2 * U) in facts.jobs[0].holds
    assert "incubator" not in needs(facts, "U4.1")


def test_rounds_begin_as_far_apart_as_the_recipe_says() -> None:
    found = [each for each in drafted().facts.jobs[0].lags if each.first_at is Edge.START]
    assert [(each.first, each.second, each.least) for each in found] == [
        (f"U6.1#{number}", f"U6.1#{number + 1}", 24 * U) for number in range(1, 6)
    ]


def test_tests_begin_together_and_the_review_waits_for_each() -> None:
    facts = drafted().facts
    assert lag(facts, "U10.4", "sterility").least == 0
    assert lag(facts, "sterility", "review").least == 7 * 24 * U
    assert operation(facts, "review").pausable


def test_a_plan_of_the_shipped_plant_passes_the_checker() -> None:
    found = drafted(*(batch(f"P-{number}") for number in range(4)))
    made = solve(found.facts, Asked(turns=50))
    assert check(found.facts, made) == []
    starts = made.starts()
    assert found.clock.at(starts["P-0", "U1.1"]) == NOW


def test_both_engines_read_the_same_plant() -> None:
    network = network_of(RECIPE, PLAN, PLANT).network
    assert [each.name for each in network.resources] == [each.key for each in drafted().facts.resources]
    assert [each.capacity for each in network.resources] == [each.capacity for each in drafted().facts.resources]


def test_material_that_is_on_its_way_is_not_worked_with_before_it_arrives() -> None:
    facts = drafted(batch(arrived=False)).facts
    assert operation(facts, "U1.1").earliest == (9 + 36) * U
    assert facts.jobs[0].release == 9 * U


# a batch halfway


def test_a_culture_that_rests_is_taken_out_between_its_limits() -> None:
    """Put in at 15:00 of the day before: out from 15:00 on, and before 19:00, of today."""
    found = drafted(resting(since=NOW - timedelta(hours=18)))
    facts = found.facts
    assert keys(facts)[:2] == ["now", "U4.5"]
    assert operation(facts, "now").frozen == Frozen(9 * U)
    assert found.clock.at(operation(facts, "U4.5").earliest) == NOW + timedelta(hours=6)
    limits = [each.most for each in facts.jobs[0].lags if (each.first, each.second) == ("now", "U4.5")]
    assert limits == [None, 10 * U]
    assert Hold("now", "U5.4", ("incubator",), 1, U) in facts.jobs[0].holds
    assert found.overdue == ()


def test_a_limit_that_has_passed_is_said_and_does_not_stop_the_plan() -> None:
    found = drafted(resting(since=NOW - timedelta(hours=40)))
    assert found.overdue == (("P-1", "U4.5"),)
    assert [each.most for each in found.facts.jobs[0].lags if each.second == "U4.5"] == [None]


def test_a_culture_that_nobody_can_take_out_at_its_usual_time_is_taken_out_sooner() -> None:
    """Put in at 22:00: 24 to 28 h later it is night, and 20 h later it is 18:00."""
    found = drafted(resting(since=NOW - timedelta(hours=11)))
    assert found.clock.at(operation(found.facts, "U4.5").earliest) == NOW + timedelta(hours=9)
    assert found.overdue == ()


def test_a_limit_that_nobody_can_keep_any_more_is_said() -> None:
    """Put in at 01:50, by whoever was there: 20 to 28 h later it is 21:50 to 05:50."""
    found = drafted(resting(since=NOW - timedelta(hours=7, minutes=10)))
    assert found.overdue == (("P-1", "U4.5"),)
    assert [each.most for each in found.facts.jobs[0].lags if each.second == "U4.5"] == [None]


def test_what_was_begun_in_one_go_is_finished_in_one_go_after_the_shift() -> None:
    """Harvest was begun at 20:00 and is half done at 21:00: filling and freezing follow, though people leave at 22:00."""
    suites = {**PLANT.suites, "F/C": Things(1), "F/B": Things(1)}
    now = NOW + timedelta(hours=12)
    steps = done(*BEFORE_ACTIVATION, *SELECTION, "U7.1", "U7.2", "U7.3") | {"U8.1": Stretch(now - timedelta(hours=1))}
    found = draft([Product(RECIPE, PLAN)], replace(PLANT, suites=suites), [batch(progress=Progress(steps))], now=now)
    starts = [(each.key, each.frozen.start) for each in found.facts.jobs[0].operations if each.frozen is not None]
    # 30 min of U8.1 with 85 to U8.4 are 23 units; 62 min of filling are 13
    assert starts == [("now", 21 * U), ("U8.1", 21 * U), ("U9.1", 21 * U + 23), ("U10.1", 21 * U + 36)]
    assert found.overdue == (("P-1", "U9.1"), ("P-1", "U10.1"))


def test_a_session_that_is_on_its_way_goes_on_with_what_is_left_of_it() -> None:
    """Selection runs since 09:00 less an hour: 60 of its 120 min are left, with 60 of what follows."""
    steps = done(*BEFORE_ACTIVATION, "U3.1", "U3.2") | {"U3.3": Stretch(NOW - timedelta(hours=1))}
    facts = drafted(batch(progress=Progress(steps))).facts
    running = operation(facts, "U3.1")
    assert running.frozen is not None
    assert running.frozen.start == 9 * U
    # U3.3 60, U3.4 20, U3.5 18 % of 20, U3.6 20
    assert running.modes[0].duration == 21  # of five minutes: 103.6
    assert keys(facts)[2] == "U4.1"


def test_a_round_that_began_counts_for_the_next() -> None:
    since = NOW - timedelta(hours=10)
    earlier = [*BEFORE_ACTIVATION, *SELECTION, "U4.4", "U4.5", "U5.1", "U5.2", "U5.3", "U5.4", "U5.5"]
    rounds = ["U6.1#1", "U6.2#1", "U6.7#1"]
    steps = done(*earlier, at=since - timedelta(hours=5)) | done(*rounds, at=since)
    found = drafted(batch(progress=Progress(steps)))
    assert keys(found.facts)[:2] == ["now", "U6.1#2"]
    assert found.clock.at(operation(found.facts, "U6.1#2").earliest) == since + timedelta(hours=24)
    assert Hold("now", "U7.1", ("rocking-bioreactor",), 1, 2 * U) in found.facts.jobs[0].holds


def test_a_batch_with_more_rounds_than_usual_has_the_round_that_it_is_in() -> None:
    steps = done(*BEFORE_ACTIVATION, *SELECTION, "U6.1#8", "U6.2#8", "U6.7#8")
    assert keys(drafted(batch(progress=Progress(steps))).facts)[:2] == ["now", "U7.1"]


def test_a_batch_that_is_made_waits_for_the_tests_that_are_not_done() -> None:
    tests = {name: Stretch(NOW - timedelta(days=3), NOW - timedelta(days=2)) for name in PLAN.tests}
    tests["sterility"] = Stretch(NOW - timedelta(days=3))
    facts = drafted(batch(progress=Progress(made=NOW - timedelta(days=3), tests=tests))).facts
    assert keys(facts) == ["now", "review", "outbound"]
    assert lag(facts, "now", "review").least == 4 * 24 * U + 8  # seven days and 40 min of work, three days ago


# the plant on real days


def calendar(plant: Plant, key: str) -> Iterable[Shift]:
    facts = drafted(plant=plant, horizon_days=30).facts
    return next(each.shifts for each in facts.calendars if each.key == key)


def test_shifts_lie_on_their_weekdays() -> None:
    shifts = list(calendar(PLANT, "operator"))
    assert shifts[0] == Shift(6 * U, 22 * U, 16)
    assert shifts[5] == Shift((5 * 24 + 6) * U, (5 * 24 + 22) * U, 10)


def test_on_a_holiday_those_who_are_named_work() -> None:
    plant = replace(PLANT, holidays={date(2026, 11, 24): {"operator": 3}})
    assert next(each for each in calendar(plant, "operator") if each.start >= 24 * U) == Shift(30 * U, 46 * U, 3)
    assert all(not 24 * U <= each.start < 48 * U for each in calendar(plant, "QA"))
    levels = {
        each.start: each.level for each in network_of(RECIPE, PLAN, plant).network.resources[-3].calendar.openings
    }  # type: ignore[union-attr]
    monday = date(2025, 12, 29)
    assert levels[(date(2026, 11, 24) - monday).days * 24 + 6] == 3
    assert levels[(date(2026, 11, 25) - monday).days * 24 + 6] == 16


def test_what_others_have_booked_is_not_there() -> None:
    away = Away(NOW, NOW + timedelta(hours=3), 2)
    plant = replace(PLANT, devices={**PLANT.devices, "rate-freezer": Things(4, away=(away,))})
    assert list(calendar(plant, "rate-freezer")) == [
        Shift(0, 9 * U, 4),
        Shift(9 * U, 12 * U, 2),
        Shift(12 * U, 720 * U, 4),
    ]


def test_who_is_qualified_is_counted_beside_who_is_there() -> None:
    people = replace(PLANT.people["operator"], qualified={"CART-019": 12})
    facts = drafted(plant=replace(PLANT, people={**PLANT.people, "operator": people})).facts
    found = needs(facts, "U3.1")
    assert found["operator CART-019"].count == found["operator"].count == 2
    assert next(each for each in facts.resources if each.key == "operator CART-019").capacity == 12
    shifts = next(each.shifts for each in facts.calendars if each.key == "operator CART-019")
    assert {each.count for each in shifts} == {10, 12}


def test_a_day_of_summer_time_has_its_shifts_by_the_clock_on_the_wall() -> None:
    zone = ZoneInfo("Europe/Berlin")
    clock = Clock(datetime(2027, 3, 27, tzinfo=zone), 60)
    assert clock.since(datetime(2027, 3, 28, 6, tzinfo=zone)) == 24 + 5  # an hour was left out in the night
    assert clock.at(24 + 5) == datetime(2027, 3, 28, 6, tzinfo=zone)


@pytest.mark.parametrize(("seconds", "least", "most"), [(0, 0, 0), (300, 1, 1), (301, 2, 1), (-301, -1, -2)])
def test_lengths_are_rounded_to_the_safe_side(seconds: int, least: int, most: int) -> None:
    clock = Clock(NOW, 5)
    assert (clock.no_less(Decimal(seconds)), clock.no_more(Decimal(seconds))) == (least, most)


# limits against times


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.plan.yaml")), ids=lambda path: path.name)
def test_the_overlays_of_the_shipped_recipes_keep_their_limits(path: Path) -> None:
    recipe = parse(path.with_name(path.name.replace(".plan.yaml", ".mbr.md")).read_text(encoding="utf-8"))
    assert list(window_problems(recipe, parse_plan(path.read_text(encoding="utf-8")))) == []


def test_a_limit_that_the_overlay_breaks_names_the_fewest_steps_that_break_it() -> None:
    """75 min from the cryoprotectant to the freezer: 60 min of filling and 16 min of labels are too much by themselves."""
    steps = {
        **PLAN.steps,
        **{
            name: replace(PLAN.steps[name], work=fixed(time)) for name, time in (("U9.3", "60 min"), ("U9.2", "16 min"))
        },
    }
    plan = replace(PLAN, steps=steps)
    assert list(window_problems(RECIPE, plan)) == [
        Problem(
            "planning.draft.window",
            {"step": "U10.1", "since": "U8.4", "limit": "75", "needed": "76", "steps": "U9.2 16 min, U9.3 60 min"},
        )
    ]
    with pytest.raises(Refused) as found:
        drafted(plan=plan)
    assert [each.code for each in found.value.problems] == ["planning.draft.window"]


def test_a_step_that_is_over_before_its_time_and_a_culture_that_is_left_too_long_are_named() -> None:
    assert list(window_problems(RECIPE, with_step("U3.1", work=fixed("20 min")))) == [
        Problem("planning.draft.too_short", {"step": "U3.1", "field": "labelling", "takes": "20", "limit": "25"})
    ]
    found = list(window_problems(RECIPE, with_step("U4.4", work=fixed("30 h"))))
    assert [(each.code, each.params["takes"], each.params["limit"]) for each in found] == [
        ("planning.draft.too_long", "1800", "1680")
    ]


def test_a_hold_that_no_shift_can_meet_is_refused_with_the_facts_in_conflict() -> None:
    """Operators of one day a week cannot take a culture out after 20 to 28 h."""
    people = PLANT.people["operator"]
    assert people.calendar is not None
    short = replace(people.calendar, openings=people.calendar.openings[:1])
    plant = replace(PLANT, people={**PLANT.people, "operator": replace(people, calendar=short)})
    with pytest.raises(Refused) as found:
        drafted(plant=plant)
    problem = found.value.problems[0]
    assert problem.code == "planning.facts.no_meeting"
    assert problem.params == {"job": "P-1", "facts": "U5.1.end + 236..284 = U5.4.start", "operations": "U5.1, U5.4"}


def test_a_crew_that_is_never_there_long_enough_is_refused_with_what_it_has_to_do() -> None:
    """377 min of harvest, filling and freezing in one go, in shifts of six hours."""
    people = PLANT.people["operator"]
    assert people.calendar is not None
    short = tuple(replace(each, end=each.start + 6) for each in people.calendar.openings)
    plant = replace(
        PLANT, people={**PLANT.people, "operator": replace(people, calendar=replace(people.calendar, openings=short))}
    )
    with pytest.raises(Refused) as found:
        drafted(plant=plant)
    said = {"first": "U8.1", "last": "U10.3", "takes": "377", "longest": "360", "people": 2, "role": "operator"}
    assert found.value.problems == (Problem("planning.draft.no_shift", said),)


def test_a_plant_where_nobody_ever_works_is_refused() -> None:
    days = [NOW.date() + timedelta(days=number) for number in range(-1, 20)]
    with pytest.raises(Refused) as found:
        drafted(plant=replace(PLANT, holidays={day: {"operator": 9, "QC": 9} for day in days}), horizon_days=10)
    assert found.value.problems[0] == Problem("planning.facts.never_open", {"calendar": "QA", "resource": "QA"})


def test_a_recipe_without_an_overlay_is_refused_by_its_name_and_batch() -> None:
    with pytest.raises(Refused) as found:
        drafted(batch(recipe="CART-020"))
    assert found.value.problems == (Problem("planning.draft.no_overlay", {"recipe": "CART-020", "batch": "P-1"}),)


def test_a_hundred_thousand_patients_are_refused_before_anything_is_drawn() -> None:
    one = batch()
    with pytest.raises(Refused) as found:
        drafted(*[one] * 100_000)
    assert found.value.problems == (Problem("planning.facts.too_many", {"operations": "2,900,000", "limit": "50,000"}),)


def test_nobody_qualified_and_no_such_room_are_refused() -> None:
    people = replace(PLANT.people["operator"], qualified={"MSC-001": 12})
    with pytest.raises(Refused) as found:
        drafted(plant=replace(PLANT, people={**PLANT.people, "operator": people}))
    assert found.value.problems == (
        Problem("simulation.plant.nobody_qualified", {"role": "operator", "recipe": "CART-019"}),
    )
    with pytest.raises(Refused) as found:
        drafted(plant=replace(PLANT, suites={"R": Things(1), "B": Things(1)}))
    assert found.value.problems[0] == Problem(
        "simulation.plant.missing", {"what": "suite", "name": "F", "step": "U8.1"}
    )


@pytest.mark.parametrize("frame", [{"horizon_days": 0}, {"horizon_days": 2_000}, {"unit_minutes": 7}])
def test_a_frame_that_means_nothing_is_refused(frame: dict[str, int]) -> None:
    with pytest.raises(Refused) as found:
        drafted(**frame)
    assert [each.code for each in found.value.problems] == ["planning.draft.frame"]


def test_rooms_and_devices_that_are_told_apart_serve_their_own_suite_and_grade() -> None:
    """A session that goes from grade to grade is as many stays, one right after the other."""
    suites = {"R": Things(1), "B/C": Things(2), "B/B": Things(2), "F/C": Things(1), "F/B": Things(1)}
    devices = dict(PLANT.devices)
    devices["cell-washer/B"] = devices["cell-washer/F"] = devices.pop("cell-washer")
    pieces = pieces_of(RECIPE, PLAN, replace(PLANT, suites=suites, devices=devices))
    found = {each.key: each for each in pieces}
    assert [(found[key].suite, found[key].joined) for key in ("U4.1", "U8.1", "U9.1", "U10.1")] == [
        ("B/B", False),
        ("F/C", False),
        ("F/B", True),
        ("F/C", True),
    ]
    assert "cell-washer/B" in found["U3.1"].devices
    assert "cell-washer/F" in found["U8.1"].devices


def test_a_batch_alone_takes_as_long_as_its_sessions_its_rests_and_its_tests() -> None:
    facts = drafted().facts
    starts = earliest_starts(facts.jobs[0], WorkingTimes(facts))
    assert starts is not None
    days = (starts["outbound"][1] - facts.jobs[0].release) / (24 * U)
    assert 15 < days < 18
