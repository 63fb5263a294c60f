"""What a plant costs, as a file (``*.cost.yaml``): people, rooms, devices, tests, what a batch decides. Pure.

Materials of a known amount have their prices in the overlay of the recipe.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.yaml_text import NotYaml, exact_number, read_yaml
from cellpark.planning.simulation.plant import Plant
from cellpark.recipes.dialect.plan import Plan

FORMAT = "cellpark.cost/1"
SIZE_LIMIT_BYTES = 1_000_000
PROBLEMS_SHOWN_MAX = 20
Amounts = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Prices:
    """Prices in one currency, not below zero.

    ``labour``: an hour on shift by role, worked or not; ``suites`` and ``devices``: one for a year; ``tests``: one
    test, without the work of the laboratory; ``batch``: the materials of a batch whose amount it decides by its own
    values; ``other``: all else in a year.
    """

    currency: str
    labour: Amounts = field(default_factory=dict)
    suites: Amounts = field(default_factory=dict)
    devices: Amounts = field(default_factory=dict)
    tests: Amounts = field(default_factory=dict)
    batch: Amounts = field(default_factory=dict)
    other: float = 0.0


def read_prices(content: bytes) -> Prices:
    """The prices in a file.

    Raises ``Refused``: ``planning.cost.unreadable``, or ``planning.cost.field`` for each field that is unknown or not
    what it should be; a price below zero is such a field.
    """
    try:
        form = read_yaml(content, limit_bytes=SIZE_LIMIT_BYTES)
    except NotYaml:
        raise Refused(Problem("planning.cost.unreadable", {"format": FORMAT})) from None
    if not isinstance(form, dict) or form.get("format") != FORMAT:
        raise Refused(Problem("planning.cost.unreadable", {"format": FORMAT}))
    try:
        return _File.model_validate(form).prices()
    except ValidationError as error:
        places = [".".join(map(str, each["loc"])) for each in error.errors(include_url=False, include_input=False)]
        raise Refused(
            *(Problem("planning.cost.field", {"place": each}) for each in places[:PROBLEMS_SHOWN_MAX])
        ) from None


def price_problems(prices: Prices, plant: Plant, plans: tuple[Plan, ...]) -> Iterator[Problem]:
    """Prices of what the plant and its recipes do not have, and another currency than that of the materials."""
    known = {
        "labour": set(plant.people),
        "suites": set(plant.suites),
        "devices": set(plant.devices),
        "tests": {test for plan in plans for test in plan.tests},
        "batch": {material for plan in plans for material in plan.prices},
    }
    for what, names in known.items():
        for name in sorted(set(getattr(prices, what)) - names):
            yield Problem("planning.cost.unknown", {"place": f"{what}.{name}"})
    for plan in plans:
        if plan.currency != prices.currency:
            yield Problem("planning.cost.currency", {"found": prices.currency, "wanted": plan.currency})


def missing_prices(prices: Prices | None, plant: Plant, plan: Plan, unpriced: tuple[str, ...]) -> tuple[str, ...]:
    """What costs something and has no price, by place: ``labour.QC``, ``tests.sterility``, ``batch.RM-0501``."""
    wanted = {
        "labour": tuple(plant.people),
        "suites": tuple(plant.suites),
        "devices": tuple(plant.devices),
        "tests": tuple(plan.tests),
        "batch": unpriced,
    }
    return tuple(
        f"{what}.{name}"
        for what, names in wanted.items()
        for name in names
        if prices is None or name not in getattr(prices, what)
    )


def _amount(found: object) -> float:
    return float(exact_number(found))


Amount = Annotated[float, BeforeValidator(_amount), Field(ge=0)]
Named = Annotated[dict[str, Amount], Field(max_length=1_000)]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    format: str
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    labour: Named = {}
    suites: Named = {}
    devices: Named = {}
    tests: Named = {}
    batch: Named = {}
    other: Amount = 0.0

    def prices(self) -> Prices:
        return Prices(**self.model_dump(exclude={"format"}))
