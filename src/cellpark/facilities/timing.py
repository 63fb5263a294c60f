"""The clock of an order that is kept: from its history and the edition of the rules that holds for it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from cellpark.facilities.house.clock import Colour, Mark, Standing, Turn, standing
from cellpark.facilities.house.terms import Terms
from cellpark.facilities.rules_in_force import terms_of

TURNS: Mapping[str, Turn] = {
    "reported": Turn.REPORTED,
    "accepted": Turn.ANSWERED,
    "declined": Turn.ENDED,
    "cancelled": Turn.ENDED,
    "waiting": Turn.WAITING,
    "resumed": Turn.RESUMED,
    "finished": Turn.DONE,
    "reopened": Turn.REOPENED,
}


def clock_of(history: Sequence[Mapping[str, Any]], terms: Terms, urgency: str, at: datetime) -> Standing:
    """Both times of an order at ``at`` under the rules that it keeps."""
    marks = [Mark(TURNS[each["step"]], datetime.fromisoformat(each["at"])) for each in history if each["step"] in TURNS]
    return standing(marks, terms.targets[urgency], at)


def order_clock(row: Any, at: datetime) -> Standing:
    """Both times of the order of a row."""
    return clock_of(row.history, terms_of(row), row.urgency, at)


def order_colour(row: Any, at: datetime) -> Colour:
    """How the time stands that matters now."""
    if row.ended_at is not None and row.mend_kept is None:
        return Colour.OFF
    return order_clock(row, at).running.colour(at, terms_of(row).amber_percent)
