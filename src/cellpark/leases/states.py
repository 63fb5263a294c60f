"""States of leases, of the versions of their terms, and of holds."""

from enum import StrEnum

from cellpark.kernel.lifecycle import Lifecycle, Transition, register
from cellpark.leases.permissions import LeasePermission as May


class LeaseState(StrEnum):
    """Where a lease stands. That it expires soon is a matter of dates, not a state."""

    DRAFT = "draft"
    APPROVED = "approved"
    SIGNED = "signed"
    RUNNING = "running"
    ENDED = "ended"
    RENEWED = "renewed"
    TERMINATED = "terminated"
    WITHDRAWN = "withdrawn"


class VersionState(StrEnum):
    """Where one version of the terms stands: the first is the lease itself, the next ones amend it."""

    DRAFT = "draft"
    APPROVED = "approved"
    AGREED = "agreed"
    WITHDRAWN = "withdrawn"


class HoldState(StrEnum):
    """Whether a room is kept for somebody; a hold that ran out is released by itself."""

    OPEN = "open"
    RELEASED = "released"
    LET = "let"


class OccupationState(StrEnum):
    """How a room is taken on a day."""

    HELD = "held"
    FIT_OUT = "fit_out"
    LET = "let"


class Side(StrEnum):
    """Who stands on which side of a lease."""

    OPERATOR = "operator"
    TENANT = "tenant"


_S, _V = LeaseState, VersionState
LEASE_LIFECYCLE = register(
    Lifecycle(
        name="leases.lease",
        states=LeaseState,
        initial=_S.DRAFT,
        transitions=(
            Transition(source=_S.DRAFT, verb="approve", target=_S.APPROVED, permission=May.APPROVE),
            Transition(source=_S.DRAFT, verb="take_over", target=_S.SIGNED, permission=May.APPROVE),
            Transition(source=_S.DRAFT, verb="withdraw", target=_S.WITHDRAWN, permission=May.DRAFT),
            Transition(source=_S.APPROVED, verb="withdraw", target=_S.WITHDRAWN, permission=May.DRAFT),
            Transition(source=_S.APPROVED, verb="sign", target=_S.SIGNED, permission=May.SIGN, signature="approved"),
            Transition(source=_S.SIGNED, verb="start", target=_S.RUNNING, permission=May.DRAFT),
            Transition(source=_S.SIGNED, verb="terminate", target=_S.TERMINATED, permission=May.NOTICE),
            Transition(source=_S.RUNNING, verb="terminate", target=_S.TERMINATED, permission=May.NOTICE),
            Transition(source=_S.RUNNING, verb="renew", target=_S.RENEWED, permission=May.DRAFT),
            Transition(source=_S.RUNNING, verb="end", target=_S.ENDED, permission=May.DRAFT),
        ),
        final=frozenset({_S.ENDED, _S.RENEWED, _S.TERMINATED, _S.WITHDRAWN}),
    )
)
VERSION_LIFECYCLE = register(
    Lifecycle(
        name="leases.version",
        states=VersionState,
        initial=_V.DRAFT,
        transitions=(
            Transition(source=_V.DRAFT, verb="approve", target=_V.APPROVED, permission=May.APPROVE),
            Transition(source=_V.DRAFT, verb="take_over", target=_V.AGREED, permission=May.APPROVE),
            Transition(source=_V.DRAFT, verb="withdraw", target=_V.WITHDRAWN, permission=May.DRAFT),
            Transition(source=_V.APPROVED, verb="withdraw", target=_V.WITHDRAWN, permission=May.DRAFT),
            Transition(source=_V.APPROVED, verb="sign", target=_V.AGREED, permission=May.SIGN, signature="approved"),
        ),
        final=frozenset({_V.AGREED, _V.WITHDRAWN}),
    )
)
HOLD_LIFECYCLE = register(
    Lifecycle(
        name="leases.hold",
        states=HoldState,
        initial=HoldState.OPEN,
        transitions=(
            Transition(source=HoldState.OPEN, verb="release", target=HoldState.RELEASED, permission=May.HOLD),
            Transition(source=HoldState.OPEN, verb="let", target=HoldState.LET, permission=May.APPROVE),
        ),
        final=frozenset({HoldState.RELEASED, HoldState.LET}),
    )
)
BEFORE_SIGNATURE = frozenset({_S.DRAFT, _S.APPROVED})
IN_FORCE = frozenset({_S.SIGNED, _S.RUNNING})
OVER = frozenset({_S.ENDED, _S.RENEWED, _S.TERMINATED})
BILLED = IN_FORCE | OVER
"""The states of leases that are billed: what was signed is owed, also after its end."""
