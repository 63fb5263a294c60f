"""Stages, verdicts and the lives of specifications, samples, tests, investigations and readings of the environment."""

from enum import StrEnum

from cellpark.kernel.lifecycle import Lifecycle, Transition, register
from cellpark.quality.permissions import QualityPermission as May


class Stage(StrEnum):
    """When an attribute must be known (cgt-manufacturing 3.2)."""

    IN_PROCESS = "in-process"
    RELEASE = "release"
    POST_RELEASE = "post-release"


class Phase(StrEnum):
    """For which use of the product a specification holds."""

    CLINICAL = "clinical"
    COMMERCIAL = "commercial"


class ValueKind(StrEnum):
    """What a result is: a number with a unit, or one of a few words."""

    NUMBER = "number"
    CHOICE = "choice"


class Verdict(StrEnum):
    """What a result says against its criterion; unknown data give no verdict, never a pass (three-valued)."""

    PENDING = "pending"
    PASS = "pass"  # noqa: S105 -- a verdict
    FAIL = "fail"
    NEGATIVE_TO_DATE = "negative_to_date"


class Belonging(StrEnum):
    """Whether the raw file of a computed result names the sample of the test; empty where nothing was computed."""

    NOTHING = ""
    SAME = "same"
    OTHER = "other"
    ABSENT = "absent"


class SpecificationState(StrEnum):
    """Whether a version of a specification is in force."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    RETIRED = "retired"
    DISCARDED = "discarded"


class SampleState(StrEnum):
    """Where a sample is."""

    REGISTERED = "registered"
    RECEIVED = "received"
    IN_TEST = "in_test"
    RETAINED = "retained"
    USED_UP = "used_up"
    DESTROYED = "destroyed"


class TestState(StrEnum):
    """How far one method on one sample is. ``RUNNING`` holds an assay that is negative to date as well."""

    __test__ = False  # no class of tests for pytest

    ORDERED = "ordered"
    RUNNING = "running"
    ENTERED = "entered"
    VERIFIED = "verified"
    CANCELLED = "cancelled"


class TubeState(StrEnum):
    """How far the analysis of a tube in the queue is."""

    QUEUED = "queued"
    ANALYSED = "analysed"
    REFUSED = "refused"


class ResultState(StrEnum):
    """What became of a reading; a retracted one stays in the record."""

    ENTERED = "entered"
    VERIFIED = "verified"
    RETRACTED = "retracted"


class InvestigationState(StrEnum):
    """The phases of an investigation of a result out of specification (FDA guidance on OOS results, 2022)."""

    OPENED = "opened"
    LABORATORY = "laboratory"
    CONFIRMED = "confirmed"
    INVALIDATED = "invalidated"
    CLOSED = "closed"


class Outcome(StrEnum):
    """What an investigation found: the result stands, or an assignable cause in the laboratory makes it void."""

    CONFIRMED = "confirmed"
    INVALIDATED = "invalidated"


class Monitoring(StrEnum):
    """How the environment is watched (EU GMP Annex 1, 9.1-9.32)."""

    ACTIVE_AIR = "active-air"
    SETTLE_PLATE = "settle-plate"
    CONTACT = "contact"
    PARTICLES_05 = "particles-0.5"
    PARTICLES_5 = "particles-5"


class EnvironmentState(StrEnum):
    """Whether a second person looked at a reading of the environment."""

    RECORDED = "recorded"
    VERIFIED = "verified"
    RETRACTED = "retracted"


_S, _A, _T, _I, _E = SpecificationState, SampleState, TestState, InvestigationState, EnvironmentState

SPECIFICATION_LIFECYCLE = register(
    Lifecycle(
        name="quality.specification",
        states=SpecificationState,
        initial=_S.DRAFT,
        transitions=(
            Transition(
                source=_S.DRAFT,
                verb="author",
                target=_S.IN_REVIEW,
                permission=May.WRITE_SPECIFICATION,
                signature="authored",
            ),
            Transition(source=_S.DRAFT, verb="discard", target=_S.DISCARDED, permission=May.WRITE_SPECIFICATION),
            Transition(
                source=_S.IN_REVIEW,
                verb="approve",
                target=_S.APPROVED,
                permission=May.APPROVE_SPECIFICATION,
                signature="approved",
            ),
            Transition(source=_S.IN_REVIEW, verb="discard", target=_S.DISCARDED, permission=May.WRITE_SPECIFICATION),
            Transition(source=_S.APPROVED, verb="retire", target=_S.RETIRED, permission=May.APPROVE_SPECIFICATION),
        ),
        final=frozenset({_S.RETIRED, _S.DISCARDED}),
    )
)

SAMPLE_LIFECYCLE = register(
    Lifecycle(
        name="quality.sample",
        states=SampleState,
        initial=_A.REGISTERED,
        transitions=(
            Transition(source=_A.REGISTERED, verb="receive", target=_A.RECEIVED, permission=May.HANDLE_SAMPLE),
            Transition(source=_A.RECEIVED, verb="test", target=_A.IN_TEST, permission=May.TEST),
            Transition(source=_A.IN_TEST, verb="test", target=_A.IN_TEST, permission=May.TEST),
            Transition(source=_A.RETAINED, verb="test", target=_A.IN_TEST, permission=May.TEST),
            Transition(source=_A.IN_TEST, verb="use_up", target=_A.USED_UP, permission=May.HANDLE_SAMPLE),
            Transition(source=_A.RECEIVED, verb="retain", target=_A.RETAINED, permission=May.HANDLE_SAMPLE),
            Transition(source=_A.IN_TEST, verb="retain", target=_A.RETAINED, permission=May.HANDLE_SAMPLE),
            Transition(source=_A.REGISTERED, verb="destroy", target=_A.DESTROYED, permission=May.HANDLE_SAMPLE),
            Transition(source=_A.RECEIVED, verb="destroy", target=_A.DESTROYED, permission=May.HANDLE_SAMPLE),
            Transition(source=_A.IN_TEST, verb="destroy", target=_A.DESTROYED, permission=May.HANDLE_SAMPLE),
            Transition(source=_A.RETAINED, verb="destroy", target=_A.DESTROYED, permission=May.HANDLE_SAMPLE),
        ),
        final=frozenset({_A.USED_UP, _A.DESTROYED}),
    )
)

TEST_LIFECYCLE = register(
    Lifecycle(
        name="quality.test",
        states=TestState,
        initial=_T.ORDERED,
        transitions=(
            Transition(source=_T.ORDERED, verb="begin", target=_T.RUNNING, permission=May.TEST),
            Transition(source=_T.RUNNING, verb="enter", target=_T.ENTERED, permission=May.TEST),
            Transition(source=_T.ENTERED, verb="verify", target=_T.VERIFIED, permission=May.VERIFY),
            # a reading that is negative to date is verified while the clock goes on
            Transition(source=_T.ENTERED, verb="verify_to_date", target=_T.RUNNING, permission=May.VERIFY),
            Transition(source=_T.ENTERED, verb="retract", target=_T.RUNNING, permission=May.DECIDE),
            Transition(source=_T.VERIFIED, verb="retract", target=_T.RUNNING, permission=May.DECIDE),
            Transition(source=_T.ORDERED, verb="cancel", target=_T.CANCELLED, permission=May.DECIDE),
            Transition(source=_T.RUNNING, verb="cancel", target=_T.CANCELLED, permission=May.DECIDE),
        ),
        final=frozenset({_T.CANCELLED}),
    )
)

INVESTIGATION_LIFECYCLE = register(
    Lifecycle(
        name="quality.investigation",
        states=InvestigationState,
        initial=_I.OPENED,
        transitions=(
            Transition(source=_I.OPENED, verb="investigate", target=_I.LABORATORY, permission=May.INVESTIGATE),
            Transition(source=_I.LABORATORY, verb="confirm", target=_I.CONFIRMED, permission=May.CONCLUDE),
            Transition(source=_I.LABORATORY, verb="invalidate", target=_I.INVALIDATED, permission=May.CONCLUDE),
            Transition(source=_I.CONFIRMED, verb="close", target=_I.CLOSED, permission=May.CONCLUDE),
            Transition(source=_I.INVALIDATED, verb="close", target=_I.CLOSED, permission=May.CONCLUDE),
        ),
        final=frozenset({_I.CLOSED}),
    )
)

ENVIRONMENT_LIFECYCLE = register(
    Lifecycle(
        name="quality.environment",
        states=EnvironmentState,
        initial=_E.RECORDED,
        transitions=(
            Transition(source=_E.RECORDED, verb="verify", target=_E.VERIFIED, permission=May.VERIFY_MONITORING),
            Transition(source=_E.RECORDED, verb="retract", target=_E.RETRACTED, permission=May.DECIDE),
            Transition(source=_E.VERIFIED, verb="retract", target=_E.RETRACTED, permission=May.DECIDE),
        ),
        final=frozenset({_E.RETRACTED}),
    )
)

TUBE_LIFECYCLE = register(
    Lifecycle(
        name="quality.tube",
        states=TubeState,
        initial=TubeState.QUEUED,
        transitions=(
            Transition(source=TubeState.QUEUED, verb="analyse", target=TubeState.ANALYSED, permission=May.SEE),
            Transition(source=TubeState.QUEUED, verb="refuse", target=TubeState.REFUSED, permission=May.SEE),
        ),
        final=frozenset({TubeState.ANALYSED, TubeState.REFUSED}),
    )
)
