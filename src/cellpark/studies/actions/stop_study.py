"""End a study before its time."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.kernel.problem import Problem, Refused
from cellpark.studies.models import Study
from cellpark.studies.permissions import StudyPermission
from cellpark.studies.states import UNDER_WAY, StudyState


def stop_study(*, actor: Actor, study_id: UUID) -> Study:
    """End it with what was found so far; what has not begun does not begin. Raises ``Refused(studies.study.over)``."""
    actor.require(StudyPermission.ASK)
    with transaction.atomic():
        row: Study = Study.objects.select_for_update().get(id=study_id)
        if row.state not in UNDER_WAY:
            raise Refused(Problem("studies.study.over"))
        row.stop_wanted = True
        if row.state == StudyState.WAITING:
            row.state, row.ended_at = StudyState.STOPPED, now()
        row.save(update_fields=["stop_wanted", "state", "ended_at"])
    return row
