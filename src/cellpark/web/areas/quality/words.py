"""Colours and words of this area."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from django.utils.functional import Promise

from cellpark.quality import words as quality_words
from cellpark.quality.public import (
    EnvironmentState,
    InvestigationState,
    ResultState,
    SampleState,
    SpecificationState,
    TestState,
    Verdict,
)
from cellpark.web.pages.tables import State

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def _state(colour: str, words: Promise) -> State:
    """A state that is drawn in ``colour``."""
    return State(colour, cast("StrOrPromise", words))


VERDICTS: Mapping[str, State] = {
    Verdict.PENDING: _state("planned", quality_words.VERDICTS[Verdict.PENDING]),
    Verdict.PASS: _state("done", quality_words.VERDICTS[Verdict.PASS]),
    Verdict.FAIL: _state("stopped", quality_words.VERDICTS[Verdict.FAIL]),
    Verdict.NEGATIVE_TO_DATE: _state("running", quality_words.VERDICTS[Verdict.NEGATIVE_TO_DATE]),
}
TESTS: Mapping[str, State] = {
    TestState.ORDERED: _state("planned", quality_words.TEST_STATES[TestState.ORDERED]),
    TestState.RUNNING: _state("running", quality_words.TEST_STATES[TestState.RUNNING]),
    TestState.ENTERED: _state("waiting", quality_words.TEST_STATES[TestState.ENTERED]),
    TestState.VERIFIED: _state("done", quality_words.TEST_STATES[TestState.VERIFIED]),
    TestState.CANCELLED: _state("done", quality_words.TEST_STATES[TestState.CANCELLED]),
}
SAMPLES: Mapping[str, State] = {
    SampleState.REGISTERED: _state("waiting", quality_words.SAMPLE_STATES[SampleState.REGISTERED]),
    SampleState.RECEIVED: _state("running", quality_words.SAMPLE_STATES[SampleState.RECEIVED]),
    SampleState.IN_TEST: _state("running", quality_words.SAMPLE_STATES[SampleState.IN_TEST]),
    SampleState.RETAINED: _state("done", quality_words.SAMPLE_STATES[SampleState.RETAINED]),
    SampleState.USED_UP: _state("done", quality_words.SAMPLE_STATES[SampleState.USED_UP]),
    SampleState.DESTROYED: _state("done", quality_words.SAMPLE_STATES[SampleState.DESTROYED]),
}
RESULTS: Mapping[str, State] = {
    ResultState.ENTERED: _state("waiting", quality_words.RESULT_STATES[ResultState.ENTERED]),
    ResultState.VERIFIED: _state("done", quality_words.RESULT_STATES[ResultState.VERIFIED]),
    ResultState.RETRACTED: _state("stopped", quality_words.RESULT_STATES[ResultState.RETRACTED]),
}
INVESTIGATIONS: Mapping[str, State] = {
    InvestigationState.OPENED: _state("stopped", quality_words.INVESTIGATION_STATES[InvestigationState.OPENED]),
    InvestigationState.LABORATORY: _state("waiting", quality_words.INVESTIGATION_STATES[InvestigationState.LABORATORY]),
    InvestigationState.CONFIRMED: _state("stopped", quality_words.INVESTIGATION_STATES[InvestigationState.CONFIRMED]),
    InvestigationState.INVALIDATED: _state(
        "waiting", quality_words.INVESTIGATION_STATES[InvestigationState.INVALIDATED]
    ),
    InvestigationState.CLOSED: _state("done", quality_words.INVESTIGATION_STATES[InvestigationState.CLOSED]),
}
SPECIFICATIONS: Mapping[str, State] = {
    SpecificationState.DRAFT: _state("planned", quality_words.SPECIFICATION_STATES[SpecificationState.DRAFT]),
    SpecificationState.IN_REVIEW: _state("waiting", quality_words.SPECIFICATION_STATES[SpecificationState.IN_REVIEW]),
    SpecificationState.APPROVED: _state("running", quality_words.SPECIFICATION_STATES[SpecificationState.APPROVED]),
    SpecificationState.RETIRED: _state("done", quality_words.SPECIFICATION_STATES[SpecificationState.RETIRED]),
    SpecificationState.DISCARDED: _state("done", quality_words.SPECIFICATION_STATES[SpecificationState.DISCARDED]),
}
ENVIRONMENT: Mapping[str, State] = {
    EnvironmentState.RECORDED: _state("waiting", quality_words.ENVIRONMENT_STATES[EnvironmentState.RECORDED]),
    EnvironmentState.VERIFIED: _state("done", quality_words.ENVIRONMENT_STATES[EnvironmentState.VERIFIED]),
    EnvironmentState.RETRACTED: _state("done", quality_words.ENVIRONMENT_STATES[EnvironmentState.RETRACTED]),
}


def options(states: Mapping[str, State]) -> "tuple[tuple[str, StrOrPromise], ...]":
    """The states as choices above a table."""
    return tuple((str(each), state.label) for each, state in states.items())
