"""The clocks of a supply out of specification: what is due next, from whom, by when. Pure.

The law says "immediately" and names no hours (EU GMP for ATMP, Part IV, 11.5). What a product and its market say goes
first, with where it is written; for the rest there are defaults of this house, which are told as such.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from cellpark.release.states import SupplyState


class Awaits(StrEnum):
    """Who acts next in a case."""

    PHYSICIAN = "physician"
    QUALIFIED_PERSON = "qualified_person"
    QUALITY = "quality"
    NOBODY = "nobody"


class Case(Protocol):
    """What the clocks look at."""

    state: str
    opened_at: datetime
    requested_at: datetime | None
    evaluated_at: datetime | None
    noticed_at: datetime | None
    answered_at: datetime | None
    supplied_at: datetime | None
    sponsor_told_at: datetime | None
    authority_told_at: datetime | None


@dataclass(frozen=True, slots=True)
class Clock:
    """One record of a case: when it became due, by when, and when it was made.

    ``source`` is where the limit is written; empty for a default of this house.
    """

    code: str
    awaits: Awaits
    since: datetime | None
    due_at: datetime | None
    done_at: datetime | None
    source: str = ""

    def is_late(self, at: datetime) -> bool:
        """Whether it was made, or is still missing, after its limit."""
        return self.due_at is not None and (self.done_at or at) > self.due_at


@dataclass(frozen=True, slots=True)
class Limit:
    """How long one record may take, and where that is written."""

    within: timedelta
    source: str


# record -> the column it starts from, the column that ends it, the default limit, who makes it
RECORDS: Mapping[str, tuple[str, str, timedelta, Awaits]] = {
    "request": ("opened_at", "requested_at", timedelta(hours=24), Awaits.PHYSICIAN),
    "evaluate": ("requested_at", "evaluated_at", timedelta(hours=24), Awaits.QUALIFIED_PERSON),
    "notice": ("evaluated_at", "noticed_at", timedelta(hours=4), Awaits.QUALITY),
    "answer": ("noticed_at", "answered_at", timedelta(hours=24), Awaits.PHYSICIAN),
    "supply": ("answered_at", "supplied_at", timedelta(hours=24), Awaits.QUALIFIED_PERSON),
    "tell_sponsor": ("supplied_at", "sponsor_told_at", timedelta(hours=4), Awaits.QUALITY),
    "tell_authority": ("supplied_at", "authority_told_at", timedelta(hours=48), Awaits.QUALITY),
}
ENDED = frozenset({SupplyState.CLOSED, SupplyState.DECLINED, SupplyState.WITHDRAWN})


def clocks(case: Case, limits: Mapping[str, Limit]) -> tuple[Clock, ...]:
    """The records of a case in their order, each with its clock (ATMP-1b, ATMP-1c)."""
    found = []
    for code, (start, end, default, awaits) in RECORDS.items():
        since, done_at = getattr(case, start), getattr(case, end)
        limit = limits.get(code, Limit(default, ""))
        due_at = None if since is None else since + limit.within
        found.append(Clock(code, awaits, since, due_at, done_at, limit.source))
    return tuple(found)


def first_due(case: Case, limits: Mapping[str, Limit]) -> Clock | None:
    """The record that is due next; None when the case is over."""
    if SupplyState(case.state) in ENDED:
        return None
    waiting = [each for each in clocks(case, limits) if each.since is not None and each.done_at is None]
    return min(waiting, key=lambda each: (each.due_at is None, each.due_at)) if waiting else None
