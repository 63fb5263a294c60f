"""Reading the laboratory: always inside the reader's scope."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from cellpark.batches.public import batch
from cellpark.kernel.problem import Problem, Refused
from cellpark.quality.models import EnvironmentResult, Investigation, QualitySample, Result, Specification, Test
from cellpark.quality.specifications import settled, specification_for
from cellpark.quality.states import InvestigationState, Stage, TestState
from cellpark.quality.views import ResultView, result_views, specification_problems

if TYPE_CHECKING:
    from django.db.models import QuerySet

WAITING = (TestState.ORDERED, TestState.RUNNING, TestState.ENTERED)


def specifications() -> "QuerySet[Specification]":
    """The specifications in scope without their texts' order, newest first."""
    rows: QuerySet[Specification] = Specification.objects.order_by("product", "site", "phase", "market", "-number")
    return rows


def specification(specification_id: UUID) -> Specification:
    """One version in scope. Raises ``Specification.DoesNotExist``."""
    return specifications().get(id=specification_id)


def versions_of(found: Specification) -> "QuerySet[Specification]":
    """All versions for the same product, site, phase and market, newest first."""
    return specifications().filter(
        organisation_id=found.organisation_id,
        product=found.product,
        site=found.site,
        phase=found.phase,
        market=found.market,
    )


def samples() -> "QuerySet[QualitySample]":
    """The samples in scope."""
    rows: QuerySet[QualitySample] = QualitySample.objects.all()
    return rows


def sample(sample_id: UUID) -> QualitySample:
    """One sample in scope with its specification. Raises ``QualitySample.DoesNotExist``."""
    return samples().select_related("specification").get(id=sample_id)


def sample_by_code(raw: str) -> QualitySample | None:
    """The sample whose label was scanned or whose code was typed; None for any other."""
    from cellpark.materials.public import resolve_scan

    try:
        container = resolve_scan(raw.strip()).container
    except Refused:
        container = None
    if container is None:
        return samples().filter(code=raw.strip()[:60]).first()
    return samples().filter(container=container.id).first()


def tests() -> "QuerySet[Test]":
    """The tests in scope with their samples."""
    rows: QuerySet[Test] = Test.objects.select_related("sample")
    return rows


def test(test_id: UUID) -> Test:
    """One test in scope with its specification. Raises ``Test.DoesNotExist``."""
    rows: QuerySet[Test] = Test.objects.select_related("sample", "specification", "retest_of")
    return rows.get(id=test_id)


def tests_of(sample_id: UUID) -> "QuerySet[Test]":
    """The tests on a sample in the order in which they were ordered."""
    return tests().filter(sample_id=sample_id).order_by("ordered_at", "attribute")


def results_of(test_id: UUID) -> "QuerySet[Result]":
    """Every reading of a test, retracted ones too."""
    rows: QuerySet[Result] = Result.objects.filter(test_id=test_id)
    return rows.order_by("number")


def result(result_id: UUID) -> Result:
    """One reading in scope. Raises ``Result.DoesNotExist``."""
    found: Result = Result.objects.select_related("test__specification", "test__sample").get(id=result_id)
    return found


def investigations() -> "QuerySet[Investigation]":
    """The investigations in scope."""
    rows: QuerySet[Investigation] = Investigation.objects.select_related("test", "result")
    return rows


def investigation(investigation_id: UUID) -> Investigation:
    """One investigation in scope. Raises ``Investigation.DoesNotExist``."""
    found: Investigation = Investigation.objects.select_related("test", "result").get(id=investigation_id)
    return found


def environment_results() -> "QuerySet[EnvironmentResult]":
    """The readings of the environment in scope."""
    rows: QuerySet[EnvironmentResult] = EnvironmentResult.objects.all()
    return rows


def environment_result(reading_id: UUID) -> EnvironmentResult:
    """One reading in scope. Raises ``EnvironmentResult.DoesNotExist``."""
    return environment_results().get(id=reading_id)


def specification_of(batch_id: UUID) -> Specification | None:
    """What a batch is tested against; None while that is not settled."""
    try:
        return settled(batch_id) or specification_for(batch(batch_id), None)
    except Refused:
        return None


def release_problems(
    batch_id: UUID, stage: Stage | str = Stage.RELEASE, *, views: Sequence[ResultView] | None = None
) -> list[Problem]:
    """Why the results do not let a batch go at ``stage``: missing, failing, unverified, investigated (T13).

    ``views`` where the caller has read the results already. Raises ``Batch.DoesNotExist`` out of scope.
    """
    try:
        standing = settled(batch_id) or specification_for(batch(batch_id), None)
    except Refused as refused:
        return list(refused.problems)
    problems = specification_problems(standing, result_views(batch_id) if views is None else views, Stage(stage))
    for each in (
        Investigation.objects.filter(batch=batch_id).exclude(state=InvestigationState.CLOSED).order_by("number")
    ):
        problems.append(Problem("quality.release.investigated", {"number": each.number}, rule="T13"))
    return problems


def overdue(at: datetime) -> Q:
    """The condition of tests that are late at ``at``."""
    return Q(due_at__lt=at, state__in=(TestState.ORDERED, TestState.RUNNING))


def people_of(rows: Iterable[Result]) -> set[UUID]:
    """Who appears in readings."""
    return {who for row in rows for who in (row.analyst, row.verified_by, row.retracted_by) if who is not None}
