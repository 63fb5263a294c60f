"""Keep a slot of the published plan for an order, and what becomes of it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.timezone import get_default_timezone

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.scope import widened
from cellpark.base.time import now
from cellpark.kernel.problem import Problem, Refused
from cellpark.orders.public import OrderState, TreatmentOrder, lock_order
from cellpark.planning.promising import hold
from cellpark.plans.editions import hold_hours
from cellpark.plans.files import keep
from cellpark.plans.held import HeldSlot, write_held
from cellpark.plans.hold_events import SlotExpired, SlotGivenBack, SlotHeld, SlotKept, SlotTaken
from cellpark.plans.holds import hold_of, hold_row
from cellpark.plans.models import SlotHold
from cellpark.plans.promising import offer, place_in
from cellpark.plans.rows import in_turn, locked_hold, write_hold
from cellpark.plans.sides import OPEN, order_in_sight, told
from cellpark.plans.states import HOLD_LIFECYCLE, HoldState


def hold_slot(*, actor: Actor, order_id: UUID, release: datetime, promised: datetime) -> SlotHold:
    """Keep the slot that was offered for cells collected at ``release``, and no other than that.

    Hospital and maker may, each for an order that it sees: a draft is its hospital's alone (T19). Raises
    ``TreatmentOrder.DoesNotExist``, ``NotAllowed``; ``Refused``: ``plans.hold.order`` for an order that has begun,
    ``plans.hold.twice``, ``plans.hold.planned`` for one that the plan has already,
    ``plans.hold.taken`` where somebody else has the slot meanwhile, and what ``offer`` says.
    """
    order = order_in_sight(actor, order_id)
    owner: UUID = order.organisation_id
    with widened(owner), transaction.atomic(), told(actor, order):
        # what is submitted or called off right now has happened before the slot is held, or finds it held
        lock_order(order.id)
        in_turn(owner)
        order.refresh_from_db(fields=["state"])
        if order.state not in OPEN:
            raise Refused(Problem("plans.hold.order", {"number": order.number}))
        if hold_of(order.id) is not None:
            raise Refused(Problem("plans.hold.twice", {"number": order.number}))
        if place_in(owner, order.number) is not None:
            raise Refused(Problem("plans.hold.planned", {"number": order.number}))
        found = offer(owner, order.therapy.recipe, release=release)
        if found.ends_at != promised:
            raise Refused(Problem("plans.hold.taken", {"promised": _day(promised), "now": _day(found.ends_at)}))
        made = hold(found.facts, found.schedule, found.slot, order.number)
        slot = HeldSlot(
            found.plan.origin,
            found.plan.unit_minutes,
            made.facts.jobs[-1],
            tuple(each for each in made.schedule.placed if each.job == order.number),
            tuple(each for each in made.schedule.kept if each.job == order.number),
        )
        identity = new_id()
        event = SlotHeld(
            held_slot=identity,
            person=actor.person_id,
            order=order.id,
            number=order.number,
            production_plan=found.plan.id,
            starts_at=found.starts_at,
            ends_at=found.ends_at,
            until=now() + timedelta(hours=hold_hours(owner)),
            sha256=keep(owner, write_held(slot)),
        )
        row = write_hold(event, actor=actor, organisation=owner)
        if order.state != OrderState.DRAFT:
            row = write_hold(SlotTaken(held_slot=identity, person=actor.person_id), actor=actor, organisation=owner)
        return row


def _day(at: datetime) -> str:
    return f"{at.astimezone(get_default_timezone()):%Y-%m-%d %H:%M}"


def give_back(*, actor: Actor, hold_id: UUID) -> SlotHold:
    """Nobody needs it any more: the next who asks may have it. Whoever may hold it may give it back.

    Raises ``SlotHold.DoesNotExist``, ``TreatmentOrder.DoesNotExist``, ``NotAllowed``; ``Refused(lifecycle.step)``.
    """
    row = hold_row(hold_id)
    order_in_sight(actor, row.order)
    return _step(actor, row, "give_back", SlotGivenBack(held_slot=row.id, person=actor.person_id))


def give_back_of(*, actor: Actor, order_id: UUID) -> SlotHold:
    """The same by the order, as its sides see it. Raises ``NotAllowed``; ``Refused(plans.slot.none)``."""
    order = order_in_sight(actor, order_id)
    with widened(order.organisation_id):
        row = hold_of(order.id)
        if row is None:
            raise Refused(Problem("plans.slot.none", {"number": order.number}))
        return _step(actor, row, "give_back", SlotGivenBack(held_slot=row.id, person=actor.person_id))


def take_slot(*, actor: Actor, hold_id: UUID) -> SlotHold:
    """The order was submitted."""
    row = hold_row(hold_id)
    return _step(actor, row, "take", SlotTaken(held_slot=row.id, person=actor.person_id))


def keep_slot(*, actor: Actor, hold_id: UUID, at: datetime) -> SlotHold:
    """What was ordered is ready."""
    row = hold_row(hold_id)
    return _step(actor, row, "keep", SlotKept(held_slot=row.id, person=actor.person_id, ready_at=at))


def expire_holds() -> int:
    """End the slots of orders that were not submitted in time; how many.

    An order that was submitted has its slot, also where nobody has noted it yet: the worker may have stood still.
    """
    drafts = TreatmentOrder.objects.filter(state=OrderState.DRAFT).values("id")
    due = SlotHold.objects.filter(state=HoldState.HELD, until__lte=now(), order__in=drafts)
    ended = 0
    for row in due.order_by("until")[:1_000]:
        with transaction.atomic():
            lock_order(row.order)
            if TreatmentOrder.objects.filter(id=row.order, state=OrderState.DRAFT).exists():
                _step(Actor.system("plans"), row, "expire", SlotExpired(held_slot=row.id, person=None))
                ended += 1
    return ended


def _step(actor: Actor, row: SlotHold, verb: str, event: object) -> SlotHold:
    owner: UUID = row.organisation_id
    with widened(owner), transaction.atomic():
        in_turn(owner)
        locked = locked_hold(owner, row.id)
        HOLD_LIFECYCLE.step(HoldState(locked.state), verb)
        return write_hold(event, actor=actor, organisation=owner)
