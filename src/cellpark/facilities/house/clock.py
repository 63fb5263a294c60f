"""The clock of a work order, from what happened to it: a function of its history and the house's calendar.

Two times are measured from the report on: until somebody answers, and until it is mended. The second one stands still
while the park waits for the tenant, stops when the work is done and goes on when the order is opened again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from cellpark.facilities.house.calendar import NOTHING, Office, counted, reached


class Turn(StrEnum):
    """What an entry of a history does to the clock."""

    REPORTED = "reported"
    ANSWERED = "answered"
    WAITING = "waiting"
    RESUMED = "resumed"
    DONE = "done"
    REOPENED = "reopened"
    ENDED = "ended"


class Colour(StrEnum):
    """How a time stands. ``off``: nothing runs and nothing was measured."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    PAUSED = "paused"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Mark:
    """One turn of the clock."""

    turn: Turn
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What is promised for an urgency; without an office it counts round the clock."""

    answer: timedelta
    mend: timedelta
    office: Office | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One of the two times. ``due`` is None where it stands still before its end; ``kept`` once it has ended."""

    allowed: timedelta
    spent: timedelta
    due: datetime | None
    runs: bool
    kept: bool | None

    def colour(self, at: datetime, amber_percent: int) -> Colour:
        """Green, amber from a share of the allowed time on, red from its end on."""
        if self.kept is not None:
            return Colour.GREEN if self.kept else Colour.RED
        if self.due is not None and self.due < at:
            return Colour.RED
        if not self.runs:
            return Colour.PAUSED if self.spent < self.allowed or self.due is None else Colour.RED
        return Colour.AMBER if self.spent * 100 >= self.allowed * amber_percent else Colour.GREEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Both times of an order at an instant."""

    answer: Leg
    mend: Leg

    @property
    def running(self) -> Leg:
        """The time that matters now: the answer until there is one."""
        return self.answer if self.answer.kept is None else self.mend


Stretches = list[tuple[datetime, datetime | None]]
_STARTS = frozenset({Turn.REPORTED, Turn.RESUMED, Turn.REOPENED})
_STOPS = frozenset({Turn.WAITING, Turn.DONE, Turn.ENDED})
# what starts the clock again, by what stopped it: an answer to a question does not open finished work again
_STARTS_AFTER = {Turn.WAITING: _STARTS, Turn.DONE: frozenset({Turn.REOPENED}), Turn.ENDED: frozenset[Turn]()}


def standing(marks: Sequence[Mark], target: Target, at: datetime) -> Standing:
    """How both times stand at ``at``; ``marks`` in order, the first one is the report."""
    ended = any(each.turn is Turn.ENDED for each in marks)
    answered = next((each.at for each in marks if each.turn in (Turn.ANSWERED, Turn.ENDED)), None)
    last = next((each.turn for each in reversed(marks) if each.turn in (Turn.DONE, Turn.REOPENED)), None)
    first: Stretches = [(marks[0].at, answered)]
    return Standing(
        answer=_leg(first, target.answer, target.office, at, over=answered is not None),
        # what was declined or given up was not to be mended
        mend=_leg(_mending(marks), target.mend, target.office, at, over=last is Turn.DONE and not ended),
    )


def _mending(marks: Sequence[Mark]) -> Stretches:
    found: Stretches = []
    starts = _STARTS
    for each in marks:
        runs = bool(found) and found[-1][1] is None
        if each.turn in _STOPS:
            starts = _STARTS_AFTER[each.turn]
            if runs:
                found[-1] = (found[-1][0], each.at)
        elif each.turn in starts and not runs:
            found.append((each.at, None))
    return found


def _leg(stretches: Stretches, allowed: timedelta, office: Office | None, at: datetime, *, over: bool) -> Leg:
    spent, due = NOTHING, None
    for start, end in stretches:
        part = counted(start, at if end is None else min(end, at), office)
        crosses = spent + part > allowed or end is None
        if due is None and crosses:
            due = reached(start, allowed - spent, office)
        spent += part
    runs = bool(stretches) and stretches[-1][1] is None
    return Leg(allowed=allowed, spent=spent, due=due, runs=runs, kept=spent <= allowed if over else None)
