"""A lease as a text file (``*.lease.yaml``): its days, its cycle, its terms, and published index values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from cellpark.kernel.interval import Interval
from cellpark.kernel.money import Rounding
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.kernel.yaml_text import FIRST_DAY, LAST_DAY, NotYaml, exact_number, read_yaml
from cellpark.rent.cycle import Cycle
from cellpark.rent.late import LateRule
from cellpark.rent.months import Months
from cellpark.rent.rules import lease_problems
from cellpark.rent.terms import Basis, Escalation, Index, IndexLink, Spread, Step, Term, TermKind

FORMAT = "cellpark.lease/1"
SIZE_LIMIT_BYTES = 1_000_000
PROBLEMS_SHOWN_MAX = 20


@dataclass(frozen=True, slots=True)
class Lease:
    """What bills are computed from."""

    number: str
    days: Interval[date]
    terms: tuple[Term, ...]
    cycle: Cycle
    late: LateRule | None
    index: Index


def read_lease(content: bytes) -> Lease:
    """The lease in a file.

    Raises ``Refused``: ``rent.file.unreadable`` and what ``lease_of_form`` refuses.
    """
    return lease_of_form(read_form(content))


def read_form(content: bytes) -> Any:
    """What a lease file says, as plain values; days as ISO 8601. Raises ``Refused``: ``rent.file.unreadable``."""
    try:
        return _plain(read_yaml(content, limit_bytes=SIZE_LIMIT_BYTES))
    except NotYaml:
        raise Refused(Problem("rent.file.unreadable", {"format": FORMAT})) from None


def lease_of_form(form: object) -> Lease:
    """The lease that plain values say, as ``read_form`` gives them.

    Raises ``Refused``: ``rent.file.field`` for each field that is missing, unknown or not what it should be, and what
    ``lease_problems`` finds.
    """
    try:
        found = _File.model_validate(form)
    except ValidationError as error:
        raise Refused(*_fields(error)) from None
    lease = found.lease_of()
    refuse_any(lease_problems(lease.days, lease.terms, lease.cycle))
    return lease


def lease_text(form: Mapping[str, Any]) -> str:
    """Plain values as a lease file that people read; ``read_form`` gives the same values again."""
    return yaml.dump(dict(form), Dumper=_Plainly, sort_keys=False, allow_unicode=True, width=120)


class _Plainly(yaml.SafeDumper):
    """Aliases are refused by whoever reads: what is the same is written twice."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _fields(error: ValidationError) -> list[Problem]:
    places = [".".join(map(str, each["loc"])) for each in error.errors(include_url=False)]
    return [Problem("rent.file.field", {"place": place}) for place in places[:PROBLEMS_SHOWN_MAX]]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


Number = Annotated[Decimal, BeforeValidator(exact_number)]
Share = Annotated[Number, Field(ge=0, le=1)]
Published = Annotated[Number, Field(gt=0)]
Month = Annotated[str, Field(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]
Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]
Every = Annotated[int, Field(ge=1, le=600)]
Digits = Annotated[int, Field(ge=0, le=6)]
Lag = Annotated[int, Field(ge=0, le=24)]
Shift = Annotated[int, Field(ge=-366, le=366)]
Key = Annotated[str, Field(min_length=1, max_length=60)]


class _Days(_Part):
    since: Day
    until: Day

    @property
    def interval(self) -> Interval[date]:
        return Interval(self.since, self.until)


class _Step(_Part):
    since: Day
    rate: Number


class _Escalation(_Part):
    by: Number
    every_months: Every
    digits: Digits = 2


class _IndexLink(_Part):
    name: str
    base: Number
    every_months: Every
    lag_months: Lag = 0
    share: Number = Decimal(1)
    floor: Number | None = None
    cap: Number | None = None
    digits: Digits = 2


class _Term(_Part):
    key: Key
    kind: TermKind
    basis: Basis
    since: Day | None = None
    until: Day | None = None
    rate: Number | None = None
    steps: tuple[_Step, ...] = ()
    room: str = ""
    area_m2: Number | None = None
    months: Months = Months.LEASE
    spread: Spread = Spread.ACTUAL
    free: tuple[_Days, ...] = ()
    escalation: _Escalation | None = None
    index: _IndexLink | None = None
    tax: Number = Decimal(0)
    tax_included: bool = True
    rounding: Rounding = Rounding.HALF_UP

    def term_of(self, lease: Interval[date], currency: str) -> Term:
        since = self.since or lease.start
        rates = () if self.rate is None else (Step(since, self.rate),)
        return Term(
            key=self.key,
            kind=self.kind,
            days=Interval(since, self.until or lease.end),
            basis=self.basis,
            steps=(*rates, *(Step(each.since, each.rate) for each in self.steps)),
            currency=currency,
            anchor=lease.start,
            area_m2=self.area_m2,
            subject=self.room,
            months=self.months,
            spread=self.spread,
            free=tuple(each.interval for each in self.free),
            escalation=None if self.escalation is None else Escalation(**self.escalation.model_dump()),
            index=None if self.index is None else IndexLink(**self.index.model_dump()),
            tax=self.tax,
            tax_included=self.tax_included,
            rounding=self.rounding,
        )


class _Cycle(_Part):
    every_months: int
    months: Months = Months.LEASE
    in_advance: bool = True
    due_days: Shift = 0


class _Late(_Part):
    per_day: Share
    grace_days: Annotated[int, Field(ge=0, le=366)] = 0
    cap: Annotated[Number, Field(ge=0)] | None = None


class _File(_Part):
    format: str
    lease: Key
    since: Day
    until: Day
    currency: str
    cycle: _Cycle
    terms: Annotated[tuple[_Term, ...], Field(min_length=1)]
    late: _Late | None = None
    index: Mapping[str, Mapping[Month, Published]] = {}

    def lease_of(self) -> Lease:
        if self.format != FORMAT:
            raise Refused(Problem("rent.file.unreadable", {"format": FORMAT}))
        days = Interval(self.since, self.until)
        return Lease(
            number=self.lease,
            days=days,
            terms=tuple(each.term_of(days, self.currency) for each in self.terms),
            cycle=Cycle(**self.cycle.model_dump()),
            late=None if self.late is None else LateRule(**self.late.model_dump()),
            index={(name, month): value for name, months in self.index.items() for month, value in months.items()},
        )
