"""Corrections: a line that was billed is never changed; it is taken back by a line of its own and billed again."""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace

from cellpark.rent.lines import Line


@dataclass(frozen=True, slots=True)
class Correction:
    """What a credit note takes back and what is billed instead."""

    reversed: tuple[Line, ...]
    billed: tuple[Line, ...]


def reversal(line: Line) -> Line:
    """The line with its amounts the other way round."""
    return replace(line, exact=-line.exact, gross=-line.gross, tax=-line.tax)


def correction(billed: Iterable[Line], now: Iterable[Line]) -> Correction:
    """What to take back and what to bill, so that the bill says what it would say today; empty when nothing changed.

    Lines that say the same of the same days stay as they are: an index that was published late touches no line but
    those that waited, and an amendment that cuts a term takes nothing back of the days before it.
    """
    old, new = tuple(billed), tuple(now)
    return Correction(tuple(reversal(each) for each in _without(old, new)), _without(new, old))


def identity(line: Line) -> Hashable:
    """What a line says to whoever pays it: of which term, which days, at which rate, how much.

    Not the whole term: what it says of other days may have changed.
    """
    term, stretch = line.term, line.stretch
    what = (term.key, term.kind, term.subject, term.basis, term.area_m2, term.currency, term.tax, term.tax_included)
    return (*what, line.days, stretch.rate, stretch.why, stretch.awaits, line.exact, line.gross, line.tax)


def _without(lines: tuple[Line, ...], others: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines that the others do not say, each of them as often as it is missing."""
    there = Counter(identity(each) for each in others)
    missing = []
    for each in lines:
        said = identity(each)
        if there[said] > 0:
            there[said] -= 1
        else:
            missing.append(each)
    return tuple(missing)
