"""Kinds and states of companies, of their stages of growth, of applications, reviews, offers and needs."""

from enum import StrEnum

from cellpark.companies.permissions import CompanyPermission as May
from cellpark.kernel.lifecycle import Lifecycle, Transition, register


class CompanyState(StrEnum):
    """Where a company stands between the first contact and its way out."""

    LEAD = "lead"
    VISITED = "visited"
    APPLIED = "applied"
    IN_REVIEW = "in_review"
    ACCEPTED = "accepted"
    OFFERED = "offered"
    SIGNED = "signed"
    MOVED_IN = "moved_in"
    GRADUATED = "graduated"
    LEFT = "left"
    DECLINED = "declined"
    MERGED = "merged"


class Stage(StrEnum):
    """How far a company in the park has grown."""

    NURSERY = "nursery"
    INCUBATION = "incubation"
    ACCELERATION = "acceleration"
    GROWTH = "growth"


class ReviewState(StrEnum):
    """A reviewer was named; scored it, or stepped back over a conflict of interest."""

    NAMED = "named"
    GIVEN = "given"
    CONFLICT = "conflict"


class OfferState(StrEnum):
    """Whether an offer of rooms stands."""

    OPEN = "open"
    TAKEN = "taken"
    WITHDRAWN = "withdrawn"


class NeedKind(StrEnum):
    """What a company looks for."""

    ROOM = "room"
    SERVICE = "service"
    SUPPLIER = "supplier"
    PEOPLE = "people"


class NeedState(StrEnum):
    """Whether a need was met, lapsed on its last day, or was given up unmet: unmet demand feeds the chain."""

    OPEN = "open"
    MET = "met"
    EXPIRED = "expired"
    UNMET = "unmet"


class RuleKind(StrEnum):
    """What a text of rules says."""

    DATA = "data"
    RECOGNITION = "recognition"
    STAGE = "stage"
    ADMISSION = "admission"


_C, _S = CompanyState, Stage
_BEFORE_SIGNING = (_C.LEAD, _C.VISITED, _C.APPLIED, _C.IN_REVIEW, _C.ACCEPTED, _C.OFFERED)
COMPANY_LIFECYCLE = register(
    Lifecycle(
        name="companies.company",
        states=CompanyState,
        initial=_C.LEAD,
        transitions=(
            Transition(source=_C.LEAD, verb="visit", target=_C.VISITED, permission=May.KEEP),
            Transition(source=_C.LEAD, verb="apply", target=_C.APPLIED, permission=May.KEEP),
            Transition(source=_C.VISITED, verb="apply", target=_C.APPLIED, permission=May.KEEP),
            Transition(source=_C.APPLIED, verb="review", target=_C.IN_REVIEW, permission=May.DECIDE),
            Transition(source=_C.IN_REVIEW, verb="accept", target=_C.ACCEPTED, permission=May.DECIDE),
            Transition(source=_C.ACCEPTED, verb="offer", target=_C.OFFERED, permission=May.KEEP),
            Transition(source=_C.OFFERED, verb="offer", target=_C.OFFERED, permission=May.KEEP),
            Transition(source=_C.OFFERED, verb="sign", target=_C.SIGNED, permission=May.KEEP),
            Transition(source=_C.SIGNED, verb="move_in", target=_C.MOVED_IN, permission=May.KEEP),
            # companies that were in the park before its record began
            Transition(source=_C.LEAD, verb="take_over", target=_C.MOVED_IN, permission=May.DECIDE),
            Transition(source=_C.MOVED_IN, verb="graduate", target=_C.GRADUATED, permission=May.DECIDE),
            Transition(source=_C.MOVED_IN, verb="leave", target=_C.LEFT, permission=May.DECIDE),
            Transition(source=_C.SIGNED, verb="leave", target=_C.LEFT, permission=May.DECIDE),
            *(
                Transition(source=each, verb="decline", target=_C.DECLINED, permission=May.DECIDE)
                for each in _BEFORE_SIGNING
            ),
            Transition(source=_C.DECLINED, verb="reopen", target=_C.LEAD, permission=May.KEEP),
            *(
                Transition(source=each, verb="merge", target=_C.MERGED, permission=May.DECIDE)
                for each in (*_BEFORE_SIGNING, _C.DECLINED)
            ),
        ),
        final=frozenset({_C.GRADUATED, _C.LEFT, _C.MERGED}),
    )
)
STAGE_LIFECYCLE = register(
    Lifecycle(
        name="companies.stage",
        states=Stage,
        initial=_S.NURSERY,
        transitions=(
            Transition(source=_S.NURSERY, verb="incubate", target=_S.INCUBATION, permission=May.KEEP),
            Transition(source=_S.NURSERY, verb="accelerate", target=_S.ACCELERATION, permission=May.KEEP),
            Transition(source=_S.INCUBATION, verb="accelerate", target=_S.ACCELERATION, permission=May.KEEP),
            Transition(source=_S.INCUBATION, verb="grow", target=_S.GROWTH, permission=May.KEEP),
            Transition(source=_S.ACCELERATION, verb="grow", target=_S.GROWTH, permission=May.KEEP),
        ),
        final=frozenset({_S.GROWTH}),
    )
)
STAGE_VERBS = {_S.INCUBATION: "incubate", _S.ACCELERATION: "accelerate", _S.GROWTH: "grow"}
REVIEW_LIFECYCLE = register(
    Lifecycle(
        name="companies.review",
        states=ReviewState,
        initial=ReviewState.NAMED,
        transitions=(
            Transition(source=ReviewState.NAMED, verb="give", target=ReviewState.GIVEN, permission=May.REVIEW),
            Transition(source=ReviewState.NAMED, verb="step_back", target=ReviewState.CONFLICT, permission=May.REVIEW),
        ),
        final=frozenset({ReviewState.GIVEN, ReviewState.CONFLICT}),
    )
)
OFFER_LIFECYCLE = register(
    Lifecycle(
        name="companies.offer",
        states=OfferState,
        initial=OfferState.OPEN,
        transitions=(
            Transition(source=OfferState.OPEN, verb="take", target=OfferState.TAKEN, permission=May.KEEP),
            Transition(source=OfferState.OPEN, verb="withdraw", target=OfferState.WITHDRAWN, permission=May.KEEP),
        ),
        final=frozenset({OfferState.TAKEN, OfferState.WITHDRAWN}),
    )
)
NEED_LIFECYCLE = register(
    Lifecycle(
        name="companies.need",
        states=NeedState,
        initial=NeedState.OPEN,
        transitions=(
            Transition(source=NeedState.OPEN, verb="meet", target=NeedState.MET, permission=May.KEEP),
            Transition(source=NeedState.OPEN, verb="expire", target=NeedState.EXPIRED, permission=May.KEEP),
            Transition(source=NeedState.OPEN, verb="give_up", target=NeedState.UNMET, permission=May.KEEP),
        ),
        final=frozenset({NeedState.MET, NeedState.EXPIRED, NeedState.UNMET}),
    )
)
ENDED = frozenset({_C.GRADUATED, _C.LEFT, _C.DECLINED, _C.MERGED})
"""Companies that nobody has to do anything for."""
RESIDENT = frozenset({_C.SIGNED, _C.MOVED_IN})
"""Companies with a lease."""
