"""What must hold of templates, labels and their balance. Pure: values in, problems out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from cellpark.base.text import text_problems
from cellpark.identifiers.isbt128 import parse_chain, parse_din, parse_product
from cellpark.kernel.problem import Problem, Refused
from cellpark.labels.contents import ADDRESSES, IDENTIFIERS, MOMENTS, Field, Statement, required
from cellpark.labels.states import Country, LabelKind, LabelState, Use

IDENTIFIERS_LEAST = 2
VALUE_LIMIT = 60
ADDRESS_LIMIT = 200
CODE_LIMIT = 30
REASON_LIMIT = 500
WIDTH_MM = (40, 210)
HEIGHT_MM = (25, 297)
PARSERS = {Field.COI: parse_chain, Field.DIN: parse_din, Field.PRODUCT_CODE: parse_product}


def template_problems(
    *, kind: LabelKind, use: Use, country: Country, fields: Iterable[Field], statements: Iterable[Statement]
) -> list[Problem]:
    """Two independent identifiers at least (LBL-4) and everything that the kind, the use and the country ask for."""
    fields, statements = frozenset(fields), frozenset(statements)
    problems = []
    if len(fields & IDENTIFIERS) < IDENTIFIERS_LEAST:
        problems.append(Problem("labels.template.one_identifier", field="fields", rule="LBL-4"))
    for demand in required(kind, use, country):
        problems += [
            Problem("labels.template.field_missing", {"field": each}, field="fields", rule=demand.rule)
            for each in sorted(demand.fields - fields)
        ]
        problems += [
            Problem("labels.template.statement_missing", {"statement": each}, field="statements", rule=demand.rule)
            for each in sorted(demand.statements - statements)
        ]
    if use is Use.ALLOGENEIC and Statement.AUTOLOGOUS in statements:
        problems.append(Problem("labels.template.not_autologous", field="statements", rule="1271-1a"))
    return problems


def size_problems(*, width_mm: int, height_mm: int) -> list[Problem]:
    """A size that a label printer or an office printer has."""
    return [
        Problem("labels.template.size", {"least": least, "most": most}, field=field)
        for field, value, (least, most) in (("width_mm", width_mm, WIDTH_MM), ("height_mm", height_mm, HEIGHT_MM))
        if not least <= value <= most
    ]


def code_problems(code: str) -> list[Problem]:
    """A short code of capital letters, digits and hyphens."""
    fits = 0 < len(code) <= CODE_LIMIT and code.isascii() and code.replace("-", "A").isalnum() and code == code.upper()
    return [] if fits else [Problem("labels.template.code", {"limit": CODE_LIMIT}, field="code")]


def reason_problems(reason: str) -> list[Problem]:
    """Why something is done to a controlled document or a label (CN-2f)."""
    if not reason.strip():
        return [Problem("base.reason_required", field="reason", rule="CN-2f")]
    too_long = [Problem("base.too_long", {"limit": REASON_LIMIT}, field="reason")] if len(reason) > REASON_LIMIT else []
    return [*too_long, *text_problems(reason=reason)]


def value_problems(*, fields: Iterable[Field], values: Mapping[Field, str]) -> list[Problem]:
    """Every field of the template has its value, codes can be read, and nothing is there that has no place."""
    fields = tuple(fields)
    problems = [
        Problem("labels.label.value_missing", {"field": each}, field=each) for each in fields if each not in values
    ]
    problems += [
        Problem("labels.label.value_foreign", {"field": each}, field=each) for each in values if each not in fields
    ]
    for field, value in values.items():
        problems += _one_value_problems(field, value)
    return problems


def _one_value_problems(field: Field, value: str) -> list[Problem]:
    if not value.strip():
        return [Problem("labels.label.value_missing", {"field": field}, field=field)]
    limit = ADDRESS_LIMIT if field in ADDRESSES else VALUE_LIMIT
    if len(value) > limit:
        return [Problem("base.too_long", {"limit": limit}, field=field)]
    if field in PARSERS:
        try:
            PARSERS[field](value)
        except Refused as refused:
            return list(refused.problems)
    if field in MOMENTS and not _is_moment(value):
        return [Problem("labels.label.moment", {"value": value}, field=field)]
    return text_problems(**{field.value: value})


def _is_moment(value: str) -> bool:
    try:
        return len(value) == len("2026-11-22T14:30") and datetime.fromisoformat(value).tzinfo is None
    except ValueError:
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """How many labels of a batch or container were printed and what became of them (T9, 211-3a, LBL-1)."""

    printed: int
    applied: int
    sampled: int
    voided: int
    destroyed: int
    issued: int
    cancelled: int
    unverified: int
    outdated: int = 0

    @property
    def accounted(self) -> int:
        """Labels whose end is known."""
        return self.applied + self.sampled + self.voided + self.destroyed

    @property
    def missing(self) -> int:
        """Printed labels whose end nobody has recorded."""
        return self.printed - self.accounted

    @property
    def balanced(self) -> bool:
        """Whether printed = applied + sampled + void + destroyed."""
        return self.missing == 0


def balance(labels: Iterable[tuple[LabelState, bool, bool]], *, outdated: int = 0) -> Balance:
    """The balance of labels given as (state, whether ever printed, whether the last check by two is done).

    ``outdated`` of them stand with an amount that was corrected.
    """
    rows = tuple(labels)
    counts = {state: sum(1 for found, _, _ in rows if found is state) for state in LabelState}
    return Balance(
        printed=sum(1 for _, printed, _ in rows if printed),
        applied=counts[LabelState.APPLIED],
        sampled=counts[LabelState.SAMPLED],
        voided=counts[LabelState.VOIDED],
        destroyed=counts[LabelState.DESTROYED],
        issued=counts[LabelState.ISSUED],
        cancelled=counts[LabelState.CANCELLED],
        unverified=sum(1 for state, _, checked in rows if state is LabelState.APPLIED and not checked),
        outdated=outdated,
    )


def balance_problems(found: Balance) -> list[Problem]:
    """Why the labels of a batch are not reconciled (T9)."""
    problems = []
    if not found.balanced:
        params = {
            "printed": found.printed,
            "applied": found.applied,
            "sampled": found.sampled,
            "voided": found.voided,
            "destroyed": found.destroyed,
            "missing": found.missing,
        }
        problems.append(Problem("labels.balance.open", params, rule="T9"))
    if found.issued:
        problems.append(Problem("labels.balance.waiting", {"count": found.issued}, rule="211-3a"))
    if found.unverified:
        problems.append(Problem("labels.balance.unverified", {"count": found.unverified}, rule="LBL-3"))
    if found.outdated:
        problems.append(Problem("labels.balance.outdated", {"count": found.outdated}, rule="T11"))
    if found.applied and not found.sampled:
        problems.append(Problem("labels.balance.no_specimen", rule="211-1c"))
    return problems
