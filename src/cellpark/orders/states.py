"""Sides, states and lifecycles of therapies, collection sites and orders."""

from collections.abc import Mapping
from enum import StrEnum

from cellpark.identity.public import LinkState
from cellpark.kernel.lifecycle import Lifecycle, Transition, register
from cellpark.orders.permissions import OrderPermission


class Side(StrEnum):
    """What an organisation is to an order."""

    HOSPITAL = "hospital"
    SPONSOR = "sponsor"
    MAKER = "maker"


class TherapyState(StrEnum):
    """Whether a therapy can be ordered."""

    DRAFT = "draft"
    APPROVED = "approved"
    RETIRED = "retired"


class SiteState(StrEnum):
    """Whether a hospital stands on the list of those that collect (CN-4a); until when is a matter of dates."""

    QUALIFIED = "qualified"
    WITHDRAWN = "withdrawn"


class OrderState(StrEnum):
    """How far an order is, from vein to vein."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    KIT_SENT = "kit_sent"
    COLLECTED = "collected"
    RECEIVED = "received"
    MANUFACTURING = "manufacturing"
    STOPPED = "stopped"
    MADE = "made"
    RELEASED = "released"
    SUPPLIED = "supplied"
    HELD = "held"
    REJECTED = "rejected"
    SHIPPED = "shipped"
    INFUSED = "infused"
    CANCELLED = "cancelled"
    FAILED = "failed"


class Disposition(StrEnum):
    """What was decided about what was made; out of specification is ``supplied`` and never ``released`` (T14).

    ``held`` takes an earlier decision back until there is a new one: the batch is in quarantine.
    """

    RELEASED = "released"
    SUPPLIED = "supplied"
    HELD = "held"
    REJECTED = "rejected"


class WardAct(StrEnum):
    """The one act that a link of the ward allows: none of those for which the rules ask for a qualified person."""

    CONFIRM_IDENTITY = "confirm_identity"
    RECEIVE_ON_WARD = "receive_on_ward"


class Again(StrEnum):
    """What is done again after a rejection, after a batch that was stopped, or when a collection is of no use."""

    MANUFACTURE = "manufacture"
    COLLECTION = "collection"


DISPOSE_VERBS: Mapping[Disposition, str] = {
    Disposition.RELEASED: "release",
    Disposition.SUPPLIED: "supply",
    Disposition.HELD: "hold",
    Disposition.REJECTED: "reject",
}
# what is never shipped nor given, whoever holds the bag (T14)
WITHHELD = frozenset({OrderState.HELD, OrderState.REJECTED})
AGAIN_VERBS: Mapping[Again, str] = {Again.MANUFACTURE: "make_again", Again.COLLECTION: "collect_again"}
OVER = frozenset({OrderState.INFUSED, OrderState.CANCELLED, OrderState.FAILED})
# until when an order can be called off, by side; from manufacture on it ends by a decision about what is made
CANCEL_FROM: Mapping[Side, frozenset[OrderState]] = {
    Side.HOSPITAL: frozenset(
        {
            OrderState.DRAFT,
            OrderState.SUBMITTED,
            OrderState.ACCEPTED,
            OrderState.KIT_SENT,
            OrderState.COLLECTED,
            OrderState.RECEIVED,
        }
    ),
    Side.MAKER: frozenset(
        {
            OrderState.SUBMITTED,
            OrderState.ACCEPTED,
            OrderState.KIT_SENT,
            OrderState.COLLECTED,
            OrderState.RECEIVED,
        }
    ),
    Side.SPONSOR: frozenset({OrderState.SUBMITTED, OrderState.ACCEPTED, OrderState.KIT_SENT}),
}

THERAPY_LIFECYCLE = register(
    Lifecycle(
        name="orders.therapy",
        states=TherapyState,
        initial=TherapyState.DRAFT,
        transitions=(
            Transition(
                source=TherapyState.DRAFT,
                verb="describe",
                target=TherapyState.DRAFT,
                permission=OrderPermission.DESCRIBE_THERAPY,
            ),
            Transition(
                source=TherapyState.APPROVED,
                verb="describe",
                target=TherapyState.DRAFT,
                permission=OrderPermission.DESCRIBE_THERAPY,
            ),
            Transition(
                source=TherapyState.DRAFT,
                verb="approve",
                target=TherapyState.APPROVED,
                permission=OrderPermission.APPROVE_THERAPY,
            ),
            Transition(
                source=TherapyState.APPROVED,
                verb="retire",
                target=TherapyState.RETIRED,
                permission=OrderPermission.APPROVE_THERAPY,
            ),
        ),
        final=frozenset({TherapyState.RETIRED}),
    )
)

SITE_LIFECYCLE = register(
    Lifecycle(
        name="orders.site",
        states=SiteState,
        initial=SiteState.QUALIFIED,
        transitions=(
            Transition(
                source=SiteState.QUALIFIED,
                verb="qualify",
                target=SiteState.QUALIFIED,
                permission=OrderPermission.QUALIFY_SITE,
            ),
            Transition(
                source=SiteState.WITHDRAWN,
                verb="qualify",
                target=SiteState.QUALIFIED,
                permission=OrderPermission.QUALIFY_SITE,
            ),
            Transition(
                source=SiteState.QUALIFIED,
                verb="withdraw",
                target=SiteState.WITHDRAWN,
                permission=OrderPermission.QUALIFY_SITE,
            ),
        ),
    )
)


def _step(
    verb: str, target: OrderState, permission: OrderPermission, *sources: OrderState, signature: str | None = None
) -> tuple[Transition[OrderState], ...]:
    return tuple(
        Transition(source=each, verb=verb, target=target, permission=permission, signature=signature)
        for each in sources
    )


_S, _P = OrderState, OrderPermission
# what was made is rejected or called back even when it has arrived at the hospital, until it was given
_REJECTABLE = (_S.MANUFACTURING, _S.STOPPED, _S.MADE, _S.RELEASED, _S.SUPPLIED, _S.HELD, _S.SHIPPED)
ORDER_LIFECYCLE = register(
    Lifecycle(
        name="orders.order",
        states=OrderState,
        initial=OrderState.DRAFT,
        transitions=(
            *_step("complete", _S.DRAFT, _P.PLACE, _S.DRAFT),
            *_step("submit", _S.SUBMITTED, _P.PLACE, _S.DRAFT, signature="approved"),
            *_step("accept", _S.ACCEPTED, _P.ACCEPT, _S.SUBMITTED, signature="responsible"),
            *_step("send_kit", _S.KIT_SENT, _P.ACCEPT, _S.ACCEPTED),
            # what a link of the ward may do asks for no qualified person: nothing is taken or given
            *_step("confirm_identity", _S.KIT_SENT, _P.COLLECT, _S.KIT_SENT),
            *_step("collect", _S.COLLECTED, _P.COLLECT, _S.KIT_SENT),
            *_step("receive", _S.RECEIVED, _P.ACCEPT, _S.COLLECTED),
            *_step("manufacture", _S.MANUFACTURING, _P.ACCEPT, _S.RECEIVED),
            *_step("make", _S.MADE, _P.ACCEPT, _S.MANUFACTURING),
            *_step("release", _S.RELEASED, _P.DECIDE, _S.MADE, _S.HELD),
            *_step("supply", _S.SUPPLIED, _P.DECIDE, _S.MADE, _S.HELD),
            # a quarantine, wherever the product is by now: nothing is shipped or given until it is decided anew (T14)
            *_step("hold", _S.HELD, _P.DECIDE, _S.MADE, _S.RELEASED, _S.SUPPLIED, _S.SHIPPED),
            # a batch that was aborted leaves nothing to be released: the order asks at once for what comes next
            *_step("stop", _S.STOPPED, _P.ACCEPT, _S.MANUFACTURING),
            *_step("reject", _S.REJECTED, _P.DECIDE, *_REJECTABLE),
            *_step("make_again", _S.RECEIVED, _P.DECIDE, _S.STOPPED, _S.REJECTED),
            # a collection that was refused on its way, or is too poor to start with, is repeated with a new kit
            *_step("collect_again", _S.ACCEPTED, _P.DECIDE, _S.COLLECTED, _S.RECEIVED, _S.STOPPED, _S.REJECTED),
            *_step("ship", _S.SHIPPED, _P.ACCEPT, _S.RELEASED, _S.SUPPLIED),
            *_step("receive_on_ward", _S.SHIPPED, _P.INFUSE, _S.SHIPPED),
            *_step("check_bedside", _S.SHIPPED, _P.INFUSE, _S.SHIPPED),
            *_step("infuse", _S.INFUSED, _P.INFUSE, _S.SHIPPED),
            *_step("cancel", _S.CANCELLED, _P.CANCEL, *sorted(frozenset().union(*CANCEL_FROM.values()))),
            *_step("fail", _S.FAILED, _P.DECIDE, _S.STOPPED, _S.REJECTED, _S.SHIPPED),
        ),
        final=OVER,
    )
)
WARD_LINK_LIFECYCLE = register(
    Lifecycle(
        name="orders.ward_link",
        states=LinkState,
        initial=LinkState.OPEN,
        transitions=(
            Transition(
                source=LinkState.OPEN,
                verb="use",
                target=LinkState.USED,
                permission=OrderPermission.MAKE_LINK,
            ),
            Transition(
                source=LinkState.OPEN,
                verb="revoke",
                target=LinkState.REVOKED,
                permission=OrderPermission.MAKE_LINK,
            ),
        ),
        final=frozenset({LinkState.USED, LinkState.REVOKED}),
    )
)
