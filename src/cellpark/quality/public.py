"""What other floors use of this app."""

from cellpark.quality import words
from cellpark.quality.actions.analyse_tube import analyse_tube
from cellpark.quality.actions.approve_specification import approval_problems, approve_specification
from cellpark.quality.actions.author_specification import author_specification
from cellpark.quality.actions.begin_test import begin_test
from cellpark.quality.actions.cancel_test import cancel_test
from cellpark.quality.actions.close_investigation import close_investigation
from cellpark.quality.actions.conclude_investigation import conclude_investigation
from cellpark.quality.actions.discard_specification import discard_specification
from cellpark.quality.actions.draft_specification import draft_specification
from cellpark.quality.actions.end_sample import end_sample
from cellpark.quality.actions.enter_result import enter_result
from cellpark.quality.actions.investigate import investigate
from cellpark.quality.actions.keep_strategy import keep_strategy
from cellpark.quality.actions.load_example_quality import load_example_quality
from cellpark.quality.actions.note_analysis import analyses_of, note_analysis, note_refused_analysis
from cellpark.quality.actions.note_refused_file import note_refused_file, refusals_of
from cellpark.quality.actions.queue_tubes import queue_tubes
from cellpark.quality.actions.receive_sample import receive_sample
from cellpark.quality.actions.record_environment import record_environment
from cellpark.quality.actions.register_sample import register_sample
from cellpark.quality.actions.retest import retest
from cellpark.quality.actions.retire_specification import retire_specification
from cellpark.quality.actions.retract_environment import retract_environment
from cellpark.quality.actions.retract_result import retract_result
from cellpark.quality.actions.verify_environment import verify_environment
from cellpark.quality.actions.verify_result import verify_result
from cellpark.quality.document import Attribute, Computed, Document, Method, parsed
from cellpark.quality.environment import Environment, RoomUsed, environment_of, rooms_used
from cellpark.quality.flags import remarks_of
from cellpark.quality.models import (
    EnvironmentResult,
    GatingStrategy,
    Investigation,
    QualitySample,
    Result,
    Specification,
    Test,
    TubeRun,
)
from cellpark.quality.paper.certificate import certificate
from cellpark.quality.paper.sealing import signed_by_site
from cellpark.quality.permissions import QualityPermission
from cellpark.quality.queries import (
    WAITING,
    environment_result,
    environment_results,
    investigation,
    investigations,
    overdue,
    people_of,
    release_problems,
    result,
    results_of,
    sample,
    sample_by_code,
    samples,
    specification,
    specification_of,
    specifications,
    test,
    tests,
    tests_of,
    versions_of,
)
from cellpark.quality.recomputing import Line, Recomputed, verify_computation
from cellpark.quality.rules import LIMITS, UNITS, missing_methods
from cellpark.quality.signing import prepare_specification_signature
from cellpark.quality.specifications import in_force
from cellpark.quality.states import (
    ENVIRONMENT_LIFECYCLE,
    INVESTIGATION_LIFECYCLE,
    SAMPLE_LIFECYCLE,
    SPECIFICATION_LIFECYCLE,
    TEST_LIFECYCLE,
    TUBE_LIFECYCLE,
    Belonging,
    EnvironmentState,
    InvestigationState,
    Monitoring,
    Outcome,
    Phase,
    ResultState,
    SampleState,
    SpecificationState,
    Stage,
    TestState,
    TubeState,
    ValueKind,
    Verdict,
)
from cellpark.quality.strategies import strategies, strategy, strategy_document
from cellpark.quality.trails import streams_beside_tests
from cellpark.quality.tubes import problems_of, tube_run, tube_runs
from cellpark.quality.views import ResultView, remarks_on, result_views

__all__ = [
    "ENVIRONMENT_LIFECYCLE",
    "INVESTIGATION_LIFECYCLE",
    "LIMITS",
    "SAMPLE_LIFECYCLE",
    "SPECIFICATION_LIFECYCLE",
    "TEST_LIFECYCLE",
    "TUBE_LIFECYCLE",
    "UNITS",
    "WAITING",
    "Attribute",
    "Belonging",
    "Computed",
    "Document",
    "Environment",
    "EnvironmentResult",
    "EnvironmentState",
    "GatingStrategy",
    "Investigation",
    "InvestigationState",
    "Line",
    "Method",
    "Monitoring",
    "Outcome",
    "Phase",
    "QualityPermission",
    "QualitySample",
    "Recomputed",
    "Result",
    "ResultState",
    "ResultView",
    "RoomUsed",
    "SampleState",
    "Specification",
    "SpecificationState",
    "Stage",
    "Test",
    "TestState",
    "TubeRun",
    "TubeState",
    "ValueKind",
    "Verdict",
    "analyse_tube",
    "analyses_of",
    "approval_problems",
    "approve_specification",
    "author_specification",
    "begin_test",
    "cancel_test",
    "certificate",
    "close_investigation",
    "conclude_investigation",
    "discard_specification",
    "draft_specification",
    "end_sample",
    "enter_result",
    "environment_of",
    "environment_result",
    "environment_results",
    "in_force",
    "investigate",
    "investigation",
    "investigations",
    "keep_strategy",
    "load_example_quality",
    "missing_methods",
    "note_analysis",
    "note_refused_analysis",
    "note_refused_file",
    "overdue",
    "parsed",
    "people_of",
    "prepare_specification_signature",
    "problems_of",
    "queue_tubes",
    "receive_sample",
    "record_environment",
    "refusals_of",
    "register_sample",
    "release_problems",
    "remarks_of",
    "remarks_on",
    "result",
    "result_views",
    "results_of",
    "retest",
    "retire_specification",
    "retract_environment",
    "retract_result",
    "rooms_used",
    "sample",
    "sample_by_code",
    "samples",
    "signed_by_site",
    "specification",
    "specification_of",
    "specifications",
    "strategies",
    "strategy",
    "strategy_document",
    "streams_beside_tests",
    "test",
    "tests",
    "tests_of",
    "tube_run",
    "tube_runs",
    "verify_computation",
    "verify_environment",
    "verify_result",
    "versions_of",
    "words",
]
