"""Readings of the environment."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja.responses import Status

from cellpark.access.public import actor_of, requires
from cellpark.quality import public as quality
from cellpark.quality.public import EnvironmentResult, EnvironmentState, QualityPermission
from cellpark.web.api.calls import page, perform, repeated, seen_version, tag
from cellpark.web.api.operation import operation
from cellpark.web.api.operations.quality_specifications import SEE, TAG
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.schemas.organisations import ReasonIn
from cellpark.web.api.schemas.quality import EnvironmentIn, EnvironmentOut

MONITOR, VERIFY, DECIDE = (
    requires(each)
    for each in (QualityPermission.MONITOR, QualityPermission.VERIFY_MONITORING, QualityPermission.DECIDE)
)


@operation(
    "GET",
    "environment-readings",
    access=SEE,
    answers={200: list[EnvironmentOut]},
    tag=TAG,
    summary=_("List readings of the environment"),
)
def list_environment(
    request: HttpRequest,
    response: HttpResponse,
    room: UUID | None = None,
    state: EnvironmentState | None = None,
    after: After = None,
    limit: Limit = 50,
) -> list[EnvironmentOut]:
    """The readings in scope, the oldest first."""
    wanted = {"room": room, "state": state}
    rows = EnvironmentResult.objects.filter(**{key: value for key, value in wanted.items() if value is not None})
    return [EnvironmentOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation(
    "GET",
    "environment-readings/{reading_id}",
    access=SEE,
    answers={200: EnvironmentOut},
    tag=TAG,
    summary=_("Read a reading of the environment"),
)
def read_environment(request: HttpRequest, response: HttpResponse, reading_id: UUID) -> EnvironmentOut:  # noqa: ARG001 -- ninja's signature
    """One reading in scope."""
    return _shown(response, reading_id)


@operation(
    "POST",
    "environment-readings",
    access=MONITOR,
    answers={201: EnvironmentOut},
    tag=TAG,
    summary=_("Record a reading of the environment"),
)
def record_a_reading(request: HttpRequest, response: HttpResponse, body: EnvironmentIn) -> Status[EnvironmentOut]:
    """A count, judged by the limit of the room's grade."""
    done = perform(request, lambda: quality.record_environment(actor=actor_of(request), **body.model_dump()).id)
    repeated(response, done)
    return Status(201, _shown(response, done.id))


@operation(
    "POST",
    "environment-readings/{reading_id}/verify",
    access=VERIFY,
    answers={200: EnvironmentOut},
    tag=TAG,
    summary=_("Verify a reading of the environment"),
    versioned=True,
)
def verify_a_reading(request: HttpRequest, response: HttpResponse, reading_id: UUID) -> EnvironmentOut:
    """A second person looks at it."""
    quality.environment_result(reading_id)
    version = seen_version(request)
    done = perform(
        request,
        lambda: quality.verify_environment(actor=actor_of(request), reading_id=reading_id, seen_version=version).id,
    )
    repeated(response, done)
    return _shown(response, done.id)


@operation(
    "POST",
    "environment-readings/{reading_id}/retract",
    access=DECIDE,
    answers={200: EnvironmentOut},
    tag=TAG,
    summary=_("Retract a reading of the environment"),
    versioned=True,
)
def retract_a_reading(request: HttpRequest, response: HttpResponse, reading_id: UUID, body: ReasonIn) -> EnvironmentOut:
    """It was no reading of this place."""
    quality.environment_result(reading_id)
    version = seen_version(request)
    done = perform(
        request,
        lambda: (
            quality.retract_environment(
                actor=actor_of(request), reading_id=reading_id, reason=body.reason, seen_version=version
            ).id
        ),
    )
    repeated(response, done)
    return _shown(response, done.id)


def _shown(response: HttpResponse, reading_id: UUID) -> EnvironmentOut:
    row = quality.environment_result(reading_id)
    tag(response, row.version)
    return EnvironmentOut.of(row)
