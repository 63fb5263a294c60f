"""The file of example therapies, checked."""

from collections.abc import Mapping
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.quantity import Quantity
from cellpark.orders.events import CountryRule, Distances, Rule, RuleAt, SupplyLimit

SIZE_MAX = 1_000_000


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FileRule(_Part):
    """One rule as an expression over the facts of an order."""

    at: RuleAt
    clause: str
    words: str
    expression: str


class FileSupplyLimit(_Part):
    """Within how many hours one record of a supply out of specification is made, and where that is written."""

    record: str
    hours: int
    source: str


class FileCountry(_Part):
    """What one country asks for."""

    country: str
    eligibility: tuple[str, ...] = ()
    consents: tuple[str, ...] = ()
    wash_outs: Mapping[str, int] = {}
    collect_within: int = 0
    rules: tuple[FileRule, ...] = ()
    supply: tuple[FileSupplyLimit, ...] = ()

    def rule(self) -> CountryRule:
        """As a value."""
        said = self.model_dump(exclude={"rules", "supply"})
        return CountryRule(
            **said,
            rules=tuple(Rule(**each.model_dump()) for each in self.rules),
            supply=tuple(SupplyLimit(**each.model_dump()) for each in self.supply),
        )


class FileHospital(_Part):
    """A hospital for the list, for so many days."""

    name: str
    assessment: str
    days: int


class FileTherapy(_Part):
    """A therapy; ``recipe`` is the code of an approved recipe of the maker, ``distances`` are times like ``72 h``."""

    code: str
    zh: str
    en: str
    sponsor: str
    recipe: str
    material: str
    countries: tuple[FileCountry, ...]
    distances: Mapping[str, str]
    hospitals: tuple[FileHospital, ...] = ()

    def spans(self) -> Distances:
        """The distances as values. Raises ``Refused``."""
        return Distances(**{name: Quantity.parse(text) for name, text in self.distances.items()})


class TherapiesFile(_Part):
    """The whole file; organisations by their English names."""

    format: Literal["cellpark.orders/1"]
    maker: str
    therapies: tuple[FileTherapy, ...]


def read_therapies(content: bytes) -> TherapiesFile:
    """The file. Raises ``Refused(orders.file.unreadable)`` with what is wrong."""
    if len(content) > SIZE_MAX:
        raise Refused(Problem("orders.file.unreadable", {"what": f"> {SIZE_MAX}"}))
    try:
        return TherapiesFile.model_validate(yaml.safe_load(content))
    except (yaml.YAMLError, ValidationError, UnicodeDecodeError) as error:
        raise Refused(Problem("orders.file.unreadable", {"what": str(error)[:300]})) from error
