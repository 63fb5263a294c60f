"""What other floors use of this app."""

from cellpark.base.background import as_told as problems_of
from cellpark.studies import words
from cellpark.studies.actions.ask_study import ask_study
from cellpark.studies.actions.stop_study import stop_study
from cellpark.studies.answer import figures_of
from cellpark.studies.asked import CHANGES_MAX, COSTS_MAX, NAME_MAX, REPLICATIONS_MAX, Asked, Wanted, read_asked
from cellpark.studies.house import Used, house_base, used_of
from cellpark.studies.models import Study
from cellpark.studies.permissions import StudyPermission
from cellpark.studies.queries import studies, study_row
from cellpark.studies.states import UNDER_WAY, ChangeKind, StudyState
from cellpark.studies.working import carry_out

__all__ = [
    "CHANGES_MAX",
    "COSTS_MAX",
    "NAME_MAX",
    "REPLICATIONS_MAX",
    "UNDER_WAY",
    "Asked",
    "ChangeKind",
    "Study",
    "StudyPermission",
    "StudyState",
    "Used",
    "Wanted",
    "ask_study",
    "carry_out",
    "figures_of",
    "house_base",
    "problems_of",
    "read_asked",
    "stop_study",
    "studies",
    "study_row",
    "used_of",
    "words",
]
