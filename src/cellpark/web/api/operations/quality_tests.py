"""Tests and their readings: every act of the page of a test, by program."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja.responses import Status

from cellpark.access.public import actor_of, requires
from cellpark.kernel.problem import Problem, Refused
from cellpark.quality import public as quality
from cellpark.quality.public import Computed, QualityPermission, Test, TestState
from cellpark.web.api.calls import page, perform, repeated, seen_version, tag
from cellpark.web.api.operation import operation
from cellpark.web.api.operations.quality_specifications import SEE, TAG
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.schemas.organisations import ReasonIn
from cellpark.web.api.schemas.quality import ReadingIn, RecomputedOut, ResultOut, RetestIn, TestOut

TEST, VERIFY, DECIDE = (
    requires(each) for each in (QualityPermission.TEST, QualityPermission.VERIFY, QualityPermission.DECIDE)
)


@operation("GET", "tests", access=SEE, answers={200: list[TestOut]}, tag=TAG, summary=_("List tests"))
def list_tests(
    request: HttpRequest,
    response: HttpResponse,
    batch: UUID | None = None,
    sample: UUID | None = None,
    state: TestState | None = None,
    after: After = None,
    limit: Limit = 50,
) -> list[TestOut]:
    """The tests in scope, the oldest first."""
    wanted = {"batch": batch, "sample_id": sample, "state": state}
    rows = Test.objects.filter(**{key: value for key, value in wanted.items() if value is not None})
    return [TestOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation("GET", "tests/{test_id}", access=SEE, answers={200: TestOut}, tag=TAG, summary=_("Read a test"))
def read_test(request: HttpRequest, response: HttpResponse, test_id: UUID) -> TestOut:  # noqa: ARG001 -- ninja's signature
    """One test in scope."""
    return _shown(response, test_id)


@operation(
    "GET",
    "tests/{test_id}/results",
    access=SEE,
    answers={200: list[ResultOut]},
    tag=TAG,
    summary=_("Read every reading of a test, retracted ones too"),
)
def list_results(request: HttpRequest, test_id: UUID) -> list[ResultOut]:  # noqa: ARG001 -- ninja's signature
    """In their order."""
    quality.test(test_id)
    return [ResultOut.of(row) for row in quality.results_of(test_id)[:500]]


@operation(
    "GET",
    "results/{result_id}/computation",
    access=SEE,
    answers={200: RecomputedOut},
    tag=TAG,
    summary=_("Compute a result again from its raw files and compare"),
)
def recompute(request: HttpRequest, result_id: UUID) -> RecomputedOut:  # noqa: ARG001 -- ninja's signature
    """What the record says, and what the files give now."""
    return RecomputedOut.of(quality.verify_computation(result_id))


@operation(
    "POST",
    "tests/{test_id}/begin",
    access=TEST,
    answers={200: TestOut},
    tag=TAG,
    summary=_("Begin a test"),
    versioned=True,
)
def begin_a_test(request: HttpRequest, response: HttpResponse, test_id: UUID) -> TestOut:
    """A qualified analyst begins."""
    return _done(request, response, test_id, quality.begin_test)


@operation(
    "POST",
    "tests/{test_id}/enter",
    access=TEST,
    answers={200: TestOut},
    tag=TAG,
    summary=_("Enter a reading"),
    versioned=True,
)
def enter_a_result(request: HttpRequest, response: HttpResponse, test_id: UUID, body: ReadingIn) -> TestOut:
    """A value, or files from which it is computed."""
    computed = None
    if body.kind:
        try:
            computed = Computed(kind=body.kind, value=body.reported)
        except ValueError:
            raise Refused(Problem("base.not_a_choice", {"value": body.kind[:40]}, field="kind")) from None
    values = {"value": body.value, "files": body.files, "parameters": body.parameters, "equipment": body.equipment}
    values["reason"] = body.reason
    try:
        return _done(request, response, test_id, quality.enter_result, computed=computed, **values)
    except Refused as refused:
        quality.note_refused_file(
            actor=actor_of(request), digests=body.files.values(), problems=refused.problems, test_id=test_id
        )
        raise


@operation(
    "POST",
    "tests/{test_id}/verify",
    access=VERIFY,
    answers={200: TestOut},
    tag=TAG,
    summary=_("Verify a reading as a second person"),
    versioned=True,
)
def verify_a_result(request: HttpRequest, response: HttpResponse, test_id: UUID) -> TestOut:
    """Never by whoever measured (T5)."""
    return _done(request, response, test_id, quality.verify_result)


@operation(
    "POST",
    "tests/{test_id}/retract",
    access=DECIDE,
    answers={200: TestOut},
    tag=TAG,
    summary=_("Retract a reading"),
    versioned=True,
)
def retract_a_result(request: HttpRequest, response: HttpResponse, test_id: UUID, body: ReasonIn) -> TestOut:
    """It was no measurement of this sample."""
    return _done(request, response, test_id, quality.retract_result, reason=body.reason)


@operation(
    "POST",
    "tests/{test_id}/retest",
    access=DECIDE,
    answers={201: TestOut},
    tag=TAG,
    summary=_("Order a retest"),
    versioned=True,
)
def order_a_retest(request: HttpRequest, response: HttpResponse, test_id: UUID, body: RetestIn) -> Status[TestOut]:
    """The answer is the new test."""
    quality.test(test_id)
    version = seen_version(request)
    done = perform(
        request,
        lambda: (
            quality.retest(
                actor=actor_of(request),
                test_id=test_id,
                reason=body.reason,
                sample_id=body.sample,
                seen_version=version,
            ).id
        ),
    )
    repeated(response, done)
    return Status(201, _shown(response, done.id))


@operation(
    "POST",
    "tests/{test_id}/cancel",
    access=DECIDE,
    answers={200: TestOut},
    tag=TAG,
    summary=_("Cancel a test"),
    versioned=True,
)
def cancel_a_test(request: HttpRequest, response: HttpResponse, test_id: UUID, body: ReasonIn) -> TestOut:
    """Nothing is measured here."""
    return _done(request, response, test_id, quality.cancel_test, reason=body.reason)


def _done(
    request: HttpRequest, response: HttpResponse, test_id: UUID, act: Callable[..., Any], **values: Any
) -> TestOut:
    quality.test(test_id)  # another organisation's is not there, whatever else is wrong (T19)
    version = seen_version(request)

    def run() -> UUID:
        act(actor=actor_of(request), test_id=test_id, seen_version=version, **values)
        return test_id

    repeated(response, perform(request, run))
    return _shown(response, test_id)


def _shown(response: HttpResponse, test_id: UUID) -> TestOut:
    row = quality.test(test_id)
    tag(response, row.version)
    return TestOut.of(row)
