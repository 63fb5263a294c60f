"""What may be said about companies. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from cellpark.base.text import text_problems
from cellpark.companies.criteria import Criteria
from cellpark.companies.states import NeedKind
from cellpark.identifiers import credit
from cellpark.kernel.problem import Problem

NAME_MAX, LINE_MAX, TEXT_MAX = 200, 200, 2_000
EVIDENCE_MAX = 400
NODE = re.compile(r"[UMDX][0-9A-Z]{0,3}")
STEP_YEARS_MAX = 3
REVIEWS_LEAST = 2
FILE_MAX_BYTES = 3_000_000
FILE_TYPES: Mapping[str, tuple[bytes, ...]] = {
    "application/pdf": (b"%PDF-",),
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": (b"PK\x03\x04",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (b"PK\x03\x04",),
}
SUFFIXES: Mapping[str, str] = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
EMAIL = re.compile(r"[!-?A-~]{1,64}@[!-?A-~]{1,185}\.[A-Za-z0-9-]{2,63}")
PHONE = re.compile(r"\+?[0-9][0-9 ()-]{4,24}")
# what a search for a place takes, besides words
WANTED = frozenset({"area_least", "area_most", "grade", "power_kw", "steam", "ln2", "height_m", "bonded", "from"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """Who a company is."""

    name_zh: str = ""
    name_en: str = ""
    code: str = ""
    node: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody who speaks for a company; sealed before anything is written."""

    name: str
    email: str
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a company looks for, from ``since`` until ``until`` (exclusive)."""

    kind: NeedKind
    text: str
    node: str = ""
    wanted: Mapping[str, str] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None


def text_problem(name: str, value: str, limit: int, *, required: bool = False) -> list[Problem]:
    """One text, printable and not too long."""
    if required and not value.strip():
        return [Problem("base.required", field=name)]
    if len(value) > limit:
        return [Problem("base.too_long", {"limit": limit}, field=name)]
    return text_problems(**{name: value})


def details_problems(details: Details) -> list[Problem]:
    """A name in one language at least, a right credit code or none, a node of the chain or none."""
    problems = []
    if not details.name_zh.strip() and not details.name_en.strip():
        problems.append(Problem("companies.name.missing", field="name_zh"))
    problems += text_problem("name_zh", details.name_zh, NAME_MAX) + text_problem("name_en", details.name_en, NAME_MAX)
    problems += node_problems(details.node)
    return [*problems, *code_problems(details.code)]


def code_problems(code: str) -> list[Problem]:
    """An empty code, or one whose two check characters are right (GB 32100-2015, GB 11714)."""
    faults = credit.faults(code) if code else ()
    return [Problem(f"companies.code.{fault}", {"value": code[:40]}, field="code") for fault in faults[:1]]


def node_problems(node: str) -> list[Problem]:
    """A code of the chain, or none."""
    return [] if not node or NODE.fullmatch(node) else [Problem("companies.node", {"value": node[:10]}, field="node")]


def step_problems(*, step: str, on: date, today: date) -> list[Problem]:
    """A next step in words, on a day that is not over and not years away."""
    problems = text_problem("step", step, LINE_MAX, required=True)
    if not today <= on <= today + timedelta(days=365 * STEP_YEARS_MAX):
        problems.append(Problem("companies.step.day", {"years": STEP_YEARS_MAX}, field="day"))
    return problems


def day_problems(day: date, *, today: date, field: str = "day") -> list[Problem]:
    """What is said to have happened is not in the future."""
    return [Problem("companies.day.future", field=field)] if day > today else []


def wish_problems(wish: Wish) -> list[Problem]:
    """Words, a node where one is named, days in their order, particulars that a search understands."""
    problems = text_problem("text", wish.text, TEXT_MAX, required=True) + node_problems(wish.node)
    if wish.since is not None and wish.until is not None and wish.until <= wish.since:
        problems.append(Problem("base.ends_before_start", field="until"))
    if unknown := sorted(set(wish.wanted) - WANTED):
        problems.append(Problem("companies.need.particular", {"name": unknown[0][:40]}, field="wanted"))
    return problems


def named_problems(reason: str, said: Sequence[str]) -> list[Problem]:
    """A reason stays on record for good: what it is to erase must not stand in it."""
    heard = "".join(reason.split()).casefold()
    told = ["".join(each.split()).casefold() for each in said]
    return [Problem("companies.contact.named", field="reason")] if any(each and each in heard for each in told) else []


def speaker_problems(speaker: Speaker) -> list[Problem]:
    """A name and an address that mail can reach."""
    problems = text_problem("contact_name", speaker.name, 100, required=True)
    if not EMAIL.fullmatch(speaker.email) or len(speaker.email) > 254:
        problems.append(Problem("companies.contact.email", field="contact_email"))
    if speaker.phone and not PHONE.fullmatch(speaker.phone):
        problems.append(Problem("companies.contact.phone", field="contact_phone"))
    return problems


def file_problems(*, name: str, content: bytes) -> list[Problem]:
    """A file of a kind that is named, that begins as that kind does, and is not too large."""
    kind = file_type(name)
    if kind is None or not content.startswith(FILE_TYPES[kind]):
        return [Problem("companies.file.type", {"kinds": ", ".join(sorted(SUFFIXES))}, field="file")]
    if len(content) > FILE_MAX_BYTES:
        return [Problem("companies.file.size", {"limit": FILE_MAX_BYTES // 1_000_000}, field="file")]
    return text_problem("file", name, NAME_MAX)


def file_type(name: str) -> str | None:
    """The media type by the end of a file's name, None for one that is not taken."""
    return next((kind for suffix, kind in SUFFIXES.items() if name.lower().endswith(suffix)), None)


def score_problems(scores: Mapping[str, int], criteria: Criteria) -> list[Problem]:
    """Whole points for each criterion, none left out."""
    keys = {each.key for each in criteria.criteria}
    problems = [Problem("base.required", field=key) for key in sorted(keys - set(scores))]
    problems += [Problem("companies.review.criterion", {"name": key[:40]}) for key in sorted(set(scores) - keys)]
    return problems + [
        Problem("companies.review.points", {"most": criteria.most}, field=key)
        for key, points in scores.items()
        if key in keys and not 0 <= points <= criteria.most
    ]


def decision_problems(totals: Sequence[Decimal], *, open_reviews: int, criteria: Criteria) -> list[Problem]:
    """Two reviews without a conflict, none still open; three where two are far apart."""
    problems = []
    if len(totals) < REVIEWS_LEAST:
        problems.append(Problem("companies.review.few", {"least": REVIEWS_LEAST, "given": len(totals)}))
    if open_reviews:
        problems.append(Problem("companies.review.open", {"count": open_reviews}))
    if len(totals) == REVIEWS_LEAST and max(totals) - min(totals) > criteria.difference_max:
        params = {"difference": str(max(totals) - min(totals)), "most": str(criteria.difference_max)}
        problems.append(Problem("companies.review.apart", params))
    return problems


def reviewer_problems(reviewers: Sequence[UUID], *, known: Sequence[UUID]) -> list[Problem]:
    """Each reviewer once, and not one who was named before."""
    if len(set(reviewers)) != len(reviewers) or set(reviewers) & set(known):
        return [Problem("companies.review.twice", field="reviewer")]
    return []
