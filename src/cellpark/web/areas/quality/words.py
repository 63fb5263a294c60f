"""Colours and words of this area."""

from collections.abc import Mapping

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

VERDICTS: Mapping[str, State] = {
    Verdict.PENDING: State("planned", quality_words.VERDICTS[Verdict.PENDING]),
    Verdict.PASS: State("done", quality_words.VERDICTS[Verdict.PASS]),
    Verdict.FAIL: State("stopped", quality_words.VERDICTS[Verdict.FAIL]),
    Verdict.NEGATIVE_TO_DATE: State("running", quality_words.VERDICTS[Verdict.NEGATIVE_TO_DATE]),
}
TESTS: Mapping[str, State] = {
    TestState.ORDERED: State("planned", quality_words.TEST_STATES[TestState.ORDERED]),
    TestState.RUNNING: State("running", quality_words.TEST_STATES[TestState.RUNNING]),
    TestState.ENTERED: State("waiting", quality_words.TEST_STATES[TestState.ENTERED]),
    TestState.VERIFIED: State("done", quality_words.TEST_STATES[TestState.VERIFIED]),
    TestState.CANCELLED: State("done", quality_words.TEST_STATES[TestState.CANCELLED]),
}
SAMPLES: Mapping[str, State] = {
    SampleState.REGISTERED: State("waiting", quality_words.SAMPLE_STATES[SampleState.REGISTERED]),
    SampleState.RECEIVED: State("running", quality_words.SAMPLE_STATES[SampleState.RECEIVED]),
    SampleState.IN_TEST: State("running", quality_words.SAMPLE_STATES[SampleState.IN_TEST]),
    SampleState.RETAINED: State("done", quality_words.SAMPLE_STATES[SampleState.RETAINED]),
    SampleState.USED_UP: State("done", quality_words.SAMPLE_STATES[SampleState.USED_UP]),
    SampleState.DESTROYED: State("done", quality_words.SAMPLE_STATES[SampleState.DESTROYED]),
}
RESULTS: Mapping[str, State] = {
    ResultState.ENTERED: State("waiting", quality_words.RESULT_STATES[ResultState.ENTERED]),
    ResultState.VERIFIED: State("done", quality_words.RESULT_STATES[ResultState.VERIFIED]),
    ResultState.RETRACTED: State("stopped", quality_words.RESULT_STATES[ResultState.RETRACTED]),
}
INVESTIGATIONS: Mapping[str, State] = {
    InvestigationState.OPENED: State("stopped", quality_words.INVESTIGATION_STATES[InvestigationState.OPENED]),
    InvestigationState.LABORATORY: State("waiting", quality_words.INVESTIGATION_STATES[InvestigationState.LABORATORY]),
    InvestigationState.CONFIRMED: State("stopped", quality_words.INVESTIGATION_STATES[InvestigationState.CONFIRMED]),
    InvestigationState.INVALIDATED: State(
        "waiting", quality_words.INVESTIGATION_STATES[InvestigationState.INVALIDATED]
    ),
    InvestigationState.CLOSED: State("done", quality_words.INVESTIGATION_STATES[InvestigationState.CLOSED]),
}
SPECIFICATIONS: Mapping[str, State] = {
    SpecificationState.DRAFT: State("planned", quality_words.SPECIFICATION_STATES[SpecificationState.DRAFT]),
    SpecificationState.IN_REVIEW: State("waiting", quality_words.SPECIFICATION_STATES[SpecificationState.IN_REVIEW]),
    SpecificationState.APPROVED: State("running", quality_words.SPECIFICATION_STATES[SpecificationState.APPROVED]),
    SpecificationState.RETIRED: State("done", quality_words.SPECIFICATION_STATES[SpecificationState.RETIRED]),
    SpecificationState.DISCARDED: State("done", quality_words.SPECIFICATION_STATES[SpecificationState.DISCARDED]),
}
ENVIRONMENT: Mapping[str, State] = {
    EnvironmentState.RECORDED: State("waiting", quality_words.ENVIRONMENT_STATES[EnvironmentState.RECORDED]),
    EnvironmentState.VERIFIED: State("done", quality_words.ENVIRONMENT_STATES[EnvironmentState.VERIFIED]),
    EnvironmentState.RETRACTED: State("done", quality_words.ENVIRONMENT_STATES[EnvironmentState.RETRACTED]),
}


def options(states: Mapping[str, State]) -> tuple[tuple[str, object], ...]:
    """The states as choices above a table."""
    return tuple((str(each), state.label) for each, state in states.items())
