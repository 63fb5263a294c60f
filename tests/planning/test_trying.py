"""An operation of a plan is tried elsewhere: the answer is the checker's, and what stands against it is named."""

from dataclasses import replace
from functools import cache
from random import Random

import pytest
from django.utils import translation

from cellpark.base.messages import sentence
from cellpark.kernel.problem import Refused
from cellpark.planning.facts import Facts, Frozen, Lag, Resource
from cellpark.planning.scheduling import Asked, Placed, Schedule, check, objective_of, search
from cellpark.planning.trying import Kind, Reason, Standing, Tried, Wish, reason_problem, tried
from cellpark.planning.trying.reason import Words
from tests.planning.plants import DAYS, job, plant, small
from tests.planning.test_schedules import cart

WORDS = Words(clock=str, span=str, operation=lambda job, key: f"{job}.{key}", resource=str)


@cache
def planned(facts: Facts) -> Schedule:
    return search(facts, Asked(turns=400))


def standing(facts: Facts) -> Standing:
    return Standing(facts, planned(facts))


def after(facts: Facts, found: Tried) -> Schedule:
    return standing(facts).having(found.placed, found.kept).as_schedule()


def alone(facts: Facts, wish: Wish) -> Schedule:
    """The plan with nothing but one operation shifted."""
    schedule = planned(facts)

    def shifted(each: Placed) -> Placed:
        by = wish.start - each.start
        mine = (each.job, each.operation) == (wish.job, wish.operation)
        return replace(each, start=each.start + by, end=each.end + by) if mine else each

    found = replace(schedule, placed=tuple(map(shifted, schedule.placed)))
    return replace(found, objective=objective_of(facts, found))


def wishes(facts: Facts, chance: Random, count: int) -> list[Wish]:
    keys = [(each.key, operation.key) for each in facts.jobs for operation in each.operations]
    return [
        Wish(*chance.choice(keys), chance.randrange(facts.horizon + 1), rest=chance.random() < 0.3)
        for _ in range(count)
    ]


@pytest.mark.parametrize("seed", range(12))
def test_what_fits_is_what_the_checker_accepts(seed: int) -> None:
    """Small plants with everything that facts can say: the verdict is the checker's on the whole plan, either way."""
    facts, chance = small(seed), Random(seed)
    try:
        planned(facts)
    except Refused:
        pytest.skip("this plant has no plan")
    for wish in wishes(facts, chance, 40):
        found = tried(standing(facts), wish, 0)
        if found.fits:
            assert check(facts, after(facts, found)) == [], wish
        elif found.reasons[0].kind is not Kind.BEGUN:
            assert check(facts, alone(facts, wish)) != [], wish
        if found.nearest is not None and not wish.rest:
            assert tried(standing(facts), replace(wish, start=found.nearest), 0).fits, wish
        assert found.nearest != standing(facts).placed[wish.job, wish.operation].start, "it stands there already"


def test_a_plant_of_forty_patients_takes_moves_one_after_the_other() -> None:
    """What-ifs are gathered: each move is judged with those before it in place, and the whole is seen by the checker."""
    facts, chance, fitted = cart(40), Random(4), 0
    now = standing(facts)
    for wish in wishes(facts, chance, 120):
        found = tried(now, wish, 0)
        if not found.fits and found.nearest is not None:
            found = tried(now, replace(wish, start=found.nearest), 0)
        if found.fits:
            now, fitted = now.having(found.placed, found.kept), fitted + 1
    assert fitted > 30
    assert check(facts, now.as_schedule()) == []
    fresh = Standing(facts, now.as_schedule())
    assert (fresh.free == now.free).all()


def reasons(facts: Facts, wish: Wish, now: int = 0) -> list[Kind]:
    return [each.kind for each in tried(standing(facts), wish, now).reasons]


def test_each_fact_that_stands_against_a_place_is_named() -> None:
    facts = plant()
    starts = planned(facts).starts()
    first, second = ("P1", "P2") if starts["P1", "grow"] < starts["P2", "grow"] else ("P2", "P1")
    grow = starts[second, "grow"]
    assert reasons(facts, Wish(second, "grow", grow), grow + 1) == [Kind.BEGUN]
    assert reasons(facts, Wish(second, "harvest", starts[second, "harvest"] - 24), starts[second, "harvest"] - 10)[
        0
    ] is (Kind.PAST)
    assert Kind.MOST in reasons(facts, Wish(second, "grow", max(0, grow - 24)))
    assert Kind.LEAST in reasons(facts, Wish(second, "harvest", grow + 3))
    assert Kind.AWAY in reasons(facts, Wish(second, "freeze", starts[second, "freeze"] + 24 - 8))
    assert Kind.TAKEN in reasons(facts, Wish(second, "grow", starts[first, "grow"]))
    assert reasons(facts, Wish(second, "freeze", facts.horizon + 9)) == [Kind.HORIZON]
    later = job(release=30)
    assert Kind.EARLY in reasons(later, Wish("P1", "grow", 8))
    with pytest.raises(KeyError):
        tried(standing(facts), Wish("P3", "grow", 8), 0)


def test_groups_that_are_kept_apart_do_not_meet() -> None:
    """CN-4h: the room is segregated, so the other patient's clearance counts on both sides."""
    facts = plant()
    rooms = (Resource("suite", 2, segregated=True, changeover=4), *facts.resources[1:2], Resource("reactor", 2))
    people = Resource("people", 2, "days")
    apart = replace(
        facts,
        resources=(rooms[0], people, rooms[2]),
        jobs=tuple(replace(each, group=each.key) for each in facts.jobs),
    )
    starts = planned(apart).starts()
    first, second = ("P1", "P2") if starts["P1", "grow"] < starts["P2", "grow"] else ("P2", "P1")
    found = tried(standing(apart), Wish(second, "grow", starts[first, "grow"]), 0)
    mixed = [each for each in found.reasons if each.who[0] == first]
    assert mixed
    assert DAYS.key == "days"


def test_what_is_frozen_stays_and_what_is_tied_moves_along() -> None:
    facts = plant()
    tied = replace(
        facts,
        jobs=tuple(replace(each, lags=(each.lags[0], Lag("harvest", "freeze", 0, 0))) for each in facts.jobs),
    )
    starts = planned(tied).starts()
    last = max(("P1", "P2"), key=lambda key: starts[key, "harvest"])
    found = tried(standing(tied), Wish(last, "freeze", starts[last, "freeze"] + 1), 0)
    assert [(each.operation, each.start - starts[last, each.operation]) for each in found.placed] == [
        ("freeze", 1),
        ("harvest", 1),
    ]
    operations = facts.jobs[0].operations
    frozen = job(operations=(replace(operations[0], frozen=Frozen(9, 0, ("suite", "people"))), *operations[1:]))
    assert reasons(frozen, Wish("P1", "grow", 33)) == [Kind.BEGUN]


def test_the_rest_of_a_patient_gives_way_no_further_than_it_must() -> None:
    facts = plant()
    starts = planned(facts).starts()
    last = max(("P1", "P2"), key=lambda key: starts[key, "grow"])
    wish = Wish(last, "grow", starts[last, "grow"] + 24)
    assert Kind.LEAST in reasons(facts, wish) or Kind.MOST in reasons(facts, wish)
    found = tried(standing(facts), replace(wish, rest=True), 0)
    assert {each.operation for each in found.placed} == {"grow", "harvest", "freeze"}
    assert check(facts, after(facts, found)) == []


def test_what_cannot_give_way_says_what_keeps_it_from_following() -> None:
    """Not that it would come too soon where it is: that is why it had to give way."""
    facts = plant()
    starts = planned(facts).starts()
    first, second = sorted(("P1", "P2"), key=lambda key: starts[key, "grow"])
    found = tried(standing(facts), Wish(first, "grow", starts[first, "grow"] + 2, rest=True), 0)
    assert [(each.kind, each.operation, each.who[0]) for each in found.reasons] == [
        (Kind.TAKEN, (first, "harvest"), second),
        (Kind.TAKEN, (first, "harvest"), second),
    ]
    assert {each.start for each in found.reasons} == {starts[first, "harvest"] + 2}


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_reason_is_a_sentence_in_both_languages(kind: Kind, language: str) -> None:
    reason = Reason(kind, ("P1", "grow"), 5, 9, ("P1", "harvest"), 3, "suite", ("P2", "grow"))
    with translation.override(language):
        said = sentence(reason_problem(reason, WORDS, 12))
    assert "P1.grow" in said
    assert "%(" not in said
