"""What is found out by looking back: were people trained and devices fit at the time when they were needed. Pure."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from cellpark.equipment.public import Activity
from cellpark.kernel.problem import Problem
from cellpark.release.lines import ActFact, Behind, CheckLine, Facts, Line, LogFact, QualifiedFact, Standing, UseFact

# the states that an entry of a log gives until a date, each with what is said when they had lapsed
GIVEN = {
    Activity.QUALIFICATION: "release.equipment.unqualified",
    Activity.CALIBRATION: "release.equipment.uncalibrated",
}
SERVICE = {Activity.OUT_OF_SERVICE: False, Activity.BACK_IN_SERVICE: True}


def training_line(facts: Facts) -> CheckLine:
    """Everybody who worked in a step was qualified for it, and gowned for its grade, on that day (P11-4, T2, A1-1b)."""
    missing = untrained(facts.acts, facts.qualified)
    problems = tuple(
        Problem("release.training.missing", {"step": act.step, "day": act.day.isoformat()}, rule="P11-4")
        for act in missing
    )
    people = dict.fromkeys(act.person for act in missing)
    records = tuple(Behind("person", person, "") for person in people)
    return CheckLine(Line.TRAINING, Standing.OPEN if problems else Standing.OK, problems, records)


def untrained(acts: Iterable[ActFact], qualified: Iterable[QualifiedFact]) -> list[ActFact]:
    """The acts for which a subject was missing on the day."""
    held: defaultdict[UUID, list[QualifiedFact]] = defaultdict(list)
    for each in qualified:
        held[each.person].append(each)

    def has(act: ActFact, subjects: frozenset[str]) -> bool:
        return any(each.subject in subjects and each.since <= act.day < each.until for each in held[act.person])

    return [act for act in acts if not has(act, act.process) or (bool(act.gowning) and not has(act, act.gowning))]


def equipment_line(facts: Facts) -> CheckLine:
    """Every device was in service, qualified and calibrated when it was taken, as its log says (211-3c, T3)."""
    if not facts.uses:
        return CheckLine(Line.EQUIPMENT, Standing.NOT_APPLICABLE)
    log: defaultdict[UUID, list[LogFact]] = defaultdict(list)
    for each in sorted(facts.log, key=lambda fact: fact.at):
        log[each.equipment].append(each)
    problems, records = [], {}
    for use in facts.uses:
        found = unfit(use, log[use.equipment])
        problems += found
        if found:
            records[use.equipment] = Behind("equipment", use.equipment, use.code)
    standing = Standing.OPEN if problems else Standing.OK
    return CheckLine(Line.EQUIPMENT, standing, tuple(problems), tuple(records.values()))


def unfit(use: UseFact, log: Sequence[LogFact]) -> list[Problem]:
    """What was wrong with a device at the time of one use; a state that its log never speaks of is not judged."""
    named = {"equipment": use.code, "step": use.step}
    problems = []
    for activity, code in GIVEN.items():
        of_it = [each for each in log if each.activity == activity]
        last = last_before(of_it, use.at)
        if of_it and (last is None or last.until is None or last.until <= use.at):
            problems.append(Problem(code, named, rule="211-3c"))
    last = last_before([each for each in log if each.activity in SERVICE], use.at)
    if last is not None and not SERVICE[Activity(last.activity)]:
        problems.append(Problem("release.equipment.out_of_service", named, rule="211-3c"))
    return problems


def last_before(entries: Sequence[LogFact], at: datetime) -> LogFact | None:
    """The entry that was in force at an instant; entries are in the order of time."""
    found = bisect_right([each.at for each in entries], at)
    return entries[found - 1] if found else None
