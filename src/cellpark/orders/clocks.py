"""The clocks of an order's way: the fresh window, the time to the infusion, the hold after thaw, the first check.

Each limit is the therapy's own and is kept by the order as it began (T10). A clock is amber from three quarters of its
limit on, red at its end.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from cellpark.base.scope import widened
from cellpark.batches.public import Batch
from cellpark.materials.public import Colour
from cellpark.orders.facts import collected_at, instant
from cellpark.orders.models import OrderStep, TreatmentOrder
from cellpark.orders.slots import distances_of, span
from cellpark.orders.states import Again, OrderState


class WayClock(StrEnum):
    """What runs on the way of an order."""

    FRESH = "fresh"
    TO_INFUSION = "to_infusion"
    AFTER_THAW = "after_thaw"
    BEDSIDE = "bedside"


@dataclass(frozen=True, slots=True, kw_only=True)
class WayReading:
    """One clock at one instant; ``stopped_at`` when what it waits for has happened."""

    clock: WayClock
    since: datetime
    limit: timedelta
    stopped_at: datetime | None
    colour: Colour

    @property
    def due_at(self) -> datetime:
        """When it runs out, or ran out."""
        return self.since + self.limit


def way_clocks(order: TreatmentOrder, at: datetime) -> tuple[WayReading, ...]:
    """The clocks that an order has started, in the order of the way, read ``at``."""
    limits = distances_of(order.distances)
    given = _reached(order, OrderState.INFUSED)
    checked = OrderStep.objects.filter(order=order, type="bedside_checked").order_by("-number").first()
    found = (
        (WayClock.FRESH, _fresh_since(order), span(limits.to_manufacture_max), _begun(order)),
        (WayClock.TO_INFUSION, _reached(order, OrderState.MADE), span(limits.to_infusion_max), given),
        (WayClock.AFTER_THAW, order.thawed_at, span(limits.after_thaw_max), given),
        (WayClock.BEDSIDE, None if checked is None else checked.at, span(limits.bedside_check_max), given),
    )
    ended = _reached(order, OrderState.CANCELLED) or _reached(order, OrderState.FAILED)
    return tuple(
        _reading(clock, since, limit, stopped or ended, at)
        for clock, since, limit, stopped in found
        if since is not None
    )


def _reading(clock: WayClock, since: datetime, limit: timedelta, stopped: datetime | None, at: datetime) -> WayReading:
    used = (stopped or at) - since
    colour = Colour.RED if used >= limit else Colour.AMBER if used >= limit * 3 / 4 else Colour.GREEN
    return WayReading(clock=clock, since=since, limit=limit, stopped_at=stopped, colour=colour)


def _fresh_since(order: TreatmentOrder) -> datetime | None:
    """Fresh cells wait for their manufacture; what is made of a preserved reserve does not."""
    again = OrderStep.objects.filter(order=order, type="begun_again").order_by("-number").first()
    if again is not None and again.details.get("again") == Again.MANUFACTURE:
        return None
    return collected_at(order)


def _begun(order: TreatmentOrder) -> datetime | None:
    """When the batch of the order really started."""
    with widened(order.organisation_id):
        batch = None if order.batch_id is None else Batch.objects.filter(id=order.batch_id).first()
    return None if batch is None else batch.started_at


def _reached(order: TreatmentOrder, state: OrderState) -> datetime | None:
    return instant(order.reached.get(state))
