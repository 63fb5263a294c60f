"""A plan that was changed after disturbances, beside the plan from which it was changed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from cellpark.base.messages import explain, paragraph
from cellpark.planning.replanning import Move, move_problem
from cellpark.planning.replanning.applying import OUT
from cellpark.plans import public as plans
from cellpark.plans.public import Beside, Changed, FailedSaid, Plan, PlanRead, Said
from cellpark.web.areas.plans.disturbed import disturbance_words, who_name
from cellpark.web.areas.plans.picture.beside import Drawing, Spans, drawing_of
from cellpark.web.areas.plans.views.common import day_name
from cellpark.web.areas.plans.words import apart, length, operation_name, resource_name
from cellpark.web.pages import formats

DRAWN_MAX = 12


@dataclass(frozen=True, slots=True)
class Patient:
    """One batch that is hit: when it was to be done and when it is now."""

    job: str
    before: datetime | None
    after: datetime | None
    note: str
    is_late: bool

    @property
    def by(self) -> str:
        """By how much."""
        if self.before is None or self.after is None:
            return ""
        return apart(int((self.after - self.before).total_seconds()) // 60)


def reasons(row: Plan, change: Changed) -> dict[tuple[str, str], str]:
    """Why each operation is moved, by who it is for and its name."""
    beside, shown = plans.beside_of(row), _said_of(row, change)
    found = zip(change.moves, shown, strict=True)
    return {(beside.who(move.job), move.operation): words for move, words in found}


def _said_of(row: Plan, change: Changed) -> list[str]:
    beside = plans.beside_of(row)
    jobs = frozenset(job.key for job in plans.read_plan(row).facts.jobs)

    def operation(job: str, key: str) -> str:
        return f"{job} \u00b7 {operation_name(beside, job, key)}" if key else ""

    found = (
        move_problem(
            each,
            lambda unit: formats.moment(row.at(unit)),
            lambda units: length(units * row.unit_minutes),
            operation=operation,
            resource=resource_name,
            who=lambda name: who_name(beside, jobs, name),
        )
        for each in change.moves
    )
    words = [explain(each) for each in found]
    # how far it moves stands in the columns beside it
    return [paragraph(each.why, each.remedy) for each in words]


def context_of(row: Plan) -> dict[str, Any]:
    """What the page of a plan says besides, where it was changed after disturbances."""
    change = plans.change_of(row)
    beside = plans.beside_of(row)
    if not beside.disturbances or row.based_on is None:
        return {}
    said = plans.read_disturbances([dict(each) for each in beside.disturbances])
    before, after = plans.read_plan(plans.plan_row(row.based_on)), plans.read_plan(row)
    share = 100 * change.others_moved / change.others if change.others else 0.0
    return {
        "disturbances": [disturbance_words(each, beside) for each in said],
        "others": change.others,
        "others_moved": change.others_moved,
        "others_share": f"{share:.1f}",
        "patients": _patients(change, said, before, after),
        "drawing": _drawing(change, before, after, beside),
    }


def _patients(change: Changed, said: Iterable[Said], before: PlanRead, after: PlanRead) -> list[Patient]:
    ends = [{job: max(end for _p, _s, end in there) for job, there in _spans(each).items()} for each in (before, after)]
    lost = {each.job for each in said if isinstance(each, FailedSaid)}
    jobs = {job.key: job for job in after.facts.jobs}
    found = []
    # what is out of order is a job as well, and nobody's
    for key in sorted(change.hit & (ends[0].keys() | ends[1].keys())):
        is_lost = key in lost
        due = None if key not in jobs else jobs[key].due
        done = None if is_lost else ends[1].get(key)
        late = done is not None and due is not None and done > after.row.at(due)
        note = _("lost") if is_lost else "" if key in ends[0] else _("new in the plan")
        found.append(Patient(key, ends[0].get(key), done, note, late))
    return found


def _drawing(change: Changed, before: PlanRead, after: PlanRead, beside: Beside) -> Drawing | None:
    """Who is hit first, then who moves along, as far as the picture has room."""
    moved = dict.fromkeys(move.job for move in _by_size(change.moves))
    spans = _spans(before), _spans(after)
    there = spans[0].keys() | spans[1].keys()
    jobs = [each for each in dict.fromkeys((*sorted(change.hit), *moved)) if each in there][:DRAWN_MAX]

    def title(place: Any, start: datetime, end: datetime) -> str:
        step = operation_name(beside, place.job, place.operation)
        return f"{place.job} \u00b7 {step}: {formats.moment(start)} \u2013 {formats.moment(end)}"

    return drawing_of(jobs, *spans, day=day_name, title=title)


def _by_size(moves: Iterable[Move]) -> list[Move]:
    return sorted(moves, key=lambda each: (-abs(each.by), each.job))


def _spans(read: PlanRead) -> dict[str, Spans]:
    found: dict[str, list[Any]] = defaultdict(list)
    for place in read.schedule.placed:
        if place.operation != OUT:
            found[place.job].append((place, read.row.at(place.start), read.row.at(place.end)))
    return dict(found)
