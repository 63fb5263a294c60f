"""Reading a script: its form is checked whole before anything happens."""

from datetime import datetime
from typing import Annotated, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from cellpark.kernel.problem import Problem, Refused

SCRIPT_BYTES_MAX = 200_000
Form = TypeVar("Form", bound=BaseModel)
Short = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
StepKey = Annotated[str, StringConstraints(pattern=r"^U[0-9]+\.[0-9]+(#[0-9]+)?$")]


class Part(BaseModel):
    """What every part of a script has in common: nothing that is not known."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class WrongScan(Part):
    """Somebody scans ``code`` for ``field`` and is stopped; then the right one is scanned (T1, T4)."""

    field: Short
    code: Short


class Correction(Part):
    """After the first signature of the step somebody finds that ``field`` was written wrongly (T11)."""

    field: Short
    value: Short
    reason: Short


class Turn(Part):
    """What does not go as the recipe says in one step (of a loop: in one round)."""

    step: StepKey
    values: dict[Short, Short | bool] = Field(default_factory=dict)
    wrong: tuple[WrongScan, ...] = ()
    late: Short | None = None
    same_person: bool = False
    correct: Correction | None = None


class Script(Part):
    """A whole history. ``cast`` names an example person (by e-mail address) for each part in the play."""

    format: Literal["cellpark.play/1"]
    title: dict[Literal["zh", "en"], Short]
    recipe: Short
    batch: Short
    organisation: Short
    coi: str = ""
    start_material: dict[Short, Short] = Field(default_factory=dict)
    started_days_ago: Annotated[int, Field(ge=0, le=400)] = 20
    starts_at: datetime | None = None
    cast: dict[Literal["operator", "verifier", "qa", "planner", "store"], Short]
    turns: tuple[Turn, ...] = ()


def read_script(content: bytes) -> Script:
    """Read a script. Raises ``Refused``: ``plays.too_large``, ``plays.not_yaml``, ``plays.form`` (each fault once)."""
    return read_form(content, Script)


def read_form(content: bytes, form: type[Form]) -> Form:
    """Read a text of a known form, whole or not at all. Raises ``Refused``, as ``read_script``."""
    if len(content) > SCRIPT_BYTES_MAX:
        raise Refused(Problem("plays.too_large", {"limit": SCRIPT_BYTES_MAX}))
    try:
        said = yaml.safe_load(content.decode("utf-8"))
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        mark = getattr(error, "problem_mark", None)
        line = 0 if mark is None else mark.line + 1
        raise Refused(Problem("plays.not_yaml", {"line": line})) from error
    try:
        return form.model_validate(said)
    except ValidationError as error:
        faults = error.errors(include_url=False)
        problems = [
            Problem("plays.form", {"where": ".".join(str(part) for part in fault["loc"]) or "-"}) for fault in faults
        ]
        raise Refused(*problems[:20]) from error
