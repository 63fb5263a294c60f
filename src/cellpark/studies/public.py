"""What other floors use of this app."""

from cellpark.base.background import as_told as problems_of
from cellpark.studies import words
from cellpark.studies.actions.ask_study import ask_study
from cellpark.studies.actions.stop_study import stop_study
from cellpark.studies.answer import TOGETHER, figures_of
from cellpark.studies.asked import (
    CHANGES_MAX,
    COSTS_MAX,
    NAME_MAX,
    REPLICATIONS_MAX,
    Asked,
    Scenario,
    Wanted,
    read_asked,
)
from cellpark.studies.house import Used, house_base, used_of
from cellpark.studies.models import Study
from cellpark.studies.patients import KnownPatients, PatientsFrom, known_patients
from cellpark.studies.permissions import StudyPermission
from cellpark.studies.queries import studies, study_row
from cellpark.studies.states import UNDER_WAY, ChangeKind, StudyState
from cellpark.studies.working import carry_out

__all__ = [
    "CHANGES_MAX",
    "COSTS_MAX",
    "NAME_MAX",
    "REPLICATIONS_MAX",
    "TOGETHER",
    "UNDER_WAY",
    "Asked",
    "ChangeKind",
    "KnownPatients",
    "PatientsFrom",
    "Scenario",
    "Study",
    "StudyPermission",
    "StudyState",
    "Used",
    "Wanted",
    "ask_study",
    "carry_out",
    "figures_of",
    "house_base",
    "known_patients",
    "problems_of",
    "read_asked",
    "stop_study",
    "studies",
    "study_row",
    "used_of",
    "words",
]
