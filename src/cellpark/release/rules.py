"""The lines of the checklist, and who may decide. Pure: facts in, lines and problems out (T13, T15)."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from cellpark.base.text import text_problems
from cellpark.kernel.problem import Problem
from cellpark.release.after import newer
from cellpark.release.lines import HOLDS, Behind, CheckLine, Facts, Line, Standing
from cellpark.release.past import equipment_line, training_line

TEXT_LIMIT = 4_000
REASON_LIMIT = 500
FINISHED, ABORTED = "finished", "aborted"


def reason_problems(reason: str, *, field: str = "reason", limit: int = REASON_LIMIT) -> list[Problem]:
    """A decision says why, in words that can be kept (CN-2f, A11-1c)."""
    if not reason.strip():
        return [Problem("base.reason_required", field=field, rule="CN-2f")]
    too_long = [Problem("base.too_long", {"limit": limit}, field=field)] if len(reason) > limit else []
    return [*too_long, *text_problems(**{field: reason})]


def texts_problems(**texts: str) -> list[Problem]:
    """Records that are written in full: none empty, none endless."""
    return [
        problem
        for name, text in texts.items()
        for problem in (
            reason_problems(text, field=name, limit=TEXT_LIMIT)
            if text.strip()
            else [Problem("base.required", field=name)]
        )
    ]


def checklist(facts: Facts) -> tuple[CheckLine, ...]:
    """Every line, computed; nothing in it can be ticked (T13, 211-4a)."""
    return tuple(line(facts) for line in LINES)


def gaps(lines: Iterable[CheckLine]) -> list[Problem]:
    """Every reason why the batch may not be certified now, in the order of the lines; empty when it may."""
    return [problem for line in lines if line.standing not in HOLDS for problem in line.problems]


def independent_problems(facts: Facts, person: str, *, code: str, rule: str) -> list[Problem]:
    """Who performed or verified anything in the batch decides nothing about it (T15, A11-1f, CN-1g, A11-2e2)."""
    return [Problem(code, {"number": facts.number}, rule=rule)] if person in facts.participants else []


def plan_problems(*, late_results: bool, plan: str) -> list[Problem]:
    """A release in two stages needs results that the specification lets come late, and a plan for them (ATMP-2a/b)."""
    problems = []
    if not late_results:
        problems.append(Problem("release.stage_one.nothing_late", rule="ATMP-2a"))
    if not plan.strip():
        problems.append(Problem("release.stage_one.no_plan", rule="ATMP-2b"))
    return problems


def _line(code: Line, problems: Iterable[Problem], records: Iterable[Behind], *, failed: bool = False) -> CheckLine:
    found = tuple(problems)
    standing = Standing.OK if not found else Standing.FAILED if failed else Standing.OPEN
    return CheckLine(code, standing, found, tuple(records))


def _batch(facts: Facts) -> Behind:
    return Behind("batch", facts.batch, facts.number)


def _finished(facts: Facts) -> CheckLine:
    """The record of the batch is complete (211-4a)."""
    problems = []
    if facts.state == ABORTED:
        problems.append(Problem("release.batch.aborted", {"number": facts.number}, rule="211-4a"))
    elif facts.state != FINISHED:
        problems.append(Problem("release.batch.unfinished", {"number": facts.number}, rule="211-4a"))
    return _line(Line.FINISHED, problems, [_batch(facts)], failed=facts.state == ABORTED)


def _exceptions(facts: Facts) -> CheckLine:
    """Every exception was investigated, decided and closed (211-1c)."""
    problems, records = [], []
    for each in facts.exceptions:
        records.append(Behind("exception", each.id, each.number))
        if each.rejects:
            problems.append(Problem("release.exception.rejects", {"number": each.number}, rule="211-4a"))
        elif not each.closed:
            problems.append(Problem("release.exception.open", {"number": each.number}, rule="211-1c"))
    return _line(Line.EXCEPTIONS, problems, records, failed=any(each.rejects for each in facts.exceptions))


def _results(facts: Facts) -> CheckLine:
    records = [Behind("results", facts.batch, ""), *facts.tests]
    line = _line(Line.RESULTS, facts.results, records, failed=facts.results_failed)
    return replace(line, remarks=facts.remarks)


def _environment(facts: Facts) -> CheckLine:
    if facts.environment is None:
        return CheckLine(Line.ENVIRONMENT, Standing.NOT_APPLICABLE)
    return _line(Line.ENVIRONMENT, facts.environment, facts.readings)


def _labels(facts: Facts) -> CheckLine:
    return _line(Line.LABELS, facts.labels, [Behind("labels", facts.batch, "")] if facts.labelled else [])


def _custody(facts: Facts) -> CheckLine:
    """No scan of the wrong thing is undecided, nothing is between two people's hands (T1, LBL-5, CN-4k)."""
    problems = [
        *(Problem("release.near_miss.open", {"name": each.name}, rule="LBL-5") for each in facts.near_misses),
        *(Problem("release.hand_over.open", {"name": each.name}, rule="CN-4k") for each in facts.hand_overs),
    ]
    offered = {each.id for each in facts.hand_overs}
    made = [each for each in facts.made if each.id not in offered]
    return _line(Line.CUSTODY, problems, [*facts.near_misses, *facts.hand_overs, *made])


def _shipments(facts: Facts) -> CheckLine:
    if facts.shipments is None:
        return CheckLine(Line.SHIPMENTS, Standing.NOT_APPLICABLE)
    return _line(Line.SHIPMENTS, facts.shipments, facts.shipped)


def _holds(facts: Facts) -> CheckLine:
    """Nothing that the batch is, or was made with, is stopped or rejected (211-1b, CN-4c)."""
    problems = [
        Problem(f"release.{each.kind}.{'rejected' if each.rejected else 'held'}", {"name": each.name}, rule="CN-4c")
        for each in facts.held
    ]
    records = [Behind(each.kind, each.id, each.name) for each in facts.held]
    return _line(Line.HOLDS, problems, records, failed=any(each.rejected for each in facts.held))


def _signatures(facts: Facts) -> CheckLine:
    """Every step is signed, and no signature is void (P11-8b, T11)."""
    problems = [
        *(Problem("release.signature.missing", {"step": step}, rule="P11-8b") for step in facts.unsigned),
        *(Problem("release.signature.void", {"step": step}, rule="P11-8b") for step in facts.voided),
    ]
    return _line(Line.SIGNATURES, problems, [_batch(facts), *facts.signatures])


def _supply(facts: Facts) -> CheckLine:
    """What is on its way to be supplied out of specification is not released beside it (T14, ATMP-1d)."""
    if not facts.supply:
        return CheckLine(Line.SUPPLY, Standing.NOT_APPLICABLE)
    problems = [Problem("release.supply.stands", {"number": facts.number}, rule="ATMP-1d")]
    return _line(Line.SUPPLY, problems, facts.supply, failed=True)


def _audit_trail(facts: Facts) -> CheckLine:
    """Somebody independent read the audit trail, and nothing came after that (A11-2e2)."""
    trail = facts.trail
    records = [_batch(facts)]
    if not trail.reviewed:
        return _line(Line.AUDIT_TRAIL, [Problem("release.trail.unreviewed", rule="A11-2e2")], records)
    count = newer(trail.present, trail.reviewed)
    problems = [Problem("release.trail.newer", {"count": count}, rule="A11-2e2")] if count else []
    if trail.reviewer in facts.participants:
        problems.append(Problem("release.trail.participant", {"number": facts.number}, rule="A11-2e2"))
    return _line(Line.AUDIT_TRAIL, problems, records)


LINES: tuple[Callable[[Facts], CheckLine], ...] = (
    _finished,
    _exceptions,
    _results,
    _environment,
    _labels,
    _custody,
    _shipments,
    _holds,
    _signatures,
    training_line,
    equipment_line,
    _supply,
    _audit_trail,
)
