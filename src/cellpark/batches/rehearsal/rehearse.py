"""The rehearsal: a sound history first, then one history for each fault, and what became of it."""

from collections import Counter
from dataclasses import dataclass
from random import Random
from typing import Final
from uuid import UUID

from cellpark.batches.rehearsal.driver import LATE, Driver, Stuck
from cellpark.batches.rehearsal.faults import Check, Fault, FaultKind, Moment
from cellpark.batches.rehearsal.scanning import OF_THE_BATCH, OTHERS, bag_is_refused, lot_is_refused, others_are_refused
from cellpark.batches.rehearsal.values import breach
from cellpark.batches.run import happened as h
from cellpark.batches.run.legal import problems_of
from cellpark.batches.run.plan import Plan, step_of
from cellpark.batches.run.recipe import In, Recipe, Record, Set, Use
from cellpark.batches.run.steps import Ahead, ahead_of
from cellpark.kernel.quantity import Quantity

CAUSES: Final = {
    "value": Check.LIMIT,
    "check": Check.CONDITION,
    "loop": Check.LOOP,
    "time": Check.TIME,
    "use": Check.AMOUNT,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one fault; ``by`` is None when nothing noticed it."""

    fault: Fault
    by: Check | None

    @property
    def is_caught(self) -> bool:
        """Whether something noticed it."""
        return self.by is not None


@dataclass(frozen=True, slots=True)
class Report:
    """What a rehearsal found. ``stuck`` is the step at which the sound history could not go on, empty when it ended."""

    mbr: str
    version: str
    seed: int
    steps: int
    outcomes: tuple[Outcome, ...]
    stuck: str = ""

    def of(self, kind: FaultKind) -> tuple[int, int]:
        """How many faults of a kind were caught, and how many were put in."""
        found = [each.is_caught for each in self.outcomes if each.fault.kind is kind]
        return sum(found), len(found)

    def by_check(self) -> list[tuple[Check, int]]:
        """The checks and how much each caught, the busiest first."""
        return Counter(each.by for each in self.outcomes if each.by is not None).most_common()

    @property
    def missed(self) -> tuple[Fault, ...]:
        """The faults that nothing noticed, in the order of the recipe."""
        return tuple(each.fault for each in self.outcomes if not each.is_caught)


def rehearse(recipe: Recipe, *, seed: int = 1, faults: int = 100) -> Report:
    """Carry out ``recipe`` once soundly, then put in ``faults`` faults one by one, shared among the kinds."""
    plan = Plan(recipe)
    driver = Driver(plan, Random(seed), places=[])  # noqa: S311 -- a simulation that must repeat itself
    stuck = ""
    try:
        driver.begin()
        driver.run()
    except Stuck as where:
        stuck = where.step or "?"
    chosen = _chosen(driver.places or [], Random(seed), faults)  # noqa: S311
    outcomes = tuple(Outcome(moment.fault, _caught(plan, moment, driver, seed)) for moment in chosen)
    return Report(recipe.mbr, recipe.version, seed, len(driver.state.steps), outcomes, stuck)


def _chosen(places: list[Moment], chance: Random, faults: int) -> list[Moment]:
    """As many places as are wanted, the kinds in turns, in the order in which they come."""
    by_kind = {kind: [number for number, each in enumerate(places) if each.fault.kind is kind] for kind in FaultKind}
    for numbers in by_kind.values():
        chance.shuffle(numbers)
    taken: list[int] = []
    while len(taken) < faults and any(by_kind.values()):
        taken += [numbers.pop() for numbers in by_kind.values() if numbers]
    return [places[number] for number in sorted(taken[:faults])]


def _caught(plan: Plan, moment: Moment, sound: Driver, seed: int) -> Check | None:
    fault = moment.fault
    match fault.kind:
        case FaultKind.SWAPPED_BAG:
            field = plan.fields[step_of(fault.step), fault.field]
            assert isinstance(field, In), "only these are bags"
            if fault.detail == OF_THE_BATCH:
                swapped = others_are_refused(plan, moment.state, field)
            else:
                swapped = bag_is_refused(field, moment.state, UUID(int=0), OTHERS)
            return Check.IDENTITY if swapped else None
        case FaultKind.WRONG_LOT:
            used = plan.fields[step_of(fault.step), fault.field]
            assert isinstance(used, Use), "only these are lots"
            return Check.LOT if lot_is_refused(used, fault.detail, moment.at) else None
        case FaultKind.SKIPPED_STEP:
            return _skipped(plan, moment, seed)
    after = Driver(plan, Random(seed), moment.state, moment.at)  # noqa: S311
    if fault.kind is FaultKind.LATE_STEP:
        after.at += LATE[fault.detail]
    else:
        refused = _break(plan, after, fault)
        if refused is not None:
            return refused
    return _noticed(after, sound)


def _skipped(plan: Plan, moment: Moment, seed: int) -> Check | None:
    """The step after the next is begun at once: the rules of order must refuse it."""
    driver = Driver(plan, Random(seed), moment.state, moment.at)  # noqa: S311
    keys = list(plan.where)
    own = keys.index(step_of(moment.fault.step))
    later = next((each for each in keys[own + 1 :] if not plan.where[each].step.branch), None)
    if later is None:
        finished = h.Happened(h.BatchFinished(batch=driver.uuid()), driver.at, "", driver.uuid())
        return Check.COMPLETENESS if problems_of(plan, moment.state, finished) else None
    key = plan.key(plan.where[later].unit, plan.where[later].step, 1)
    return Check.ORDER if driver.act(h.StepBegun(step=key)) else None


def _break(plan: Plan, driver: Driver, fault: Fault) -> Check | None:
    """Put a value beyond its limits in place; the check that refuses it at once, if one does."""
    field = plan.fields[step_of(fault.step), fault.field]
    assert isinstance(field, Record | Set), "only these have limits"
    usual = driver.recorded(fault.step, field).value
    assert isinstance(usual, Quantity), "only numbers have limits"
    value = breach(field, usual, above=fault.detail == "above") or breach(field, usual, above=fault.detail != "above")
    if value is None:
        return Check.LIMIT  # no value lies beyond a range that is open on both sides; such a place is not offered
    driver.replaced[fault.step, fault.field] = value
    if isinstance(field, Set):
        data = driver.recorded(fault.step, field)
        return Check.PARAMETER if driver.act(data) else None
    return None


def _noticed(driver: Driver, sound: Driver) -> Check | None:
    """Carry on to the end and see what is owed that was not owed in the sound history, or which way was taken."""
    try:
        driver.run()
    except Stuck as stuck:
        if stuck.problem is not None:
            return Check.COMPLETENESS
    new = driver.breaches - sound.breaches
    for cause, _, _ in sorted(new):
        return CAUSES.get(cause, Check.LIMIT)
    ways = {step_of(key) for key in driver.state.steps} ^ {step_of(key) for key in sound.state.steps}
    if ways:
        return Check.BRANCH
    following = ahead_of(driver.plan, driver.state)
    return Check.LOOP if following.ahead is Ahead.EXHAUSTED else None
