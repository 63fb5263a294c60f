"""What in a lease's terms does not fit together. Pure: values in, problems out."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from cellpark.kernel.interval import Interval
from cellpark.kernel.money import EXPONENTS
from cellpark.kernel.months import add_months
from cellpark.kernel.problem import Problem
from cellpark.rent.cycle import CYCLE_MONTHS, Cycle
from cellpark.rent.terms import BY_AREA, Basis, IndexLink, Term

YEARS_MAX = 50
TERMS_MAX = 500
RATE_DIGITS_MAX = 6
LAG_MAX = 24
GROWTH_MAX = Decimal(1)
VALUE_MAX = Decimal(10) ** 15
"""All that a term can come to, far below the amounts that money holds."""
AREA_MAX_M2 = Decimal(10) ** 9


def lease_problems(days: Interval[date], terms: Sequence[Term], cycle: Cycle) -> list[Problem]:
    """Everything that keeps bills from being computed, term by term."""
    problems = []
    if days.end is None or days.end > add_months(days.start, 12 * YEARS_MAX):
        problems.append(Problem("rent.lease.too_long", {"years": YEARS_MAX}))
    if cycle.every_months not in CYCLE_MONTHS:
        problems.append(Problem("rent.cycle.months", {"known": ", ".join(map(str, CYCLE_MONTHS))}))
    if len(terms) > TERMS_MAX:
        problems.append(Problem("rent.lease.too_many_terms", {"limit": TERMS_MAX}))
    keys = [each.key for each in terms]
    problems += [Problem("rent.term.twice", {"term": key}) for key in sorted({k for k in keys if keys.count(k) > 1})]
    for each in terms:
        if not days.covers(each.days):
            problems.append(Problem("rent.term.outside", {"term": each.key}))
        problems += term_problems(each)
    return problems


def term_problems(term: Term) -> list[Problem]:
    """What within one term does not fit together."""
    return [Problem(f"rent.term.{code}", {"term": term.key}) for code in _faults(term)]


def _faults(term: Term) -> Iterator[str]:
    if term.days.end is None:
        yield "endless"
    if term.currency not in EXPONENTS:
        yield "currency"
    if (term.basis in BY_AREA) != (term.area_m2 is not None) or (term.area_m2 is not None and term.area_m2 <= 0):
        yield "area"
    if not 0 <= term.tax < 1:
        yield "tax"
    yield from _price_faults(term)
    if any(not term.days.covers(each) for each in term.free):
        yield "free_outside"
    if _too_large(term):
        yield "too_large"


def _too_large(term: Term) -> bool:
    """Whether the highest rate for all days could be no amount of money; of an index it is known only later."""
    area = Decimal(1) if term.area_m2 is None else term.area_m2
    days = 0 if term.days.end is None else (term.days.end - term.days.start).days
    highest = max((each.rate for each in term.steps), default=Decimal(0))
    grows = term.escalation
    if grows is not None and 0 < grows.by <= GROWTH_MAX and grows.every_months > 0:
        times = min(days // 28, 12 * YEARS_MAX) // grows.every_months
        # each time it is rounded up by less than one
        highest = (highest + times) * (1 + grows.by) ** times
    return area > AREA_MAX_M2 or highest * area * (days + 31) * (1 + abs(term.tax)) >= VALUE_MAX


def _price_faults(term: Term) -> Iterator[str]:
    changes = [len(term.steps) > 1, term.escalation is not None, term.index is not None]
    if not term.steps or sum(changes) > 1 or (term.basis is Basis.ONCE and (any(changes) or term.free)):
        yield "price"
        return
    since = [each.since for each in term.steps]
    if since[0] != term.days.start or since != sorted(set(since)) or not all(map(term.days.contains, since)):
        yield "steps"
    if any(each.rate < 0 or -int(each.rate.as_tuple().exponent) > RATE_DIGITS_MAX for each in term.steps):
        yield "rate"
    if (grows := term.escalation) is not None and not (-GROWTH_MAX < grows.by <= GROWTH_MAX and grows.every_months > 0):
        yield "escalation"
    if term.index is not None and not _follows(term.index):
        yield "index"


def _follows(link: IndexLink) -> bool:
    """Whether a rate can follow the index and never falls below nothing."""
    begins = link.base > 0 and link.every_months >= 1 and 0 <= link.lag_months <= LAG_MAX
    floor = -GROWTH_MAX if link.floor is None else link.floor
    cap = GROWTH_MAX if link.cap is None else link.cap
    return begins and 0 < link.share <= 1 and floor <= GROWTH_MAX and max(floor, -GROWTH_MAX) <= cap and cap > -1
