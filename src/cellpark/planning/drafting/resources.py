"""Rooms, devices and people of a plant as resources with real days: shifts, holidays, what others have booked. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from cellpark.planning.drafting.clock import Clock
from cellpark.planning.facts import Calendar, Resource, Shift
from cellpark.planning.simulation.from_recipe import qualified_name, suite_name
from cellpark.planning.simulation.plant import Plant, Things


@dataclass(frozen=True, slots=True)
class Stock:
    """Resources and the calendars that they name."""

    resources: tuple[Resource, ...]
    calendars: tuple[Calendar, ...]


def stock_of(plant: Plant, clock: Clock, horizon: int) -> Stock:
    """All that a plant has; a qualification is a resource beside the role, whoever is needed is counted in both."""
    found = [*_things(plant, clock, horizon), *_people(plant, clock, horizon)]
    return Stock(tuple(each for each, _ in found), tuple(calendar for _, calendar in found if calendar is not None))


def _things(plant: Plant, clock: Clock, horizon: int) -> Iterator[tuple[Resource, Calendar | None]]:
    named = {suite_name(name): each for name, each in plant.suites.items()} | dict(plant.devices)
    for name, each in named.items():
        if not each.away:
            yield Resource(name, each.count), None
            continue
        yield Resource(name, each.count, name), Calendar(name, _left(each, clock, horizon))


def _left(things: Things, clock: Clock, horizon: int) -> tuple[Shift, ...]:
    """How many are left, from change to change."""
    spans = []
    for each in things.away:
        start = min(max(clock.since(each.start), 0), horizon)
        end = horizon if each.end is None else min(max(clock.after(each.end), 0), horizon)
        spans.append((start, end, each.count))
    edges = sorted({0, horizon, *(edge for start, end, _ in spans for edge in (start, end))})
    found = []
    for start, end in pairwise(edges):
        count = things.count - sum(away for first, last, away in spans if first <= start < last)
        if count > 0:
            found.append(Shift(start, end, count))
    return tuple(found)


def _people(plant: Plant, clock: Clock, horizon: int) -> Iterator[tuple[Resource, Calendar | None]]:
    for role, people in plant.people.items():
        always = people.calendar is None and not plant.holidays
        shifts = () if always else tuple(_shifts(plant, role, clock, horizon))
        for name, most in [
            (role, people.count),
            *((qualified_name(role, key), n) for key, n in people.qualified.items()),
        ]:
            capacity = min(most, people.count)
            if always:
                yield Resource(name, capacity), None
                continue
            there = tuple(replace(each, count=min(each.count or 0, capacity)) for each in shifts)
            yield Resource(name, capacity, name), Calendar(name, there)


def _shifts(plant: Plant, role: str, clock: Clock, horizon: int) -> Iterator[Shift]:
    """Who is there, day after day, by the clock on the wall: a day of 23 hours has its shifts all the same."""
    day, last = clock.origin.date(), clock.at(horizon).date()
    while day <= last:
        for each in plant.there(role, day):
            start = max(clock.after(_wall(clock, day, each.start)), 0)
            end = min(clock.since(_wall(clock, day, each.end)), horizon)
            if start < end:
                yield Shift(start, end, each.level)
        day += timedelta(days=1)


def _wall(clock: Clock, day: date, hours: float) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=clock.origin.tzinfo) + timedelta(hours=hours)
