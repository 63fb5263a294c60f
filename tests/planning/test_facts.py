"""Facts that contradict each other are refused by the smallest set that cannot hold; a file says the same facts again."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.utils import translation

from cellpark import planning
from cellpark.base.messages import catalogue, sentence
from cellpark.kernel.problem import Problem, Refused
from cellpark.planning.facts import (
    Calendar,
    Facts,
    Frozen,
    Lag,
    Mode,
    Need,
    Operation,
    Resource,
    Shift,
    WorkingTimes,
    earliest_starts,
    facts_schema,
    open_spans,
    read_facts,
    working_end,
    write_facts,
)
from tests.planning.plants import DAYS, job, operation, plant, small

SCHEMA = Path(__file__).parents[2] / "docs" / "planning-facts.schema.json"
PEOPLE = Need(("people",))


def problem_of(make: object, *arguments: object, **changes: object) -> Problem:
    with pytest.raises(Refused) as caught:
        make(*arguments, **changes)  # type: ignore[operator]
    found = caught.value.problems[0]
    for language in ("en", "zh-hans"):
        with translation.override(language):
            assert sentence(found)
    return found


def resources(**changes: Resource) -> tuple[Resource, ...]:
    return tuple(changes.get(each.key, each) for each in plant().resources)


LAGS = plant().jobs[0].lags
OPERATIONS = plant().jobs[0].operations


@pytest.mark.parametrize(
    ("changes", "code", "named"),
    [
        ({"horizon": 0}, "horizon", {"horizon": "0"}),
        ({"horizon": 500_000}, "horizon", {"limit": "400,000"}),
        ({"resources": resources(suite=Resource("suite", 0))}, "capacity_zero", {"resource": "suite"}),
        ({"resources": resources(suite=Resource("suite", 1, changeover=-1))}, "number", {"place": "suite.changeover"}),
        ({"resources": (*plant().resources, Resource("suite", 2))}, "twice", {"kind": "resource", "key": "suite"}),
        ({"resources": plant().resources[1:]}, "unknown", {"place": "P1.grow", "key": "suite"}),
        ({"calendars": ()}, "unknown", {"place": "people", "key": "days"}),
        ({"calendars": (Calendar("days", (), 24),)}, "never_open", {"calendar": "days", "resource": "people"}),
        ({"calendars": (Calendar("days", (Shift(8, 16, 0),), 24),)}, "never_open", {"calendar": "days"}),
        ({"calendars": (Calendar("days", (Shift(16, 8),), 24),)}, "shift", {"shift": "[16, 8)"}),
        ({"calendars": (Calendar("days", (Shift(2, 8), Shift(7, 9)), 24),)}, "shift", {"shift": "[7, 9)"}),
        ({"calendars": (Calendar("days", (Shift(20, 25),), 24),)}, "shift", {"shift": "[20, 25)"}),
        ({"calendars": (Calendar("days", (Shift(8, 16, 2),), 24),)}, "shift_count", {"count": "2", "capacity": "1"}),
        ({"jobs": (plant().jobs[0],) * 2}, "twice", {"kind": "job", "key": "P1"}),
    ],
)
def test_a_fact_that_cannot_be_is_refused_by_its_name(changes: dict, code: str, named: dict) -> None:
    found = problem_of(plant, **changes)
    assert found.code == f"planning.facts.{code}"
    assert named.items() <= dict(found.params).items()


@pytest.mark.parametrize(
    ("changes", "code", "named"),
    [
        ({"operations": ()}, "empty_job", {"job": "P1"}),
        ({"operations": (*OPERATIONS, Operation("x", ()))}, "modes", {"operation": "P1.x", "found": "0"}),
        ({"operations": (*OPERATIONS, operation("x", -1))}, "number", {"place": "P1.x.duration", "value": "-1"}),
        ({"operations": (*OPERATIONS, OPERATIONS[0])}, "twice", {"key": "P1.grow"}),
        ({"operations": (*OPERATIONS, operation("x", 1, Need(())))}, "modes", {"operation": "P1.x", "found": "0"}),
        (
            {"operations": (*OPERATIONS, operation("x", 1, Need(("suite",), 2)))},
            "capacity",
            {"most": "1", "count": "2"},
        ),
        ({"operations": (*OPERATIONS, operation("x", 1, Need(("suite", "suite"))))}, "twice", {"kind": "resource"}),
        ({"release": -4}, "number", {"place": "P1.release", "value": "-4"}),
        ({"lags": (*LAGS, Lag("grow", "nowhere"))}, "unknown", {"key": "nowhere", "kind": "operation"}),
        (
            {"operations": (*OPERATIONS, operation("x", 1, frozen=Frozen(3, mode=1)))},
            "frozen",
            {"operation": "P1.x"},
        ),
    ],
)
def test_a_batch_that_cannot_be_is_refused_by_its_name(changes: dict, code: str, named: dict) -> None:
    found = problem_of(job, **changes)
    assert found.code == f"planning.facts.{code}"
    assert named.items() <= dict(found.params).items()


def test_lags_in_a_circle_are_named_and_no_others() -> None:
    found = problem_of(job, lags=(*LAGS, Lag("freeze", "harvest", 2)))
    assert found.code == "planning.facts.cyclic"
    assert set(str(found.params["facts"]).split("; ")) == {
        "harvest: 3",
        "harvest.end + 0..4 = freeze.start",
        "freeze: 1",
        "freeze.end + 2.. = harvest.start",
    }


def test_a_limit_below_what_must_pass_is_a_circle_of_two() -> None:
    found = problem_of(job, lags=(*LAGS, Lag("grow", "harvest", 0, 19)))
    assert found.params["facts"] == "grow.end + 20..30 = harvest.start; grow.end + 0..19 = harvest.start"


def test_a_hold_that_no_shift_can_meet_is_named_with_its_operations() -> None:
    """Grown by day and harvested 15 to 16 h later is at night; the limit of freezing has nothing to do with it."""
    found = problem_of(job, lags=(Lag("grow", "harvest", 9, 13), LAGS[1]))
    assert found.code == "planning.facts.no_meeting"
    assert found.params["facts"] == "grow.end + 9..13 = harvest.start"
    assert found.params["operations"] == "grow, harvest"


def test_a_job_that_lasts_longer_than_the_plan_is_told_from_one_that_cannot_be() -> None:
    assert problem_of(plant, horizon=30).code == "planning.facts.beyond_horizon"
    late = problem_of(job, operations=(*OPERATIONS, operation("x", 9, PEOPLE)))
    assert late.code == "planning.facts.beyond_horizon", "nobody works for nine hours on end"


def test_a_hundred_thousand_patients_are_refused_at_once() -> None:
    """11 operations each would be planned for days: the answer names the limit."""
    made = plant()
    many = tuple(replace(made.jobs[0], key=f"P{number}") for number in range(100_000))
    found = problem_of(replace, made, jobs=many)
    assert (found.code, found.params["operations"]) == ("planning.facts.too_many", "300,000")


def test_what_runs_already_is_not_judged_again_and_the_rest_follows_it() -> None:
    """Grown for longer than the limit allows: that is a deviation of the batch and no fault of the facts."""
    grown = replace(OPERATIONS[0], frozen=Frozen(9))
    harvested = replace(OPERATIONS[1], frozen=Frozen(80))
    facts = job(operations=(grown, harvested, OPERATIONS[2]))
    starts = earliest_starts(facts.jobs[0], WorkingTimes(facts))
    assert starts == {"grow": (9, 11), "harvest": (80, 83), "freeze": (83, 84)}
    impossible = problem_of(job, operations=(grown, OPERATIONS[1], replace(OPERATIONS[2], frozen=Frozen(60))))
    assert impossible.code == "planning.facts.no_meeting", "harvest is between 31 and 41, so freezing is not at 60"


def test_shifts_repeat_and_end_with_the_horizon() -> None:
    facts = plant(horizon=60)
    people = next(each for each in facts.resources if each.key == "people")
    assert open_spans(facts, people) == ((8, 16), (32, 40), (56, 60))


def test_pausable_work_rests_when_its_people_are_away() -> None:
    spans = ((8, 16), (32, 40))
    assert [working_end(spans, start, 4) for start in (8, 12, 13, 15)] == [12, 16, 33, 35]
    assert working_end(spans, 20, 1) is None, "it does not begin while nobody is there"
    assert working_end(spans, 39, 2) is None, "it does not end within the plan"


@pytest.mark.parametrize("facts", [plant(), job(operations=(*OPERATIONS, operation("x", 9, PEOPLE, pausable=True)))])
def test_a_file_says_the_same_facts_again(facts: Facts) -> None:
    assert read_facts(write_facts(facts)) == facts


def test_random_facts_come_back_from_their_files() -> None:
    for seed in range(30):
        assert read_facts(write_facts(small(seed))) == small(seed)


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        (b"\xff", "unreadable", None),
        (b"[]", "unreadable", None),
        (b"[" * 100_000, "unreadable", None),
        (b'{"format": "cellpark.facts/2"}', "unreadable", None),
        ({"horizon": 1.5}, "field", "horizon"),
        ({"horizon": "240"}, "field", "horizon"),
        ({"horizon": True}, "field", "horizon"),
        ({"colour": "red"}, "field", "colour"),
        ({"jobs": [{"key": "P1"}]}, "field", "jobs.0.operations"),
    ],
)
def test_a_file_that_is_no_file_of_facts_is_refused_with_the_place(
    content: object, code: str, place: str | None
) -> None:
    if isinstance(content, dict):
        content = json.dumps(json.loads(write_facts(plant())) | content).encode()
    found = problem_of(read_facts, content)
    assert (found.code, found.params.get("place")) == (f"planning.file.{code}", place)


def test_the_published_schema_is_the_one_that_files_are_read_by() -> None:
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == facts_schema()


def test_every_refusal_has_words() -> None:
    """And all words belong to a refusal."""
    house = Path(planning.__file__).parent.parent
    source = [path for part in ("planning", "command/plan", "web/areas/plans") for path in (house / part).rglob("*.py")]
    raised = {
        code for path in source for code in re.findall(r'"(planning\.\w+\.\w+)"', path.read_text(encoding="utf-8"))
    }
    words = {code for code in catalogue() if code.startswith("planning.")}
    assert raised == words


def test_a_mode_counts_once_for_each_choice_of_its_resources() -> None:
    wide = tuple(Resource(f"r{number}", 1) for number in range(9))
    keys = tuple(each.key for each in wide)
    many = operation("x", 1, Need(keys), Need(keys))
    made = plant()
    found = problem_of(
        replace,
        made,
        resources=(*made.resources, *wide),
        jobs=(replace(made.jobs[0], operations=(many,), lags=(), holds=()),),
    )
    assert (found.code, found.params["found"]) == ("planning.facts.modes", "81")


def test_two_ways_to_do_an_operation_give_the_least_of_both() -> None:
    quick = Operation("x", (Mode(5, (PEOPLE,)), Mode(2, (Need(("suite",)),))))
    facts = job(operations=(quick,), lags=(), holds=())
    assert earliest_starts(facts.jobs[0], WorkingTimes(facts)) == {"x": (0, 2)}
    assert DAYS in facts.calendars
