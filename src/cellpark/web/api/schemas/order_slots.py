"""The slot of an order in the API: nothing of the plan but the order's own times."""

from typing import Any, Self
from uuid import UUID

from ninja import Schema

from cellpark.base.actor import Actor
from cellpark.base.messages import sentence
from cellpark.orders.public import TreatmentOrder
from cellpark.plans import public as plans
from cellpark.plans.public import HoldState, OrderChance, OrderHold, OrderSlot, WorkState
from cellpark.web.api.values import Body, Moment, MomentIn

SHARES = {"0.5": "by_50", "0.8": "by_80", "0.95": "by_95"}


class OrderSlotOut(Schema):
    """Where the product would be made. ``is_own``: the order has this place already, planned or held."""

    release: Moment
    starts_at: Moment
    ends_at: Moment
    is_stale: bool
    is_own: bool

    @classmethod
    def of(cls, found: OrderSlot) -> Self:
        """The slot as answers show it."""
        return cls(
            release=found.release,
            starts_at=found.starts_at,
            ends_at=found.ends_at,
            is_stale=found.is_stale,
            is_own=found.is_own,
        )


class OrderHoldOut(Schema):
    """A slot that was held for an order: ``ends_at`` was promised, ``kept_on`` is when the product left."""

    id: UUID
    state: HoldState
    release: Moment
    starts_at: Moment
    ends_at: Moment
    until: Moment
    ended_at: Moment | None
    kept_on: Moment | None

    @classmethod
    def of(cls, found: OrderHold) -> Self:
        """The held slot as answers show it."""
        row = found.row
        same = ("id", "starts_at", "ends_at", "until", "ended_at", "kept_on")
        return cls(**{name: getattr(row, name) for name in same}, state=HoldState(row.state), release=found.release)


class OrderChanceIn(Body):
    """For cells collected when; without it as the order plans."""

    release: MomentIn | None = None


class OrderChanceOut(Schema):
    """By when with which probability, as it was counted last; ``share`` says how far a count is."""

    is_going: bool
    share: float
    state: WorkState | None
    counted_at: Moment | None
    by_50: Moment | None
    by_80: Moment | None
    by_95: Moment | None
    within_slot: float | None
    released: float | None
    problems: list[str]

    @classmethod
    def of(cls, found: OrderChance, actor: Actor, order: TreatmentOrder) -> Self:
        """As answers show it to one side."""
        last = found.last
        said: dict[str, Any] = {} if last is None else last.answer
        problems = [] if last is None else plans.told_problems(actor, order, plans.problems_of(last))
        by = said.get("by", {})
        return cls(
            is_going=found.going is not None,
            share=0.0 if found.going is None else found.going.share,
            state=None if last is None else WorkState(last.state),
            counted_at=None if last is None else last.ended_at,
            **{name: by.get(share) for share, name in SHARES.items()},
            within_slot=said.get("within_slot"),
            released=said.get("released"),
            problems=[sentence(each) for each in problems],
        )
