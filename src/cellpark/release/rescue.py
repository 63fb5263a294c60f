"""After a failure: the ways to a dose, each with its earliest day, what it needs and what refuses it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from cellpark.kernel.problem import Problem


class Way(StrEnum):
    """How a patient whose product failed may still be treated."""

    RESERVE = "reserve"
    COLLECT = "collect"
    SUPPLY = "supply"


class Leg(StrEnum):
    """One stretch of a way."""

    WASH_OUT = "wash_out"
    COLLECT = "collect"
    BRING = "bring"
    WAIT = "wait"
    MAKE = "make"
    TEST = "test"
    RECORDS = "records"
    SHIP = "ship"


class Need(StrEnum):
    """What a way needs from somebody."""

    SLOT = "slot"
    RESERVE = "reserve"
    COLLECTION = "collection"
    PHYSICIAN = "physician"
    CONSENT = "consent"


@dataclass(frozen=True, slots=True)
class Reserve:
    """A container of the same chain of identity that is still here; ``problems`` say why it may not be used."""

    id: UUID
    code: str
    quantity: str
    expires_on: date | None
    problems: tuple[Problem, ...] = ()


class Source(StrEnum):
    """From where it is known how long making takes."""

    OVERLAY = "overlay"
    PAST = "past"
    HOUSE = "house"
    GIVEN = "given"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions:
    """What the plan rests on, in days and dates; the page shows each and lets it be changed.

    ``make_source`` says where ``make_days`` come from, ``make_of`` which overlay or how many batches.
    """

    today: date
    slot_on: date
    make_days: int
    make_source: Source = Source.GIVEN
    make_of: str = ""
    test_days: int
    ship_days: int
    collect_on: date
    wash_out_days: int
    record_days: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """One leg from a day up to a day."""

    leg: Leg
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Option:
    """One way. ``dose_on`` is the earliest day; None when something refuses the way."""

    way: Way
    dose_on: date | None
    legs: tuple[Stretch, ...]
    needs: tuple[Need, ...]
    problems: tuple[Problem, ...] = ()


def options(
    *, reserves: Sequence[Reserve], failed: bool, gaps: Sequence[Problem], assumed: Assumptions
) -> tuple[Option, ...]:
    """The three ways, those that are open first, the earliest dose first.

    ``failed``: the product is out of specification; ``gaps``: what else stands against handing it over.
    """
    found = (_reserve(reserves, assumed), _collect(assumed), _supply(failed, gaps, assumed))
    return tuple(sorted(found, key=lambda each: (each.dose_on is None, each.dose_on or assumed.today, each.way)))


def _reserve(reserves: Sequence[Reserve], assumed: Assumptions) -> Option:
    """Remanufacture from what was kept back of the same collection."""
    begins = max(assumed.today, assumed.slot_on)
    legs = _legs(assumed.today, [(Leg.WAIT, (begins - assumed.today).days), *_making(assumed)])
    problems: list[Problem] = []
    if not reserves:
        problems.append(Problem("release.rescue.no_reserve"))
    fit = [each for each in reserves if not each.problems and (each.expires_on is None or each.expires_on > begins)]
    if reserves and not fit:
        problems += [problem for each in reserves for problem in each.problems]
        problems += [
            Problem("release.rescue.expires", {"code": each.code, "on": each.expires_on.isoformat()})
            for each in reserves
            if each.expires_on is not None and each.expires_on <= begins
        ]
    return _option(Way.RESERVE, legs, (Need.SLOT, Need.RESERVE), problems)


def _collect(assumed: Assumptions) -> Option:
    """Collect again and begin anew."""
    collected = max(assumed.collect_on, assumed.today + timedelta(days=assumed.wash_out_days))
    waits = (collected - assumed.today).days
    first: list[tuple[Leg, int]] = [
        (Leg.WASH_OUT, waits),
        (Leg.COLLECT, 1),
        (Leg.BRING, assumed.ship_days),
    ]
    arrives = assumed.today + timedelta(days=sum(days for _leg, days in first))
    slot = max(0, (assumed.slot_on - arrives).days)
    legs = _legs(assumed.today, [*first, (Leg.WAIT, slot), *_making(assumed)])
    return _option(Way.COLLECT, legs, (Need.COLLECTION, Need.SLOT, Need.CONSENT), [])


def _supply(failed: bool, gaps: Sequence[Problem], assumed: Assumptions) -> Option:
    """Hand over what is there, out of specification, on the physician's request (ATMP-1)."""
    legs = _legs(assumed.today, [(Leg.RECORDS, assumed.record_days), (Leg.SHIP, assumed.ship_days)])
    problems = list(gaps)
    if not failed:
        problems.insert(0, Problem("release.rescue.not_out", rule="ATMP-1a"))
    return _option(Way.SUPPLY, legs, (Need.PHYSICIAN,), problems)


def _making(assumed: Assumptions) -> list[tuple[Leg, int]]:
    return [(Leg.MAKE, assumed.make_days), (Leg.TEST, assumed.test_days), (Leg.SHIP, assumed.ship_days)]


def _legs(begins: date, days: Sequence[tuple[Leg, int]]) -> tuple[Stretch, ...]:
    """The legs one after the other; what takes no day is left out."""
    found, at = [], begins
    for leg, length in days:
        if length > 0:
            found.append(Stretch(leg, at, at + timedelta(days=length)))
            at += timedelta(days=length)
    return tuple(found)


def _option(way: Way, legs: tuple[Stretch, ...], needs: tuple[Need, ...], problems: Sequence[Problem]) -> Option:
    dose_on = legs[-1].until if legs and not problems else None
    return Option(way, dose_on, legs, needs, tuple(problems))
