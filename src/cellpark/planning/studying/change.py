"""A change of a plant as a value: what is added or set, other shifts, other times and shares, one more product."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.quantity import Quantity
from cellpark.kernel.yaml_text import exact_number
from cellpark.planning.drafting import Product
from cellpark.planning.simulation.model import Opening
from cellpark.planning.simulation.plant import DAY_HOURS, HOUR, WEEK_HOURS, People, Plant, Shift, Things, together
from cellpark.planning.simulation.prices import Prices
from cellpark.planning.studying.base import PATIENTS_MAX, Base, Made
from cellpark.recipes.dialect.plan import VALUES, Duration, Plan, Shape, StepPlan, TestPlan

COUNT_MAX = 10_000
WHOLE = Quantity.parse("100 %")


def _duration(found: object) -> object:
    """``{fixed: {value: 3 d}}`` as overlays write it."""
    if isinstance(found, Duration):
        return found
    if not isinstance(found, dict) or len(found) != 1:
        raise ValueError("one distribution is wanted")
    (name, values), *_ = found.items()
    shape = Shape(name)
    if not isinstance(values, dict) or set(values) != set(VALUES[shape]):
        raise ValueError("its values are wanted")
    times = tuple(_quantity(values[each], HOUR) for each in VALUES[shape])
    if any(first > second for first, second in pairwise(times)):
        raise ValueError("the values rise")
    return Duration(shape, times)


def _quantity(found: object, like: Quantity) -> Quantity:
    if isinstance(found, Quantity):
        return found
    if not isinstance(found, str):
        raise ValueError("a quantity has a unit")  # noqa: TRY004 -- pydantic collects these
    try:
        quantity = Quantity.parse(found)
    except Refused:
        raise ValueError("no quantity") from None
    if quantity.measured_in.dimension != like.measured_in.dimension or quantity.value < 0:
        raise ValueError("another kind of quantity")
    return quantity


def _share(found: object) -> Quantity:
    share = _quantity(found, WHOLE)
    if share > WHOLE:
        raise ValueError("more than the whole")
    return share


def _amount(found: object) -> float:
    return found if isinstance(found, float) else float(exact_number(found))


Time = Annotated[Duration, BeforeValidator(_duration)]
Share = Annotated[Quantity, BeforeValidator(_share)]
Amount = Annotated[float, BeforeValidator(_amount), Field(ge=0)]
Added = Annotated[int, Field(ge=-COUNT_MAX, le=COUNT_MAX, strict=True)]
Number = Annotated[int, Field(le=COUNT_MAX, strict=True)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Counts(_Part):
    """Rooms of suites, devices of classes, people of roles (at each of their shifts)."""

    suites: dict[str, Added] = {}
    devices: dict[str, Added] = {}
    people: dict[str, Added] = {}


class Fixed(_Part):
    """How many rooms and devices there are."""

    suites: dict[str, Number] = {}
    devices: dict[str, Number] = {}


class Step(_Part):
    """What a step's overlay says otherwise."""

    work: Time | None = None
    fails: Share | None = None
    chance: Share | None = None


class Test(_Part):
    """What a test's overlay says otherwise."""

    __test__ = False
    work: Time | None = None
    wait: Time | None = None
    out: Share | None = None


class Costs(_Part):
    """Other prices."""

    labour: dict[str, Amount] = {}
    suites: dict[str, Amount] = {}
    devices: dict[str, Amount] = {}
    tests: dict[str, Amount] = {}
    batch: dict[str, Amount] = {}
    other: Amount | None = None


class Another(_Part):
    """One more product: files of its recipe and overlay, and its patients a year."""

    recipe: Annotated[str, Field(min_length=1, max_length=200)]
    plan: Annotated[str, Field(min_length=1, max_length=200)]
    patients: Annotated[int, Field(strict=True)]


class Change(_Part):
    """What is otherwise than in the base; what is not named stays as it is.

    ``patients``: of the first product in a year.
    """

    add: Counts = Counts()
    set: Fixed = Fixed()
    shifts: dict[str, Annotated[tuple[Shift, ...], Field(min_length=1, max_length=20)]] = {}
    patients: Annotated[int, Field(strict=True)] | None = None
    steps: dict[str, Step] = {}
    tests: dict[str, Test] = {}
    ways: dict[str, Time] = {}
    costs: Costs = Costs()
    product: Another | None = None


def changed(base: Base, change: Change, product: Product | None = None) -> Base:
    """The base with a change; ``product`` is the one that the change names.

    Raises ``Refused``: ``planning.study.unknown`` for what the base does not have, ``planning.study.capacity`` where
    less than one would be left, ``planning.study.patients``, ``planning.study.product`` for a product that is there.
    """
    problems = [*_unknown(base, change), *_patients(change)]
    if product is not None and product.key in {each.product.key for each in base.made}:
        problems.append(Problem("planning.study.product", {"recipe": product.key}))
    if problems:
        raise Refused(*problems)
    first = base.made[0]
    plan = _overlay(first.product.plan, change)
    made = [Made(replace(first.product, plan=plan), change.patients or first.patients), *base.made[1:]]
    if product is not None and change.product is not None:
        made.append(Made(product, change.product.patients))
    return Base(_plant(base.plant, change), tuple(made), _prices(base.prices, change.costs))


def _unknown(base: Base, change: Change) -> Iterator[Problem]:
    plant, plan = base.plant, base.made[0].product.plan
    named: list[tuple[str, Mapping[str, object], Mapping[str, object]]] = [
        ("suites", {**change.add.suites, **change.set.suites}, plant.suites),
        ("devices", {**change.add.devices, **change.set.devices}, plant.devices),
        ("people", {**change.add.people, **change.shifts}, plant.people),
        ("steps", change.steps, plan.steps),
        ("tests", change.tests, plan.tests),
        ("ways", change.ways, plan.ways),
    ]
    for what, names, known in named:
        for name in names:
            if name not in known:
                yield Problem("planning.study.unknown", {"what": what, "name": name})
    for name, step in change.steps.items():
        if step.chance is not None and name in plan.steps and plan.steps[name].chance is None:
            yield Problem("planning.study.no_branch", {"step": name})
    if base.prices is None and change.costs != Costs():
        yield Problem("planning.study.no_costs")


def _patients(change: Change) -> Iterator[Problem]:
    for found in (change.patients, None if change.product is None else change.product.patients):
        if found is not None and not 1 <= found <= PATIENTS_MAX:
            yield Problem("planning.study.patients", {"found": found, "limit": PATIENTS_MAX})


def _plant(plant: Plant, change: Change) -> Plant:
    people = dict(plant.people)
    for role, added in change.add.people.items():
        people[role] = _more(role, people[role], added)
    for role, shifts in change.shifts.items():
        extra = [one for each in shifts for one in each.openings()]
        people[role] = together([*_openings(people[role]), *extra], people[role].qualified)
    return replace(
        plant,
        suites=_things("suites", plant.suites, change.add.suites, change.set.suites),
        devices=_things("devices", plant.devices, change.add.devices, change.set.devices),
        people=people,
    )


def _things(
    what: str, there: Mapping[str, Things], add: Mapping[str, int], fixed: Mapping[str, int]
) -> Mapping[str, Things]:
    found = dict(there)
    for name in [*fixed, *add]:
        count = fixed.get(name, there[name].count) + add.get(name, 0)
        _at_least_one(f"{what}.{name}", count)
        found[name] = replace(there[name], count=count)
    return found


def _at_least_one(place: str, count: int) -> None:
    if not 1 <= count <= COUNT_MAX:
        raise Refused(Problem("planning.study.capacity", {"place": place, "count": count, "limit": COUNT_MAX}))


def _openings(people: People) -> tuple[Opening, ...]:
    if people.calendar is None:
        days = int(WEEK_HOURS / DAY_HOURS)
        return tuple(Opening(day * DAY_HOURS, (day + 1) * DAY_HOURS, people.count) for day in range(days))
    return people.calendar.openings


def _more(role: str, people: People, added: int) -> People:
    """So many more at each of their hours."""
    openings = [replace(each, level=each.level + added) for each in _openings(people)]
    for each in openings:
        _at_least_one(f"people.{role}", each.level)
    qualified = {name: max(1, count + added) for name, count in people.qualified.items()}
    return together(openings, qualified)


def _overlay(plan: Plan, change: Change) -> Plan:
    steps = {name: _step(plan.steps[name], each) for name, each in change.steps.items()}
    tests = {name: _test(plan.tests[name], each) for name, each in change.tests.items()}
    return replace(
        plan,
        steps={**plan.steps, **steps},
        tests={**plan.tests, **tests},
        ways={**plan.ways, **change.ways},
    )


def _step(planned: StepPlan, change: Step) -> StepPlan:
    fails = planned.fails if change.fails is None else change.fails
    chance = planned.chance if change.chance is None else change.chance
    return replace(planned, work=change.work or planned.work, fails=fails, chance=chance)


def _test(planned: TestPlan, change: Test) -> TestPlan:
    out = planned.out if change.out is None else change.out
    return replace(planned, work=change.work or planned.work, wait=change.wait or planned.wait, out=out)


def _prices(prices: Prices | None, costs: Costs) -> Prices | None:
    if prices is None:
        return None
    named = ("labour", "suites", "devices", "tests", "batch")
    other = prices.other if costs.other is None else costs.other
    merged: dict[str, Any] = {each: {**getattr(prices, each), **getattr(costs, each)} for each in named}
    return replace(prices, **merged, other=other)
