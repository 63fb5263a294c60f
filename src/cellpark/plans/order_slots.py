"""The slot of an order as its two sides see it: asked for by the order, and nothing else of the plan is told (T19)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from cellpark.base.actor import Actor
from cellpark.base.scope import widened
from cellpark.kernel.problem import Problem, Refused
from cellpark.orders.public import TreatmentOrder
from cellpark.planning.drafting import Clock
from cellpark.plans.actions.ask_work import UNDER_WAY
from cellpark.plans.basis import standing
from cellpark.plans.editions import hold_hours
from cellpark.plans.files import content_of
from cellpark.plans.held import read_held
from cellpark.plans.models import SlotHold, Work
from cellpark.plans.promising import offer, place_in, published_with_holds
from cellpark.plans.sides import OPEN, order_in_sight, told
from cellpark.plans.states import HoldState, WorkKind


@dataclass(frozen=True, slots=True)
class OrderSlot:
    """Where the product of an order would be made, or has its place (``is_own``). Nothing is taken by asking.

    ``release``: the collection for which it is. ``is_stale``: something was recorded since the plan was drawn up.
    ``hold_hours``: so long it would be held.
    """

    release: datetime
    starts_at: datetime
    ends_at: datetime
    is_stale: bool
    is_own: bool = False
    hold_hours: int = 0


@dataclass(frozen=True, slots=True)
class OrderHold:
    """A slot that was held for an order, and for a collection at which time."""

    row: SlotHold
    release: datetime

    @property
    def stands(self) -> bool:
        """Whether the order has it."""
        return self.row.state in (HoldState.HELD, HoldState.TAKEN)


@dataclass(frozen=True, slots=True)
class OrderChance:
    """What is being counted for an order, and what was counted last."""

    going: Work | None
    last: Work | None


def slot_for(actor: Actor, order_id: UUID, release: datetime | None = None) -> OrderSlot:
    """The place that an order has, planned or held; else the next slot for cells collected at ``release``.

    Without ``release`` the collection that the order plans counts.
    Raises ``NotAllowed``; ``Refused``: ``plans.hold.order``, ``plans.slot.day``, and what ``offer`` says.
    """
    order = order_in_sight(actor, order_id)
    if order.state not in OPEN:
        raise Refused(Problem("plans.hold.order", {"number": order.number}))
    owner: UUID = order.organisation_id
    with widened(owner), told(actor, order):
        read = published_with_holds(owner)
        place = place_in(owner, order.number, read)
        if place is not None:
            planned = order.collect_at or place.starts_at
            return OrderSlot(planned, place.starts_at, place.ends_at, standing(read.row).is_stale, is_own=True)
        wanted = release_of(order, release)
        found = offer(owner, order.therapy.recipe, release=wanted, read=read)
        return OrderSlot(wanted, found.starts_at, found.ends_at, found.standing.is_stale, hold_hours=hold_hours(owner))


def release_of(order: TreatmentOrder, release: datetime | None) -> datetime:
    """The collection that is asked about. Raises ``Refused(plans.slot.day)`` where neither says one."""
    wanted = release or order.collect_at
    if wanted is None:
        raise Refused(Problem("plans.slot.day", field="release"))
    return wanted


def hold_for(actor: Actor, order_id: UUID) -> OrderHold | None:
    """The slot that an order has, or the last that it had. Raises ``NotAllowed``."""
    order = order_in_sight(actor, order_id)
    owner: UUID = order.organisation_id
    with widened(owner):
        row = SlotHold.objects.filter(organisation_id=owner, order=order.id).order_by("-held_at", "-id").first()
        if row is None:
            return None
        slot = read_held(content_of(owner, row.sha256))
    return OrderHold(row, Clock(slot.origin, slot.unit_minutes).at(slot.job.release))


def chance_for(actor: Actor, order_id: UUID) -> OrderChance:
    """How sure the slot of an order is, as far as it was counted. Raises ``NotAllowed``."""
    order = order_in_sight(actor, order_id)
    with widened(order.organisation_id):
        rows = list(chance_rows(order)[:2])
    going = next((each for each in rows if each.state in UNDER_WAY), None)
    return OrderChance(going, next((each for each in rows if each.state not in UNDER_WAY), None))


def chance_rows(order: TreatmentOrder, *, going: bool = False) -> QuerySet[Work]:
    """What was counted for an order, the newest first; with ``going`` what is under way. In an open scope."""
    rows: QuerySet[Work] = Work.objects.filter(
        organisation_id=order.organisation_id, kind=WorkKind.CHANCE, asked__order=str(order.id)
    )
    return (rows.filter(state__in=UNDER_WAY) if going else rows).order_by("-asked_at", "-id")
