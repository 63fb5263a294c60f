"""States of batches and of exceptions, and which roles of the house may give which signature of a recipe."""

from collections.abc import Mapping
from enum import StrEnum

from cellpark.batches.permissions import BatchPermission
from cellpark.identity.public import Role
from cellpark.kernel.lifecycle import Lifecycle, Transition, register


class BatchState(StrEnum):
    """Where a batch is in its life. Whether it may be released is decided elsewhere, by its records."""

    PLANNED = "planned"
    RUNNING = "running"
    FINISHED = "finished"
    ABORTED = "aborted"


class ExceptionState(StrEnum):
    """How far the work on an exception is."""

    OPEN = "open"
    CLASSIFIED = "classified"
    INVESTIGATED = "investigated"
    DISPOSED = "disposed"
    CLOSED = "closed"


class Classification(StrEnum):
    """How grave an exception is."""

    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"


class Disposition(StrEnum):
    """What follows from an exception for the batch."""

    ACCEPT = "accept"
    REWORK = "rework"
    REJECT = "reject"


# after these the batch may go on; a rejected one can only be aborted
GOES_ON = frozenset({Disposition.ACCEPT, Disposition.REWORK})

BATCH_LIFECYCLE = register(
    Lifecycle(
        name="batches.batch",
        states=BatchState,
        initial=BatchState.PLANNED,
        transitions=(
            Transition(
                source=BatchState.PLANNED, verb="start", target=BatchState.RUNNING, permission=BatchPermission.PLAN
            ),
            Transition(
                source=BatchState.PLANNED, verb="abort", target=BatchState.ABORTED, permission=BatchPermission.PLAN
            ),
            Transition(
                source=BatchState.RUNNING, verb="finish", target=BatchState.FINISHED, permission=BatchPermission.RUN
            ),
            Transition(
                source=BatchState.RUNNING, verb="abort", target=BatchState.ABORTED, permission=BatchPermission.PLAN
            ),
        ),
        final=frozenset({BatchState.FINISHED, BatchState.ABORTED}),
    )
)

EXCEPTION_LIFECYCLE = register(
    Lifecycle(
        name="batches.exception",
        states=ExceptionState,
        initial=ExceptionState.OPEN,
        transitions=(
            Transition(
                source=ExceptionState.OPEN,
                verb="classify",
                target=ExceptionState.CLASSIFIED,
                permission=BatchPermission.JUDGE,
            ),
            Transition(
                source=ExceptionState.CLASSIFIED,
                verb="investigate",
                target=ExceptionState.INVESTIGATED,
                permission=BatchPermission.JUDGE,
            ),
            Transition(
                source=ExceptionState.INVESTIGATED,
                verb="dispose",
                target=ExceptionState.DISPOSED,
                permission=BatchPermission.DISPOSE,
            ),
            Transition(
                source=ExceptionState.DISPOSED,
                verb="close",
                target=ExceptionState.CLOSED,
                permission=BatchPermission.JUDGE,
            ),
        ),
        final=frozenset({ExceptionState.CLOSED}),
    )
)

# who may give a signature that a recipe asks of a role, in the words of the dialect; a role of the house names itself
_OPERATORS = frozenset({Role.PRODUCTION_OPERATOR, Role.PLATFORM_STAFF})
QUALITY = frozenset({Role.QUALITY_STAFF, Role.QUALITY_HEAD, Role.QUALIFIED_PERSON})
SIGNERS: Mapping[str, frozenset[Role]] = {
    "operator": _OPERATORS,
    "verifier": _OPERATORS | QUALITY,
    "supervisor": frozenset({Role.PLATFORM_STAFF, Role.QUALITY_STAFF, Role.QUALITY_HEAD}),
    "qa": QUALITY,
    "qp": frozenset({Role.QUALIFIED_PERSON}),
}


def signers_for(role: str) -> frozenset[Role]:
    """The roles of the house that may give a signature asked of ``role``; empty for a role that nobody has."""
    word = role.strip().lower()
    if word in SIGNERS:
        return SIGNERS[word]
    return frozenset(each for each in Role if each.value == word)
