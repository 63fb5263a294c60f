"""Example resources and bookings as a file says them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from cellpark.booking.calendar import Span, instant
from cellpark.booking.describing import Description
from cellpark.booking.states import ChargeBy, ResourceKind
from cellpark.booking.terms import Quota, Terms, Window

SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleTime:
    """A booking or a place in a queue, by the names of the example organisations."""

    resource: str
    company: str
    day: int
    start: str
    end: str
    purpose: str = ""

    def span(self, terms: Terms, today: date) -> Span:
        """Its instants, so many working days from ``today``."""
        day, left = today, self.day
        while left:
            day += timedelta(days=1)
            left -= day.weekday() < SATURDAY
        times = (datetime.combine(day, datetime.strptime(each, "%H:%M").time()) for each in (self.start, self.end))  # noqa: DTZ007 -- a time of the wall clock
        start, end = (instant(each, terms.tz) for each in times)
        return start, end


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleBooking:
    """What the file holds: resources with the names of their owners, bookings, places in queues."""

    resources: tuple[tuple[str, Description], ...]
    bookings: tuple[ExampleTime, ...]
    waits: tuple[ExampleTime, ...]


def read_example_booking(path: Path) -> ExampleBooking:
    """The file's content; it ships with the program, so a fault in it is a bug."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert data["format"] == "cellpark.booking/1", "another format needs another reader"
    return ExampleBooking(
        resources=tuple((each["owner"], _description(each)) for each in data["resources"]),
        bookings=tuple(ExampleTime(**each) for each in data["bookings"]),
        waits=tuple(ExampleTime(**each) for each in data["waits"]),
    )


def _description(said: Mapping[str, Any]) -> Description:
    missed = said["no_show"]
    terms = Terms(
        min_minutes=said["min"],
        max_minutes=said["max"],
        advance_days=said["advance"],
        cancel_minutes=said["cancel"],
        before_minutes=said.get("before", 0),
        after_minutes=said.get("after", 0),
        windows=tuple(window for each in said.get("windows", ()) for window in _windows(each)),
        quotas=tuple(_quota(each) for each in said["quotas"]),
        training=tuple(said.get("training", ())),
        no_show_minutes=missed["minutes"],
        no_show_limit=missed["limit"],
        no_show_advance_days=missed["advance"],
    )
    return Description(
        code=said["code"],
        name_zh=said["name_zh"],
        name_en=said["name_en"],
        kind=ResourceKind(said["kind"]),
        place=said["place"],
        pool=said.get("pool", ""),
        price=Decimal(said.get("price", "0")),
        tax=Decimal(said.get("tax", "0")),
        charge_by=ChargeBy(said.get("charge", "reservation")),
        terms=terms,
    )


def _windows(text: str) -> list[Window]:
    days, hours = text.split()
    first, _dash, last = days.partition("-")
    start, end = (int(each[:2]) * 60 + int(each[3:]) for each in hours.split("-"))
    return [Window(each - 1, start, end) for each in range(int(first), int(last or first) + 1)]


def _quota(text: str) -> Quota:
    period, hours, *stage = text.split()
    return Quota(period, int(hours), *stage)
