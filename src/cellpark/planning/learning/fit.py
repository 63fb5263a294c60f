"""The overlay after so many batches, and what changed in it, number by number."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.kernel.quantity import Quantity
from cellpark.planning.drafting.clock import UNIT_MINUTES
from cellpark.planning.learning.durations import Central, refit, test_of_fit
from cellpark.planning.learning.facts import Executed, facts_problems
from cellpark.planning.learning.shares import (
    half_rounds,
    mean_rounds,
    refit_rounds,
    refit_share,
    rounds_fit,
    share_fit,
    share_of,
)
from cellpark.planning.simulation.distribution import Shape
from cellpark.planning.simulation.from_recipe import distribution_of
from cellpark.recipes.dialect.model import Recipe
from cellpark.recipes.dialect.plan import Duration, Plan, StepPlan, TestPlan, plan_problems

PRIOR = 20.0
"""What was said before counts as much as so many observations."""
PRIOR_MAX = 10_000.0
SEEN_OF_TIME = 0.01
"""Studies end when days are known to 2 %: what moves one of their times by less than half of that is not seen there."""
SEEN_SHARE = 0.005
"""One batch of two hundred."""
SEEN_ROUNDS = 0.05
"""One more round in twenty batches, as many as what was said before counts."""
SOURCE = "BATCHES"
"""The key of the source under which learned numbers stand."""


@dataclass(frozen=True, slots=True)
class Line:
    """One number: of what (``work``, ``chance``, ``fails``, ``out``, ``rounds``) of which step, test or unit.

    ``old`` and ``new`` are typical values (hours, shares or rounds), ``low`` to ``high`` the interval of the new one;
    ``fit_old`` and ``fit_new`` how well each goes with the observations (a probability; None where there are too few).
    """

    what: str
    name: str
    observations: int
    old: float
    new: float
    low: float
    high: float
    fit_old: float | None = None
    fit_new: float | None = None

    @property
    def differs(self) -> bool:
        """Whether what was said lies outside the interval of what was learned, and by so much that it is seen.

        Either alone misleads: a clock that hardly varies has an interval of seconds, and three batches move much by
        chance.
        """
        return not self.low <= self.old <= self.high and abs(self.new - self.old) >= self.seen_from

    @property
    def seen_from(self) -> float:
        """The least difference that is seen in a plan or in a study; in hours, shares or rounds (docs/learning.md)."""
        if self.what in ("work", "wait"):
            return max(UNIT_MINUTES / 60, SEEN_OF_TIME * self.old)
        return SEEN_ROUNDS if self.what == "rounds" else SEEN_SHARE


@dataclass(frozen=True, slots=True)
class Learned:
    """The overlay that was learned, what changed, and from which batches."""

    plan: Plan
    lines: tuple[Line, ...]
    batches: tuple[str, ...]


def learn(plan: Plan, recipe: Recipe, batches: Sequence[Executed], source: str, prior: float = PRIOR) -> Learned:
    """Fit an overlay anew; ``source`` says in words where the numbers are from.

    Prices, people, ways outside manufacture and times of hands stay. Raises ``Refused``: what ``plan_problems`` and
    ``facts_problems`` find, ``planning.learn.nothing`` without a batch, ``planning.learn.prior``.
    """
    refuse_any(plan_problems(plan, recipe))
    refuse_any(facts_problems(batches))
    if not batches:
        raise Refused(Problem("planning.learn.nothing", {"recipe": recipe.mbr}))
    if not 0 < prior <= PRIOR_MAX:
        raise Refused(Problem("planning.learn.prior", {"limit": f"{PRIOR_MAX:g}"}))
    fit = _Fit(plan, batches, prior)
    steps = {name: fit.step(name, each) for name, each in plan.steps.items()}
    tests = {name: fit.test(name, each) for name, each in plan.tests.items()}
    rounds = {unit: fit.rounds(unit, seen) for unit, seen in plan.rounds.items()}
    sources = {**plan.sources, SOURCE: source} if fit.lines else plan.sources
    made = replace(plan, steps=steps, tests=tests, rounds=rounds, sources=sources)
    return Learned(made, tuple(fit.lines), tuple(each.number for each in batches))


class _Fit:
    """One fit over all parts of an overlay; ``lines`` are gathered on the way."""

    def __init__(self, plan: Plan, batches: Sequence[Executed], prior: float) -> None:
        self.plan, self.batches, self.prior = plan, batches, prior
        self.lines: list[Line] = []

    def step(self, name: str, planned: StepPlan) -> StepPlan:
        """Work, chance of a branch, share that fails; a step nobody came to stays as it is."""
        hours = [each.hours for batch in self.batches for each in batch.steps if each.step == name]
        reached = sum(batch.reached.get(name, 0) for batch in self.batches)
        before = len(self.lines)
        work = self._duration("work", name, planned.work, hours)
        chance, fails = planned.chance, planned.fails
        if chance is not None:
            chance = self._share("chance", name, chance, len(hours), reached)
        failed = sum(batch.failed == name for batch in self.batches)
        if fails is not None or failed:
            fails = self._share("fails", name, fails, failed, len(hours) + failed)
        source = SOURCE if len(self.lines) > before else planned.source
        return replace(planned, work=work, chance=chance, fails=fails, source=source)

    def test(self, name: str, planned: TestPlan) -> TestPlan:
        """From begin to verified is work and waiting together: what is learned is the waiting."""
        done = [each for batch in self.batches for each in batch.tests if each.test == name]
        before = len(self.lines)
        work = distribution_of(planned.work).mean
        waits = [max(each.hours - work, 0.0) for each in done]
        wait = self._duration("wait", name, planned.wait, waits)
        out = planned.out
        failed = sum(each.out for each in done)
        if out is not None or failed:
            out = self._share("out", name, out, failed, len(done))
        source = SOURCE if len(self.lines) > before else planned.source
        return replace(planned, wait=wait, out=out, source=source)

    def rounds(self, unit: str, old: Mapping[int, int]) -> Mapping[int, int]:
        """How many rounds a loop takes."""
        seen = Counter(batch.rounds[unit] for batch in self.batches if unit in batch.rounds)
        if not seen:
            return old
        new = refit_rounds(old, seen, self.prior)
        of = sum(seen.values())
        value, half = mean_rounds(new), half_rounds(new, self.prior + of)
        central = Central(value, value - half, value + half)
        self._line("rounds", unit, of, mean_rounds(old), central, (rounds_fit(old, seen), rounds_fit(new, seen)))
        return new

    def _duration(self, what: str, name: str, old: Duration, hours: Sequence[float]) -> Duration:
        if not hours:
            return old
        new, central = refit(old, hours, self.prior)
        fits = (test_of_fit(old, hours), test_of_fit(new, hours))
        self._line(what, name, len(hours), typical(old), central, fits)
        return new

    def _share(self, what: str, name: str, old: Quantity | None, happened: int, of: int) -> Quantity | None:
        if not of:
            return old
        was = 0.0 if old is None else float(old.to("1", digits=12).value)
        central = refit_share(was, happened, of, self.prior)
        fits = (share_fit(was, happened, of), share_fit(min(central.value, 1.0), happened, of))
        self._line(what, name, of, was, central, fits)
        return share_of(central.value)

    def _line(
        self, what: str, name: str, count: int, old: float, new: Central, fits: tuple[float | None, float | None]
    ) -> None:
        self.lines.append(Line(what, name, count, old, new.value, new.low, new.high, *fits))


def typical(duration: Duration) -> float:
    """The median in hours, or the mean of a triangular duration."""
    found = distribution_of(duration)
    return found.mean if found.shape is Shape.TRIANGULAR else found.a


def changed_lines(lines: Sequence[Line]) -> Iterator[Line]:
    """Those that differ from what was said before."""
    return (each for each in lines if each.differs)
