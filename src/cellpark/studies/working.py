"""The work on a study in the background: how far it is, whether it shall end, what came of it."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from cellpark.base.background import Watch, as_kept
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
PRECISION = 0.02


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
    watch = Watch(Study.objects.filter(id=row.id), TIME_LIMIT_S)
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
    compared = compare(base, plants, frame, progress=lambda done, most: watch.progress(done / most), stop=watch.stop)
    return answer_of(compared, asked, tuple(ranges))


def _end(row: Study, state: StudyState, *, problems: list[Problem] | None = None) -> None:
    row.state, row.ended_at = state, now()
    row.share = 1.0 if state is StudyState.DONE else row.share
    row.problems = [as_kept(each) for each in problems or ()]
    row.save(update_fields=["state", "ended_at", "share", "problems", "answer"])
