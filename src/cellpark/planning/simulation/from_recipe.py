"""From the recipe that is executed, its planning overlay and a plant to a network that can be simulated. Pure.

Steps keep their ids as names of operations. Rules and what is assumed: ``docs/simulation.md``.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.kernel.quantity import Quantity
from cellpark.planning.simulation.distribution import (
    Distribution,
    constant,
    empirical,
    exponential,
    lognormal_p90,
    triangular,
)
from cellpark.planning.simulation.model import (
    At,
    Calendar,
    Choice,
    Lag,
    Need,
    Network,
    Operation,
    Resource,
    Rounds,
    Source,
    Work,
)
from cellpark.planning.simulation.plant import People, Plant, hours
from cellpark.planning.simulation.sessions import QUALITY, Session, sessions
from cellpark.recipes.dialect.model import Equip, Place, Recipe, Sample, Step, Time, Unit, Use
from cellpark.recipes.dialect.plan import LABORATORY, Again, Duration, Plan, Shape, StepPlan, plan_problems

OPERATOR = "operator"
PATIENT = "patient"
RELEASED, OUT, LOST = "released", "out of specification", "lost"
DEVIATION = "deviation"
FAILED, FAIL, AGAIN = "failed", "failure", "again"
YEAR_HOURS = 8_760.0
_NOTHING = constant(0.0)


@dataclass(frozen=True, slots=True)
class Compiled:
    """The network; the steps and tests whose numbers are assumed; materials whose cost is not counted."""

    network: Network
    assumed: tuple[str, ...]
    unpriced: tuple[str, ...]


def network_of(recipe: Recipe, plan: Plan, plant: Plant) -> Compiled:
    """The network of a recipe in a plant. Times are hours, hour 0 is a Monday, 00:00.

    Raises ``Refused``: what ``plan_problems`` finds (a step without a plan is named), and ``simulation.plant.missing``
    for each suite, class of devices or role that a step needs and the plant does not have, and
    ``simulation.plant.nobody_qualified`` where qualifications are told apart and nobody has that of the recipe.
    """
    refuse_any(plan_problems(plan, recipe))
    found = tuple(_apart(recipe, plan))
    refuse_any([*missing_problems(recipe, plan, plant), *qualified_problems(recipe, plant)])
    steps = _Steps(recipe, plan, plant, found)
    made = [_way("inbound", plan), *steps.all(), *_after(recipe, plan)]
    operations = tuple(each for each in made if each is not None)
    network = Network(
        resources=tuple(_resources(recipe, plant)),
        operations=operations,
        sources=(
            Source(
                PATIENT,
                operations[0].name,
                exponential(YEAR_HOURS / plant.patients),
                rank=empirical(tuple(map(float, range(len(plant.urgencies)))), plant.urgencies)
                if plant.urgencies
                else None,
                due=None if plant.due is None else constant(plant.due),
            ),
        ),
        ends=(RELEASED, OUT, LOST),
        flags=(OUT, DEVIATION, FAIL),
    )
    return Compiled(network, plan.assumed(), tuple(dict.fromkeys(steps.unpriced)))


def _apart(recipe: Recipe, plan: Plan) -> Iterator[Session]:
    """Sessions of which none ends in a branch that goes on without hands, unless it is that branch alone.

    The rest of such a branch is waited for by those alone who take it.
    """
    for each in sessions(recipe, plan):
        last = each.steps[-1]
        if len(each.steps) > 1 and last.branch and plan.steps[last.id].hands is not None:
            yield replace(each, steps=each.steps[:-1])
            yield replace(each, steps=(last,))
        else:
            yield each


def missing_problems(recipe: Recipe, plan: Plan, plant: Plant) -> Iterator[Problem]:
    """Suites, classes of devices and roles that a recipe names and the plant does not have, with the first step."""
    wanted: dict[tuple[str, str], str] = {}
    for _, step in recipe.steps():
        place = recipe.place_of(step.id)
        if place is not None:
            wanted.setdefault(("suite", plant.room_of(place.suite, place.grade)), step.id)
        for each in step.fields:
            if isinstance(each, Equip):
                device = plant.device_of(each.equipment_class, None if place is None else place.suite)
                wanted.setdefault(("device", device), step.id)
    people = {OPERATOR: "", QUALITY: "", **({LABORATORY: ""} if plan.tests else {})}
    wanted |= {("role", role): next(recipe.steps())[1].id for role in people}
    there = {"suite": plant.suites, "device": plant.devices, "role": plant.people}
    for (what, name), step_id in wanted.items():
        if name not in there[what]:
            yield Problem("simulation.plant.missing", {"what": what, "name": name, "step": step_id})


def _resources(recipe: Recipe, plant: Plant) -> Iterator[Resource]:
    for name, suite in plant.suites.items():
        yield Resource(suite_name(name), suite.count, faults=suite.faults)
    for name, device in plant.devices.items():
        yield Resource(name, device.count, faults=device.faults)
    for name, people in plant.people.items():
        calendar = plant.calendar_of(name)
        yield Resource(name, people.count, calendar)
        if recipe.mbr in people.qualified:
            yield _qualified(name, recipe.mbr, people, calendar)


def _qualified(role: str, mbr: str, people: People, calendar: Calendar | None) -> Resource:
    """Those of a role who are qualified for a recipe: whoever is needed is one of them and one of the role."""
    most = min(people.qualified[mbr], people.count)
    if calendar is not None:
        levels = tuple(replace(each, level=min(each.level, most)) for each in calendar.openings)
        calendar = replace(calendar, openings=levels)
    return Resource(qualified_name(role, mbr), most, calendar)


def suite_name(name: str) -> str:
    """What the rooms of a suite are called among the resources."""
    return f"suite {name}"


def qualified_name(role: str, mbr: str) -> str:
    """What those of a role who are qualified for a recipe are called among the resources."""
    return f"{role} {mbr}"


def qualified_problems(recipe: Recipe, plant: Plant) -> Iterator[Problem]:
    """Roles whose qualifications are told apart, and of whom nobody is qualified for a recipe."""
    for role, people in plant.people.items():
        if people.qualified and recipe.mbr not in people.qualified:
            yield Problem("simulation.plant.nobody_qualified", {"role": role, "recipe": recipe.mbr})


def distribution_of(duration: Duration, less: Quantity | None = None) -> Distribution:
    """A duration of the overlay in hours, shortened by what is done with hands; never below zero."""
    off = 0.0 if less is None else hours(less)
    values = [max(hours(each) - off, 0.0) for each in duration.values]
    if duration.shape is Shape.FIXED or values[-1] == 0.0:
        return constant(values[0])
    if duration.shape is Shape.TRIANGULAR:
        return triangular(*values)
    return lognormal_p90(max(values[0], 1e-6), max(values))


def _share(quantity: Quantity | None) -> float:
    return 0.0 if quantity is None else float(quantity.to("1", digits=12).value)


def _way(name: str, plan: Plan) -> Operation | None:
    return Operation(name, distribution_of(plan.ways[name])) if name in plan.ways else None


def _after(recipe: Recipe, plan: Plan) -> Iterator[Operation | None]:
    """What follows manufacture: tests at the same time, the review, the way out; and what follows a failure."""
    tests = [each for each in release_tests(recipe) if each in plan.tests]
    review = Operation("review", _NOTHING, (Need(QUALITY),), Work.PAUSES)
    if "review" in plan.ways:
        review = replace(review, work=distribution_of(plan.ways["review"]))
    if tests:
        yield Operation("testing", branches=tuple(tests), meet=review.name)
        for name in tests:
            test = plan.tests[name]
            yield Operation(name, distribution_of(test.work), (Need(LABORATORY, test.people),))
            out = (Choice(review.name, _share(test.out), flag=OUT),) if test.out is not None else ()
            yield Operation(f"{name} wait", distribution_of(test.wait), choices=out, then=review.name)
    yield review
    yield _way("outbound", plan)
    yield Operation("infusion", choices=(Choice(OUT, when=OUT),), then=RELEASED)
    if plan.again is None:
        yield Operation(FAILED, then=LOST)
    else:
        yield from _anew(recipe, plan, plan.again)


def _anew(recipe: Recipe, plan: Plan, again: Again) -> Iterator[Operation]:
    """Manufacture again begins where people come together for the step that is named."""
    where = next(each for each in _apart(recipe, plan) if again.step in {step.id for step in each.steps})
    choice = Choice(AGAIN, _share(again.share), at_most=again.most, otherwise=LOST)
    yield Operation(FAILED, choices=(choice,), then=LOST)
    yield Operation(AGAIN, then=_begin(where))


def release_tests(recipe: Recipe) -> list[str]:
    """The tests of the last unit in which samples are taken for the laboratory."""
    found: list[str] = []
    for unit in recipe.units:
        tests = [
            test
            for step in unit.steps
            for each in step.fields
            if isinstance(each, Sample) and each.to == LABORATORY
            for test in each.tests
        ]
        found = tests or found
    return list(dict.fromkeys(found))


def _begin(session: Session) -> str:
    first = session.steps[0].id
    return first if session.quality and not session.steps[0].branch else f"{first} begin"


class _Steps:
    """The operations of a recipe's steps."""

    def __init__(self, recipe: Recipe, plan: Plan, plant: Plant, found: tuple[Session, ...]) -> None:
        self.recipe, self.plan, self.plant, self.found = recipe, plan, plant, found
        self.unpriced: list[str] = []

    def all(self) -> Iterator[Operation]:
        """All in their order; the last session of a unit that is a loop ends a round."""
        for place, session in enumerate(self.found):
            first = place == 0 or self.found[place - 1].unit is not session.unit
            last = place + 1 == len(self.found) or self.found[place + 1].unit is not session.unit
            made = list(self._session(session))
            unit = session.unit
            if first and unit.repeat is not None and unit.repeat.every is not None:
                lag = Lag(made[0].name, hours(unit.repeat.every), counts_from=At.START)
                made[0] = replace(made[0], lags=(lag,))
            yield from made
            if last and unit.repeat is not None:
                yield self._round(unit)

    def _round(self, unit: Unit) -> Operation:
        seen = self.plan.rounds[unit.id]
        count = empirical(tuple(map(float, seen)), tuple(map(float, seen.values())))
        first = next(each for each in self.found if each.unit is unit)
        return Operation(f"{unit.id} round", rounds=Rounds(_begin(first), count))

    def _session(self, session: Session) -> Iterator[Operation]:
        first = session.steps[0]
        end, skipped = f"{first.id} end", all(each.branch for each in session.steps)
        if session.quality:
            if first.branch:
                yield self._router(first, end, _begin(session))
            yield replace(self._step(first), needs=(Need(QUALITY),), mode=Work.MUST_FIT)
            if first.branch:
                yield Operation(end)
            return
        if skipped:
            yield self._router(first, f"{first.id} after", f"{first.id} way")
        yield self._together(session, end)
        for step in session.steps:
            if step.branch and not skipped:
                yield self._router(step, f"{step.id} after", f"{step.id} way")
            yield self._step(step)
            if step.branch and not skipped:
                yield Operation(f"{step.id} after")
        yield Operation(end)
        last = session.steps[-1]
        if self.plan.steps[last.id].hands is not None:
            planned = self.plan.steps[last.id]
            yield Operation(f"{last.id} rest", distribution_of(planned.work, planned.hands))
        if skipped:
            yield Operation(f"{first.id} after")

    def _router(self, step: Step, past: str, name: str) -> Operation:
        """A branch is taken by its share; the others go past it."""
        return Operation(name, choices=(Choice(past, 1.0 - _share(self.plan.steps[step.id].chance)),))

    def _together(self, session: Session, end: str) -> Operation:
        """People and suite come together for as long as the session typically takes, and stay to its end.

        Devices that are kept longer than a step are taken at the same time: whoever held a suite and waited for a
        reactor would stand in the way of those who could free one.
        """
        planned = [self.plan.steps[step.id] for step in session.steps]
        crew = max(each.people for each in planned)
        needs = [Need(OPERATOR, crew, until=end)]
        if self.recipe.mbr in self.plant.people[OPERATOR].qualified:
            needs.append(Need(qualified_name(OPERATOR, self.recipe.mbr), crew, until=end))
        place = self._place(session.steps[0])
        if place is not None:
            suite = self.plant.room_of(place.suite, place.grade)
            needs.append(Need(suite_name(suite), 1, self.plant.suites[suite].clearance, end))
        for step in session.steps:
            kept = self._devices(step, kept=True).items()
            needs += [Need(name, 1, self.plant.devices[name].clearance, until) for name, until in kept]
        typical = sum(_attended(each).mean * (1.0 if each.chance is None else _share(each.chance)) for each in planned)
        return Operation(_begin(session), needs=tuple(needs), open_for=typical)

    def _place(self, step: Step) -> Place | None:
        return self.recipe.place_of(step.id)

    def _step(self, step: Step) -> Operation:
        planned = self.plan.steps[step.id]
        needs = tuple(Need(name, 1, self.plant.devices[name].clearance) for name in self._devices(step, kept=False))
        fails = (Choice(FAILED, _share(planned.fails), flag=FAIL, empty_hands=True),) if planned.fails else ()
        lags = [
            Lag(each.since, most=hours(each.allow.high), flag=DEVIATION)
            for each in step.fields
            if isinstance(each, Time) and each.since is not None and each.allow is not None and each.allow.high
        ]
        return Operation(
            step.id,
            _attended(planned),
            needs,
            Work.RUNS_ON,
            choices=fails,
            lags=tuple(lags),
            cost=self._cost(step),
        )

    def _devices(self, step: Step, *, kept: bool) -> dict[str, str | None]:
        """Classes of the devices of a step, with the operation at whose end those are free that are kept over it."""
        found: dict[str, str | None] = {}
        hands = self.plan.steps[step.id].hands is not None
        place = self._place(step)
        for each in step.fields:
            if isinstance(each, Equip) and kept is (hands or each.until is not None):
                device = self.plant.device_of(each.equipment_class, None if place is None else place.suite)
                found[device] = self._last(each.until or step.id) if kept else None
        return found

    def _last(self, step: str) -> str:
        """The operation at whose end a step is done."""
        return f"{step} rest" if self.plan.steps[step].hands is not None else step

    def _cost(self, step: Step) -> float:
        """What the materials of a step cost; amounts that are computed from a batch's own values are not counted."""
        total = 0.0
        for each in step.fields:
            if isinstance(each, Use) and each.qty is not None:
                price = self.plan.prices[each.material]
                try:
                    amount = float(Quantity.parse(each.qty).to(price.per, digits=12).value)
                except Refused:
                    self.unpriced.append(each.material)
                    continue
                total += amount * float(price.amount)
        return total


def _attended(planned: StepPlan) -> Distribution:
    return distribution_of(planned.work) if planned.hands is None else constant(hours(planned.hands))
