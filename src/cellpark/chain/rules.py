"""What seats, offers and wants must say; values in, problems out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from cellpark.base.text import text_problems
from cellpark.chain.areas import area_problems
from cellpark.chain.states import OfferKind, SeatKind
from cellpark.chain.taxonomy import taxonomy
from cellpark.kernel.problem import Problem

NAME_MAX, EVIDENCE_MAX, SOURCE_MAX, UNIT_MAX = 200, 400, 200, 40
TITLE_MAX, LISTING_MAX = 120, 2000
CAPACITY_MAX = Decimal(10) ** 12
LEAD_DAYS_MAX = 3650


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatWords:
    """What is said of a seat. ``capacity`` a year, in ``capacity_unit``."""

    node: str
    kind: SeatKind
    area: str
    name_zh: str = ""
    name_en: str = ""
    subject: UUID | None = None
    evidence: str
    source: str
    day: date
    capacity: Decimal | None = None
    capacity_unit: str = ""
    lead_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingWords:
    """What an offer or a want says."""

    kind: OfferKind
    title: str
    text: str
    node: str = ""
    area: str = ""
    until: date | None = None


def seat_problems(words: SeatWords, *, today: date) -> list[Problem]:
    """Names, evidence with source and a day that has come; numbers in their ranges."""
    problems = [*node_problems(words.node), *area_problems(words.area)]
    if not words.name_zh.strip() and not words.name_en.strip():
        problems.append(Problem("chain.seat.nameless", field="name_zh"))
    problems += _texts(
        {
            "name_zh": (words.name_zh, NAME_MAX, False),
            "name_en": (words.name_en, NAME_MAX, False),
            "evidence": (words.evidence, EVIDENCE_MAX, True),
            "source": (words.source, SOURCE_MAX, True),
            "capacity_unit": (words.capacity_unit, UNIT_MAX, words.capacity is not None),
        }
    )
    if words.day > today:
        problems.append(Problem("chain.day.future", field="day"))
    if words.capacity is not None and not (words.capacity.is_finite() and 0 < words.capacity <= CAPACITY_MAX):
        problems.append(Problem("chain.number.range", {"most": str(CAPACITY_MAX)}, field="capacity"))
    if words.lead_days is not None and not 0 <= words.lead_days <= LEAD_DAYS_MAX:
        problems.append(Problem("chain.number.range", {"most": str(LEAD_DAYS_MAX)}, field="lead_days"))
    return problems


def listing_problems(words: ListingWords, *, today: date) -> list[Problem]:
    """A title, a text, a node that exists if one is named, an end that is to come."""
    problems = [] if not words.node else node_problems(words.node)
    problems += [] if not words.area else area_problems(words.area)
    problems += _texts({"title": (words.title, TITLE_MAX, True), "text": (words.text, LISTING_MAX, True)})
    if words.until is not None and words.until <= today:
        problems.append(Problem("chain.until.past", field="until"))
    return problems


def node_problems(code: str) -> list[Problem]:
    """Whether there is such a node."""
    if code in taxonomy().nodes:
        return []
    return [Problem("chain.node.unknown", {"code": code[:20]}, field="node")]


def reason_problems(reason: str) -> list[Problem]:
    """A reason is there and can be kept."""
    return _texts({"reason": (reason, EVIDENCE_MAX, True)})


def _texts(fields: Mapping[str, tuple[str, int, bool]]) -> list[Problem]:
    problems = text_problems(**{name: text for name, (text, _most, _required) in fields.items()})
    for name, (text, most, required) in fields.items():
        if required and not text.strip():
            problems.append(Problem("base.required", field=name))
        if len(text) > most:
            problems.append(Problem("base.too_long", {"limit": most}, field=name))
    return problems
