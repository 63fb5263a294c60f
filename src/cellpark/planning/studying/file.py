"""A study as a YAML file: a case, its frame, named changes, quantities of a tornado. Pure: who calls reads files."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.yaml_text import NotYaml, read_yaml
from cellpark.planning.drafting import Case, Product
from cellpark.planning.drafting.file import ReadFile, read_case, read_product
from cellpark.planning.simulation.prices import price_problems
from cellpark.planning.studying.base import Base, base_of
from cellpark.planning.studying.change import Change, changed
from cellpark.planning.studying.comparing import SCENES_MAX, Frame
from cellpark.planning.studying.tornado import Range

FORMAT = "cellpark.study/1"
SIZE_LIMIT_BYTES = 1_000_000
PROBLEMS_SHOWN_MAX = 20
PERCENT = 100
Text = Annotated[str, Field(min_length=1, max_length=200)]
Name = Annotated[str, Field(min_length=1, max_length=80, pattern=r"\S")]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a file asks: the base, each change as a whole plant, each quantity at its low and its high value."""

    name: str
    base: Base
    changes: Mapping[str, Base]
    ranges: Mapping[str, Range]
    frame: Frame


def read_study(content: bytes, read_file: ReadFile) -> Asked:
    """The study in a file, with the case and the products that it names.

    Raises ``Refused``: ``planning.study.unreadable``, ``planning.study.field`` for each field that is missing, unknown
    or not what it should be, ``planning.case.no_product``, and what the case and ``changed`` are refused for.
    """
    try:
        form = read_yaml(content, limit_bytes=SIZE_LIMIT_BYTES)
    except NotYaml:
        form = None
    if not isinstance(form, dict) or form.get("format") != FORMAT:
        raise Refused(Problem("planning.study.unreadable", {"format": FORMAT}))
    try:
        found = _File.model_validate(form)
    except ValidationError as error:
        places = [".".join(map(str, each["loc"])) for each in error.errors(include_url=False, include_input=False)]
        problems = [Problem("planning.study.field", {"place": each}) for each in dict.fromkeys(places)]
        raise Refused(*problems[:PROBLEMS_SHOWN_MAX]) from None
    return found.asked(read_file)


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Range(_Part):
    low: Change
    high: Change


class _File(_Part):
    format: Literal["cellpark.study/1"]
    name: Annotated[str, Field(max_length=200)] = ""
    case: Text
    recipe: Text | None = None
    days: Annotated[int, Field(ge=1, le=3_650, strict=True)] = 365
    warm_up: Annotated[int, Field(ge=0, le=3_650, strict=True)] = 90
    replications: Annotated[int, Field(ge=2, le=10_000, strict=True)] = 100
    precision: Annotated[float, Field(gt=0, le=PERCENT)] = 1.0
    seed: Annotated[int, Field(ge=0, lt=2**63, strict=True)] = 1
    changes: Annotated[dict[Name, Change], Field(max_length=SCENES_MAX)] = {}
    tornado: Annotated[dict[Name, _Range], Field(max_length=SCENES_MAX)] = {}

    def asked(self, read_file: ReadFile) -> Asked:
        base = base_of(*self._case(read_file))

        def plant(change: Change) -> Base:
            named = change.product
            made = changed(base, change, None if named is None else read_product(named.recipe, named.plan, read_file))
            if made.prices is not None:
                wrong = list(price_problems(made.prices, made.plant, tuple(each.product.plan for each in made.made)))
                if wrong:
                    raise Refused(*wrong)
            return made

        return Asked(
            self.name,
            base,
            {name: plant(each) for name, each in self.changes.items()},
            {name: Range(plant(each.low), plant(each.high)) for name, each in self.tornado.items()},
            Frame(
                days=self.days,
                warm_up=self.warm_up,
                replications=self.replications,
                precision=self.precision / PERCENT,
                seed=self.seed,
            ),
        )

    def _case(self, read_file: ReadFile) -> tuple[Case, Product]:
        case = read_case(read_file(self.case), read_file)
        return case, product_of(case, self.recipe)


def product_of(case: Case, recipe: str | None) -> Product:
    """The one recipe that is simulated. Raises ``Refused``: ``planning.case.no_product``."""
    known = {each.recipe.mbr: each for each in case.products}
    if recipe is None and len(known) == 1:
        return next(iter(known.values()))
    if recipe not in known:
        raise Refused(Problem("planning.case.no_product", {"recipe": recipe or "", "known": ", ".join(sorted(known))}))
    return known[recipe]
