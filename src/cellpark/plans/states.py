"""Kinds and states of plans, of the editions that they stand on, and of the work that draws them up."""

from enum import StrEnum

from cellpark.kernel.lifecycle import Lifecycle, Transition, register
from cellpark.plans.permissions import PlanPermission as May


class PlanKind(StrEnum):
    """How a plan came about."""

    DRAWN = "drawn"  # searched from the facts of the house
    ADJUSTED = "adjusted"  # somebody moved operations of another plan
    REPLANNED = "replanned"  # proposed after disturbances


class PlanState(StrEnum):
    """Where a plan stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    DISCARDED = "discarded"


class EditionKind(StrEnum):
    """What an edition says."""

    TIMES = "times"  # shifts, holidays, clearances and faults of the plant
    POLICY = "policy"  # by which rules a plan is changed


class EditionState(StrEnum):
    """Where an edition stands."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    DECLINED = "declined"


class HoldState(StrEnum):
    """What became of a slot that was held."""

    HELD = "held"
    TAKEN = "taken"
    GIVEN_BACK = "given_back"
    EXPIRED = "expired"
    DONE = "done"


class WorkKind(StrEnum):
    """What is worked out in the background."""

    DRAW = "draw"
    REPLAN = "replan"
    CHANCE = "chance"
    LEARN = "learn"


class WorkState(StrEnum):
    """How far work in the background is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"
    STOPPED = "stopped"


_P = PlanState
PLAN_LIFECYCLE = register(
    Lifecycle(
        name="plans.plan",
        states=PlanState,
        initial=_P.DRAFT,
        transitions=(
            Transition(source=_P.DRAFT, verb="submit", target=_P.SUBMITTED, permission=May.PUBLISH),
            Transition(source=_P.DRAFT, verb="discard", target=_P.DISCARDED, permission=May.DRAW),
            Transition(source=_P.SUBMITTED, verb="approve", target=_P.PUBLISHED, permission=May.APPROVE),
            Transition(source=_P.SUBMITTED, verb="decline", target=_P.DRAFT, permission=May.APPROVE),
            # another plan was published
            Transition(source=_P.PUBLISHED, verb="supersede", target=_P.SUPERSEDED, permission=May.APPROVE),
        ),
        final=frozenset({_P.SUPERSEDED, _P.DISCARDED}),
    )
)
_E = EditionState
EDITION_LIFECYCLE = register(
    Lifecycle(
        name="plans.edition",
        states=EditionState,
        initial=_E.PROPOSED,
        transitions=(
            Transition(source=_E.PROPOSED, verb="approve", target=_E.APPROVED, permission=May.SET),
            Transition(source=_E.PROPOSED, verb="decline", target=_E.DECLINED, permission=May.SET),
        ),
        final=frozenset({_E.APPROVED, _E.DECLINED}),
    )
)
_H = HoldState
HOLD_LIFECYCLE = register(
    Lifecycle(
        name="plans.hold",
        states=HoldState,
        initial=_H.HELD,
        transitions=(
            Transition(source=_H.HELD, verb="take", target=_H.TAKEN, permission=May.DRAW),
            Transition(source=_H.HELD, verb="expire", target=_H.EXPIRED, permission=May.DRAW),
            Transition(source=_H.HELD, verb="give_back", target=_H.GIVEN_BACK, permission=May.DRAW),
            Transition(source=_H.TAKEN, verb="give_back", target=_H.GIVEN_BACK, permission=May.DRAW),
            Transition(source=_H.TAKEN, verb="keep", target=_H.DONE, permission=May.DRAW),
        ),
        final=frozenset({_H.GIVEN_BACK, _H.EXPIRED, _H.DONE}),
    )
)
