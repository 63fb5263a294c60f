"""The file of example companies."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from cellpark.companies.states import CompanyState, NeedKind, Stage
from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.yaml_text import NotYaml, read_yaml

SIZE_LIMIT_BYTES = 1_000_000


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ExampleNeed(_Part):
    """What it looks for."""

    kind: NeedKind
    text: str
    node: str = ""
    wanted: Mapping[str, str] = {}
    met_by: str = ""


class ExampleMilestone(_Part):
    """What it reached, so many days ago."""

    kind: str
    value: str
    ago: int
    evidence: str


class ExampleContact(_Part):
    """Somebody fictional."""

    name: str
    email: str
    phone: str


class ExampleRoom(_Part):
    """A room that is offered."""

    code: str
    area: str


class ExampleOffer(_Part):
    """What is offered, for so many days."""

    rooms: Sequence[ExampleRoom]
    terms: str
    in_days: int


class ExampleCompany(_Part):
    """One company with the state that it is brought to."""

    zh: str
    en: str
    state: CompanyState
    organisation: Annotated[str, Field(pattern=r"^[0-9A-Z]{8}$")] | None = None
    node: str = ""
    source: str = ""
    demand: str = ""
    business: str = ""
    step: str = "-"
    in_days: int = 10
    reason: str = "-"
    stage: Stage | None = None
    tenant: str = ""
    contact: ExampleContact | None = None
    scores: Sequence[Mapping[str, int]] = ()
    offer: ExampleOffer | None = None
    needs: Sequence[ExampleNeed] = ()
    milestones: Sequence[ExampleMilestone] = ()
    recognitions: bool = False


class _File(_Part):
    format: str
    companies: Sequence[ExampleCompany]


def read_example_companies(path: Path) -> Sequence[ExampleCompany]:
    """The companies of a file. Raises ``Refused`` (``companies.rules.unreadable``)."""
    try:
        return _File.model_validate(read_yaml(path.read_bytes(), limit_bytes=SIZE_LIMIT_BYTES)).companies
    except (NotYaml, ValueError):
        raise Refused(Problem("companies.rules.unreadable", {"format": "cellpark.companies/1"}, field="file")) from None
