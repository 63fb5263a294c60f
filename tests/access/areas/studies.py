"""Capacity studies: pages and programs."""

from typing import Any

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.studies.models import Study
from cellpark.studies.public import StudyState
from tests.access.sample import Sample

STUDY = {"study_id": "study"}
RECIPE = "0" * 64

ROUTES = {
    "studies": Sample(),
    # without times in force it says what is missing
    "study_ask": Sample(own=(200,), post=(200, 303, 409, 422)),
    "study": Sample(STUDY),
    "study_stop": Sample(STUDY, own=(405,), post=(303,)),
}
SAME = {"study_ask": "ask_a_study", "study_stop": "stop_a_study"}


def call(args: dict[str, str] | None = None, **body: Any) -> Sample:
    return Sample(args or {}, body=lambda _side: body, own=(200, 409, 422))


OPERATIONS = {
    "list_studies": Sample(),
    "get_study": Sample(STUDY),
    "ask_a_study": call(name="test", recipe=RECIPE, patients=10, changes=[{"kind": "patients", "number": 20}]),
    "stop_a_study": call(STUDY),
}
# closed lists, digests, and what engines compute
NOT_WRITTEN = {"studies.Study": {"state", "recipe", "problems"}}


def populate(home: Any, _colleague: Any, label: str) -> dict[str, Any]:
    with use_scope(EVERYTHING):
        row = Study(
            organisation_id=home.id,
            name=label,
            recipe=RECIPE,
            mbr=label[:80],
            state=StudyState.DONE,
            asked={"for": label},
            answer={"for": label},
            costs=label,
            asked_at=now(),
        )
        row.save(force_insert=True)
    return {"study": row.id}
