"""The plant of a study with all that is made in it, and the one network of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from cellpark.kernel.problem import Problem, Refused
from cellpark.planning.drafting import Case, Product
from cellpark.planning.simulation.from_recipe import PATIENT, network_of
from cellpark.planning.simulation.model import Choice, Lag, Network, Operation, Resource
from cellpark.planning.simulation.plant import Plant
from cellpark.planning.simulation.prices import Prices, missing_prices

PATIENTS_MAX = 20_000
"""Patients of a product in a year: one plant treats some thousands, and each takes time and memory."""


@dataclass(frozen=True, slots=True)
class Made:
    """What is made, and for how many patients a year."""

    product: Product
    patients: int


@dataclass(frozen=True, slots=True)
class Base:
    """A plant, what is made in it (the first is what the study is about), and what it costs."""

    plant: Plant
    made: tuple[Made, ...]
    prices: Prices | None = None

    def source_of(self, place: int) -> str:
        """What the patients of a product are called among the classes of the network."""
        return PATIENT if place == 0 else self.made[place].product.key


@dataclass(frozen=True, slots=True)
class Joined:
    """The network of everything, and what has no price in it."""

    network: Network
    missing: tuple[str, ...]
    unpriced: Mapping[str, tuple[str, ...]]


def base_of(case: Case, product: Product) -> Base:
    """The base that a case describes: one of its recipes in its plant."""
    return Base(case.plant, (Made(product, case.plant.patients),), case.prices)


def prefix_of(base: Base, place: int) -> str:
    """What stands before the names of operations: nothing for the first, so that they keep their random numbers."""
    return "" if place == 0 else f"{base.source_of(place)} "


def joined(base: Base) -> Joined:
    """One network of all that is made.

    Raises ``Refused`` as ``network_of`` does, and ``planning.study.patients`` for more patients than a plant can have.
    """
    operations: list[Operation] = []
    resources: dict[str, Resource] = {}
    sources, missing, unpriced = [], dict[str, None](), {}
    for place, each in enumerate(base.made):
        if not 1 <= each.patients <= PATIENTS_MAX:
            raise Refused(Problem("planning.study.patients", {"found": each.patients, "limit": PATIENTS_MAX}))
        recipe, plan = each.product.recipe, each.product.plan
        compiled = network_of(recipe, plan, replace(base.plant, patients=each.patients))
        resources |= {one.name: one for one in compiled.network.resources}
        prefix = prefix_of(base, place)
        ends = set(compiled.network.ends)
        operations += [_named(one, prefix, ends) for one in compiled.network.operations]
        source = compiled.network.sources[0]
        sources.append(replace(source, name=base.source_of(place), first=prefix + source.first))
        unpriced[prefix] = compiled.unpriced
        missing |= dict.fromkeys(missing_prices(base.prices, base.plant, plan, compiled.unpriced))
    network = replace(
        compiled.network, resources=tuple(resources.values()), operations=tuple(operations), sources=tuple(sources)
    )
    return Joined(network, tuple(missing), unpriced)


def _named(operation: Operation, prefix: str, ends: set[str]) -> Operation:
    """The operation with another name, and with those of the operations that it names."""
    if not prefix:
        return operation

    def there(name: str | None) -> str | None:
        return name if name is None or name in ends else prefix + name

    def sure(name: str) -> str:
        return name if name in ends else prefix + name

    def choice(each: Choice) -> Choice:
        return replace(each, to=sure(each.to), otherwise=there(each.otherwise))

    def lag(each: Lag) -> Lag:
        return replace(each, since=sure(each.since))

    return replace(
        operation,
        name=prefix + operation.name,
        needs=tuple(replace(each, until=there(each.until)) for each in operation.needs),
        then=there(operation.then),
        choices=tuple(map(choice, operation.choices)),
        rounds=None if operation.rounds is None else replace(operation.rounds, back_to=sure(operation.rounds.back_to)),
        lags=tuple(map(lag, operation.lags)),
        branches=tuple(map(sure, operation.branches)),
        meet=there(operation.meet),
    )
