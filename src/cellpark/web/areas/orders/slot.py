"""The slot of an order as its page shows it: where, how sure, held until when, and what became of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cellpark.base.actor import Actor
from cellpark.base.messages import Explained, explain
from cellpark.base.time import now
from cellpark.kernel.problem import Problem, Refused
from cellpark.orders.public import Side, TreatmentOrder
from cellpark.plans import public as plans
from cellpark.plans.public import HoldState, OrderChance, OrderHold, OrderSlot, Work, WorkState
from cellpark.plans.public import words as plan_words
from cellpark.web.areas.orders.slot_forms import HoldSlotForm
from cellpark.web.areas.orders.words import HOLD_COLOURS
from cellpark.web.pages import formats
from cellpark.web.pages.tables import State

ASKS = frozenset({"plans.promise.past", "plans.slot.day", "base.not_a_date", "plans.hold.taken", "plans.hold.order"})
"""What whoever asks can mend alone; for anything else the page says whose turn it is."""


@dataclass(frozen=True, slots=True)
class Chance:
    """How sure a slot is, in sentences, and how far a count is."""

    sentences: tuple[str, ...] = ()
    counted_at: datetime | None = None
    is_other: bool = False
    going: bool = False
    percent: int = 0
    stopped: bool = False
    problems: tuple[Explained, ...] = ()


@dataclass(frozen=True, slots=True)
class SlotPanel:
    """What of the plan this side of an order sees. ``is_asked``: the next slot was looked for, and not left for later.

    ``missing``: what stands against an answer that others have to mend; ``problems`` what the reader can mend.
    """

    is_open: bool
    is_asked: bool
    hold: OrderHold | None
    slot: OrderSlot | None
    missing: tuple[Explained, ...]
    problems: tuple[Explained, ...]
    who: str
    chance: Chance
    form: HoldSlotForm | None
    is_for_another_day: bool

    @property
    def held(self) -> OrderHold | None:
        """The slot that the order has."""
        return self.hold if self.hold is not None and self.hold.stands else None

    @property
    def state(self) -> State | None:
        """What became of the slot that was held."""
        if self.hold is None:
            return None
        found = HoldState(self.hold.row.state)
        return State(HOLD_COLOURS[found], str(plan_words.HOLD_STATES[found]))

    @property
    def is_waiting(self) -> bool:
        """Whether it runs out when the order is not submitted."""
        return self.hold is not None and self.hold.row.state == HoldState.HELD

    @property
    def key(self) -> UUID:
        """A fresh key for the next sending."""
        return uuid4()

    @property
    def day(self) -> str:
        """The collection that is asked about, as a form takes it along."""
        return "" if self.slot is None else self.slot.release.isoformat()

    @property
    def vein_to_vein(self) -> str:
        """From the collection to the day on which the product is ready."""
        if self.held is not None:
            return length(self.held.row.ends_at - self.held.release)
        return "" if self.slot is None else length(self.slot.ends_at - self.slot.release)

    @property
    def fact(self) -> str:
        """How the promise was kept, once the product left."""
        row = None if self.hold is None else self.hold.row
        if row is None or row.kept_on is None:
            return ""
        later = row.kept_on - row.ends_at
        if abs(later) < timedelta(hours=1):
            return _("as promised")
        said = {"length": length(abs(later))}
        return (
            _("%(length)s later than promised") % said
            if later > timedelta()
            else (_("%(length)s earlier than promised") % said)
        )


def _apart(first: datetime, second: datetime) -> bool:
    # a plan counts in units of minutes
    return abs(first - second) > timedelta(hours=1)


def some_days_ahead() -> datetime:
    """The collection that is suggested, or asked about, where neither the order nor the reader says one."""
    return (now() + timedelta(days=3)).replace(minute=0, second=0, microsecond=0)


def may_see(actor: Actor, order: TreatmentOrder) -> bool:
    """Whether the slot of an order is this reader's matter: staff of its hospital, planners of its maker (T19)."""
    return actor.process is None and plans.is_side(actor, order)


def panel(
    actor: Actor,
    order: TreatmentOrder,
    maker: str,
    *,
    release: datetime | None = None,
    wrong: Problem | None = None,
    look: bool = True,
) -> SlotPanel:
    """The panel. ``look``: whether to look for the next slot now, which takes longer than a page may.

    ``wrong``: why the day that was asked about is none.
    """
    hold = plans.hold_for(actor, order.id)
    is_open = order.state in plans.OPEN
    stands = hold is not None and hold.stands
    slot: OrderSlot | None = None
    refused: tuple[Problem, ...] = () if wrong is None else (wrong,)
    if is_open and look and not stands and wrong is None:
        try:
            slot = plans.slot_for(actor, order.id, release)
        except Refused as refusal:
            refused = refusal.problems
    chance = plans.chance_for(actor, order.id) if is_open else OrderChance(None, None)
    ends = hold.row.ends_at if hold is not None and stands else None if slot is None else slot.ends_at
    free = slot is not None and not slot.is_own
    return SlotPanel(
        is_open=is_open,
        is_asked=look or stands,
        hold=hold,
        slot=slot,
        missing=tuple(explain(each) for each in refused if each.code not in ASKS),
        problems=tuple(explain(each) for each in refused if each.code in ASKS),
        who=who_can(actor, order, maker),
        chance=chance_of(actor, order, chance, ends),
        form=HoldSlotForm.offering(slot) if slot is not None and free else None,
        is_for_another_day=hold is not None and order.collect_at is not None and _apart(hold.release, order.collect_at),
    )


def who_can(actor: Actor, order: TreatmentOrder, maker: str) -> str:
    """Who draws plans up and publishes them."""
    if Side.MAKER in order.sides_of(actor.organisation_id):
        return _("two of your planners: one signs the plan, another publishes it")
    return _("the planners of %(maker)s") % {"maker": maker}


def chance_of(actor: Actor, order: TreatmentOrder, found: OrderChance, ends: datetime | None) -> Chance:
    """What was counted last, beside the slot that ends at ``ends`` now."""
    going, last = found.going, found.last
    percent = 0 if going is None else round(going.share * 100)
    if last is None:
        return Chance(going=going is not None, percent=percent)
    if last.state != WorkState.DONE:
        problems = plans.told_problems(actor, order, plans.problems_of(last))
        stopped = last.state == WorkState.STOPPED
        return Chance(
            going=going is not None,
            percent=percent,
            stopped=stopped,
            problems=() if stopped else tuple(explain(each) for each in problems),
        )
    counted_for = datetime.fromisoformat(last.answer["slot_ends_at"])
    return Chance(
        sentences=tuple(sentences(last)),
        counted_at=last.ended_at,
        is_other=ends is not None and _apart(counted_for, ends),
        going=going is not None,
        percent=percent,
    )


def sentences(work: Work) -> list[str]:
    """By when how sure, the surest last; and how often nothing can be given in the end."""
    said: Any = work.answer
    found = []
    for share, at in said["by"].items():
        sure = f"{float(share) * 100:g}"
        if at is None:
            found.append(
                _("Not ready with %(share)s %% by any day: too often the manufacture fails.") % {"share": sure}
            )
        else:
            day = formats.day(datetime.fromisoformat(at))
            found.append(_("Ready by %(day)s with %(share)s %%.") % {"day": day, "share": sure})
    found.append(
        _("Ready by the end of the slot itself with %(share)s %%, released in the end with %(all)s %%.")
        % {"share": f"{said['within_slot'] * 100:.0f}", "all": f"{said['released'] * 100:.0f}"}
    )
    return found


def length(span: timedelta) -> str:
    """A length of time in days, or in hours where it is shorter than two."""
    hours = round(span.total_seconds() / 3_600)
    if hours < 48:
        return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
    days = round(hours / 24)
    return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
