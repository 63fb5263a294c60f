"""Kinds and states of work orders, their costs, permits and alarms."""

from enum import StrEnum

from cellpark.facilities.permissions import FacilityPermission as May
from cellpark.identity.public import LinkState
from cellpark.kernel.lifecycle import Lifecycle, Transition, register


class Urgency(StrEnum):
    """How soon somebody has to come; what that means stands in the rules of the house."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    NORMAL = "normal"
    LOW = "low"


class Side(StrEnum):
    """Who says something: the park's office, the tenant, or a building system."""

    PARK = "park"
    TENANT = "tenant"
    SYSTEM = "system"


class OrderState(StrEnum):
    """Where a work order stands."""

    REPORTED = "reported"
    ACCEPTED = "accepted"
    ASSIGNED = "assigned"
    IN_WORK = "in_work"
    DONE = "done"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    CANCELLED = "cancelled"


class CostKind(StrEnum):
    """Hours of work, or what was used up."""

    LABOUR = "labour"
    MATERIAL = "material"


class Payer(StrEnum):
    """Who bears a cost."""

    PARK = "park"
    TENANT = "tenant"


class CostState(StrEnum):
    """Whether a cost line counts."""

    STANDING = "standing"
    STRUCK = "struck"


class Severity(StrEnum):
    """How a building system ranks its alarms."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"


class AlarmState(StrEnum):
    """Whether the building system still says so."""

    RAISED = "raised"
    CLEARED = "cleared"


class PermitKind(StrEnum):
    """What is permitted."""

    HOT_WORK = "hot_work"
    WASTE = "waste"


class PermitState(StrEnum):
    """Where a permit stands; whether it is in force is a matter of its times."""

    REQUESTED = "requested"
    APPROVED = "approved"
    ENDED = "ended"
    CLOSED = "closed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    REVOKED = "revoked"


class RulesState(StrEnum):
    """Where an operator's own edition of the rules stands."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    DECLINED = "declined"


class BesideState(StrEnum):
    """What a house beside hot work says about its batches."""

    ASKED = "asked"
    ALLOWED = "allowed"
    REFUSED = "refused"


class WasteKind(StrEnum):
    """What is handed over."""

    BIOHAZARD = "biohazard"
    CHEMICAL = "chemical"
    SHARPS = "sharps"
    RADIOACTIVE = "radioactive"


_O = OrderState
_UNDER_WAY = (_O.ACCEPTED, _O.ASSIGNED, _O.IN_WORK)
ORDER_LIFECYCLE = register(
    Lifecycle(
        name="facilities.order",
        states=OrderState,
        initial=_O.REPORTED,
        transitions=(
            Transition(source=_O.REPORTED, verb="accept", target=_O.ACCEPTED, permission=May.WORK),
            Transition(source=_O.REPORTED, verb="decline", target=_O.DECLINED, permission=May.WORK),
            Transition(source=_O.REPORTED, verb="cancel", target=_O.CANCELLED, permission=May.REPORT),
            Transition(source=_O.ACCEPTED, verb="cancel", target=_O.CANCELLED, permission=May.REPORT),
            Transition(source=_O.ASSIGNED, verb="cancel", target=_O.CANCELLED, permission=May.REPORT),
            *(Transition(source=each, verb="assign", target=_O.ASSIGNED, permission=May.WORK) for each in _UNDER_WAY),
            Transition(source=_O.ASSIGNED, verb="start", target=_O.IN_WORK, permission=May.WORK),
            # the clock stands still while the tenant is waited for; the work is where it was
            *(Transition(source=each, verb="wait", target=each, permission=May.WORK) for each in _UNDER_WAY),
            *(Transition(source=each, verb="resume", target=each, permission=May.REPORT) for each in _UNDER_WAY),
            Transition(source=_O.IN_WORK, verb="finish", target=_O.DONE, permission=May.WORK),
            Transition(source=_O.DONE, verb="confirm", target=_O.CONFIRMED, permission=May.REPORT),
            Transition(source=_O.DONE, verb="reopen", target=_O.ACCEPTED, permission=May.REPORT),
        ),
        final=frozenset({_O.CONFIRMED, _O.DECLINED, _O.CANCELLED}),
    )
)
COST_LIFECYCLE = register(
    Lifecycle(
        name="facilities.cost",
        states=CostState,
        initial=CostState.STANDING,
        transitions=(
            Transition(source=CostState.STANDING, verb="strike", target=CostState.STRUCK, permission=May.WORK),
        ),
        final=frozenset({CostState.STRUCK}),
    )
)
ALARM_LIFECYCLE = register(
    Lifecycle(
        name="facilities.alarm",
        states=AlarmState,
        initial=AlarmState.RAISED,
        transitions=(
            Transition(source=AlarmState.RAISED, verb="clear", target=AlarmState.CLEARED, permission=May.SEND_ALARM),
        ),
        final=frozenset({AlarmState.CLEARED}),
    )
)
_P = PermitState
PERMIT_LIFECYCLE = register(
    Lifecycle(
        name="facilities.permit",
        states=PermitState,
        initial=_P.REQUESTED,
        transitions=(
            Transition(source=_P.REQUESTED, verb="approve", target=_P.APPROVED, permission=May.APPROVE_PERMIT),
            Transition(source=_P.REQUESTED, verb="decline", target=_P.DECLINED, permission=May.APPROVE_PERMIT),
            Transition(source=_P.REQUESTED, verb="withdraw", target=_P.WITHDRAWN, permission=May.REQUEST_PERMIT),
            # whose batches are beside hot work is asked; the permit waits meanwhile
            Transition(source=_P.REQUESTED, verb="ask_beside", target=_P.REQUESTED, permission=May.WORK),
            Transition(source=_P.REQUESTED, verb="answer_beside", target=_P.REQUESTED, permission=May.ANSWER_BESIDE),
            # who does hot work says when it begins; how the permit stands is still a matter of its times
            Transition(source=_P.APPROVED, verb="begin", target=_P.APPROVED, permission=May.REQUEST_PERMIT),
            Transition(source=_P.APPROVED, verb="end", target=_P.ENDED, permission=May.REQUEST_PERMIT),
            # a permit whose time has run out is over without anybody saying so
            Transition(source=_P.APPROVED, verb="close", target=_P.CLOSED, permission=May.WORK),
            Transition(source=_P.ENDED, verb="close", target=_P.CLOSED, permission=May.WORK),
            Transition(source=_P.APPROVED, verb="revoke", target=_P.REVOKED, permission=May.WORK),
        ),
        final=frozenset({_P.CLOSED, _P.DECLINED, _P.WITHDRAWN, _P.REVOKED}),
    )
)
PERMIT_LINK_LIFECYCLE = register(
    Lifecycle(
        name="facilities.permit_link",
        states=LinkState,
        initial=LinkState.OPEN,
        transitions=(
            # whoever holds it has no account; what it may be used for is what its maker may do
            Transition(source=LinkState.OPEN, verb="use", target=LinkState.USED, permission=May.REQUEST_PERMIT),
            Transition(source=LinkState.OPEN, verb="revoke", target=LinkState.REVOKED, permission=May.REQUEST_PERMIT),
        ),
        final=frozenset({LinkState.USED, LinkState.REVOKED}),
    )
)
LINK_ACT = "end"
"""The act that spends a link of a permit: to say that hot work is over."""
_R = RulesState
RULES_LIFECYCLE = register(
    Lifecycle(
        name="facilities.rules",
        states=RulesState,
        initial=_R.PROPOSED,
        transitions=(
            Transition(source=_R.PROPOSED, verb="approve", target=_R.APPROVED, permission=May.SET_RULES),
            Transition(source=_R.PROPOSED, verb="decline", target=_R.DECLINED, permission=May.SET_RULES),
        ),
        final=frozenset({_R.APPROVED, _R.DECLINED}),
    )
)
OPEN = frozenset({_O.REPORTED, _O.ACCEPTED, _O.ASSIGNED, _O.IN_WORK, _O.DONE})
"""The states in which somebody has to act."""
UNMENDED = frozenset({_O.REPORTED, *_UNDER_WAY})
"""The states in which something is still broken: an alarm of the same point joins such an order."""
