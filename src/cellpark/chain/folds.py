"""Rows from events: a first event makes a row of its fields, a later one changes what it names."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models

from cellpark.chain.models import Introduction, MarketFact, MissedSearch, Offer, Purchase, Recruitment, Seat, Want
from cellpark.chain.states import (
    IntroductionState,
    OfferState,
    RecruitmentState,
    SeatState,
    WantState,
)
from cellpark.ledger.public import Entry, Row, as_json

TABLES: Mapping[str, type[models.Model]] = {
    "seat": Seat,
    "purchase": Purchase,
    "fact": MarketFact,
    "search": MissedSearch,
    "recruitment": Recruitment,
    "offer": Offer,
    "want": Want,
    "introduction": Introduction,
}
# what an event says without a field of its own
_SAYS: Mapping[str, Mapping[str, Any]] = {
    "chain.seat.taken": {"until": None, "state": SeatState.SEATED.value},
    "chain.seat.ended": {"state": SeatState.ENDED.value},
    "chain.recruitment.opened": {
        "state": RecruitmentState.OPEN.value,
        "lease": "",
        "seat": None,
        "ended_at": None,
    },
    "chain.recruitment.closed": {"state": RecruitmentState.CLOSED.value},
    "chain.recruitment.given_up": {"state": RecruitmentState.GIVEN_UP.value},
    "chain.offer.placed": {"state": OfferState.OPEN.value},
    "chain.offer.withdrawn": {"state": OfferState.WITHDRAWN.value},
    "chain.want.placed": {"state": WantState.OPEN.value},
    "chain.want.withdrawn": {"state": WantState.WITHDRAWN.value},
    "chain.want.met": {"state": WantState.MET.value},
    "chain.introduction.asked": {
        "state": IntroductionState.ASKED.value,
        "wanted": "",
        "answered_at": None,
        "ended_at": None,
    },
    "chain.introduction.agreed": {"state": IntroductionState.AGREED.value},
}
# columns that hold the moment of an event
_MOMENTS: Mapping[str, tuple[str, ...]] = {
    "chain.recruitment.opened": ("opened_at",),
    "chain.recruitment.closed": ("ended_at",),
    "chain.recruitment.given_up": ("ended_at",),
    "chain.introduction.asked": ("asked_at",),
    "chain.introduction.agreed": ("answered_at",),
    "chain.introduction.answered": ("answered_at", "ended_at"),
}


def thing_of(event_type: str) -> str:
    """``seat`` of ``chain.seat.taken``."""
    return event_type.split(".")[1]


def fold_of(thing: str) -> Callable[[Row | None, Entry], Row | None]:
    """The fold of one table."""
    kind = TABLES[thing]

    def fold(row: Row | None, entry: Entry) -> Row | None:
        said: dict[str, Any] = {name: _loaded(kind, name, value) for name, value in entry.data.items()}
        said |= _SAYS.get(entry.type, {})
        said |= dict.fromkeys(_MOMENTS.get(entry.type, ()), entry.at)
        if row is None:
            said["organisation_id"] = entry.organisation
        if entry.type == "chain.introduction.asked":
            said["parties"] = [str(said["giver_id"])]
        if entry.type == "chain.introduction.followed" and said["state"] != IntroductionState.CONTRACTED:
            said["ended_at"] = entry.at
        return {**(row or {}), **said, "version": entry.version}

    return fold


def _loaded(kind: type[models.Model], name: str, value: Any) -> Any:
    """A value of the ledger as its column holds it; JSON as the text that the rebuild compares."""
    column = kind._meta.get_field(name)  # noqa: SLF001 -- Django's documented model API
    if isinstance(column, models.JSONField):
        return as_json(value)
    if value is None:
        return None
    if isinstance(column, models.UUIDField | models.ForeignKey):
        return UUID(str(value))
    if isinstance(column, models.DateField) and not isinstance(column, models.DateTimeField):
        return date.fromisoformat(str(value))
    if isinstance(column, models.DecimalField):
        return Decimal(str(value)).quantize(Decimal(1).scaleb(-(column.decimal_places or 0)))
    return value
