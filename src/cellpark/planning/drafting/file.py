"""A case as a JSON file: which recipes in which plant, which batches, at which instant. Pure: who calls reads files."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.planning.drafting.batches import BatchToPlan, Progress, Stretch
from cellpark.planning.drafting.clock import UNIT_MINUTES
from cellpark.planning.drafting.drafted import HORIZON_DAYS, Draft, Product, draft
from cellpark.planning.simulation.plant import Plant, read_plant
from cellpark.planning.simulation.prices import Prices, price_problems, read_prices
from cellpark.recipes.dialect import parse
from cellpark.recipes.dialect.plan import parse_plan

FORMAT = "cellpark.case/1"
SIZE_LIMIT_BYTES = 50_000_000
PROBLEMS_SHOWN_MAX = 20
Text = Annotated[str, Field(min_length=1, max_length=200)]
ReadFile = Callable[[str], bytes]
"""The content of a file that a case names; raises ``Refused`` (``planning.case.no_file``)."""


@dataclass(frozen=True, slots=True)
class Case:
    """All that schedule, simulation and cost rest on."""

    name: str
    now: datetime
    plant: Plant
    products: tuple[Product, ...]
    batches: tuple[BatchToPlan, ...]
    horizon_days: int
    unit_minutes: int
    prices: Prices | None = None

    def draft(self) -> Draft:
        """The facts of the case. Raises ``Refused`` as ``draft`` does."""
        return draft(
            self.products,
            self.plant,
            self.batches,
            now=self.now,
            horizon_days=self.horizon_days,
            unit_minutes=self.unit_minutes,
            name=self.name,
        )


def read_case(content: bytes, read_file: ReadFile) -> Case:
    """The case in a file, with the recipes, overlays and the plant that it names.

    Raises ``Refused``: ``planning.case.unreadable``, ``planning.case.field`` for each field that is missing, unknown or
    not what it should be, and what the files that are named are refused for.
    """
    try:
        form = json.loads(content) if len(content) <= SIZE_LIMIT_BYTES else None
    except (ValueError, RecursionError):
        form = None
    if not isinstance(form, dict) or form.get("format") != FORMAT:
        limit = SIZE_LIMIT_BYTES // 1_000_000
        raise Refused(Problem("planning.case.unreadable", {"format": FORMAT, "limit": limit}))
    try:
        found = _File.model_validate_json(content)
    except ValidationError as error:
        places = [".".join(map(str, each["loc"])) for each in error.errors(include_url=False, include_input=False)]
        problems = [Problem("planning.case.field", {"place": each}) for each in places[:PROBLEMS_SHOWN_MAX]]
        raise Refused(*problems) from None
    return found.case(read_file)


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Product(_Part):
    recipe: Text
    plan: Text


Done = tuple[AwareDatetime, AwareDatetime | None]


class _Batch(_Part):
    key: Text
    recipe: Text
    release: AwareDatetime
    group: Annotated[str, Field(max_length=200)] = ""
    due: AwareDatetime | None = None
    weight: Annotated[int, Field(ge=0, le=1_000_000, strict=True)] = 1
    arrived: bool = False
    steps: Annotated[dict[str, Done], Field(max_length=5_000)] = {}
    tests: Annotated[dict[str, Done], Field(max_length=200)] = {}
    made: AwareDatetime | None = None

    def batch(self) -> BatchToPlan:
        progress = Progress(
            {key: Stretch(*each) for key, each in self.steps.items()},
            {key: Stretch(*each) for key, each in self.tests.items()},
            self.made,
        )
        return BatchToPlan(
            self.key, self.recipe, self.release, self.group, self.due, self.weight, self.arrived, progress
        )


class _File(_Part):
    format: Literal["cellpark.case/1"]
    name: Annotated[str, Field(max_length=200)] = ""
    now: AwareDatetime
    zone: Text
    plant: Text
    costs: Text | None = None
    recipes: Annotated[tuple[_Product, ...], Field(min_length=1, max_length=100)]
    batches: Annotated[tuple[_Batch, ...], Field(max_length=200_000)] = ()
    horizon_days: Annotated[int, Field(strict=True)] = HORIZON_DAYS
    unit_minutes: Annotated[int, Field(strict=True)] = UNIT_MINUTES

    def case(self, read_file: ReadFile) -> Case:
        try:
            now = self.now.astimezone(ZoneInfo(self.zone))
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise Refused(Problem("planning.case.field", {"place": "zone"})) from None
        plant = read_plant(read_file(self.plant))
        products = tuple(read_product(each.recipe, each.plan, read_file) for each in self.recipes)
        prices = None if self.costs is None else read_prices(read_file(self.costs))
        if prices is not None:
            refuse_any(price_problems(prices, plant, tuple(each.plan for each in products)))
        return Case(
            name=self.name,
            now=now,
            plant=plant,
            products=products,
            batches=tuple(each.batch() for each in self.batches),
            horizon_days=self.horizon_days,
            unit_minutes=self.unit_minutes,
            prices=prices,
        )


def read_product(recipe: str, plan: str, read_file: ReadFile) -> Product:
    """The recipe and the overlay in two files. Raises ``Refused`` as ``read_case`` does for them."""
    return Product(parse(_text(recipe, read_file)), parse_plan(_text(plan, read_file)))


def _text(name: str, read_file: ReadFile) -> str:
    try:
        return read_file(name).decode()
    except UnicodeDecodeError:
        raise Refused(Problem("planning.case.no_file", {"file": name})) from None
