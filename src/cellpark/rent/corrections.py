"""Corrections: a line that was billed is never changed; it is taken back by a line of its own and billed again."""

from collections.abc import Iterable
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

    Lines that are the same stay as they are: an index that was published late touches no line but those that waited.
    """
    old, new = tuple(billed), tuple(now)
    return Correction(
        tuple(reversal(each) for each in old if each not in new), tuple(each for each in new if each not in old)
    )
