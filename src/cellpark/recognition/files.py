"""Reading the files of recognitions, of the data that they speak of, and of a company."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cellpark.kernel.expression import DAY, TEXT, TRUTH, Kind, Value, compile_expression, number
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.kernel.yaml_text import FIRST_DAY, LAST_DAY, NotYaml, exact_number, read_yaml
from cellpark.recognition.judge import POINTS, TODAY, TOTAL
from cellpark.recognition.model import Band, Datum, Item, Need, Recognition, Source, Vocabulary, Words
from cellpark.recognition.rising import rises

FORMAT, DATA_FORMAT, COMPANY_FORMAT = (
    f"cellpark.{each}/1" for each in ("recognition", "recognition-data", "company-data")
)
SIZE_LIMIT_BYTES = 1_000_000
PROBLEMS_SHOWN_MAX = 20
KEY = r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$"


class DatumKind(StrEnum):
    """What a datum can be."""

    NUMBER = "number"
    TEXT = "text"
    TRUTH = "truth"
    DAY = "day"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


Part = TypeVar("Part", bound=_Part)
Day = Annotated[date, Field(strict=True, ge=FIRST_DAY, le=LAST_DAY)]


class _Words(_Part):
    zh: Annotated[str, Field(min_length=1, max_length=300)]
    en: Annotated[str, Field(min_length=1, max_length=300)]

    @property
    def words(self) -> Words:
        return Words(self.zh, self.en)


class _Datum(_Words):
    key: Annotated[str, Field(pattern=KEY, max_length=60)]
    kind: DatumKind
    unit: str = "1"

    def datum(self) -> Datum:
        kinds: Mapping[DatumKind, Kind] = {DatumKind.TEXT: TEXT, DatumKind.TRUTH: TRUTH, DatumKind.DAY: DAY}
        return Datum(self.key, kinds.get(self.kind) or number(self.unit), self.words)


class _DataFile(_Part):
    format: str
    data: tuple[_Datum, ...]


class _Need(_Words):
    key: Annotated[str, Field(pattern=KEY, max_length=60)]
    when: Annotated[str, Field(min_length=1, max_length=2_000)]


class _Band(_Part):
    when: Annotated[str, Field(min_length=1, max_length=2_000)]
    points: Annotated[int, Field(ge=0, le=1_000)]


class _Item(_Words):
    key: Annotated[str, Field(pattern=KEY, max_length=60)]
    most: Annotated[int, Field(ge=1, le=1_000)]
    bands: tuple[_Band, ...] = ()
    judged: str = ""


class _Source(_Words):
    checked_on: Day | None = None


class _File(_Part):
    format: str
    key: Annotated[str, Field(pattern=r"^[a-z0-9-]+$", max_length=60)]
    name: _Words
    area: _Words
    edition: Annotated[str, Field(min_length=1, max_length=100)]
    since: Day | None = None
    until: Day | None = None
    source: _Source
    valid_months: Annotated[int, Field(ge=1, le=600)] | None = None
    needs: Annotated[tuple[_Need, ...], Field(min_length=1, max_length=100)]
    ways: Annotated[tuple[_Need, ...], Field(max_length=50)] = ()
    items: Annotated[tuple[_Item, ...], Field(max_length=100)] = ()


class _Company(_Part):
    format: str
    name: _Words
    data: Mapping[str, bool | Day | int | str]
    granted: Mapping[str, Day] = {}


def read_data(content: bytes) -> Vocabulary:
    """The data that rules may speak of. Raises ``Refused`` (``recognition.file...``)."""
    found = _validated(_DataFile, content, DATA_FORMAT)
    return {each.key: each.datum() for each in found.data}


def read_recognition(content: bytes, vocabulary: Vocabulary) -> Recognition:
    """One recognition with its rules compiled.

    Raises ``Refused``: ``recognition.file...``, ``recognition.item`` for a score item that has bands and a judged
    number, or neither, or a band above its most; ``recognition.points`` for a condition that more points could break;
    ``expression.*`` with line and column for a rule.
    """
    found = _validated(_File, content, FORMAT)
    wrong = [each.key for each in found.items if _misfits(each, vocabulary)]
    if wrong:
        raise Refused(*(Problem("recognition.item", {"item": key}) for key in wrong))
    plain = number()
    names = {**{key: each.kind for key, each in vocabulary.items()}, TODAY: DAY}
    scored = {**names, TOTAL: plain, **{f"{POINTS}{each.key}": plain for each in found.items}}

    def needs(given: tuple[_Need, ...]) -> tuple[Need, ...]:
        made = tuple(Need(each.key, each.words, compile_expression(each.when, scored, TRUTH)) for each in given)
        falls = [each.key for each in made if not rises(each.program.expression.root)]
        refuse_any(Problem("recognition.points", {"need": key}) for key in falls)
        return made

    def item(given: _Item) -> Item:
        bands = tuple(Band(compile_expression(each.when, names, TRUTH), each.points) for each in given.bands)
        return Item(given.key, given.words, given.most, bands, given.judged)

    return Recognition(
        key=found.key,
        words=found.name.words,
        area=found.area.words,
        edition=found.edition,
        since=found.since,
        until=found.until,
        source=Source(found.source.words, found.source.checked_on),
        valid_months=found.valid_months,
        needs=needs(found.needs),
        ways=needs(found.ways),
        items=tuple(map(item, found.items)),
    )


def read_company(content: bytes, vocabulary: Vocabulary) -> tuple[Words, Mapping[str, Value], Mapping[str, date]]:
    """A company's name, its data, and which recognitions it was granted when.

    Raises ``Refused``: ``recognition.file...``, ``recognition.datum`` for a datum that no rule knows,
    ``recognition.value`` for a value that is not of the kind of its datum.
    """
    found = _validated(_Company, content, COMPANY_FORMAT)
    unknown = sorted(set(found.data) - set(vocabulary))
    if unknown:
        raise Refused(*(Problem("recognition.datum", {"datum": key}) for key in unknown[:PROBLEMS_SHOWN_MAX]))
    data = {key: _value(value, vocabulary[key].kind) for key, value in found.data.items()}
    wrong = sorted(key for key, value in data.items() if value is None)
    refuse_any(Problem("recognition.value", {"datum": key}) for key in wrong[:PROBLEMS_SHOWN_MAX])
    return found.name.words, data, found.granted


def _value(found: bool | date | int | str, kind: Kind) -> Value:
    """The value as one of the kind of its datum, a number as it was written; None where it is none."""
    if kind in (TRUTH, DAY) or isinstance(found, bool | date):
        wanted = {TRUTH: bool, DAY: date}.get(kind)
        return found if wanted is not None and isinstance(found, wanted) else None
    if kind == TEXT:
        return str(found)
    try:
        return exact_number(found)
    except ValueError:
        return None


def _misfits(item: _Item, vocabulary: Vocabulary) -> bool:
    judged = item.judged in vocabulary and vocabulary[item.judged].kind == number()
    return judged == bool(item.bands) or any(each.points > item.most for each in item.bands)


def _validated(kind: type[Part], content: bytes, form: str) -> Part:
    unreadable = Refused(Problem("recognition.file.unreadable", {"format": form}))
    try:
        said = read_yaml(content, limit_bytes=SIZE_LIMIT_BYTES)
    except NotYaml:
        raise unreadable from None
    if not isinstance(said, dict) or said.get("format") != form:
        raise unreadable
    try:
        return kind.model_validate(said)
    except ValidationError as error:
        places = [".".join(map(str, each["loc"])) for each in error.errors(include_url=False)]
        problems = [Problem("recognition.file.field", {"place": place}) for place in places[:PROBLEMS_SHOWN_MAX]]
        raise Refused(*problems) from None
