"""What one operator promises differently from the house, from a day on. Pure: values in, values out."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final, Self

from cellpark.facilities.house.terms import Terms
from cellpark.kernel.problem import Problem

MINUTES_MAX: Final = 60 * 24 * 60
SILENCE_DAYS_MAX: Final = 60
MONEY_MAX: Final = Decimal(10_000_000)
AHEAD_MAX: Final = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTerms:
    """Minutes to answer and to mend for each urgency, and the limits of costs: CNY without tax.

    Everything else (hours of the office, kinds, permits) stays the house's.
    """

    minutes: Mapping[str, tuple[int, int]]
    alone_max: Decimal
    labour_rate: Decimal
    silence_days: int

    @classmethod
    def of(cls, terms: Terms) -> Self:
        """What holds in an edition."""
        minutes = {name: (_minutes(each.answer), _minutes(each.mend)) for name, each in terms.targets.items()}
        return cls(
            minutes=minutes,
            alone_max=terms.alone_max,
            labour_rate=terms.labour_rate,
            silence_days=terms.silence.days,
        )

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Self:
        """What ``as_json`` gave."""
        return cls(
            minutes={name: (int(answer), int(mend)) for name, (answer, mend) in said["minutes"].items()},
            alone_max=Decimal(said["alone_max"]),
            labour_rate=Decimal(said["labour_rate"]),
            silence_days=int(said["silence_days"]),
        )

    def as_json(self) -> dict[str, Any]:
        """As a column keeps it."""
        return {
            "minutes": {name: list(each) for name, each in self.minutes.items()},
            "alone_max": f"{self.alone_max:.2f}",
            "labour_rate": f"{self.labour_rate:.2f}",
            "silence_days": self.silence_days,
        }


def with_own(house: Terms, own: OwnTerms, since: date) -> Terms:
    """An edition of the house as one operator keeps it from ``since`` on; a new urgency is the house's."""
    targets = {
        name: each
        if name not in own.minutes
        else replace(each, answer=timedelta(minutes=own.minutes[name][0]), mend=timedelta(minutes=own.minutes[name][1]))
        for name, each in house.targets.items()
    }
    return replace(
        house,
        since=since,
        targets=targets,
        alone_max=own.alone_max,
        labour_rate=own.labour_rate,
        silence=timedelta(days=own.silence_days),
    )


def own_problems(own: OwnTerms, *, house: Terms) -> list[Problem]:
    """Every urgency has its times, an answer comes no later than the mending, limits are sums of money."""
    problems = []
    if set(own.minutes) != set(house.targets):
        problems.append(Problem("facilities.rules.urgencies", {"names": ", ".join(house.targets)}))
    for name, (answer, mend) in own.minutes.items():
        if not 1 <= answer <= mend <= MINUTES_MAX:
            problems.append(Problem("facilities.rules.minutes", {"most": MINUTES_MAX}, field=f"{name}_mend"))
    for field, value in (("alone_max", own.alone_max), ("labour_rate", own.labour_rate)):
        if not value.is_finite() or not 0 <= value <= MONEY_MAX or value != round(value, 2):
            problems.append(Problem("facilities.cost.amount", {"most": str(MONEY_MAX)}, field=field))
    if not 1 <= own.silence_days <= SILENCE_DAYS_MAX:
        problems.append(Problem("facilities.rules.silence", {"most": SILENCE_DAYS_MAX}, field="silence_days"))
    return problems


def since_problems(since: date, *, today: date, taken: Collection[date]) -> list[Problem]:
    """Rules hold from a day to come on: what was promised stays promised. No two editions begin on one day."""
    if since <= today:
        return [Problem("facilities.rules.past", field="since")]
    if since > today + AHEAD_MAX:
        return [Problem("facilities.rules.far", {"days": AHEAD_MAX.days}, field="since")]
    return [Problem("facilities.rules.taken", {"day": since.isoformat()}, field="since")] if since in taken else []


def _minutes(span: timedelta) -> int:
    return int(span.total_seconds() // 60)
