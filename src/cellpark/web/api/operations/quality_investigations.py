"""Investigations of results out of specification."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cellpark.access.public import actor_of, requires
from cellpark.quality import public as quality
from cellpark.quality.public import Investigation, InvestigationState, QualityPermission
from cellpark.web.api.calls import page, perform, repeated, seen_version, tag
from cellpark.web.api.operation import operation
from cellpark.web.api.operations.quality_specifications import SEE, TAG
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.schemas.quality import ClosingIn, HypothesisIn, InvestigationOut, QualityConclusionIn

INVESTIGATE, CONCLUDE = (requires(each) for each in (QualityPermission.INVESTIGATE, QualityPermission.CONCLUDE))


@operation(
    "GET",
    "investigations",
    access=SEE,
    answers={200: list[InvestigationOut]},
    tag=TAG,
    summary=_("List investigations"),
)
def list_investigations(
    request: HttpRequest,
    response: HttpResponse,
    batch: UUID | None = None,
    state: InvestigationState | None = None,
    after: After = None,
    limit: Limit = 50,
) -> list[InvestigationOut]:
    """The investigations in scope, the oldest first."""
    wanted = {"batch": batch, "state": state}
    rows = Investigation.objects.filter(**{key: value for key, value in wanted.items() if value is not None})
    return [InvestigationOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation(
    "GET",
    "investigations/{investigation_id}",
    access=SEE,
    answers={200: InvestigationOut},
    tag=TAG,
    summary=_("Read an investigation"),
)
def read_investigation(request: HttpRequest, response: HttpResponse, investigation_id: UUID) -> InvestigationOut:  # noqa: ARG001 -- ninja's signature
    """One investigation in scope."""
    return _shown(response, investigation_id)


@operation(
    "POST",
    "investigations/{investigation_id}/investigate",
    access=INVESTIGATE,
    answers={200: InvestigationOut},
    tag=TAG,
    summary=_("Begin the laboratory phase of an investigation"),
    versioned=True,
)
def begin_laboratory_phase(
    request: HttpRequest, response: HttpResponse, investigation_id: UUID, body: HypothesisIn
) -> InvestigationOut:
    """What may have gone wrong in the laboratory."""
    return _done(request, response, investigation_id, quality.investigate, **body.model_dump())


@operation(
    "POST",
    "investigations/{investigation_id}/conclude",
    access=CONCLUDE,
    answers={200: InvestigationOut},
    tag=TAG,
    summary=_("Conclude an investigation"),
    versioned=True,
)
def conclude_an_investigation(
    request: HttpRequest, response: HttpResponse, investigation_id: UUID, body: QualityConclusionIn
) -> InvestigationOut:
    """The result stands, or is void by an assignable cause."""
    return _done(request, response, investigation_id, quality.conclude_investigation, **body.model_dump())


@operation(
    "POST",
    "investigations/{investigation_id}/close",
    access=CONCLUDE,
    answers={200: InvestigationOut},
    tag=TAG,
    summary=_("Close an investigation"),
    versioned=True,
)
def close_an_investigation(
    request: HttpRequest, response: HttpResponse, investigation_id: UUID, body: ClosingIn
) -> InvestigationOut:
    """Nothing remains to be done."""
    return _done(request, response, investigation_id, quality.close_investigation, **body.model_dump())


def _done(
    request: HttpRequest, response: HttpResponse, investigation_id: UUID, act: Callable[..., Any], **values: Any
) -> InvestigationOut:
    quality.investigation(investigation_id)  # another organisation's is not there, whatever else is wrong (T19)
    version = seen_version(request)

    def run() -> UUID:
        act(actor=actor_of(request), investigation_id=investigation_id, seen_version=version, **values)
        return investigation_id

    repeated(response, perform(request, run))
    return _shown(response, investigation_id)


def _shown(response: HttpResponse, investigation_id: UUID) -> InvestigationOut:
    row = quality.investigation(investigation_id)
    tag(response, row.version)
    return InvestigationOut.of(row)
