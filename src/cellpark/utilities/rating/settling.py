"""Who owes what for a period: the rooms' own meters, and common use by its key."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from cellpark.kernel.interval import Interval
from cellpark.kernel.problem import Problem
from cellpark.utilities.rating.metering import Stretch, length, unread, used
from cellpark.utilities.rating.sharing import as_money, round_half_up, share_out
from cellpark.utilities.rating.tariff import Line, Price, rate, unpriced


class KeyKind(StrEnum):
    """By what common use is shared out."""

    AREA = "area"  # net area of the room x days
    HEADS = "heads"  # people of the room, typed, x days
    SUBMETER = "submeter"  # what the room's own meters of the same kind counted
    FIXED = "fixed"  # typed shares x days


@dataclass(frozen=True, slots=True)
class Stay:
    """Some days of a room and who pays for them; ``payer`` is empty where the room is vacant: the park pays."""

    room: str
    payer: str
    days: Interval[date]


@dataclass(frozen=True, slots=True)
class Source:
    """A measuring point as it is settled.

    ``room`` where it counts the use of one room; otherwise its use is common and ``key``, with the ``weights`` of the
    rooms, shares it out. ``below`` are the points behind a main meter: only what they did not count is common.
    """

    code: str
    prices: Sequence[Price]
    stretches: Sequence[Stretch]
    room: str = ""
    key: KeyKind = KeyKind.AREA
    weights: Mapping[str, Decimal] = field(default_factory=dict)
    below: tuple[str, ...] = ()
    days: Interval[date] | None = None  # where it serves only a part of the period


@dataclass(frozen=True, slots=True)
class Due:
    """What one payer owes for one point and one room at one rate of tax: amounts in CNY, and the lines that say why.

    ``weight`` of ``weights`` is the share of common use, of ``whole`` (its net sum) for ``quantity`` units in all.
    """

    point: str
    room: str
    payer: str
    tax: Decimal
    quantity: Fraction
    net: Decimal
    lines: tuple[Line, ...]
    weight: Fraction = Fraction(0)
    weights: Fraction = Fraction(0)
    whole: Decimal = Decimal(0)


def stays(room: str, taken: Iterable[tuple[str, Interval[date]]], days: Interval[date]) -> tuple[Stay, ...]:
    """All days of a room, each once: those of its tenants, and those of the park in between."""
    found = [Stay(room, payer, common) for payer, at in taken if (common := at.intersect(days)) is not None]
    vacant = [Stay(room, "", each) for each in days.subtract(each.days for each in found)]
    return tuple(sorted([*found, *vacant], key=lambda each: each.days.start))


def problems_of(sources: Sequence[Source], days: Interval[date]) -> list[Problem]:
    """Why a period cannot be settled yet: days without readings or price, subs that count more than their main."""
    problems = []
    by_code = {each.code: each for each in sources}
    for each in sources:
        own = each.days or days
        problems += [
            Problem("utilities.period.unread", {"code": each.code, **_said(gap)}) for gap in unread(each.stretches, own)
        ]
        missing = unpriced(each.prices, own)
        if missing is not None:
            problems.append(Problem("utilities.period.unpriced", {"code": each.code, **_said(missing)}))
        missing_bands = {
            name
            for stretch in each.stretches
            for name in stretch.used
            for price in each.prices
            if name not in price.bands
        }
        problems += [
            Problem("utilities.period.band", {"code": each.code, "band": name}) for name in sorted(missing_bands)
        ]
        if each.below and any(quantity < 0 for quantity in _rest(each, by_code, own).values()):
            problems.append(Problem("utilities.period.main_less", {"code": each.code}))
    return problems


def settle(sources: Sequence[Source], rooms: Mapping[str, Sequence[Stay]], days: Interval[date]) -> tuple[Due, ...]:
    """What everybody owes for the period; ``rooms`` are the stays of each room over all its days.

    For each point and rate of tax the exact sum is rounded once, half up, and shared out over its payers.
    """
    by_code = {each.code: each for each in sources}
    found: list[Due] = []
    for each in sources:
        own = each.days or days
        if each.room:
            found += _direct(each, rooms.get(each.room, ()), own)
        else:
            found += _common(each, by_code, rooms, own)
    return tuple(found)


def keyless(sources: Sequence[Source], rooms: Mapping[str, Sequence[Stay]]) -> list[Problem]:
    """Common points whose key gives no room any share."""
    by_code = {each.code: each for each in sources}
    return [
        Problem("utilities.period.keyless", {"code": each.code})
        for each in sources
        if not each.room and not any(weight for _, weight in _weights(each, by_code, rooms))
    ]


def _said(days: Interval[date]) -> dict[str, str]:
    return {"since": days.start.isoformat(), "until": "" if days.end is None else days.end.isoformat()}


def _direct(source: Source, found: Sequence[Stay], days: Interval[date]) -> list[Due]:
    """A room's own meter: each payer owes for the own days; a reading on the day of a change splits, else days do."""
    merged: dict[tuple[str, Decimal], list[Line]] = {}
    for stay in found:
        common = stay.days.intersect(days)
        if common is None:
            continue
        for line in rate(source.prices, source.stretches, common):
            merged.setdefault((stay.payer, line.tax), []).append(line)
    dues: list[Due] = []
    for tax in sorted({tax for _, tax in merged}):
        payers = [payer for payer, other in merged if other == tax]
        exact = [sum((line.net for line in merged[payer, tax]), Fraction(0)) for payer in payers]
        whole = round_half_up(sum(exact, Fraction(0)))
        cents = share_out(whole, exact) if any(exact) else [0] * len(payers)
        dues += [
            Due(
                point=source.code,
                room=source.room,
                payer=payer,
                tax=tax,
                quantity=sum((line.quantity for line in merged[payer, tax]), Fraction(0)),
                net=as_money(own),
                lines=tuple(merged[payer, tax]),
            )
            for payer, own in zip(payers, cents, strict=True)
        ]
    return dues


def _common(
    source: Source, by_code: Mapping[str, Source], rooms: Mapping[str, Sequence[Stay]], days: Interval[date]
) -> list[Due]:
    weighted = _by_payer(_weights(source, by_code, rooms))
    found = source.stretches
    if source.below:
        found = (Stretch(days=days, used=_rest(source, by_code, days)),)
    lines = rate(source.prices, found, days)
    total = sum((weight for _, _, weight in weighted), Fraction(0))
    dues: list[Due] = []
    for tax in sorted({line.tax for line in lines}):
        own = tuple(line for line in lines if line.tax == tax)
        whole = round_half_up(sum((line.net for line in own), Fraction(0)))
        parts = share_out(whole, [weight for _, _, weight in weighted])
        quantity = sum((line.quantity for line in own), Fraction(0))
        dues += [
            Due(
                point=source.code,
                room=room,
                payer=payer,
                tax=tax,
                quantity=quantity,
                net=as_money(cents),
                lines=own,
                weight=weight,
                weights=total,
                whole=as_money(whole),
            )
            for (room, payer, weight), cents in zip(weighted, parts, strict=True)
        ]
    return dues


def _rest(source: Source, by_code: Mapping[str, Source], days: Interval[date]) -> dict[str, Fraction]:
    """What a main meter counted beyond the points behind it, over the whole period."""
    rest = used(source.stretches, days)
    for code in source.below:
        for name, quantity in used(by_code[code].stretches, days).items():
            rest[name] = rest.get(name, Fraction(0)) - quantity
    return rest


def _weights(
    source: Source, by_code: Mapping[str, Source], rooms: Mapping[str, Sequence[Stay]]
) -> list[tuple[Stay, Fraction]]:
    found = []
    for room in sorted(source.weights):
        for stay in rooms.get(room, ()):
            common = stay.days if source.days is None else stay.days.intersect(source.days)
            if common is None:
                continue
            if source.key is KeyKind.SUBMETER:
                meters = [each for each in by_code.values() if each.room == room]
                counted = (sum(used(each.stretches, common).values(), Fraction(0)) for each in meters)
                weight = sum(counted, Fraction(0))
            else:
                weight = Fraction(source.weights[room]) * length(common)
            found.append((stay, weight))
    return found


def _by_payer(found: Iterable[tuple[Stay, Fraction]]) -> list[tuple[str, str, Fraction]]:
    merged: dict[tuple[str, str], Fraction] = {}
    for stay, weight in found:
        merged[stay.room, stay.payer] = merged.get((stay.room, stay.payer), Fraction(0)) + weight
    return [(room, payer, weight) for (room, payer), weight in merged.items() if weight]
