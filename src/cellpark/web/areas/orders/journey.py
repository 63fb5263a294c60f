"""The whole way from vein to vein as a picture: stations in order, planned against actual times on one scale."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from cellpark.orders.public import OVER, OrderState, TreatmentOrder
from cellpark.web.areas.orders.words import NEXT, STATIONS

LEFT, RIGHT = 70, 930
PLAN_Y, ACTUAL_Y = 130, 168
TICKS_MAX: Final = 12
ORDERED: Final = tuple(STATIONS)
# the station of a state that has none of its own
PLACE: Final[Mapping[OrderState, OrderState]] = {
    OrderState.SUPPLIED: OrderState.RELEASED,
    OrderState.HELD: OrderState.RELEASED,
    OrderState.REJECTED: OrderState.RELEASED,
    OrderState.STOPPED: OrderState.MANUFACTURING,
}
# where the way of such an order stands still
STOPS: Final[Mapping[OrderState, OrderState]] = {
    OrderState.HELD: OrderState.RELEASED,
    OrderState.REJECTED: OrderState.RELEASED,
    OrderState.STOPPED: OrderState.MANUFACTURING,
}
PLANNED: Final[Mapping[OrderState, str]] = {
    OrderState.COLLECTED: "collect_at",
    OrderState.MANUFACTURING: "manufacture_from",
    OrderState.MADE: "manufacture_until",
    OrderState.INFUSED: "infuse_at",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """One station: ``colour`` is a state's; ``late`` when it was, or is, behind the plan by more than an hour."""

    name: str
    colour: str
    planned: datetime | None
    actual: datetime | None
    late: bool
    x: int
    up: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A stretch of time on the scale."""

    kind: str
    x: int
    width: int
    y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A day on the scale."""

    x: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """What the picture shows; the table twin shows the stations."""

    stations: Sequence[Station]
    bars: Sequence[Bar]
    ticks: Sequence[Tick]
    now_x: int | None


def journey_of(order: TreatmentOrder, at: datetime) -> Journey:
    """The way of an order as it stands ``at``."""
    reached = {
        PLACE.get(OrderState(key), OrderState(key)): _moment(value)
        for key, value in order.reached.items()
        if key != OrderState.STOPPED
    }
    present = OrderState(order.state)
    stations = tuple(_station(order, state, reached, present, at, n) for n, state in enumerate(ORDERED))
    times = [each for station in stations for each in (station.planned, station.actual) if each is not None]
    if not times:
        return Journey(stations=stations, bars=(), ticks=(), now_x=None)
    first, last = min(times), max([*times, min(times) + timedelta(days=1)])
    span = (last - first).total_seconds()

    def place(moment: datetime) -> int:
        share = (moment - first).total_seconds() / span
        return round(LEFT + max(0.0, min(1.0, share)) * (RIGHT - LEFT))

    plan = [getattr(order, name) for name in ("collect_at", "manufacture_from", "manufacture_until", "infuse_at")]
    happened = [reached.get(state) for state in PLANNED]
    bars = [*_bars(plan, PLAN_Y, place), *_bars(_open_end(happened, present, at), ACTUAL_Y, place)]
    step = max(1, -(-(last - first).days // TICKS_MAX))
    ticks = [
        Tick(x=place(first + timedelta(days=n)), at=first + timedelta(days=n))
        for n in range(0, (last - first).days + 1, step)
    ]
    shows_now = present not in OVER and first <= at <= last
    return Journey(stations=stations, bars=bars, ticks=ticks, now_x=place(at) if shows_now else None)


def _station(
    order: TreatmentOrder,
    state: OrderState,
    reached: Mapping[OrderState, datetime],
    present: OrderState,
    at: datetime,
    number: int,
) -> Station:
    planned: datetime | None = getattr(order, PLANNED[state]) if state in PLANNED else None
    here = ORDERED.index(PLACE.get(present, present)) if PLACE.get(present, present) in ORDERED else -1
    done = state in reached and (number <= here or present in OVER)
    actual = reached[state] if done else None
    late = (
        planned is not None
        and (actual or at) > planned + timedelta(hours=1)
        and present
        not in (
            OrderState.CANCELLED,
            OrderState.FAILED,
        )
    )
    colour = (
        "done" if done else "waiting" if number == here + 1 and present in NEXT and present not in STOPS else "planned"
    )
    if STOPS.get(present) is state:
        colour = "stopped"
    return Station(
        name=str(STATIONS[state]),
        colour="stopped" if late and not done else colour,
        planned=planned,
        actual=actual,
        late=late,
        x=LEFT + round(number * (RIGHT - LEFT) / (len(ORDERED) - 1)),
        up=number % 2 == 0,
    )


def _open_end(times: Sequence[datetime | None], present: OrderState, at: datetime) -> list[datetime | None]:
    """What has begun and is not over runs until now."""
    found = list(times)
    if present in OVER:
        return found
    for n, each in enumerate(found):
        if each is None:
            if n:
                found[n] = at
            break
    return found


def _bars(times: Sequence[datetime | None], y: int, place: object) -> list[Bar]:
    kinds = ("transport", "manufacture", "return")
    found = []
    for kind, starts, ends in zip(kinds, times, times[1:], strict=False):
        if starts is not None and ends is not None and ends >= starts:
            x = place(starts)  # type: ignore[operator]
            found.append(Bar(kind=kind, x=x, width=max(3, place(ends) - x), y=y))  # type: ignore[operator]
    return found


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
