"""Specifications: versions, their texts, putting forward, discarding, retiring."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja.responses import Status

from cellpark.access.public import actor_of, requires
from cellpark.quality import public as quality
from cellpark.quality.public import QualityPermission, Specification, SpecificationState
from cellpark.web.api.calls import page, perform, repeated, seen_version, tag
from cellpark.web.api.operation import operation
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.schemas.organisations import ReasonIn
from cellpark.web.api.schemas.quality import SpecificationIn, SpecificationOut, SpecificationTextOut
from cellpark.web.api.values import Search

TAG = "quality"
SEE = requires(QualityPermission.SEE)
WRITE, APPROVE = (
    requires(each) for each in (QualityPermission.WRITE_SPECIFICATION, QualityPermission.APPROVE_SPECIFICATION)
)


@operation(
    "GET",
    "specifications",
    access=SEE,
    answers={200: list[SpecificationOut]},
    tag=TAG,
    summary=_("List versions of specifications"),
)
def list_specifications(
    request: HttpRequest,
    response: HttpResponse,
    product: Search = "",
    state: SpecificationState | None = None,
    after: After = None,
    limit: Limit = 50,
) -> list[SpecificationOut]:
    """The versions in scope, the oldest first."""
    wanted = {"product": product or None, "state": state}
    rows = Specification.objects.filter(**{key: value for key, value in wanted.items() if value is not None})
    return [SpecificationOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation(
    "GET",
    "specifications/{specification_id}",
    access=SEE,
    answers={200: SpecificationOut},
    tag=TAG,
    summary=_("Read a version of a specification"),
)
def read_specification(request: HttpRequest, response: HttpResponse, specification_id: UUID) -> SpecificationOut:  # noqa: ARG001 -- ninja's signature
    """One version in scope."""
    return _shown(response, specification_id)


@operation(
    "GET",
    "specifications/{specification_id}/text",
    access=SEE,
    answers={200: SpecificationTextOut},
    tag=TAG,
    summary=_("Read the text of a specification"),
)
def read_specification_text(request: HttpRequest, specification_id: UUID) -> SpecificationTextOut:  # noqa: ARG001 -- ninja's signature
    """The text as it was signed."""
    row = quality.specification(specification_id)
    return SpecificationTextOut(text=row.text, sha256=row.sha256)


@operation(
    "POST",
    "specifications",
    access=WRITE,
    answers={201: SpecificationOut},
    tag=TAG,
    summary=_("Put a specification forward"),
)
def draft_a_specification(
    request: HttpRequest, response: HttpResponse, body: SpecificationIn
) -> Status[SpecificationOut]:
    """The next version for the product, site, phase and market that the text names."""
    done = perform(request, lambda: quality.draft_specification(actor=actor_of(request), text=body.text).id)
    repeated(response, done)
    return Status(201, _shown(response, done.id))


@operation(
    "POST",
    "specifications/{specification_id}/discard",
    access=WRITE,
    answers={200: SpecificationOut},
    tag=TAG,
    summary=_("Discard a draft of a specification"),
    versioned=True,
)
def discard_a_specification(
    request: HttpRequest, response: HttpResponse, specification_id: UUID, body: ReasonIn
) -> SpecificationOut:
    """Give up a version before it is in force."""
    quality.specification(specification_id)
    version = seen_version(request)
    done = perform(
        request,
        lambda: (
            quality.discard_specification(
                actor=actor_of(request), specification_id=specification_id, reason=body.reason, seen_version=version
            ).id
        ),
    )
    repeated(response, done)
    return _shown(response, done.id)


@operation(
    "POST",
    "specifications/{specification_id}/retire",
    access=APPROVE,
    answers={200: SpecificationOut},
    tag=TAG,
    summary=_("Retire a specification"),
    versioned=True,
)
def retire_a_specification(
    request: HttpRequest, response: HttpResponse, specification_id: UUID, body: ReasonIn
) -> SpecificationOut:
    """No new batch is tested against it."""
    quality.specification(specification_id)
    version = seen_version(request)
    done = perform(
        request,
        lambda: (
            quality.retire_specification(
                actor=actor_of(request), specification_id=specification_id, reason=body.reason, seen_version=version
            ).id
        ),
    )
    repeated(response, done)
    return _shown(response, done.id)


def _shown(response: HttpResponse, specification_id: UUID) -> SpecificationOut:
    row = quality.specification(specification_id)
    tag(response, row.version)
    return SpecificationOut.of(row)
