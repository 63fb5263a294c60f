"""What executed batches say of a recipe's overlay: values, whoever read them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from cellpark.kernel.problem import Problem

HOURS_MAX = 24.0 * 366
"""Longer than a year is a slip of the clock, not a step."""


@dataclass(frozen=True, slots=True)
class StepDone:
    """A step of a batch that was carried through, in a loop once for each round; ``hours`` from begin to end."""

    step: str
    hours: float


@dataclass(frozen=True, slots=True)
class TestDone:
    """A test that was verified: hours from its begin, and whether its result was out of specification."""

    __test__ = False
    test: str
    hours: float
    out: bool


@dataclass(frozen=True, slots=True)
class Executed:
    """One batch that is over.

    ``reached``: how often each step was come to, done or passed over. ``rounds``: the rounds of loops that were left.
    ``failed``: the step at which the batch was given up.
    """

    number: str
    steps: tuple[StepDone, ...] = ()
    reached: dict[str, int] = field(default_factory=dict)
    rounds: dict[str, int] = field(default_factory=dict)
    tests: tuple[TestDone, ...] = ()
    failed: str | None = None


def facts_problems(batches: Iterable[Executed]) -> Iterator[Problem]:
    """Times that no step has, and batches that are named twice."""
    seen: set[str] = set()
    for each in batches:
        if each.number in seen:
            yield Problem("planning.learn.twice", {"batch": each.number})
        seen.add(each.number)
        for what, hours in [*((one.step, one.hours) for one in each.steps), *((t.test, t.hours) for t in each.tests)]:
            if not 0 <= hours <= HOURS_MAX:
                yield Problem("planning.learn.hours", {"batch": each.number, "what": what, "hours": f"{hours:g}"})
