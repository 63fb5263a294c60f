"""The results of a batch as lists, certificates and releases read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cellpark.base.fields import in_reader_language
from cellpark.kernel.problem import Problem
from cellpark.quality.document import Attribute
from cellpark.quality.flags import remarks_of
from cellpark.quality.models import Investigation, Result, Specification, Test
from cellpark.quality.states import (
    InvestigationState,
    Outcome,
    ResultState,
    Stage,
    TestState,
    Verdict,
)

ORDER = (Stage.IN_PROCESS, Stage.RELEASE, Stage.POST_RELEASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultView:
    """One test of a batch as it stands. ``counts``: it is the one that stands for its attribute.

    A reading that an investigation found void counts no longer; a retest counts instead of it.
    """

    test: UUID
    sample: UUID
    sample_code: str
    code: str
    name_zh: str
    name_en: str
    stage: Stage
    method: str
    method_version: str
    criterion: str
    required: bool
    state: TestState
    value: str
    verdict: Verdict
    ordered_at: datetime
    due_at: datetime
    final_at: datetime | None
    result: UUID | None
    analyst: UUID | None
    entered_at: datetime | None
    verified_by: UUID | None
    verified_at: datetime | None
    files: tuple[str, ...]
    digest: str
    remarks: tuple[Problem, ...]
    investigation: UUID | None
    oos_open: bool
    outcome: str
    retest_of: UUID | None
    counts: bool

    @property
    def name(self) -> str:
        """The attribute in the reader's language."""
        return in_reader_language(self.name_zh, self.name_en)


def result_views(batch_id: UUID) -> tuple[ResultView, ...]:
    """Every test of a batch in the order of the specification; three queries, however many tests there are."""
    tests = list(
        Test.objects.filter(batch=batch_id).select_related("sample", "specification").order_by("ordered_at", "id")
    )
    readings: dict[UUID, Result] = {}
    for each in Result.objects.filter(test__batch=batch_id).exclude(state=ResultState.RETRACTED).order_by("number"):
        readings[each.test_id] = each
    opened: dict[UUID, list[Investigation]] = {}
    for row in Investigation.objects.filter(batch=batch_id).order_by("opened_at", "id"):
        opened.setdefault(row.test_id, []).append(row)
    views = [_view(each, readings.get(each.id), opened.get(each.id, [])) for each in tests]
    place = {code: number for each in tests[:1] for number, code in enumerate(codes_of(each.specification))}
    return tuple(
        sorted(
            _counting(views), key=lambda each: (place.get(each.code, 0), each.ordered_at, each.retest_of is not None)
        )
    )


def codes_of(specification: Specification) -> list[str]:
    """The codes of the attributes in their order."""
    return [each.code for each in specification.document.attributes]


def _view(test: Test, reading: Result | None, found: Sequence[Investigation]) -> ResultView:
    attribute = test.specification.document.attribute(test.attribute)
    about = next((each for each in found if reading is not None and each.result_id == reading.id), None)
    void = about is not None and about.outcome == Outcome.INVALIDATED
    return ResultView(
        test=test.id,
        sample=test.sample_id,
        sample_code=test.sample.code,
        code=test.attribute,
        name_zh=test.name_zh,
        name_en=test.name_en,
        stage=Stage(test.stage),
        method=test.method,
        method_version=test.method_version,
        criterion=attribute.criterion,
        required=test.required,
        state=TestState(test.state),
        value=test.value,
        verdict=Verdict(test.verdict),
        ordered_at=test.ordered_at,
        due_at=test.due_at,
        final_at=test.final_at,
        result=None if reading is None else reading.id,
        analyst=None if reading is None else reading.analyst,
        entered_at=None if reading is None else reading.entered_at,
        verified_by=None if reading is None else reading.verified_by,
        verified_at=None if reading is None else reading.verified_at,
        files=() if reading is None else tuple(sorted(reading.files.values())),
        digest="" if reading is None else reading.digest,
        remarks=() if reading is None else remarks_of(test, reading),
        investigation=found[-1].id if found else None,
        oos_open=any(each.state != InvestigationState.CLOSED for each in found),
        outcome="" if about is None else about.outcome,
        retest_of=test.retest_of_id,
        counts=test.state != TestState.CANCELLED and not void,
    )


def _counting(views: Sequence[ResultView]) -> list[ResultView]:
    """A retest counts only where what it repeats is void: the first reading stands until then."""
    void = {each.test for each in views if each.outcome == Outcome.INVALIDATED}
    return [
        each if each.retest_of is None or each.retest_of in void or not each.counts else _left_out(each)
        for each in views
    ]


def _left_out(view: ResultView) -> ResultView:
    values = {name: getattr(view, name) for name in view.__dataclass_fields__}
    return ResultView(**{**values, "counts": False})


def due_stages(stage: Stage) -> tuple[Stage, ...]:
    """The stages whose attributes are known at ``stage``."""
    return ORDER[: ORDER.index(stage) + 1]


def attribute_problems(attribute: Attribute, views: Sequence[ResultView], stage: Stage) -> list[Problem]:
    """Why an attribute does not let a batch go at ``stage`` (T13)."""
    named = {"code": attribute.code, "name": in_reader_language(attribute.name.zh, attribute.name.en)}
    if not views:
        return [Problem("quality.release.missing", named, rule="T13")] if attribute.required else []
    problems = []
    for each in views:
        shown = {**named, "sample": each.sample_code, "value": each.value}
        code = standing(each, stage)
        if code:
            problems.append(Problem(f"quality.release.{code}", shown, rule="T13"))
    return problems


def standing(view: ResultView, stage: Stage) -> str:
    """What is wrong with one test at ``stage``: ``failing``, ``pending``, ``unverified``, ``to_date`` or nothing.

    At release an assay with a clock may be negative to date; after release it must have had its final reading.
    """
    if view.verdict is Verdict.FAIL:
        return "failing"
    if view.verdict is Verdict.PENDING:
        return "pending" if view.required or view.result is not None else ""
    if view.state is TestState.ENTERED:
        return "unverified"
    if view.verdict is Verdict.NEGATIVE_TO_DATE and stage is Stage.POST_RELEASE:
        return "to_date"
    return ""


def remarks_on(views: Sequence[ResultView]) -> list[Problem]:
    """What is said beside the results that count: flags, and files whose sample somebody confirmed."""
    return [remark for each in views if each.counts for remark in each.remarks]


def specification_problems(specification: Specification, views: Sequence[ResultView], stage: Stage) -> list[Problem]:
    """Every attribute that is due at ``stage``, in the order of the specification."""
    stages = due_stages(stage)
    by_code: dict[str, list[ResultView]] = {}
    for each in views:
        if each.counts:
            by_code.setdefault(each.code, []).append(each)
    return [
        problem
        for attribute in specification.document.attributes
        if attribute.stage in stages
        for problem in attribute_problems(attribute, by_code.get(attribute.code, []), stage)
    ]
