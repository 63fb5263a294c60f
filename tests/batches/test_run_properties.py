"""Every prefix of every legal history is a legal state; what is illegal is refused; replay equals going on."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cellpark.batches.run import Phase, Plan, State, fold, next_steps, owed, problems_of, timers
from cellpark.batches.run.happened import EntryCorrected, StepBegun
from cellpark.batches.run.recipe import Recipe
from cellpark.batches.run.steps import ahead_of
from cellpark.recipes.dialect import parse
from tests.batches.floor import HERE
from tests.batches.histories import History, any_acts, grow

EXAMPLES = sorted((HERE.parents[1] / "examples" / "recipes").glob("*.mbr.md"))


@pytest.fixture(scope="module")
def plan(small: Recipe) -> Plan:
    return Plan(small)


SEEDS = st.integers(min_value=0, max_value=2**32)


def legal_faults(plan: Plan, state: State) -> list[str]:
    """What would be wrong in a legal state."""
    found = []
    for key, step in state.steps.items():
        where = plan.find(key)
        if where is None:
            found.append(f"{key} is no step")
            continue
        names = {each.name for each in where.step.signatures}
        if step.is_complete and not names <= set(step.signed):
            found.append(f"{key} is complete without its signatures")
        if step.is_complete == (key in state.open):
            found.append(f"{key} is both complete and open, or neither")
        if not set(step.signed) <= names:
            found.append(f"{key} has a signature that nobody asked for")
        for sign in where.step.signatures:
            given_by = step.signed.get(sign.name)
            if given_by is not None and sign.not_by and given_by.by in step.performers:
                found.append(f"{key}: the performer verified (T5)")
    for unit, (rounds, _) in state.rounds.items():
        repeat = plan.units[unit].repeat
        if repeat is not None and rounds > repeat.most:
            found.append(f"{plan.units[unit].id} has {rounds} rounds")
    return found + order_faults(plan, state)


def order_faults(plan: Plan, state: State) -> list[str]:
    """P11-6: whatever has begun follows steps that were complete when it began, or were reopened since."""
    line = [key for key in state.steps if (where := plan.find(key)) is not None and where.index is not None]
    found = []
    for index, key in enumerate(line):
        for before in line[:index]:
            earlier = state.steps[before]
            if not earlier.is_complete and not earlier.voided:
                found.append(f"{key} began before {before} was complete")
    return found


@settings(max_examples=60, deadline=None)
@given(seed=SEEDS)
def test_every_prefix_of_every_legal_history_is_a_legal_state(plan: Plan, seed: int) -> None:
    """P11-6, T5; next steps, times and owed exceptions can be told of every one of them."""
    history = History(plan).started()
    grow(history, random.Random(seed).randrange, 60)
    for state in history.states:
        assert legal_faults(plan, state) == []
        next_steps(plan, state)
        timers(plan, state)
        ahead_of(plan, state)
    # the last act may have been refused after a time ran out: the house opens what is owed by then
    history.settle()
    assert owed(plan, history.state, history.at) == ()


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS)
def test_replaying_equals_going_on_and_earlier_states_stay_as_they_were(plan: Plan, seed: int) -> None:
    history = History(plan).started()
    grow(history, random.Random(seed).randrange, 40)
    for count, state in enumerate(history.states):
        assert fold(plan, history.entries[:count]) == state


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS)
def test_any_entries_in_any_order_fold_to_a_state_that_can_be_shown(plan: Plan, seed: int) -> None:
    """A stream is fact: even what should not be there is folded, and nothing breaks."""
    chance = random.Random(seed).randrange
    history = History(plan)
    if chance(2):
        history.started()
    for _ in range(40):
        history.wait(minutes=chance(60))
        history.take(history.entry(any_acts(plan, history.state, chance), reason="because"))
        shown = next_steps(plan, history.state)
        assert shown.phase is history.state.phase
        assert shown.timers == timers(plan, history.state)
        assert {each.key for each in shown.open} >= set(history.state.open)


@settings(max_examples=60, deadline=None)
@given(seed=SEEDS)
def test_what_does_not_follow_is_refused_with_a_rule_or_a_field(plan: Plan, seed: int) -> None:
    """Illegal acts give problems and never an error."""
    chance = random.Random(seed).randrange
    history = History(plan).started()
    grow(history, chance, 20)
    for _ in range(40):
        entry = history.entry(any_acts(plan, history.state, chance))
        problems = problems_of(plan, history.state, entry)
        begins = isinstance(entry.data, StepBegun)
        if begins and entry.data.step not in {each.key for each in next_steps(plan, history.state).open}:
            assert problems
        if isinstance(entry.data, EntryCorrected):
            assert problems, "a correction without a reason"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_the_example_recipes_run_to_their_end(path: object) -> None:
    """Every step, loop and branch of the examples can be done by what the state itself asks for."""
    recipe = parse(path.read_text(encoding="utf-8"))  # type: ignore[attr-defined]
    made = Plan(recipe)
    history = History(made).started()
    steady = random.Random(7).randrange
    for _ in range(6_000):
        if history.state.phase is not Phase.RUNNING:
            break
        drive(history, steady)
    assert history.state.phase is Phase.FINISHED, [
        (each.key, each.missing) for each in next_steps(made, history.state).open
    ]
    assert legal_faults(made, history.state) == []


def drive(history: History, chance: object) -> None:
    from tests.batches.histories import QUALITY, h, wanted_acts

    history.wait(minutes=10)
    for stop in history.state.stops:
        history.act(h.BatchCleared(exception=stop.id, disposition="accept", goes_on=True), QUALITY)
    if next_steps(history.plan, history.state).done:
        assert history.act(h.BatchFinished(batch=history.state.batch))
        return
    acts = list(wanted_acts(history.plan, history.state, chance))  # type: ignore[arg-type]
    assert any(history.act(*each) for each in acts), acts
