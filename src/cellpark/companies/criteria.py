"""The criteria by which applications are judged: dated data, read from a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.yaml_text import FIRST_DAY, LAST_DAY, NotYaml, read_yaml
from cellpark.recognition.public import Words

FORMAT = "cellpark.admission/1"
SIZE_LIMIT_BYTES = 100_000
WHOLE = 100


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that is judged; ``weight`` in percent of the whole."""

    key: str
    words: Words
    ask: Words
    weight: int


@dataclass(frozen=True, slots=True)
class Criteria:
    """What reviewers judge. Each criterion takes 0 to ``most`` points; the total is out of a hundred.

    Where two totals lie further apart than ``difference_max``, a third reviewer is asked.
    """

    key: str
    edition: str
    since: date
    most: int
    difference_max: Decimal
    criteria: tuple[Criterion, ...]

    def total(self, scores: Mapping[str, int]) -> Decimal:
        """The weighted total, 0 to 100, rounded half up to a tenth."""
        points = sum((Decimal(scores[each.key]) * each.weight for each in self.criteria), start=Decimal(0))
        return (points / self.most).quantize(Decimal("0.1"), ROUND_HALF_UP)


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Words(_Part):
    zh: Annotated[str, Field(min_length=1, max_length=300)]
    en: Annotated[str, Field(min_length=1, max_length=300)]


class _Criterion(_Words):
    key: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
    ask: _Words
    weight: Annotated[int, Field(ge=1, le=WHOLE)]


class _File(_Part):
    format: str
    key: Annotated[str, Field(pattern=r"^[a-z0-9-]+$", max_length=60)]
    edition: Annotated[str, Field(min_length=1, max_length=80)]
    since: Annotated[date, Field(strict=True, ge=FIRST_DAY, le=LAST_DAY)]
    most: Annotated[int, Field(ge=1, le=WHOLE)]
    difference_max: Annotated[int, Field(ge=1, le=WHOLE)]
    criteria: Annotated[tuple[_Criterion, ...], Field(min_length=1, max_length=20)]


def read_criteria(content: bytes) -> Criteria:
    """The criteria of a file. Raises ``Refused``: ``companies.rules.unreadable``, ``companies.rules.weights``."""
    try:
        said = _File.model_validate(read_yaml(content, limit_bytes=SIZE_LIMIT_BYTES))
    except (NotYaml, ValidationError):
        raise Refused(Problem("companies.rules.unreadable", {"format": FORMAT}, field="file")) from None
    if said.format != FORMAT:
        raise Refused(Problem("companies.rules.unreadable", {"format": FORMAT}, field="file"))
    if sum(each.weight for each in said.criteria) != WHOLE or len({each.key for each in said.criteria}) != len(
        said.criteria
    ):
        raise Refused(Problem("companies.rules.weights", field="file"))
    return Criteria(
        said.key,
        said.edition,
        said.since,
        said.most,
        Decimal(said.difference_max),
        tuple(
            Criterion(each.key, Words(each.zh, each.en), Words(each.ask.zh, each.ask.en), each.weight)
            for each in said.criteria
        ),
    )
