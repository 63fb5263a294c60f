"""Kinds and states of seats, facts, recruitments, offers, wants and introductions."""

from enum import StrEnum

from cellpark.chain.permissions import ChainPermission as May
from cellpark.kernel.lifecycle import Lifecycle, Transition, register


class SeatKind(StrEnum):
    """Who sits on a node."""

    COMPANY = "company"
    PLATFORM = "platform"
    HOSPITAL = "hospital"
    UNIVERSITY = "university"


class SeatState(StrEnum):
    """Whether it still does."""

    SEATED = "seated"
    ENDED = "ended"


class Origin(StrEnum):
    """Where something was bought."""

    PARK = "park"
    CITY = "city"
    NATION = "nation"
    ABROAD = "abroad"


class Metric(StrEnum):
    """What a dated record beyond the park's own books says of a node."""

    FIRMS = "firms"
    PRODUCTS = "products"
    CAPACITY = "capacity"
    HHI = "hhi"
    TOP_SHARE = "top_share"
    IMPORT_SHARE = "import_share"
    INSIDE_SHARE = "inside_share"
    LEAD_DAYS = "lead_days"
    QUALITY_GAP = "quality_gap"


class VerdictKind(StrEnum):
    """What a node calls for; the park's own definitions (see ``docs/chain.md``)."""

    BUILD = "build"
    FILL = "fill"
    STRENGTHEN = "strengthen"
    EXTEND = "extend"
    SECURE = "secure"


class DemandKind(StrEnum):
    """Where unmet demand was seen."""

    NEED = "need"
    SEARCH = "search"
    WANT = "want"
    REFUSAL = "refusal"
    ORDER = "order"
    QUEUE = "queue"
    BOOKING = "booking"
    PLACE = "place"


class RecruitmentState(StrEnum):
    """How far the filling of a gap is."""

    OPEN = "open"
    CLOSED = "closed"
    GIVEN_UP = "given_up"


class OfferKind(StrEnum):
    """What is offered or wanted between industry, university, research and hospital."""

    TECHNOLOGY = "technology"
    TRIAL_CAPACITY = "trial_capacity"
    SAMPLES = "samples"
    EQUIPMENT_TIME = "equipment_time"
    TALENT = "talent"


class OfferState(StrEnum):
    """Whether an offer stands."""

    OPEN = "open"
    WITHDRAWN = "withdrawn"


class WantState(StrEnum):
    """Whether a want is still one."""

    OPEN = "open"
    MET = "met"
    WITHDRAWN = "withdrawn"


class IntroductionState(StrEnum):
    """From the question to the end of the deal."""

    ASKED = "asked"
    AGREED = "agreed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    CONTRACTED = "contracted"
    COMPLETED = "completed"
    BROKEN_OFF = "broken_off"


SEAT_LIFECYCLE = register(
    Lifecycle(
        name="chain.seat",
        states=SeatState,
        initial=SeatState.SEATED,
        transitions=(Transition(source=SeatState.SEATED, verb="end", target=SeatState.ENDED, permission=May.KEEP),),
        final=frozenset({SeatState.ENDED}),
    )
)
_R = RecruitmentState
RECRUITMENT_LIFECYCLE = register(
    Lifecycle(
        name="chain.recruitment",
        states=RecruitmentState,
        initial=_R.OPEN,
        transitions=(
            # the park's own process does this when the company's lease is signed
            Transition(source=_R.OPEN, verb="close", target=_R.CLOSED, permission=May.RECRUIT),
            Transition(source=_R.OPEN, verb="give_up", target=_R.GIVEN_UP, permission=May.RECRUIT),
        ),
        final=frozenset({_R.CLOSED, _R.GIVEN_UP}),
    )
)
OFFER_LIFECYCLE = register(
    Lifecycle(
        name="chain.offer",
        states=OfferState,
        initial=OfferState.OPEN,
        transitions=(
            Transition(source=OfferState.OPEN, verb="withdraw", target=OfferState.WITHDRAWN, permission=May.TAKE_PART),
        ),
        final=frozenset({OfferState.WITHDRAWN}),
    )
)
WANT_LIFECYCLE = register(
    Lifecycle(
        name="chain.want",
        states=WantState,
        initial=WantState.OPEN,
        transitions=(
            Transition(source=WantState.OPEN, verb="meet", target=WantState.MET, permission=May.TAKE_PART),
            Transition(source=WantState.OPEN, verb="withdraw", target=WantState.WITHDRAWN, permission=May.TAKE_PART),
        ),
        final=frozenset({WantState.MET, WantState.WITHDRAWN}),
    )
)
_I = IntroductionState
INTRODUCTION_LIFECYCLE = register(
    Lifecycle(
        name="chain.introduction",
        states=IntroductionState,
        initial=_I.ASKED,
        transitions=(
            Transition(source=_I.ASKED, verb="agree", target=_I.AGREED, permission=May.TAKE_PART),
            Transition(source=_I.ASKED, verb="decline", target=_I.DECLINED, permission=May.TAKE_PART),
            Transition(source=_I.ASKED, verb="withdraw", target=_I.WITHDRAWN, permission=May.TAKE_PART),
            Transition(source=_I.AGREED, verb="contract", target=_I.CONTRACTED, permission=May.TAKE_PART),
            Transition(source=_I.CONTRACTED, verb="complete", target=_I.COMPLETED, permission=May.TAKE_PART),
            Transition(source=_I.AGREED, verb="break_off", target=_I.BROKEN_OFF, permission=May.TAKE_PART),
            Transition(source=_I.CONTRACTED, verb="break_off", target=_I.BROKEN_OFF, permission=May.TAKE_PART),
        ),
        final=frozenset({_I.DECLINED, _I.WITHDRAWN, _I.COMPLETED, _I.BROKEN_OFF}),
    )
)
KNOWN = frozenset({_I.AGREED, _I.CONTRACTED, _I.COMPLETED, _I.BROKEN_OFF})
"""The states in which both sides of an introduction know each other."""
