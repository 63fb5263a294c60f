"""End a study before its time."""

from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.background import asked_to_end
from cellpark.kernel.problem import Problem
from cellpark.studies.models import Study
from cellpark.studies.permissions import StudyPermission


def stop_study(*, actor: Actor, study_id: UUID) -> Study:
    """End it with what was found so far; what has not begun does not begin. Raises ``Refused(studies.study.over)``."""
    actor.require(StudyPermission.ASK)
    row: Study = asked_to_end(Study.objects.all(), study_id, Problem("studies.study.over"))
    return row
