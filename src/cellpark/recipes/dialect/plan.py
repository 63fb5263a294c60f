"""The planning overlay of a recipe: durations, rounds, chances and prices, keyed by step id (``*.plan.yaml``).

Nothing here is signed and nothing here is executed: it says how long things take and what they cost, and is fitted
anew from executed batches without touching what was approved. Limits and holds stay in the recipe. Format
``cellpark.plan/1`` is described in ``docs/recipe-plan.md``. Pure Python; every number is exact.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Any

from cellpark.kernel.problem import Parameter, Problem, Refused
from cellpark.kernel.quantity import Quantity
from cellpark.recipes.dialect.model import Recipe, Sample, Use
from cellpark.recipes.dialect.plan_reader import Node, PlanFaults, read_yaml

FORMAT = "cellpark.plan/1"
LABORATORY = "QC"
"""Samples that go there are tested; others are kept."""
WAYS = ("inbound", "review", "outbound")
OUTCOMES = ("tests", "ways", "again", "sources")
_HOUR = Quantity(Decimal(1), "h")


class Shape(StrEnum):
    """The family of a duration's distribution."""

    FIXED = "fixed"  # one value
    TRIANGULAR = "triangular"  # lowest, most frequent, highest
    LOGNORMAL = "lognormal"  # median, 90th percentile


VALUES = {Shape.FIXED: ("value",), Shape.TRIANGULAR: ("low", "mode", "high"), Shape.LOGNORMAL: ("median", "p90")}


@dataclass(frozen=True, slots=True)
class Duration:
    """How long something takes: the shape and its values in the order of ``VALUES``, none below zero."""

    shape: Shape
    values: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class StepPlan:
    """One step: time of work, people at work, and for a branch the share of batches (or rounds) that take it.

    ``hands`` is how long the people stay when the rest runs without them, ``fails`` the share of batches that end in
    this step, ``source`` where the numbers are from (None: assumed).
    """

    work: Duration
    people: int = 1
    chance: Quantity | None = None
    hands: Quantity | None = None
    fails: Quantity | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class TestPlan:
    """A test of QC: ``people`` work on it, then it takes ``wait``; ``out`` is the share out of specification."""

    __test__ = False

    work: Duration
    wait: Duration
    people: int = 1
    out: Quantity | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Again:
    """After a failure ``share`` of the batches begin again at a step, at most ``most`` times each."""

    step: str
    share: Quantity
    most: int = 1
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Price:
    """What one ``per`` of a material costs, in the plan's currency."""

    amount: Decimal
    per: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole overlay. ``rounds`` are counts of rounds seen: unit -> round count -> number of batches.

    ``tests`` are the tests that samples are taken for, ``ways`` the times outside manufacture (``inbound``, ``review``,
    ``outbound``), ``sources`` what the keys of sources stand for.
    """

    recipe: str
    major: int
    currency: str
    steps: Mapping[str, StepPlan]
    rounds: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    prices: Mapping[str, Price] = field(default_factory=dict)
    tests: Mapping[str, TestPlan] = field(default_factory=dict)
    ways: Mapping[str, Duration] = field(default_factory=dict)
    again: Again | None = None
    sources: Mapping[str, str] = field(default_factory=dict)

    def assumed(self) -> tuple[str, ...]:
        """The steps and tests whose numbers have no source."""
        steps = [name for name, each in self.steps.items() if each.source is None]
        return (*steps, *(name for name, each in self.tests.items() if each.source is None))


def parse_plan(text: str) -> Plan:
    """Read an overlay. Raises ``Refused`` with every problem (``recipe.plan.*``), each with line and column from 1."""
    faults = PlanFaults()
    root = read_yaml(text, faults)
    plan = None if root is None else _plan(root, faults)
    if faults.problems or plan is None:
        raise Refused(*faults.problems)
    return plan


def plan_problems(plan: Plan, recipe: Recipe) -> list[Problem]:
    """What does not fit between an overlay and its recipe: wrong recipe, steps, rounds, chances, prices missing."""
    problems = []
    if (plan.recipe, str(plan.major)) != (recipe.mbr, recipe.version.partition(".")[0]):
        named: dict[str, Parameter] = {"plan": f"{plan.recipe} {plan.major}"}
        problems.append(Problem("recipe.plan.other_recipe", named | {"recipe": f"{recipe.mbr} {recipe.version}"}))
    steps = {step.id: step for _, step in recipe.steps()}
    problems += [Problem("recipe.plan.unknown_step", {"step": each}) for each in plan.steps if each not in steps]
    problems += [Problem("recipe.plan.step_missing", {"step": each}) for each in steps if each not in plan.steps]
    for identity, planned in plan.steps.items():
        if identity in steps and steps[identity].branch is (planned.chance is None):
            problems.append(Problem("recipe.plan.chance", {"step": identity}))
    problems += _round_problems(plan, recipe)
    used = {each.material for _, step in recipe.steps() for each in step.fields if isinstance(each, Use)}
    problems += [Problem("recipe.plan.price_missing", {"material": each}) for each in sorted(used - set(plan.prices))]
    problems += [Problem("recipe.plan.price_unused", {"material": each}) for each in sorted(set(plan.prices) - used)]
    return problems + _outcome_problems(plan, recipe)


def _outcome_problems(plan: Plan, recipe: Recipe) -> list[Problem]:
    """Tests that no sample is taken for or that are missing, sources that are not given, a step to begin again at."""
    taken = {
        test: step.id
        for _, step in recipe.steps()
        for each in step.fields
        if isinstance(each, Sample) and each.to == LABORATORY
        for test in each.tests
    }
    problems = [Problem("recipe.plan.test_unknown", {"test": each}) for each in plan.tests if each not in taken]
    if plan.tests:
        missing = [each for each in taken if each not in plan.tests]
        problems += [Problem("recipe.plan.test_missing", {"test": each, "step": taken[each]}) for each in missing]
    named = [each.source for each in plan.steps.values()] + [each.source for each in plan.tests.values()]
    named += [] if plan.again is None else [plan.again.source]
    unknown = sorted({each for each in named if each is not None} - set(plan.sources))
    problems += [Problem("recipe.plan.source_unknown", {"source": each}) for each in unknown]
    if plan.again is not None and all(step.id != plan.again.step or step.branch for _, step in recipe.steps()):
        problems.append(Problem("recipe.plan.unknown_step", {"step": plan.again.step}))
    return problems


def _round_problems(plan: Plan, recipe: Recipe) -> list[Problem]:
    loops = {unit.id: unit.repeat for unit in recipe.units if unit.repeat is not None}
    problems = [Problem("recipe.plan.not_a_loop", {"unit": each}) for each in plan.rounds if each not in loops]
    for identity, loop in loops.items():
        seen = plan.rounds.get(identity)
        if seen is None:
            problems.append(Problem("recipe.plan.rounds_missing", {"unit": identity}))
        elif min(seen) < loop.least or max(seen) > loop.most:
            ends: dict[str, Parameter] = {"unit": identity, "least": loop.least, "most": loop.most}
            problems.append(Problem("recipe.plan.rounds_outside", ends))
    return problems


def _plan(root: Node, faults: PlanFaults) -> Plan | None:
    given = faults.mapping(
        root, required=("format", "recipe", "major", "currency", "steps"), more=("rounds", "prices", *OUTCOMES)
    )
    if given is None:
        return None
    if given["format"].text != FORMAT:
        faults.at(given["format"], "format", found=given["format"].text[:40], wanted=FORMAT)
    steps = {key: _step(value, faults) for key, value in faults.entries(given["steps"])}
    rounds = {key: _rounds(value, faults) for key, value in faults.entries(given.get("rounds"))}
    prices = {key: _price(value, faults) for key, value in faults.entries(given.get("prices"))}
    return Plan(
        recipe=given["recipe"].text,
        major=faults.whole(given["major"]) or 0,
        currency=given["currency"].text,
        steps={key: value for key, value in steps.items() if value is not None},
        rounds=rounds,
        prices={key: value for key, value in prices.items() if value is not None},
        **_outcomes(given, faults),
    )


def _outcomes(given: Mapping[str, Node], faults: PlanFaults) -> dict[str, Any]:
    """What is said of tests, ways outside manufacture, beginning again, and sources."""
    tests = {key: _test(value, faults) for key, value in faults.entries(given.get("tests"))}
    ways = faults.mapping(given["ways"], required=(), more=WAYS) if "ways" in given else {}
    times = {key: _duration(value, faults) for key, value in (ways or {}).items()}
    return {
        "tests": {key: value for key, value in tests.items() if value is not None},
        "ways": {key: value for key, value in times.items() if value is not None},
        "again": _again(given["again"], faults) if "again" in given else None,
        "sources": {key: value.text for key, value in faults.entries(given.get("sources"))},
    }


def _test(node: Node, faults: PlanFaults) -> TestPlan | None:
    given = faults.mapping(node, required=("work", "wait"), more=("people", "out", "from"))
    if given is None:
        return None
    work, wait = _duration(given["work"], faults), _duration(given["wait"], faults)
    people = faults.whole(given["people"]) if "people" in given else 1
    out = faults.share(given["out"]) if "out" in given else None
    if work is None or wait is None or people is None:
        return None
    return TestPlan(work, wait, people, out, given["from"].text if "from" in given else None)


def _again(node: Node, faults: PlanFaults) -> Again | None:
    given = faults.mapping(node, required=("step", "share"), more=("most", "from"))
    if given is None:
        return None
    share = faults.share(given["share"])
    most = faults.whole(given["most"]) if "most" in given else 1
    if share is None or most is None:
        return None
    return Again(given["step"].text, share, most, given["from"].text if "from" in given else None)


def _step(node: Node, faults: PlanFaults) -> StepPlan | None:
    given = faults.mapping(node, required=("work",), more=("people", "chance", "hands", "fails", "from"))
    if given is None:
        return None
    work = _duration(given["work"], faults)
    people = faults.whole(given["people"]) if "people" in given else 1
    chance = faults.share(given["chance"]) if "chance" in given else None
    hands = faults.quantity(given["hands"], like=_HOUR) if "hands" in given else None
    fails = faults.share(given["fails"]) if "fails" in given else None
    source = given["from"].text if "from" in given else None
    return None if work is None or people is None else StepPlan(work, people, chance, hands, fails, source)


def _duration(node: Node, faults: PlanFaults) -> Duration | None:
    found = faults.entries(node)
    if len(found) != 1 or found[0][0] not in {each.value for each in Shape}:
        faults.at(node, "shape", known=", ".join(Shape))
        return None
    shape = Shape(found[0][0])
    given = faults.mapping(found[0][1], required=VALUES[shape], more=())
    if given is None:
        return None
    values = [faults.quantity(given[name], like=_HOUR) for name in VALUES[shape]]
    times = tuple(each for each in values if each is not None)
    if len(times) < len(values):
        return None
    if any(first > second for first, second in pairwise(times)):
        faults.at(node, "order", names=", ".join(VALUES[shape]))
        return None
    return Duration(shape, times)


def _rounds(node: Node, faults: PlanFaults) -> Mapping[int, int]:
    found = {}
    for key, value in faults.entries(node):
        rounds, batches = faults.whole(Node(key, value.line, value.column)), faults.whole(value)
        if rounds is not None and batches is not None:
            found[rounds] = batches
    return found


def _price(node: Node, faults: PlanFaults) -> Price | None:
    given = faults.mapping(node, required=("amount", "per"), more=())
    if given is None:
        return None
    amount = faults.amount(given["amount"])
    unit = faults.unit(given["per"])
    return None if amount is None or unit is None else Price(amount, unit)
