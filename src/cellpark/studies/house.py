"""The plant of an organisation as the base of a study: what it has now, by the times in force."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from cellpark.base.time import now
from cellpark.batches.public import plan_of
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.planning.drafting import Product
from cellpark.planning.living.plant import living_plant
from cellpark.planning.simulation.from_recipe import suite_name
from cellpark.planning.simulation.plant import Plant
from cellpark.planning.simulation.prices import Prices, price_problems, read_prices
from cellpark.planning.studying import Base, Change, Made, Range, changed
from cellpark.planning.studying.base import joined
from cellpark.plans.public import times_in_force
from cellpark.recipes.public import approved, overlay_of
from cellpark.studies.asked import Asked, Scenario
from cellpark.studies.states import ChangeKind

TENTH, HALF = 10, 2
SUITES_RANGED_MAX = 8


@dataclass(frozen=True, slots=True)
class Used:
    """What of a plant the recipe of a study uses, as the plant names it."""

    suites: tuple[str, ...]
    devices: tuple[str, ...]
    people: tuple[str, ...]


def product_of(organisation_id: UUID, recipe: str) -> Product:
    """An approved recipe in sight, with the overlay that holds for an organisation.

    Raises ``Refused``: ``recipes.version.not_approved``, ``studies.study.no_overlay``.
    """
    approved(recipe)
    found = plan_of(recipe).recipe
    overlay = overlay_of(found, organisation_id)
    if overlay is None:
        raise Refused(Problem("studies.study.no_overlay", {"recipe": found.mbr}, field="recipe"))
    return Product(found, overlay[1])


def house_base(organisation_id: UUID, recipe: str, asked: Asked | None = None, costs: str = "") -> Base:
    """What an organisation has, and one of its recipes (by the SHA-256 of its text), in the scope that is open.

    Raises ``Refused``: ``plans.times.none``, what ``product_of``, the living plant and the prices are refused for.
    """
    times, _edition = times_in_force(organisation_id)
    product = product_of(organisation_id, recipe)
    further = [] if asked is None else [each.name for each in asked.wanted if each.kind is ChangeKind.PRODUCT]
    for each in dict.fromkeys(further):
        product_of(organisation_id, each)
    indexed = [plan_of(each) for each in dict.fromkeys([recipe, *further])]
    plant = _unbooked(living_plant(organisation_id, times, indexed, at=now(), planned=frozenset()))
    patients = plant.patients if asked is None else asked.patients
    return Base(plant, (Made(product, patients),), _prices(costs, plant, product))


def used_of(base: Base) -> Used:
    """The rooms, devices and roles that the steps of a base need. Raises ``Refused`` as ``joined`` does."""
    needed = {need.resource for each in joined(base).network.operations for need in each.needs}
    plant = base.plant
    return Used(
        tuple(name for name in plant.suites if suite_name(name) in needed),
        tuple(name for name in plant.devices if name in needed),
        tuple(name for name in plant.people if name in needed),
    )


def _unbooked(plant: Plant) -> Plant:
    """Without the bookings of the coming days: a study looks at a year like any other."""
    return replace(plant, devices={name: replace(each, away=()) for name, each in plant.devices.items()})


def _prices(costs: str, plant: Plant, product: Product) -> Prices | None:
    if not costs.strip():
        return None
    prices = _by_place(read_prices(costs.encode()), plant)
    refuse_any(price_problems(prices, plant, (product.plan,)))
    return prices


def _by_place(prices: Prices, plant: Plant) -> Prices:
    """What a suite or a class of devices costs, said of each place of the plant: ``B`` of ``B/B`` and ``B/C``."""
    return replace(prices, suites=_spread(prices.suites, plant.suites), devices=_spread(prices.devices, plant.devices))


def _spread(amounts: Mapping[str, float], names: Iterable[str]) -> dict[str, float]:
    firsts = {name: name.partition("/")[0] for name in names}
    spread = {name: amounts[first] for name, first in firsts.items() if first in amounts}
    # what is named in full goes before what is named in short, and what nobody has stays to be refused
    return spread | {name: each for name, each in amounts.items() if name in firsts or name not in firsts.values()}


def changes_of(organisation_id: UUID, base: Base, asked: Asked) -> dict[str, Base]:
    """Each scenario as a whole plant, by its key. Raises ``Refused`` as ``changed`` does."""
    return {each.key: _changed(organisation_id, base, each) for each in asked.scenarios}


def _changed(organisation_id: UUID, base: Base, scenario: Scenario) -> Base:
    """One change after the other."""
    for each in scenario.parts:
        product = product_of(organisation_id, each.name) if each.kind is ChangeKind.PRODUCT else None
        base = changed(base, each.change, product)
    return base


def ranges_of(base: Base) -> dict[str, Range]:
    """What is looked at for the tornado: patients, rooms, people, failures; by a key."""
    found = {"patients|": _patients(base)}
    used, plant, plan = used_of(base), base.plant, base.made[0].product.plan
    for name in used.suites[:SUITES_RANGED_MAX]:
        low = base if plant.suites[name].count == 1 else _with(base, {"add": {"suites": {name: -1}}})
        found[f"rooms|{name}"] = Range(low, _with(base, {"add": {"suites": {name: 1}}}))
    for name in used.people:
        people = plant.people[name]
        fewest = min((one.level for one in people.calendar.openings), default=1) if people.calendar else people.count
        low = base if fewest == 1 else _with(base, {"add": {"people": {name: -1}}})
        found[f"people|{name}"] = Range(low, _with(base, {"add": {"people": {name: 1}}}))
    failing = {name: each.fails for name, each in plan.steps.items() if each.fails is not None}
    if failing:
        shares = {name: float(each.to("%", digits=12).value) for name, each in failing.items()}
        halved = {name: {"fails": f"{each / HALF:.6f} %"} for name, each in shares.items()}
        doubled = {name: {"fails": f"{min(each * HALF, 100.0):.6f} %"} for name, each in shares.items()}
        found["fails|"] = Range(_with(base, {"steps": halved}), _with(base, {"steps": doubled}))
    return found


def _patients(base: Base) -> Range:
    count = base.made[0].patients
    off = max(1, count // TENTH)
    return Range(_with(base, {"patients": max(1, count - off)}), _with(base, {"patients": count + off}))


def _with(base: Base, change: dict[str, object]) -> Base:
    return changed(base, Change.model_validate(change))
