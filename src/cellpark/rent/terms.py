"""What a lease says about money: dated terms with a price that is fixed, stepped, escalated or linked to an index."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from cellpark.kernel.interval import Interval
from cellpark.kernel.money import Rounding
from cellpark.rent.months import Months


class TermKind(StrEnum):
    """What is paid for. A deposit is owed and given back, and is no income."""

    RENT = "rent"
    SERVICE = "service"
    DEPOSIT = "deposit"
    ONE_TIME = "one_time"


class Basis(StrEnum):
    """What a rate is a price for. ``AREA`` is one square metre of the term's area."""

    MONTH = "month"
    YEAR = "year"
    DAY = "day"
    AREA_MONTH = "area_month"
    AREA_YEAR = "area_year"
    AREA_DAY = "area_day"
    ONCE = "once"


BY_AREA = frozenset({Basis.AREA_MONTH, Basis.AREA_YEAR, Basis.AREA_DAY})
BY_DAY = frozenset({Basis.DAY, Basis.AREA_DAY})
BY_YEAR = frozenset({Basis.YEAR, Basis.AREA_YEAR})


class Spread(StrEnum):
    """How a price for a day fills a month: day by day, or every month the twelfth part of 365 days."""

    ACTUAL = "actual"
    EVEN = "even"


@dataclass(frozen=True, slots=True)
class Step:
    """A rate from a day on."""

    since: date
    rate: Decimal


@dataclass(frozen=True, slots=True)
class Escalation:
    """The rate grows by ``by`` (0.03 are 3 of 100) every ``every_months``, each time rounded to ``digits``."""

    by: Decimal
    every_months: int
    digits: int = 2


@dataclass(frozen=True, slots=True)
class IndexLink:
    """The rate follows a published index, looked at every ``every_months``.

    The index of the month ``lag_months`` before a review is compared with that of the review before, the first time
    with ``base``; ``share`` of the change is passed on, kept between ``floor`` and ``cap``; the rate is rounded to
    ``digits``.
    """

    name: str
    base: Decimal
    every_months: int
    lag_months: int = 0
    share: Decimal = Decimal(1)
    floor: Decimal | None = None
    cap: Decimal | None = None
    digits: int = 2


Index = Mapping[tuple[str, str], Decimal]
"""Published values by the name of the index and the month, such as ``("CPI", "2027-03")``."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that is paid for over some days, at most one way of changing its rate.

    ``area_m2`` where the rate is for a square metre. ``tax`` is a share (0.09) that the rate contains, or not.
    ``anchor`` is the first day of the lease: months of the lease begin on its day of the month. Raises nothing: what
    does not fit together is found by ``term_problems``.
    """

    key: str
    kind: TermKind
    days: Interval[date]
    basis: Basis
    steps: tuple[Step, ...]
    currency: str
    anchor: date
    area_m2: Decimal | None = None
    subject: str = ""
    months: Months = Months.LEASE
    spread: Spread = Spread.ACTUAL
    free: tuple[Interval[date], ...] = ()
    escalation: Escalation | None = None
    index: IndexLink | None = None
    tax: Decimal = Decimal(0)
    tax_included: bool = True
    rounding: Rounding = field(default=Rounding.HALF_UP)

    @property
    def month_anchor(self) -> date:
        """A day on which a month begins that this term counts by."""
        return self.anchor if self.months is Months.LEASE else self.anchor.replace(day=1)
