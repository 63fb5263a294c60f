"""Two overlays of one recipe, number by number: what the later one says otherwise."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cellpark.kernel.quantity import Quantity
from cellpark.planning.learning.fit import typical
from cellpark.planning.learning.shares import mean_rounds
from cellpark.recipes.dialect.plan import Plan

Number = tuple[str, str]
"""Of what (as in ``Line``) of which step, test or unit."""
SAME = 5e-7
"""Texts write times to a hundredth of a minute and shares to a hundredth of a percent."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One number that two overlays say otherwise; None where one of them does not say it."""

    what: str
    name: str
    before: float | None
    after: float | None


def numbers_of(plan: Plan) -> Mapping[Number, float]:
    """The numbers of an overlay that batches can teach: typical values in hours, shares and mean rounds."""
    found: dict[Number, float] = {}
    for name, step in plan.steps.items():
        found["work", name] = typical(step.work)
        found |= _shares({("chance", name): step.chance, ("fails", name): step.fails})
    for name, test in plan.tests.items():
        found["wait", name] = typical(test.wait)
        found |= _shares({("out", name): test.out})
    return found | {("rounds", unit): mean_rounds(seen) for unit, seen in plan.rounds.items()}


def differences(before: Plan, after: Plan) -> Iterator[Difference]:
    """What the later overlay says otherwise, in the order of its steps, tests and units."""
    old, new = numbers_of(before), numbers_of(after)
    for key in dict.fromkeys((*new, *old)):
        one, other = old.get(key), new.get(key)
        if one is None or other is None or abs(one - other) > SAME:
            yield Difference(*key, one, other)


def _shares(found: Mapping[Number, Quantity | None]) -> Iterator[tuple[Number, float]]:
    return ((key, float(each.to("1", digits=12).value)) for key, each in found.items() if each is not None)
