"""The work on a study in the background: how far it is, whether it shall end, what came of it."""

import time
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from cellpark.base.scope import Scope, use_scope
from cellpark.base.time import now
from cellpark.kernel.problem import Problem, Refused
from cellpark.planning.studying import Frame, compare
from cellpark.planning.studying.tornado import changes_of as plants_of
from cellpark.studies.answer import answer_of
from cellpark.studies.asked import read_asked
from cellpark.studies.house import changes_of, house_base, ranges_of
from cellpark.studies.models import Study
from cellpark.studies.states import UNDER_WAY, StudyState

ATTEMPTS_MAX = 3
TIME_LIMIT_S = 1_800.0
LOOK_S = 1.0
"""So often the row is told how far it is, and asked whether it shall end."""
PRECISION = 0.02


@dataclass(slots=True)
class Watch:
    """Tells the row how far the study is; says whether somebody wants it to end, or its time is up."""

    study_id: UUID
    began: float = field(default_factory=time.monotonic)
    looked: float = 0.0
    wanted: bool = False

    def progress(self, done: int, most: int) -> None:
        """So many replications of at most so many."""
        at = time.monotonic()
        if at - self.looked >= LOOK_S:
            self.looked = at
            rows = Study.objects.filter(id=self.study_id)
            rows.update(share=round(done / most, 4))
            self.wanted = bool(rows.values_list("stop_wanted", flat=True).first())

    def stop(self) -> bool:
        """Whether to end with what was found so far."""
        return self.wanted or time.monotonic() - self.began > TIME_LIMIT_S


def carry_out(study_id: UUID) -> None:
    """Work a study out, in the scope of its organisation; safe to begin again after a process was killed."""
    with transaction.atomic():
        row = Study.objects.select_for_update().filter(id=study_id).first()
        if row is None or row.state not in UNDER_WAY:
            return
        if row.attempts >= ATTEMPTS_MAX:
            _end(row, StudyState.REFUSED, problems=[Problem("studies.study.failed", {"attempts": ATTEMPTS_MAX})])
            return
        row.state, row.attempts = StudyState.RUNNING, row.attempts + 1
        row.save(update_fields=["state", "attempts"])
    watch = Watch(row.id)
    with use_scope(Scope(frozenset({row.organisation_id}))):
        try:
            answer = _answer(row, watch)
        except Refused as refused:
            row.refresh_from_db()
            _end(row, StudyState.STOPPED if row.stop_wanted else StudyState.REFUSED, problems=list(refused.problems))
            return
        row.refresh_from_db()
        row.answer = answer
        _end(row, StudyState.STOPPED if watch.wanted else StudyState.DONE)


def _answer(row: Study, watch: Watch) -> dict[str, Any]:
    asked = read_asked(row.asked)
    base = house_base(row.organisation_id, row.recipe, asked, row.costs)
    ranges = ranges_of(base) if asked.tornado else {}
    frame = Frame(
        replications=asked.replications, precision=PRECISION, seed=asked.seed, compute=settings.ENVIRONMENT.compute
    )
    plants = {**changes_of(row.organisation_id, base, asked), **plants_of(ranges)}
    compared = compare(base, plants, frame, progress=watch.progress, stop=watch.stop)
    return answer_of(compared, asked, tuple(ranges))


def _end(row: Study, state: StudyState, *, problems: list[Problem] | None = None) -> None:
    row.state, row.ended_at = state, now()
    row.share = 1.0 if state is StudyState.DONE else row.share
    row.problems = [as_kept(each) for each in problems or ()]
    row.save(update_fields=["state", "ended_at", "share", "problems", "answer"])


def as_kept(problem: Problem) -> dict[str, Any]:
    """A refusal that is told later, in the language of whoever asks then."""
    params = {name: value if isinstance(value, int) else str(value) for name, value in problem.params.items()}
    return {"code": problem.code, "params": params}


def problems_of(kept: list[dict[str, Any]]) -> list[Problem]:
    """Refusals that were kept."""
    return [Problem(each["code"], each["params"]) for each in kept]
