"""How long a batch takes by its planning overlay: one step after the other, each as long as it typically is. Pure."""

from datetime import timedelta
from decimal import Decimal

from cellpark.recipes.dialect.model import Recipe, Unit
from cellpark.recipes.dialect.plan import Duration, Plan, Shape

_TYPICAL = {Shape.FIXED: 0, Shape.TRIANGULAR: 1, Shape.LOGNORMAL: 0}
"""The place of the value that is met most often: the one value, the mode, the median."""


def typical_length(plan: Plan, recipe: Recipe) -> timedelta:
    """The sum over the units; a branch counts with its share of batches, a loop with the median of its rounds."""
    return timedelta(seconds=int(sum((_unit(plan, unit) for unit in recipe.units), Decimal(0))))


def _unit(plan: Plan, unit: Unit) -> Decimal:
    """Seconds in one unit. A round of a loop begins when its time has come, not when the work of the last is done."""
    steps = [plan.steps[step.id] for step in unit.steps if step.id in plan.steps]
    shares = [Decimal(1) if step.chance is None else step.chance.to("1", digits=12).value for step in steps]
    work = sum((typical_work(step.work) * share for step, share in zip(steps, shares, strict=True)), Decimal(0))
    if unit.repeat is None:
        return work
    every = Decimal(0) if unit.repeat.every is None else unit.repeat.every.to("s", digits=12).value
    return max(work, every) * typical_rounds(plan, unit.id, unit.repeat.least)


def typical_rounds(plan: Plan, unit: str, least: int) -> int:
    """The median of the rounds that past batches took."""
    seen = sorted(count for count, batches in plan.rounds.get(unit, {least: 1}).items() for _ in range(batches))
    return seen[len(seen) // 2]


def typical_work(work: Duration) -> Decimal:
    """Seconds that are met most often: the one value, the mode, the median."""
    return work.values[_TYPICAL[work.shape]].to("s", digits=12).value
