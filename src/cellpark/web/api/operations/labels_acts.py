"""What is done with one label."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja.responses import Status

from cellpark.access.public import actor_of, requires
from cellpark.kernel.problem import Problem
from cellpark.labels.public import (
    Label,
    LabelPermission,
    LabelVerdict,
    agree_keeping,
    apply_label,
    checks_of,
    destroy_label,
    keep_label,
    label,
    print_label,
    reprint_label,
    sample_label,
    verify_label,
    void_label,
)
from cellpark.web.api.calls import perform, repeated, seen_version, tag
from cellpark.web.api.operation import operation
from cellpark.web.api.schemas.labels import ApplyIn, LabelOut, LabelVerdictOut, VerifyIn
from cellpark.web.api.schemas.organisations import ReasonIn
from cellpark.web.api.values import Body

TAG = "labels"
PATH = "labels/{label_id}"


class NothingIn(Body):
    """An act that needs nothing said."""


@operation(
    "POST",
    f"{PATH}/verify",
    access=requires(LabelPermission.VERIFY),
    answers={200: LabelVerdictOut},
    tag=TAG,
    summary=_("Verify a label as the second person"),
    versioned=True,
)
def verify_a_label(request: HttpRequest, response: HttpResponse, label_id: UUID, body: VerifyIn) -> LabelVerdictOut:
    """Compare a scan with what the label must say; a mismatch is answered, kept, and stops the work (T1)."""
    version = seen_version(request)
    done = perform(
        request,
        lambda: (
            verify_label(
                actor=actor_of(request),
                label_id=label_id,
                stage=body.stage,
                scanned=body.scanned,
                seen_version=version,
            ).label.id
        ),
    )
    repeated(response, done)
    found = label(done.id)
    tag(response, found.version)
    return LabelVerdictOut.of(LabelVerdict(found, _mismatch(found, body)))


@operation(
    "POST",
    f"{PATH}/print",
    access=requires(LabelPermission.PRINT),
    answers={200: LabelOut},
    tag=TAG,
    summary=_("Note that a label is printed"),
    versioned=True,
)
def print_a_label(request: HttpRequest, response: HttpResponse, label_id: UUID, body: NothingIn) -> LabelOut:  # noqa: ARG001 -- ninja's signature
    """Each label is printed once."""
    return _done(
        request, response, lambda version: print_label(actor=actor_of(request), label_id=label_id, seen_version=version)
    )


@operation(
    "POST",
    f"{PATH}/apply",
    access=requires(LabelPermission.USE),
    answers={200: LabelOut},
    tag=TAG,
    summary=_("Note that a label is on its container"),
    versioned=True,
)
def apply_a_label(request: HttpRequest, response: HttpResponse, label_id: UUID, body: ApplyIn) -> LabelOut:
    """The container must be the one it was issued for."""
    return _done(
        request,
        response,
        lambda version: apply_label(
            actor=actor_of(request), label_id=label_id, container=body.container, seen_version=version
        ),
    )


@operation(
    "POST",
    f"{PATH}/specimen",
    access=requires(LabelPermission.USE),
    answers={200: LabelOut},
    tag=TAG,
    summary=_("Keep a label as specimen"),
    versioned=True,
)
def keep_specimen(request: HttpRequest, response: HttpResponse, label_id: UUID, body: ReasonIn) -> LabelOut:
    """The paper goes to the batch record."""
    return _with_reason(request, response, sample_label, label_id, body)


@operation(
    "POST",
    f"{PATH}/void",
    access=requires(LabelPermission.DISPOSE),
    answers={200: LabelOut},
    tag=TAG,
    summary=_("Void a label"),
    versioned=True,
)
def void_a_label(request: HttpRequest, response: HttpResponse, label_id: UUID, body: ReasonIn) -> LabelOut:
    """Strike it out; one that was never printed is cancelled."""
    return _with_reason(request, response, void_label, label_id, body)


@operation(
    "POST",
    f"{PATH}/destroy",
    access=requires(LabelPermission.DISPOSE),
    answers={200: LabelOut},
    tag=TAG,
    summary=_("Note that a label is destroyed"),
    versioned=True,
)
def destroy_a_label(request: HttpRequest, response: HttpResponse, label_id: UUID, body: ReasonIn) -> LabelOut:
    """The paper is gone."""
    return _with_reason(request, response, destroy_label, label_id, body)


@operation(
    "POST",
    f"{PATH}/reprint",
    access=requires(LabelPermission.ISSUE),
    answers={201: LabelOut},
    tag=TAG,
    summary=_("Void a label and issue another"),
    versioned=True,
)
def reprint_a_label(request: HttpRequest, response: HttpResponse, label_id: UUID, body: ReasonIn) -> Status[LabelOut]:
    """The answer is the new label."""
    return Status(201, _with_reason(request, response, reprint_label, label_id, body))


@operation(
    "POST",
    f"{PATH}/keep",
    access=requires(LabelPermission.DISPOSE),
    answers={200: LabelOut},
    tag=TAG,
    summary=_("Say why a label with a corrected amount stays on"),
    versioned=True,
)
def keep_a_label(request: HttpRequest, response: HttpResponse, label_id: UUID, body: ReasonIn) -> LabelOut:
    """The quality unit agrees before it counts."""
    return _with_reason(request, response, keep_label, label_id, body)


@operation(
    "POST",
    f"{PATH}/keep/agreement",
    access=requires(LabelPermission.AGREE),
    answers={200: LabelOut},
    tag=TAG,
    summary=_("Agree that a label with a corrected amount stays on"),
    versioned=True,
)
def agree_to_keep(request: HttpRequest, response: HttpResponse, label_id: UUID, body: ReasonIn) -> LabelOut:
    """Another person than who asked for it."""
    return _with_reason(request, response, agree_keeping, label_id, body)


def _with_reason(
    request: HttpRequest, response: HttpResponse, verb: Callable[..., Label], label_id: UUID, body: ReasonIn
) -> LabelOut:
    return _done(
        request,
        response,
        lambda version: verb(actor=actor_of(request), label_id=label_id, reason=body.reason, seen_version=version),
    )


def _done(request: HttpRequest, response: HttpResponse, act: Callable[[int | None], Label]) -> LabelOut:
    version = seen_version(request)
    done = perform(request, lambda: act(version).id)
    repeated(response, done)
    found = label(done.id)
    tag(response, found.version)
    return LabelOut.of(found)


def _mismatch(found: Label, body: VerifyIn) -> tuple[Problem, ...]:
    """The refusal that the last look at this moment gave; the same when the call is repeated."""
    looks = [each for each in checks_of(found.id) if each.stage == body.stage and each.scanned == body.scanned.strip()]
    if looks[-1].matched:
        return ()
    params = {"number": found.number, "scanned": body.scanned.strip(), "expected": found.payload}
    return (Problem("labels.label.mismatch", params, field="scanned", rule="T1"),)
