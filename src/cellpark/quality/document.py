"""What a specification says: a YAML text, read strictly, with every criterion compiled. Pure: a text in, a value out.

Criteria are in the house's expression language; the one name that a criterion knows is the code of its attribute,
declared in its unit. A value that is not known gives no verdict (three-valued).
"""

from datetime import timedelta
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError, field_validator, model_validator

from cellpark.assays.public import known_kind
from cellpark.base.text import text_problems
from cellpark.kernel.expression import TEXT, TRUTH, Program, compile_expression
from cellpark.kernel.expression import number as number_kind
from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.quantity import Quantity
from cellpark.quality.states import Phase, Stage, ValueKind, Verdict

SIZE_MAX = 100_000
ATTRIBUTES_MAX = 100
CODE = r"^[a-z][a-z0-9_]{0,39}$"
UPPER = r"^[A-Z0-9][A-Z0-9./-]{0,39}$"
Words = Annotated[str, Field(min_length=1, max_length=200)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


class Pair(_Part):
    """A text in both languages."""

    zh: Words
    en: Words


class Method(_Part):
    """A version of a method; ``qualification`` is the subject in which its analyst is qualified (T2)."""

    code: Annotated[str, Field(pattern=UPPER)]
    version: Annotated[str, Field(min_length=1, max_length=20)]
    name: Pair
    qualification: Annotated[str, Field(max_length=80)] = ""

    @property
    def subject(self) -> str:
        """The subject of the qualification, in lower case; the method's code where none is named."""
        return (self.qualification or self.code).lower()


class Computed(_Part):
    """The value is computed from raw files: which analysis, which of its values, with which parameters.

    ``strategy`` is the version of a gating strategy, such as ``FC-CART-01/1``; ``decimals`` is how the method reports:
    rounded once, before it is compared with its limit (USP General Notices 7.20).
    """

    kind: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
    value: Annotated[str, Field(min_length=1, max_length=80)]
    file: Annotated[str, Field(min_length=1, max_length=40)] = "raw"
    parameters: dict[str, JsonValue] = Field(default_factory=dict)
    strategy: Annotated[str, Field(pattern=r"^$|^[A-Z0-9]+(-[A-Z0-9]+)*/[1-9][0-9]{0,5}$", max_length=60)] = ""
    decimals: Annotated[int, Field(ge=0, le=9)] | None = None

    @property
    def strategy_version(self) -> tuple[str, int]:
        """Code and number of the gating strategy."""
        code, _, number = self.strategy.partition("/")
        return code, int(number or 0)

    @field_validator("parameters")
    @classmethod
    def _exact(cls, value: dict[str, JsonValue]) -> dict[str, JsonValue]:
        if has_float(value):
            raise ValueError("a fraction is written as text, in quotes")
        return value


class Attribute(_Part):
    """One line of the specification.

    ``turnaround`` is the time from the order to the reading, ``clock`` the time until a negative reading is the last
    one; before that it is negative to date (Ph. Eur. 2.6.27, USP 71). ``equipment`` are classes of devices.
    """

    code: Annotated[str, Field(pattern=CODE)]
    name: Pair
    method: Method
    stage: Stage
    criterion: Annotated[str, Field(min_length=1, max_length=500)]
    unit: Annotated[str, Field(max_length=40)] = "1"
    choices: tuple[Words, ...] = ()
    required: bool = True
    turnaround: Annotated[str, Field(max_length=20)]
    clock: Annotated[str, Field(max_length=20)] = ""
    equipment: tuple[Annotated[str, Field(max_length=40)], ...] = ()
    computed: Computed | None = None
    source: Annotated[str, Field(max_length=300)] = ""

    @property
    def kind(self) -> ValueKind:
        """Whether it is a number or one of a few words."""
        return ValueKind.CHOICE if self.choices else ValueKind.NUMBER

    @property
    def program(self) -> Program:
        """The criterion, compiled. Raises ``Refused`` (``expression....``, ``quantity.unit``)."""
        kind = TEXT if self.choices else number_kind(self.unit)
        return compiled(self.criterion, self.code, kind is TEXT, self.unit)

    @property
    def due_in(self) -> timedelta:
        """The turnaround as a length of time."""
        return length_of(self.turnaround)

    @property
    def final_after(self) -> timedelta | None:
        """The clock as a length of time."""
        return length_of(self.clock) if self.clock else None

    def judge(self, value: str) -> Verdict:
        """The verdict on a value as text; raises ``Refused`` for what is no value of this attribute."""
        answer = self.program.decide({self.code: self.read(value)})
        if answer is None:
            return Verdict.PENDING
        return Verdict.PASS if answer else Verdict.FAIL

    def read(self, value: str) -> Quantity | str:
        """A value as somebody wrote it: a number, with the declared unit where it names none, or one of the choices.

        Raises ``Refused``: ``quality.value.choice``, ``quantity....``.
        """
        written = value.strip()
        if self.choices:
            if written not in self.choices:
                params = {"value": written[:80], "choices": ", ".join(self.choices)}
                raise Refused(Problem("quality.value.choice", params, field="value"))
            return written
        read = Quantity.parse(written if " " in written else f"{written} {self.unit}")
        # a value in a unit of another dimension is refused here and not by the criterion
        read.to(self.unit, digits=12)
        return read


class Document(_Part):
    """A whole specification."""

    format: Literal["cellpark.specification/1"]
    product: Annotated[str, Field(pattern=UPPER)]
    site: Annotated[str, Field(pattern=UPPER)]
    phase: Phase
    market: Annotated[str, Field(pattern=r"^[A-Z]{2,8}$")]
    title: Pair
    attributes: Annotated[tuple[Attribute, ...], Field(min_length=1, max_length=ATTRIBUTES_MAX)]

    @model_validator(mode="after")
    def _codes_once(self) -> "Document":
        codes = [each.code for each in self.attributes]
        if len(codes) != len(set(codes)):
            raise ValueError("a code stands twice")
        return self

    def attribute(self, code: str) -> Attribute:
        """The attribute with this code. Raises ``Refused`` (``quality.attribute.unknown``)."""
        found = next((each for each in self.attributes if each.code == code), None)
        if found is None:
            raise Refused(Problem("quality.attribute.unknown", {"code": code[:60]}, field="attributes"))
        return found


def has_float(value: object) -> bool:
    """Whether a binary fraction stands anywhere in it: digests and records hold exact numbers alone."""
    if isinstance(value, dict):
        return any(has_float(each) for each in value.values())
    if isinstance(value, list):
        return any(has_float(each) for each in value)
    return isinstance(value, float)


@lru_cache(maxsize=512)
def compiled(criterion: str, code: str, is_text: bool, unit: str) -> Program:
    """A criterion with its one name. Raises ``Refused``."""
    return compile_expression(criterion, {code: TEXT if is_text else number_kind(unit)}, expect=TRUTH)


def length_of(text: str) -> timedelta:
    """``4 h`` or ``14 d`` as a length of time.

    Raises ``Refused``: ``quantity....``, ``quality.specification.time``.
    """
    seconds = Quantity.parse(text).to("s").value
    if not 0 < seconds <= Decimal(400 * 86_400):
        raise Refused(Problem("quality.specification.time", {"text": text[:40]}, field="text"))
    return timedelta(seconds=int(seconds))


@lru_cache(maxsize=64)
def parsed(text: str) -> Document:
    """Read a text whole. Raises ``Refused``: ``quality.specification.text`` with the place, ``expression....``."""
    if len(text) > SIZE_MAX:
        raise _unreadable(f"> {SIZE_MAX}")
    if text_problems(text=text):
        raise _unreadable("a character that cannot be kept")
    try:
        # a text of some lines that names its own parts again and again says gigabytes
        if any(isinstance(each, yaml.AliasEvent) for each in yaml.parse(text, Loader=yaml.SafeLoader)):
            raise _unreadable("*")
        found = Document.model_validate(yaml.safe_load(text))
    except ValidationError as error:
        first = error.errors()[0]
        raise _unreadable(f"{'.'.join(str(step) for step in first['loc'])}: {first['msg']}") from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise _unreadable("YAML") from error
    for each in found.attributes:
        _check(each)
    return found


def identity(text: str) -> str:
    """The SHA-256 of a text."""
    return sha256(text.encode()).hexdigest()


def _check(attribute: Attribute) -> None:
    """What a form cannot say: units, times and criteria that fit each other."""
    try:
        assert attribute.program, "it compiles"
        assert attribute.due_in, "it is a time"
        if attribute.clock:
            assert attribute.final_after, "it is a time"
        if attribute.computed is not None:
            known_kind(attribute.computed.kind)
    except Refused as refused:
        first = refused.problems[0]
        where = {"code": attribute.code, "criterion": attribute.criterion, "problem": first.code}
        raise Refused(Problem("quality.specification.attribute", where, field="text"), *refused.problems) from None
    choices = attribute.choices
    if choices and all(attribute.judge(each) is not Verdict.PASS for each in choices):
        raise Refused(Problem("quality.specification.never", {"code": attribute.code}, field="text"))


def _unreadable(what: str) -> Refused:
    return Refused(Problem("quality.specification.text", {"what": what[:300]}, field="text"))
