"""Judging a company: every condition, every item of the score, with what is missing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from cellpark.kernel.expression import Reason, Value
from cellpark.kernel.problem import Problem, Refused
from cellpark.recognition.model import Band, Item, Need, Recognition

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
    low = {**known, **_points((each.item, each.low) for each in items)}
    high = {**known, **_points((each.item, each.high) for each in items)}
    asked = {f"{POINTS}{each.item.key}": each.ask for each in items}
    asked[TOTAL] = tuple(dict.fromkeys(name for each in items for name in each.ask))
    needs = tuple(_judged(each, low, high, asked) for each in recognition.needs)
    ways = tuple(_judged(each, low, high, asked) for each in recognition.ways)
    standing = _standing([each.standing for each in needs], [each.standing for each in ways])
    return Judgement(recognition, standing, needs, ways, items)


def standing_of(recognition: Recognition, data: Data, on: date) -> Standing:
    """The standing that ``judge`` comes to, without its reasons, which are most of the work."""
    low = high = {**data, TODAY: on}
    if recognition.items:
        found = [(each, _possible(each, low)[0]) for each in recognition.items]
        low = {**low, **_points((each, Decimal(min(points))) for each, points in found)}
        high = {**high, **_points((each, Decimal(max(points))) for each, points in found)}
    return _standing(
        [_stands(each, low, high) for each in recognition.needs],
        [_stands(each, low, high) for each in recognition.ways],
    )


def _stands(need: Need, low: Data, high: Data) -> Standing:
    # more points only ever help: what holds with the fewest holds, what fails with the most fails
    fewest = need.program.decide(low)
    if fewest is True:
        return Standing.MET
    most = fewest if high is low else need.program.decide(high)
    return Standing.NOT_MET if most is False else Standing.UNKNOWN


def _standing(needs: Iterable[Standing], ways: Iterable[Standing]) -> Standing:
    found = list(needs)
    if chosen := list(ways):
        # any of the ways: one that is met settles it, and all of them have to fail
        best = Standing.MET if Standing.MET in chosen else Standing.UNKNOWN
        found.append(Standing.NOT_MET if set(chosen) == {Standing.NOT_MET} else best)
    if Standing.NOT_MET in found:
        return Standing.NOT_MET
    return Standing.UNKNOWN if Standing.UNKNOWN in found else Standing.MET


def _judged(need: Need, low: Data, high: Data, asked: Mapping[str, tuple[str, ...]]) -> Judged:
    standing = _stands(need, low, high)
    if standing is Standing.MET:
        return Judged(need, standing, (), ())
    answer = need.program.answer(high)
    if standing is Standing.NOT_MET:
        return Judged(need, standing, tuple(_lacks(answer.reason)), ())
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
    points, open_bands = _possible(item, data)
    ask = [item.judged] if item.judged and data.get(item.judged) is None else []
    ask += [name for band in open_bands for name in band.program.answer(data).missing]
    return Scored(item, Decimal(min(points)), Decimal(max(points)), tuple(dict.fromkeys(ask)))


def _possible(item: Item, data: Data) -> tuple[Sequence[Decimal | int], Sequence[Band]]:
    """The points that it can have, and the bands of which nobody can tell yet."""
    if item.judged:
        value = data.get(item.judged)
        if value is None:
            return (0, item.most), ()
        return (max(Decimal(0), min(_points_of(item, value), Decimal(item.most))),), ()
    possible: list[int] = []
    unknown: list[Band] = []
    for band in item.bands:
        holds = band.program.decide(data)
        if holds is not False:
            possible.append(band.points)
        if holds is True:
            return possible, unknown
        if holds is None:
            unknown.append(band)
    return [*possible, 0], unknown


def _points_of(item: Item, value: Value) -> Decimal:
    """The points that somebody judged. Raises ``Refused(recognition.value)`` for anything but a number."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise Refused(Problem("recognition.value", {"datum": item.judged}))
    return Decimal(value)


def _points(items: Iterable[tuple[Item, Decimal]]) -> dict[str, Value]:
    found = {f"{POINTS}{item.key}": amount for item, amount in items}
    return {**found, TOTAL: _sum(found.values())}


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, start=Decimal(0))
