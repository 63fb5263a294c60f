"""Capacity studies: asked for, read, ended. A study decides nothing and moves nothing."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cellpark.access.public import actor_of, requires
from cellpark.studies import public as studies
from cellpark.studies.public import StudyPermission as May
from cellpark.web.api.calls import own_organisation, own_page, perform, repeated
from cellpark.web.api.operation import operation
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.schemas.studies import StudyIn, StudyOut, StudyRowOut

TAG = "studies"
SEE, ASK = requires(May.SEE), requires(May.ASK)


@operation("GET", "studies", access=SEE, answers={200: list[StudyRowOut]}, tag=TAG, summary=_("List capacity studies"))
def list_studies(
    request: HttpRequest, response: HttpResponse, after: After = None, limit: Limit = 50
) -> list[StudyRowOut]:
    """Those of one's own plant, without their answers."""
    rows = own_page(request, response, studies.studies, after=after, limit=limit)
    return [StudyRowOut.of(row) for row in rows]


@operation(
    "GET", "studies/{study_id}", access=SEE, answers={200: StudyOut}, tag=TAG, summary=_("Read a capacity study")
)
def get_study(request: HttpRequest, study_id: UUID) -> StudyOut:  # noqa: ARG001 -- ninja's signature
    """How far it is, what was asked, and every figure that came of it."""
    return StudyOut.of(studies.study_row(study_id))


@operation("POST", "studies", access=ASK, answers={200: StudyOut}, tag=TAG, summary=_("Ask for a capacity study"))
def ask_a_study(request: HttpRequest, response: HttpResponse, body: StudyIn) -> StudyOut:
    """It is worked out in the background; one of an organisation at a time."""
    actor, owner = actor_of(request), own_organisation(request)

    def act() -> UUID:
        many = body.patients or studies.known_patients(owner, body.recipe).patients
        made = studies.ask_study(
            actor=actor, name=body.name, recipe=body.recipe, asked=body.asked(many), costs=body.costs
        )
        identity: UUID = made.id
        return identity

    done = perform(request, act)
    repeated(response, done)
    return StudyOut.of(studies.study_row(done.id))


@operation(
    "POST",
    "studies/{study_id}/stop",
    access=ASK,
    answers={200: StudyOut},
    tag=TAG,
    summary=_("End a capacity study with what was found so far"),
)
def stop_a_study(request: HttpRequest, response: HttpResponse, study_id: UUID) -> StudyOut:
    """What has not begun does not begin."""
    studies.study_row(study_id)
    done = perform(request, lambda: studies.stop_study(actor=actor_of(request), study_id=study_id).id)
    repeated(response, done)
    return StudyOut.of(studies.study_row(done.id))
