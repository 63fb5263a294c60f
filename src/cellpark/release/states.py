"""What becomes of a batch, and of a request to supply one that is out of specification."""

from enum import StrEnum
from typing import TypeVar

from cellpark.kernel.lifecycle import Lifecycle, Transition, register
from cellpark.release.permissions import ReleasePermission as May


class DispositionState(StrEnum):
    """What was decided on a batch. ``SUPPLIED`` is the way of Part IV 11.5 and never a release (T14, ATMP-1d)."""

    PENDING = "pending"
    STAGE_ONE = "stage_one"
    CERTIFIED = "certified"
    REJECTED = "rejected"
    SUPPLIED = "supplied_11_5"
    QUARANTINED = "quarantined"
    RECALLED = "recalled"
    DESTROYING = "destroying"
    DESTROYED = "destroyed"


class SupplyState(StrEnum):
    """How far the records of a supply out of specification are, in their order (ATMP-1b)."""

    OPEN = "open"
    REQUESTED = "requested"
    EVALUATED = "evaluated"
    NOTICED = "noticed"
    ACCEPTED = "accepted"
    SUPPLIED = "supplied"
    CLOSED = "closed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Stage(StrEnum):
    """Which results a certification rests on: those that are there in time, or all (ATMP-2a)."""

    ONE = "one"
    FULL = "full"


class Trial(StrEnum):
    """Whether the product is investigational or marketed: who is told of a supply (ATMP-1c)."""

    INVESTIGATIONAL = "investigational"
    MARKETED = "marketed"


# batches that somebody was given or may still be given
RELEASED = frozenset({DispositionState.STAGE_ONE, DispositionState.CERTIFIED})
# batches whose product is or may be with its patient
LET_GO = RELEASED | {DispositionState.SUPPLIED}
# nothing that such a batch made is used or given
STOPPED = frozenset(
    {
        DispositionState.QUARANTINED,
        DispositionState.REJECTED,
        DispositionState.RECALLED,
        DispositionState.DESTROYING,
        DispositionState.DESTROYED,
    }
)
# cases that stand in the way of a certificate
STANDING = frozenset(SupplyState) - {SupplyState.WITHDRAWN, SupplyState.DECLINED}

State = TypeVar("State", bound=StrEnum)
APPROVED = "approved"


def _step(source: State, verb: str, target: State, may: May, *, signed: bool = False) -> Transition[State]:
    return Transition(source=source, verb=verb, target=target, permission=may, signature=APPROVED if signed else None)


_D, _S = DispositionState, SupplyState
DISPOSITION_LIFECYCLE = register(
    Lifecycle(
        name="release.disposition",
        states=DispositionState,
        initial=DispositionState.PENDING,
        transitions=(
            _step(_D.PENDING, "certify_stage_one", _D.STAGE_ONE, May.CERTIFY, signed=True),
            _step(_D.PENDING, "certify", _D.CERTIFIED, May.CERTIFY, signed=True),
            _step(_D.PENDING, "reject", _D.REJECTED, May.CERTIFY, signed=True),
            _step(_D.PENDING, "supply", _D.SUPPLIED, May.CERTIFY, signed=True),
            _step(_D.PENDING, "quarantine", _D.QUARANTINED, May.QUARANTINE),
            _step(_D.STAGE_ONE, "certify", _D.CERTIFIED, May.CERTIFY, signed=True),
            _step(_D.STAGE_ONE, "quarantine", _D.QUARANTINED, May.QUARANTINE),
            _step(_D.STAGE_ONE, "recall", _D.RECALLED, May.RECALL),
            _step(_D.CERTIFIED, "quarantine", _D.QUARANTINED, May.QUARANTINE),
            _step(_D.CERTIFIED, "recall", _D.RECALLED, May.RECALL),
            _step(_D.SUPPLIED, "recall", _D.RECALLED, May.RECALL),
            _step(_D.QUARANTINED, "lift", _D.PENDING, May.CERTIFY, signed=True),
            _step(_D.QUARANTINED, "reject", _D.REJECTED, May.CERTIFY, signed=True),
            _step(_D.QUARANTINED, "recall", _D.RECALLED, May.RECALL),
            _step(_D.REJECTED, "destroy", _D.DESTROYING, May.DESTROY),
            _step(_D.RECALLED, "destroy", _D.DESTROYING, May.DESTROY),
            # what was recorded wrongly is recorded anew until a witness has confirmed it
            _step(_D.DESTROYING, "destroy", _D.DESTROYING, May.DESTROY),
            _step(_D.DESTROYING, "witness", _D.DESTROYED, May.WITNESS),
        ),
        final=frozenset({DispositionState.DESTROYED}),
    )
)

SUPPLY_LIFECYCLE = register(
    Lifecycle(
        name="release.supply",
        states=SupplyState,
        initial=SupplyState.OPEN,
        transitions=(
            _step(_S.OPEN, "request", _S.REQUESTED, May.REQUEST_SUPPLY),
            _step(_S.OPEN, "withdraw", _S.WITHDRAWN, May.EVALUATE_SUPPLY),
            _step(_S.REQUESTED, "evaluate", _S.EVALUATED, May.EVALUATE_SUPPLY),
            _step(_S.REQUESTED, "withdraw", _S.WITHDRAWN, May.EVALUATE_SUPPLY),
            _step(_S.EVALUATED, "notice", _S.NOTICED, May.OPEN_SUPPLY),
            _step(_S.EVALUATED, "withdraw", _S.WITHDRAWN, May.EVALUATE_SUPPLY),
            _step(_S.NOTICED, "accept", _S.ACCEPTED, May.REQUEST_SUPPLY),
            _step(_S.NOTICED, "decline", _S.DECLINED, May.REQUEST_SUPPLY),
            _step(_S.ACCEPTED, "supply", _S.SUPPLIED, May.CERTIFY, signed=True),
            _step(_S.ACCEPTED, "withdraw", _S.WITHDRAWN, May.EVALUATE_SUPPLY),
            _step(_S.SUPPLIED, "close", _S.CLOSED, May.OPEN_SUPPLY),
        ),
        final=frozenset({SupplyState.CLOSED, SupplyState.DECLINED, SupplyState.WITHDRAWN}),
    )
)
