"""Samples of the laboratory, and what the results of a batch are."""

import base64
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Schema
from ninja.responses import Status

from cellpark.access.public import actor_of, requires
from cellpark.batches.public import batch
from cellpark.quality import public as quality
from cellpark.quality.public import QualityPermission, QualitySample, SampleState, Stage
from cellpark.web.api.calls import page, perform, repeated, seen_version, tag
from cellpark.web.api.operation import operation
from cellpark.web.api.operations.quality_specifications import SEE, TAG
from cellpark.web.api.scan_calls import perform_scan
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.schemas.quality import LackOut, QualityPlaceIn, ReceiveIn, RegisterIn, SampleOut

REGISTER, HANDLE = (requires(each) for each in (QualityPermission.REGISTER_SAMPLE, QualityPermission.HANDLE_SAMPLE))


class CertificateOut(Schema):
    """A certificate of analysis: a signed PDF, in base64."""

    content: str


@operation("GET", "samples", access=SEE, answers={200: list[SampleOut]}, tag=TAG, summary=_("List samples"))
def list_samples(
    request: HttpRequest,
    response: HttpResponse,
    batch: UUID | None = None,
    state: SampleState | None = None,
    after: After = None,
    limit: Limit = 50,
) -> list[SampleOut]:
    """The samples in scope, the oldest first."""
    wanted = {"batch": batch, "state": state}
    rows = QualitySample.objects.filter(**{key: value for key, value in wanted.items() if value is not None})
    return [SampleOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation("GET", "samples/{sample_id}", access=SEE, answers={200: SampleOut}, tag=TAG, summary=_("Read a sample"))
def read_sample(request: HttpRequest, response: HttpResponse, sample_id: UUID) -> SampleOut:  # noqa: ARG001 -- ninja's signature
    """One sample in scope."""
    return _shown(response, sample_id)


@operation(
    "POST",
    "batches/{batch_id}/samples",
    access=REGISTER,
    answers={201: SampleOut},
    tag=TAG,
    summary=_("Register a sample of a batch"),
)
def register_a_sample(
    request: HttpRequest, response: HttpResponse, batch_id: UUID, body: RegisterIn
) -> Status[SampleOut]:
    """A sample that was taken in the batch; its tests are ordered."""
    batch(batch_id)  # another organisation's is not there, whatever else is wrong (T19)
    done = perform(
        request,
        lambda: (
            quality.register_sample(
                actor=actor_of(request),
                batch_id=batch_id,
                code=body.code,
                stage=body.stage,
                attributes=body.attributes,
                specification_id=body.specification,
            ).id
        ),
    )
    repeated(response, done)
    return Status(201, _shown(response, done.id))


@operation(
    "POST",
    "samples/{sample_id}/receive",
    access=HANDLE,
    answers={200: SampleOut},
    tag=TAG,
    summary=_("Receive a sample at the laboratory"),
    versioned=True,
)
def receive_a_sample(request: HttpRequest, response: HttpResponse, sample_id: UUID, body: ReceiveIn) -> SampleOut:
    """A wrong label is refused, and its near miss stays on record (T1)."""
    quality.sample(sample_id)
    version = seen_version(request)
    perform_scan(
        request,
        response,
        lambda: quality.receive_sample(
            actor=actor_of(request), sample_id=sample_id, raw=body.scan, place=body.place, seen_version=version
        ),
    )
    return _shown(response, sample_id)


@operation(
    "POST",
    "samples/{sample_id}/retain",
    access=HANDLE,
    answers={200: SampleOut},
    tag=TAG,
    summary=_("Put a sample into retention"),
    versioned=True,
)
def retain_a_sample(request: HttpRequest, response: HttpResponse, sample_id: UUID, body: QualityPlaceIn) -> SampleOut:
    """Keep it."""
    return _ended(request, response, sample_id, "retain", body)


@operation(
    "POST",
    "samples/{sample_id}/use-up",
    access=HANDLE,
    answers={200: SampleOut},
    tag=TAG,
    summary=_("Mark a sample as used up"),
    versioned=True,
)
def use_up_a_sample(request: HttpRequest, response: HttpResponse, sample_id: UUID, body: QualityPlaceIn) -> SampleOut:
    """Nothing of it is left."""
    return _ended(request, response, sample_id, "use_up", body)


@operation(
    "POST",
    "samples/{sample_id}/destroy",
    access=HANDLE,
    answers={200: SampleOut},
    tag=TAG,
    summary=_("Destroy a sample"),
    versioned=True,
)
def destroy_a_sample(request: HttpRequest, response: HttpResponse, sample_id: UUID, body: QualityPlaceIn) -> SampleOut:
    """With its reason."""
    return _ended(request, response, sample_id, "destroy", body)


@operation(
    "GET",
    "batches/{batch_id}/release-results",
    access=SEE,
    answers={200: list[LackOut]},
    tag=TAG,
    summary=_("Read what the results and rooms of a batch lack"),
)
def list_lacks(request: HttpRequest, batch_id: UUID, stage: Stage = Stage.RELEASE) -> list[LackOut]:  # noqa: ARG001 -- ninja's signature
    """Nothing in the list: nothing is missing (T13)."""
    problems: list[Any] = [*quality.release_problems(batch_id, stage), *quality.environment_of(batch_id).problems]
    return [LackOut(code=each.code, params=dict(each.params), rule=each.rule) for each in problems]


@operation(
    "GET",
    "batches/{batch_id}/certificate/{language}",
    access=SEE,
    answers={200: CertificateOut},
    tag=TAG,
    summary=_("Read the certificate of analysis of a batch"),
)
def read_certificate(request: HttpRequest, batch_id: UUID, language: str) -> CertificateOut:  # noqa: ARG001 -- ninja's signature
    """As it stands now, in ``zh`` or ``en``, signed by the site."""
    return CertificateOut(content=base64.b64encode(quality.certificate(batch_id, language)).decode())


def _ended(request: HttpRequest, response: HttpResponse, sample_id: UUID, verb: str, body: QualityPlaceIn) -> SampleOut:
    quality.sample(sample_id)
    version = seen_version(request)
    done = perform(
        request,
        lambda: (
            quality.end_sample(
                actor=actor_of(request),
                sample_id=sample_id,
                verb=verb,
                place=body.place,
                reason=body.reason,
                seen_version=version,
            ).id
        ),
    )
    repeated(response, done)
    return _shown(response, done.id)


def _shown(response: HttpResponse, sample_id: UUID) -> SampleOut:
    row = quality.sample(sample_id)
    tag(response, row.version)
    return SampleOut.of(row)
