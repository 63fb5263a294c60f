"""What must hold in the laboratory. Pure: values in, problems out."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from cellpark.base.text import text_problems
from cellpark.kernel.decimals import BadNumber, parse_decimal
from cellpark.kernel.problem import Problem, Refused
from cellpark.quality.states import InvestigationState, Monitoring, Outcome, Verdict

REASON_LIMIT = 500
TEXT_LIMIT = 4_000
PLACE_LIMIT = 120

# EU GMP Annex 1 (2022), table 6 (viable, action limits) and table 5 (particles, in operation)
VIABLE, TOTAL = "EU GMP Annex 1 (2022), table 6", "EU GMP Annex 1 (2022), table 5"
LIMITS: Mapping[tuple[str, Monitoring], Decimal] = {
    ("A", Monitoring.ACTIVE_AIR): Decimal(0),
    ("A", Monitoring.SETTLE_PLATE): Decimal(0),
    ("A", Monitoring.CONTACT): Decimal(0),
    ("A", Monitoring.PARTICLES_05): Decimal(3_520),
    ("A", Monitoring.PARTICLES_5): Decimal(29),
    ("B", Monitoring.ACTIVE_AIR): Decimal(10),
    ("B", Monitoring.SETTLE_PLATE): Decimal(5),
    ("B", Monitoring.CONTACT): Decimal(5),
    ("B", Monitoring.PARTICLES_05): Decimal(352_000),
    ("B", Monitoring.PARTICLES_5): Decimal(2_930),
    ("C", Monitoring.ACTIVE_AIR): Decimal(100),
    ("C", Monitoring.SETTLE_PLATE): Decimal(50),
    ("C", Monitoring.CONTACT): Decimal(25),
    ("C", Monitoring.PARTICLES_05): Decimal(3_520_000),
    ("C", Monitoring.PARTICLES_5): Decimal(29_300),
    ("D", Monitoring.ACTIVE_AIR): Decimal(200),
    ("D", Monitoring.SETTLE_PLATE): Decimal(100),
    ("D", Monitoring.CONTACT): Decimal(50),
}
UNITS: Mapping[Monitoring, str] = {
    Monitoring.ACTIVE_AIR: "CFU/m3",
    Monitoring.SETTLE_PLATE: "CFU/4 h",
    Monitoring.CONTACT: "CFU/plate",
    Monitoring.PARTICLES_05: "1/m3",
    Monitoring.PARTICLES_5: "1/m3",
}
_PARTICLES = frozenset({Monitoring.PARTICLES_05, Monitoring.PARTICLES_5})
_PLATES = (Monitoring.ACTIVE_AIR, Monitoring.SETTLE_PLATE, Monitoring.CONTACT)
# what a batch needs of the rooms that it used: the whole work is watched in A and B (Annex 1, 9.15, 9.24)
NEEDED: Mapping[str, tuple[Monitoring, ...]] = {
    "A": (*_PLATES, Monitoring.PARTICLES_05),
    "B": (*_PLATES, Monitoring.PARTICLES_05),
    "C": (Monitoring.ACTIVE_AIR,),
    "D": (Monitoring.ACTIVE_AIR,),
}
WATCHED_DURING_WORK = frozenset({"A", "B"})


def reason_problems(reason: str, *, field: str = "reason", limit: int = REASON_LIMIT) -> list[Problem]:
    """A change to a record says why (CN-2f, A11-1c)."""
    if not reason.strip():
        return [Problem("base.reason_required", field=field, rule="CN-2f")]
    return words_problems(limit=limit, **{field: reason})


def words_problems(*, limit: int = REASON_LIMIT, **fields: str) -> list[Problem]:
    """Texts that may be empty: short enough, and kept as they were typed."""
    long = [Problem("base.too_long", {"limit": limit}, field=key) for key, text in fields.items() if len(text) > limit]
    return [*long, *text_problems(**fields)]


def second_person_problems(*, performer: UUID | None, verifier: UUID | None) -> list[Problem]:
    """Whoever measured never verifies (T5, 211-194b)."""
    if verifier is not None and performer != verifier:
        return []
    return [Problem("quality.result.same_person", rule="211-3d")]


def clock_problems(*, verdict: Verdict, final_at: datetime | None, at: datetime) -> bool:
    """Whether a passing reading comes before the end of its clock: it is negative to date and no last one."""
    return verdict is Verdict.PASS and final_at is not None and at < final_at


def retract_problems(state: InvestigationState | None, outcome: str) -> list[Problem]:
    """A failing reading vanishes only by an assignable cause (21 CFR 211.192; FDA guidance on OOS results)."""
    if state is None or outcome == Outcome.INVALIDATED:
        return []
    return [Problem("quality.result.under_investigation", rule="211-192")]


def retest_problems(*, verdict: Verdict, phase: InvestigationState | None, outcome: str, again: bool) -> list[Problem]:
    """A retest needs a failing reading and an investigation in the laboratory or a void result; once (211-192)."""
    if again:
        return [Problem("quality.test.retested", rule="211-192")]
    if verdict is not Verdict.FAIL:
        return [Problem("quality.test.nothing_to_repeat", rule="211-192")]
    if phase is InvestigationState.LABORATORY or outcome == Outcome.INVALIDATED:
        return []
    return [Problem("quality.test.not_authorised", rule="211-192")]


def limit_of(grade: str, method: Monitoring) -> tuple[Decimal, str]:
    """The highest value that passes, and its source. Raises ``Refused`` (``quality.environment.no_limit``)."""
    limit = LIMITS.get((grade, method))
    if limit is None:
        named = {"grade": grade, "method": method.value}
        raise Refused(Problem("quality.environment.no_limit", named, field="method", rule="A1-1a"))
    return limit, TOTAL if method in _PARTICLES else VIABLE


def count_of(value: str) -> Decimal:
    """A count as somebody wrote it: a whole number, zero or more. Raises ``Refused``."""
    try:
        count = parse_decimal(value.strip())
    except BadNumber:
        count = Decimal(-1)
    if count < 0 or count != count.to_integral_value() or count > 10**12:
        raise Refused(Problem("quality.environment.count", {"value": value[:40]}, field="value"))
    return count


def missing_methods(grade: str, done: Iterable[str]) -> list[Monitoring]:
    """Which readings the rooms of a batch still lack."""
    there = set(done)
    return [each for each in NEEDED.get(grade, ()) if each.value not in there]
