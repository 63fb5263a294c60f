"""What may be said about therapies, orders and patients. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from cellpark.base.text import text_problems
from cellpark.kernel.problem import Parameter, Problem
from cellpark.kernel.quantity import Quantity
from cellpark.orders.events import CountryRule

CODE: Final = re.compile(r"[A-Z0-9][A-Z0-9./-]{0,39}")
COUNTRY: Final = re.compile(r"[A-Z]{2}")
ITEM: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
REFERENCE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9./:_-]{0,59}")
REASON_MAX: Final = 500
TEXT_MAX: Final = 2000
NAME_MAX: Final = 200
BAGS_MAX: Final = 20
ITEMS_MAX: Final = 40
WORD_MIN: Final = 2
AHEAD_MAX: Final = timedelta(minutes=2)
# what somebody at a hospital must be qualified for (CN-4a, T2)
PHYSICIAN, COLLECTION, INFUSION = "treating-physician", "cell-collection", "cell-infusion"


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """Who a patient is: opened for the hospital's own staff alone; ``born`` like 1980-01-31."""

    name: str
    born: str
    number: str


def reason_problems(reason: str, *, field: str = "reason", limit: int = REASON_MAX) -> list[Problem]:
    """A change to a record says why (CN-2f)."""
    if not reason.strip():
        return [Problem("base.reason_required", field=field, rule="CN-2f")]
    too_long = [Problem("base.too_long", {"limit": limit}, field=field)] if len(reason) > limit else []
    return [*too_long, *text_problems(**{field: reason})]


def code_problems(code: str, *, field: str = "code") -> list[Problem]:
    """Capital letters, digits, points, dashes and slashes, up to 40."""
    return [] if CODE.fullmatch(code) else [Problem("orders.code.malformed", {"code": code[:40]}, field=field)]


def names_problems(name_zh: str, name_en: str) -> list[Problem]:
    """At least one name, neither too long."""
    if not (name_zh.strip() or name_en.strip()):
        return [Problem("base.required", field="name_zh")]
    fields = {"name_zh": name_zh, "name_en": name_en}
    long = [name for name, value in fields.items() if len(value) > NAME_MAX]
    return [
        *(Problem("base.too_long", {"limit": NAME_MAX}, field=name) for name in long),
        *text_problems(**fields),
    ]


def countries_problems(countries: Sequence[CountryRule]) -> list[Problem]:
    """Each country once, with items that are named like ``hla-typing`` and wash-outs in whole days."""
    if not countries:
        return [Problem("base.required", field="countries")]
    problems = []
    named = [each.country for each in countries]
    if len(set(named)) != len(named) or not all(COUNTRY.fullmatch(each) for each in named):
        problems.append(Problem("orders.country.malformed", field="countries"))
    for each in countries:
        items = (*each.eligibility, *each.consents, *each.wash_outs)
        wrong = [item for item in items if not ITEM.fullmatch(item)]
        days = (*each.wash_outs.values(), each.collect_within)
        if (
            wrong
            or len(items) > ITEMS_MAX
            or len(set(items)) != len(items)
            or any(not 0 <= day <= 3650 for day in days)
        ):
            problems.append(
                Problem("orders.country.item", {"item": (wrong or [each.country])[0][:60]}, field="countries")
            )
    return problems


def particulars_problems(sought: Particulars) -> list[Problem]:
    """A name and the hospital's number are there; the birth date is a day."""
    problems = [
        Problem("base.required", field=name) for name in ("name", "number") if not getattr(sought, name).strip()
    ]
    for name, limit in (("name", NAME_MAX), ("number", 60)):
        if len(getattr(sought, name)) > limit:
            problems.append(Problem("base.too_long", {"limit": limit}, field=name))
    try:
        date.fromisoformat(sought.born)
    except ValueError:
        problems.append(Problem("base.not_a_date", {"value": sought.born[:40]}, field="born"))
    return [*problems, *text_problems(name=sought.name, number=sought.number)]


def asked_problems(
    asked: CountryRule,
    references: Mapping[str, str],
    last_doses: Mapping[str, date],
    collect_at: datetime,
    at: datetime,
) -> list[Problem]:
    """Every item that the country asks for has its reference, every wash-out is long enough (eligibility, consent)."""
    problems = [
        Problem("orders.reference.missing", {"item": item}, field=f"reference_{item}")
        for item in (*asked.eligibility, *asked.consents)
        if not references.get(item, "")
    ]
    for medicine, days in asked.wash_outs.items():
        last = last_doses.get(medicine)
        if last is not None and last + timedelta(days=days) > collect_at.date():
            params: dict[str, Parameter] = {"medicine": medicine, "days": days}
            problems.append(Problem("orders.wash_out.short", params, field=f"dose_{medicine}"))
    if asked.collect_within and collect_at > at + timedelta(days=asked.collect_within):
        problems.append(Problem("orders.collection.too_late", {"days": asked.collect_within}, field="collect_at"))
    return problems


def references_problems(
    asked: CountryRule, references: Mapping[str, str], last_doses: Mapping[str, date]
) -> list[Problem]:
    """References point to documents of the hospital and say nothing else; only what is asked for is kept (T20)."""
    known = {*asked.eligibility, *asked.consents}
    problems = [
        Problem("orders.reference.unknown", {"item": each[:60]}, field="references")
        for each in (references.keys() - known) | (last_doses.keys() - asked.wash_outs.keys())
    ]
    problems += [
        Problem("orders.reference.malformed", {"item": item}, field=f"reference_{item}", rule="T20")
        for item, text in references.items()
        if text and item in known and not REFERENCE.fullmatch(text)
    ]
    return problems


def patient_words_problems(texts: Mapping[str, str], patient: Particulars | None) -> list[Problem]:
    """What goes to sponsor and maker does not name the patient: no name, no birth date, no hospital number (T20)."""
    if patient is None:
        return []
    names = {patient.name, *(part for part in patient.name.split() if len(part) > WORD_MIN)}
    plain_day = patient.born.replace("-", "")
    sought = {_bare(each) for each in (*names, patient.number, patient.born, plain_day) if len(each) >= WORD_MIN}
    return [
        Problem("orders.text.names_patient", field=field, rule="T20")
        for field, text in texts.items()
        if any(word and word in _bare(text) for word in sought)
    ]


def _bare(text: str) -> str:
    return "".join(each for each in text.casefold() if each.isalnum())


def bags_problems(bags: Sequence[Quantity], collected_at: datetime, at: datetime) -> list[Problem]:
    """A collection has one to twenty bags, each with something in it, and lies not in the future (P11-5a)."""
    problems = []
    if not 1 <= len(bags) <= BAGS_MAX or any(each.value <= 0 for each in bags):
        problems.append(Problem("orders.bags.number", {"limit": BAGS_MAX}, field="volumes"))
    if collected_at > at + AHEAD_MAX:
        problems.append(Problem("orders.time.future", field="collected_at", rule="P11-5a"))
    return problems


def thaw_problems(thawed_at: datetime, limit: timedelta, at: datetime) -> list[Problem]:
    """A thawed bag is given within its hold time (T10)."""
    if thawed_at > at + AHEAD_MAX:
        return [Problem("orders.time.future", field="thawed_at", rule="P11-5a")]
    if at - thawed_at > limit:
        minutes = int(limit.total_seconds() // 60)
        return [Problem("orders.thaw.too_long", {"minutes": minutes}, field="thawed_at", rule="T10")]
    return []


def first_of(problems: Iterable[Problem]) -> str:
    """The code of the first problem, for a record that names why."""
    return next((each.code for each in problems), "")
