"""Hold clocks: what starts and stops them, what they have used, when they run out. Pure.

A clock is an object of plain values in the container's row: ``kind``, ``limit_s`` (seconds), ``used_us`` (microseconds
used while it stood), ``since`` (when it began to run, or None), ``noticed`` (its breach is on record).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from cellpark.kernel.plain import instant_text
from cellpark.kernel.quantity import Quantity
from cellpark.materials.states import ClockKind, Colour

Clock = Mapping[str, Any]


class Trigger(StrEnum):
    """What happens to a container that matters to its clocks."""

    COLLECTED = "collected"
    PRODUCED = "produced"
    OPENED = "opened"
    WARMED = "warmed"
    FROZEN = "frozen"


@dataclass(frozen=True, slots=True)
class Habit:
    """When a clock starts and stops; a budget adds up over several times, others begin anew."""

    starts: frozenset[Trigger]
    stops: frozenset[Trigger] = frozenset()
    budget: bool = False


HABITS: Mapping[ClockKind, Habit] = MappingProxyType(
    {
        ClockKind.FRESH: Habit(frozenset({Trigger.COLLECTED}), frozenset({Trigger.FROZEN})),
        ClockKind.DMSO: Habit(frozenset({Trigger.PRODUCED}), frozenset({Trigger.FROZEN}), budget=True),
        ClockKind.OUT_OF_FREEZER: Habit(frozenset({Trigger.WARMED}), frozenset({Trigger.FROZEN}), budget=True),
        ClockKind.AFTER_THAW: Habit(frozenset({Trigger.WARMED})),
        ClockKind.IN_USE: Habit(frozenset({Trigger.OPENED})),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A clock at one instant. ``due_at`` is when it runs out if nothing stops it; None while it stands."""

    kind: ClockKind
    limit: timedelta
    used: timedelta
    running: bool
    due_at: datetime | None
    amber_at: datetime | None
    colour: Colour

    @property
    def left(self) -> timedelta:
        """What remains; below zero after the breach."""
        return self.limit - self.used

    @property
    def share_percent(self) -> int:
        """Used of the limit in percent, 0 to 100."""
        return min(100, int(100 * self.used / self.limit))


def seconds(quantity: Quantity) -> int:
    """A duration in whole seconds, rounded down: a limit is never stretched."""
    return int(quantity.to("s", digits=20).value)


def span(duration: timedelta) -> Quantity:
    """A duration as a quantity in whole seconds."""
    return Quantity(Decimal(int(duration.total_seconds())), "s")


def fresh_clock(kind: str, limit: Quantity) -> dict[str, Any]:
    """A clock that has not begun."""
    return {"kind": kind, "limit_s": seconds(limit), "used_us": 0, "since": None, "noticed": False}


def inherited(clock: Clock, *, used: Quantity, running: bool, at: datetime) -> dict[str, Any]:
    """A clock that runs on in a new container with what its contents have used."""
    return {**clock, "used_us": seconds(used) * 1_000_000, "since": instant_text(at) if running else None}


def resumed(clock: Clock, stood: Mapping[str, Any] | None, at: datetime) -> dict[str, Any]:
    """A clock that goes on as it stood (``kind``, ``used``, ``since``) before it was stopped or begun by mistake.

    A breach that is on record stays noticed only where the clock has run out at ``at`` by what is said now.
    """
    if stood is None:
        return dict(clock)
    used_before = seconds(Quantity.from_plain(stood["used"])) * 1_000_000
    again = {**clock, "used_us": used_before, "since": stood["since"]}
    over = used(again, at) >= timedelta(seconds=int(clock["limit_s"]))
    return {**again, "noticed": clock["noticed"] and over}


def triggered(clocks: Sequence[Clock], trigger: Trigger, at: datetime) -> list[dict[str, Any]]:
    """The clocks after ``trigger`` at ``at``."""
    return [_triggered(clock, trigger, at) for clock in clocks]


def _triggered(clock: Clock, trigger: Trigger, at: datetime) -> dict[str, Any]:
    habit = HABITS[ClockKind(clock["kind"])]
    if trigger in habit.stops and clock["since"] is not None:
        return {**clock, "used_us": _microseconds(used(clock, at)), "since": None}
    if trigger in habit.starts and clock["since"] is None:
        anew = not habit.budget and clock["used_us"]
        return {
            **clock,
            "used_us": 0 if anew else clock["used_us"],
            "since": instant_text(at),
            "noticed": False if anew else clock["noticed"],
        }
    return dict(clock)


def noticed(clocks: Sequence[Clock], kind: str) -> list[dict[str, Any]]:
    """The clocks after the breach of ``kind`` went on record."""
    return [{**clock, "noticed": True} if clock["kind"] == kind else dict(clock) for clock in clocks]


def used(clock: Clock, at: datetime) -> timedelta:
    """What a clock has used at ``at``."""
    before = timedelta(microseconds=int(clock["used_us"]))
    if clock["since"] is None:
        return before
    return before + max(timedelta(0), at - datetime.fromisoformat(str(clock["since"])))


def due_at(clock: Clock) -> datetime | None:
    """When a running clock runs out; None while it stands."""
    if clock["since"] is None:
        return None
    rest = timedelta(seconds=int(clock["limit_s"])) - timedelta(microseconds=int(clock["used_us"]))
    return datetime.fromisoformat(str(clock["since"])) + rest


def next_due(clocks: Iterable[Clock]) -> datetime | None:
    """When the next breach is to be noticed."""
    waiting = [due for clock in clocks if not clock["noticed"] and (due := due_at(clock)) is not None]
    return min(waiting, default=None)


def reading(clock: Clock, at: datetime) -> Reading:
    """A clock at ``at``: amber from three quarters of its limit, red once it ran out."""
    limit = timedelta(seconds=int(clock["limit_s"]))
    spent = used(clock, at)
    due = due_at(clock)
    colour = Colour.RED if spent >= limit else Colour.AMBER if spent >= limit * 3 / 4 else Colour.GREEN
    return Reading(
        kind=ClockKind(clock["kind"]),
        limit=limit,
        used=spent,
        running=due is not None,
        due_at=due,
        amber_at=None if due is None else due - limit / 4,
        colour=colour,
    )


def passed_on(
    parents: Iterable[Sequence[Clock]], kinds: Iterable[str], at: datetime
) -> list[tuple[str, timedelta, bool]]:
    """For each kind the worst of the parents: the most used, running if one of them runs."""
    every = [clock for clocks in parents for clock in clocks]
    found = []
    for kind in kinds:
        same = [clock for clock in every if clock["kind"] == kind and (clock["since"] or clock["used_us"])]
        if same:
            found.append((kind, max(used(each, at) for each in same), any(each["since"] for each in same)))
    return found


def _microseconds(duration: timedelta) -> int:
    return duration // timedelta(microseconds=1)


def limit_of(clock: Clock) -> Quantity:
    """The limit of a clock as a quantity."""
    return Quantity(Decimal(int(clock["limit_s"])), "s")
