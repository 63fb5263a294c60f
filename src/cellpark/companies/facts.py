"""What is known of companies, as the rules read it: milestones as they stand on a day, and what follows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from cellpark.base.text import text_problems
from cellpark.companies.models import Company, Milestone
from cellpark.kernel.decimals import parse_typed
from cellpark.kernel.expression import DAY, TEXT, TRUTH, Value
from cellpark.kernel.months import add_months
from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.yaml_text import FIRST_DAY, LAST_DAY, exact_number
from cellpark.recognition.public import Data, Vocabulary

FINANCING, GRANTED = "financing", "granted."
CURRENCY = "CNY"
PLAIN = "1"
VALUE_MAX = 100
YES, NO = "true", "false"
HNTE, HNTE_MONTHS = "high-tech-enterprise", 36
PERCENT = Decimal(100)
KEPT = Decimal("0.01")
TIMES_MAX = Decimal(10) ** 12
"""A turnover that grew more than this is a slip of the pen; nothing is worked out from it."""


@dataclass(frozen=True, slots=True)
class Read:
    """A value as it is kept."""

    text: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A milestone without its row: what rules need of it."""

    kind: str
    value: str
    day: date


def read_value(kind: str, value: str, vocabulary: Vocabulary) -> Read:
    """A value of a kind of milestone, as rules read it.

    Raises ``Refused``: ``companies.milestone.kind`` for one that no data names, ``companies.milestone.value``.
    """
    wrong = Refused(Problem("companies.milestone.value", {"value": value[:40]}, field="value"))
    text = value.strip()
    if len(text) > VALUE_MAX or not text or text_problems(value=text):
        raise wrong
    if kind.startswith(GRANTED) and len(kind) > len(GRANTED):
        return Read(_truth(text, wrong))
    if kind == FINANCING:
        return Read(_number(text, wrong), CURRENCY)
    datum = vocabulary.get(kind)
    if datum is None:
        raise Refused(Problem("companies.milestone.kind", {"kind": kind[:60]}, field="kind"))
    if datum.kind == TRUTH:
        return Read(_truth(text, wrong))
    if datum.kind == DAY:
        return Read(_day(text, wrong).isoformat())
    if datum.kind == TEXT:
        return Read(text)
    return Read(_number(text, wrong), str(datum.kind).replace(PLAIN, ""))


def _truth(text: str, wrong: Refused) -> str:
    if text.lower() not in (YES, NO):
        raise wrong
    return text.lower()


def _number(text: str, wrong: Refused) -> str:
    try:
        found = format(exact_number(parse_typed(text)), "f")
    except ValueError:
        raise wrong from None
    if len(found) > VALUE_MAX:
        raise wrong
    return found


def _day(text: str, wrong: Refused) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise wrong from None
    if not FIRST_DAY <= found <= LAST_DAY:
        raise wrong
    return found


def company_data(company: Company, on: date) -> Data:
    """What the rules may know of a company on a day. One query, besides the data that the park has names for."""
    return data_of([company.id], on)[company.id]


def data_of(companies: Sequence[UUID], on: date) -> Mapping[UUID, Data]:
    """The same for many companies. One query."""
    rows = Milestone.objects.filter(company_id__in=companies, voided=False, day__lte=on)
    found: dict[UUID, list[Fact]] = defaultdict(list)
    ordered = rows.order_by("day", "recorded_at", "id").values_list("company_id", "kind", "value", "day")
    for company, kind, value, day in ordered.iterator(chunk_size=5_000):
        found[company].append(Fact(kind, value, day))
    return {each: derived(found.get(each, ()), on) for each in companies}


def grants_of(facts: Iterable[Fact]) -> Mapping[str, date]:
    """The recognitions that a company was granted, each on its last day of granting; none taken back."""
    found: dict[str, date] = {}
    for each in facts:
        if each.kind.startswith(GRANTED):
            key = each.kind.removeprefix(GRANTED)
            found.pop(key, None)
            if each.value == YES:
                found[key] = each.day
    return found


def derived(facts: Sequence[Fact], on: date) -> Data:
    """Data by key from facts in the order of their days: the last value of each, and what follows by arithmetic.

    What somebody typed goes before what is worked out. Amounts are of the fiscal year that ended on their day.
    """
    typed: dict[str, Value] = {}
    years: dict[str, dict[int, Decimal]] = defaultdict(dict)
    rounds: list[tuple[date, Decimal]] = []
    for each in facts:
        if each.kind == FINANCING:
            rounds.append((each.day, Decimal(each.value)))
        elif not each.kind.startswith(GRANTED):
            typed[each.kind] = value = value_of(each.value)
            if each.kind in ("revenue", "rd_spend") and isinstance(value, Decimal):
                years[each.kind][each.day.year] = value
    worked: dict[str, Value] = {**_money(rounds, on), **_growth(years["revenue"], years["rd_spend"])}
    born = typed.get("registered_on")
    if isinstance(born, date):
        worked["fiscal_years"] = Decimal(max(on.year - born.year - 1, 0))
    held = grants_of(facts).get(HNTE)
    if held is not None:
        worked["holds_hnte"] = add_months(held, HNTE_MONTHS) > on
    return {**worked, **typed}


def value_of(text: str) -> Value:
    """A kept value as the rules take it."""
    if text in (YES, NO):
        return text == YES
    try:
        return exact_number(text)
    except ValueError:
        pass
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _money(rounds: Sequence[tuple[date, Decimal]], on: date) -> dict[str, Value]:
    if not rounds:
        return {}

    def since(years: int) -> Decimal:
        first = add_months(on, -12 * years)
        return sum((amount for day, amount in rounds if day > first), start=Decimal(0))

    return {
        "equity_total": sum((amount for _day, amount in rounds), start=Decimal(0)),
        "equity_2y": since(2),
        "equity_3y": since(3),
    }


def _growth(revenue: Mapping[int, Decimal], spend: Mapping[int, Decimal]) -> dict[str, Value]:
    """Shares and growth over the last fiscal years that are known; nothing where a year is missing."""
    found: dict[str, Value] = {}
    last = max(revenue, default=None)
    if last is not None and last - 1 in revenue:
        found["revenue_2y"] = revenue[last] + revenue[last - 1]
    # of a turnover below nothing no growth can be told
    if last is not None and revenue[last] >= 0 and (grown := _times(revenue[last], revenue.get(last - 2))) is not None:
        found["revenue_cagr_2y"] = ((grown.sqrt() - 1) * PERCENT).quantize(KEPT)
    spent = max(spend, default=None)
    if spent is None:
        return found
    if spent - 1 in spend:
        found["rd_spend_before"] = spend[spent - 1]
    for key, year in (("rd_share", spent), ("rd_share_before", spent - 1)):
        if year in spend and (share := _times(spend[year], revenue.get(year))) is not None:
            found[key] = (share * PERCENT).quantize(KEPT)
    both = [year for year in range(spent - 2, spent + 1) if year in spend and year in revenue]
    turnover = sum((revenue[year] for year in both), start=Decimal(0))
    spent_3y = sum((spend[year] for year in both), start=Decimal(0))
    if len(both) == 3 and (share := _times(spent_3y, turnover)) is not None:
        found["rd_share_3y"] = (share * PERCENT).quantize(KEPT)
    return found


def _times(part: Decimal, whole: Decimal | None) -> Decimal | None:
    """How many times ``whole`` a part is; None where that says nothing: of nothing, or beyond all measure."""
    if whole is None or whole <= 0:
        return None
    found = part / whole
    return found if abs(found) < TIMES_MAX else None
