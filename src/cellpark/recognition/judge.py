"""Judging a company: every condition, every item of the score, with what is missing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from cellpark.kernel.expression import Reason, Value
from cellpark.kernel.problem import Problem, Refused
from cellpark.recognition.model import Item, Need, Recognition

TODAY, POINTS, TOTAL = "today", "points.", "points.total"
Data = Mapping[str, Value]


class Standing(StrEnum):
    """What can be said with the data that are there."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Lack:
    """A comparison that does not hold, as it is written, with what its two sides came to."""

    text: str
    sides: tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """One condition with its standing; ``lacks`` where it is not met, ``ask`` where it is unknown."""

    need: Need
    standing: Standing
    lacks: tuple[Lack, ...]
    ask: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """One item with the fewest and the most points that it can have; the same where its data are known."""

    item: Item
    low: Decimal
    high: Decimal
    ask: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a recognition comes to for one company on one day."""

    recognition: Recognition
    standing: Standing
    needs: tuple[Judged, ...]
    ways: tuple[Judged, ...]
    items: tuple[Scored, ...]

    @property
    def points(self) -> tuple[Decimal, Decimal]:
        """The fewest and the most points of all items."""
        return _sum(each.low for each in self.items), _sum(each.high for each in self.items)

    @property
    def ask(self) -> tuple[str, ...]:
        """The data that would have to be known, in the order of the rules; empty unless the standing is unknown."""
        if self.standing is not Standing.UNKNOWN:
            return ()
        open_lines = [each for each in (*self.needs, *self.ways) if each.standing is Standing.UNKNOWN]
        return tuple(dict.fromkeys(name for each in open_lines for name in each.ask))


def judge(recognition: Recognition, data: Data, on: date) -> Judgement:
    """Judge a company by its data on a day. What is not in ``data``, or None, is unknown."""
    known = {**data, TODAY: on}
    items = tuple(_scored(each, known) for each in recognition.items)
    low = {**known, **_points(items, [each.low for each in items])}
    high = {**known, **_points(items, [each.high for each in items])}
    asked = {f"{POINTS}{each.item.key}": each.ask for each in items}
    asked[TOTAL] = tuple(dict.fromkeys(name for each in items for name in each.ask))
    needs = tuple(_judged(each, low, high, asked) for each in recognition.needs)
    ways = tuple(_judged(each, low, high, asked) for each in recognition.ways)
    return Judgement(recognition, _standing(needs, ways), needs, ways, items)


def standing_of(recognition: Recognition, data: Data, on: date) -> Standing:
    """The standing alone."""
    return judge(recognition, data, on).standing


def _standing(needs: Iterable[Judged], ways: Iterable[Judged]) -> Standing:
    found = [each.standing for each in needs]
    if chosen := [each.standing for each in ways]:
        # any of the ways: one that is met settles it, and all of them have to fail
        best = Standing.MET if Standing.MET in chosen else Standing.UNKNOWN
        found.append(Standing.NOT_MET if set(chosen) == {Standing.NOT_MET} else best)
    if Standing.NOT_MET in found:
        return Standing.NOT_MET
    return Standing.UNKNOWN if Standing.UNKNOWN in found else Standing.MET


def _judged(need: Need, low: Data, high: Data, asked: Mapping[str, tuple[str, ...]]) -> Judged:
    # more points only ever help: what holds with the fewest holds, what fails with the most fails
    if need.program.decide(low) is True:
        return Judged(need, Standing.MET, (), ())
    answer = need.program.answer(high)
    if answer.value is False:
        return Judged(need, Standing.NOT_MET, tuple(_lacks(answer.reason)), ())
    names = [*answer.missing, *(name for name in need.program.names if name.startswith(POINTS))]
    ask = dict.fromkeys(each for name in names for each in asked.get(name, (name,)))
    return Judged(need, Standing.UNKNOWN, (), tuple(ask))


def _lacks(reason: Reason) -> Iterator[Lack]:
    """The innermost parts that are false; where nothing below is, the part itself."""
    below = [each for each in reason.parts if each.value is False]
    if below:
        for each in below:
            yield from _lacks(each)
        return
    yield Lack(reason.text, tuple((each.text, each.value) for each in reason.parts))


def _scored(item: Item, data: Data) -> Scored:
    if item.judged:
        value = data.get(item.judged)
        if value is None:
            return Scored(item, Decimal(0), Decimal(item.most), (item.judged,))
        points = max(Decimal(0), min(_points_of(item, value), Decimal(item.most)))
        return Scored(item, points, points, ())
    possible: list[int] = []
    ask: list[str] = []
    for band in item.bands:
        holds = band.program.decide(data)
        if holds is not False:
            possible.append(band.points)
        if holds is True:
            break
        if holds is None:
            ask += band.program.answer(data).missing
    else:
        possible.append(0)
    return Scored(item, Decimal(min(possible)), Decimal(max(possible)), tuple(dict.fromkeys(ask)))


def _points_of(item: Item, value: Value) -> Decimal:
    """The points that somebody judged. Raises ``Refused(recognition.value)`` for anything but a number."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise Refused(Problem("recognition.value", {"datum": item.judged}))
    return Decimal(value)


def _points(items: Iterable[Scored], points: list[Decimal]) -> dict[str, Value]:
    found: dict[str, Value] = {f"{POINTS}{each.item.key}": amount for each, amount in zip(items, points, strict=True)}
    return {**found, TOTAL: _sum(points)}


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, start=Decimal(0))
