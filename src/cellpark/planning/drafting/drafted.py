"""All batches of a plant as facts, with what people call their operations."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from cellpark.kernel.problem import Problem, refuse_any
from cellpark.planning.drafting.batches import BatchToPlan
from cellpark.planning.drafting.clock import UNIT_MINUTES, Clock
from cellpark.planning.drafting.jobs import Drawing
from cellpark.planning.drafting.pieces import LOOP, Piece, pieces_of
from cellpark.planning.drafting.resources import stock_of
from cellpark.planning.drafting.windows import Window, shift_problems, window_problems, windows_of
from cellpark.planning.facts import Facts, Job, Objective, WorkingTimes, earliest_starts
from cellpark.planning.facts.rules import OPERATIONS_MAX
from cellpark.planning.simulation.from_recipe import missing_problems, qualified_problems, release_tests
from cellpark.planning.simulation.plant import Plant
from cellpark.recipes.dialect.model import Bilingual, Recipe, Repeat, Step
from cellpark.recipes.dialect.plan import Plan, plan_problems

HORIZON_DAYS = 120
HORIZON_DAYS_MAX = 1_000
TARDINESS = 5
"""What an hour after the due time weighs beside an hour before it, as in the instances of the benchmark."""


@dataclass(frozen=True, slots=True)
class Product:
    """An approved recipe with its overlay. Batches name it by ``name``: the recipe's own, or another where two
    versions of one recipe are in progress at the same time.
    """

    recipe: Recipe
    plan: Plan
    name: str = ""

    @property
    def key(self) -> str:
        """By which batches name it."""
        return self.name or self.recipe.mbr


@dataclass(frozen=True, slots=True)
class Draft:
    """Facts, and what they do not say: when their units are, names, and limits that have passed already.

    ``labels``: operation -> its title, the same in every batch of a recipe. ``overdue``: (batch, operation) whose limit
    that runs already cannot be kept.
    """

    facts: Facts
    clock: Clock
    labels: Mapping[str, Mapping[str, Bilingual]]
    overdue: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class _Product:
    """What is worked out once for all batches of a product."""

    product: Product
    plant: Plant
    windows: tuple[Window, ...] = ()
    tests: tuple[str, ...] = ()
    _pieces: dict[int, tuple[Piece, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.windows = windows_of(self.product.recipe)
        self.tests = tuple(each for each in release_tests(self.product.recipe) if each in self.product.plan.tests)

    def pieces(self, rounds: int = 0) -> tuple[Piece, ...]:
        if rounds not in self._pieces:
            self._pieces[rounds] = pieces_of(self.product.recipe, self.product.plan, self.plant, rounds=rounds)
        return self._pieces[rounds]


def draft(
    products: Sequence[Product],
    plant: Plant,
    batches: Sequence[BatchToPlan],
    *,
    now: datetime,
    horizon_days: int = HORIZON_DAYS,
    unit_minutes: int = UNIT_MINUTES,
    name: str = "",
) -> Draft:
    """The facts of a plant at ``now``, whose zone is that of the plant.

    Raises ``Refused``: ``planning.draft.frame``, ``planning.draft.no_overlay`` for batches of recipes without overlay,
    what does not fit between recipe, overlay and plant, ``planning.draft.window`` and others for limits that the
    overlay's own times break, and what ``Facts`` finds.
    """
    refuse_any(_frame_problems(now, horizon_days, unit_minutes))
    known = {each.key: _Product(each, plant) for each in products}
    refuse_any(_overlay_problems(batches, known))
    wanted = {each.recipe for each in batches}
    for key, each in known.items():
        if key in wanted:
            recipe, plan = each.product.recipe, each.product.plan
            refuse_any(plan_problems(plan, recipe))
            refuse_any([*missing_problems(recipe, plan, plant), *qualified_problems(recipe, plant)])
            refuse_any(window_problems(recipe, plan))
            refuse_any(shift_problems(each.pieces(), plant))
    refuse_any(_size_problems(batches, known))
    refuse_any(_step_problems(batches, known))
    clock = Clock(now.replace(hour=0, minute=0, second=0, microsecond=0), unit_minutes)
    horizon = clock.no_less(horizon_days * 86_400)
    stock = stock_of(plant, clock, horizon)
    objective = Objective(flow=1, tardiness=TARDINESS)
    empty = Facts(name, horizon, stock.resources, (), stock.calendars, objective, unit_minutes)
    times = WorkingTimes(empty)
    drawn = [_drawn(each, known[each.recipe], plant, clock, now, times) for each in batches]
    facts = replace(empty, jobs=tuple(job for job, _ in drawn))
    overdue = tuple((job.key, key) for job, keys in drawn for key in keys)
    return Draft(facts, clock, {key: _labels(known[key].product) for key in sorted(wanted)}, overdue)


def _drawn(
    batch: BatchToPlan, product: _Product, plant: Plant, clock: Clock, now: datetime, times: WorkingTimes
) -> tuple[Job, tuple[str, ...]]:
    """A batch that waits keeps every limit, or the facts are refused. What has begun is not undone by refusing it."""
    for leniency in range(3 if batch.progress.has_begun else 1):
        drawing = _drawing(batch, product, plant, clock, now, leniency)
        job = drawing.job()
        if not batch.progress.has_begun or earliest_starts(job, times) is not None:
            break
    return job, tuple(drawing.overdue)


def _drawing(
    batch: BatchToPlan, product: _Product, plant: Plant, clock: Clock, now: datetime, leniency: int
) -> Drawing:
    rounds = max((int(key.partition(LOOP)[2] or 0) for key in batch.progress.steps), default=0)
    pieces = product.pieces(rounds)
    return Drawing(
        batch,
        product.product.recipe.mbr,
        product.product.plan,
        plant,
        clock,
        now,
        pieces,
        product.windows,
        product.tests,
        leniency,
    )


def _frame_problems(now: datetime, days: int, unit: int) -> Iterator[Problem]:
    if now.tzinfo is None or not 1 <= days <= HORIZON_DAYS_MAX or unit not in (1, 5, 10, 15, 20, 30, 60):
        yield Problem("planning.draft.frame", {"days": days, "limit": HORIZON_DAYS_MAX, "unit": unit})


def _overlay_problems(batches: Sequence[BatchToPlan], known: Mapping[str, _Product]) -> Iterator[Problem]:
    missing: dict[str, str] = {}
    for each in batches:
        if each.recipe not in known:
            missing.setdefault(each.recipe, each.key)
    for recipe, batch in missing.items():
        yield Problem("planning.draft.no_overlay", {"recipe": recipe, "batch": batch})


def _step_problems(batches: Sequence[BatchToPlan], known: Mapping[str, _Product]) -> Iterator[Problem]:
    """What is said to be done is something of the recipe, in a round that there can be."""
    rounds: dict[str, dict[str, int | None]] = {
        key: {
            step.id: (None if unit.repeat is None else unit.repeat.most) for unit, step in each.product.recipe.steps()
        }
        for key, each in known.items()
    }
    for each in batches:
        for key in each.progress.steps:
            step, _, number = key.partition(LOOP)
            most = rounds[each.recipe].get(step, 0)
            fits = not number if most is None else number.isdecimal() and 1 <= int(number) <= most
            if not fits:
                yield Problem("planning.draft.unknown_step", {"step": key, "batch": each.key})


def _loops(recipe: Recipe) -> Iterator[tuple[Step, Repeat | None]]:
    return ((step, unit.repeat) for unit, step in recipe.steps())


def _size_problems(batches: Sequence[BatchToPlan], known: Mapping[str, _Product]) -> Iterator[Problem]:
    """Said before anything is drawn: so many batches would only be drawn to be refused."""
    wanted = {each.recipe for each in batches}
    parts = {key: len(known[key].pieces()) + len(known[key].tests) for key in wanted}
    # what is on its way has fewer pieces left; those are counted when they are there
    waiting = sum(parts[each.recipe] for each in batches if not each.progress.has_begun)
    if waiting > OPERATIONS_MAX:
        params = {"operations": f"{waiting:,}", "limit": f"{OPERATIONS_MAX:,}"}
        yield Problem("planning.facts.too_many", params)


def _labels(product: Product) -> dict[str, Bilingual]:
    return {step.id: step.title for _, step in product.recipe.steps()}
