"""The digits as the file writes them: a library's floating-point number is only a pointer to them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

_SEPARATORS = re.compile(r"[,;\t]")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?", re.ASCII)
_SAME = Decimal("1e-12")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a text file by its cells."""

    cells: tuple[str, ...]

    def numbers(self) -> Iterable[Decimal]:
        """The cells that are numbers, as written."""
        return (Decimal(cell) for cell in self.cells if _NUMBER.fullmatch(cell))


def rows_of(text: str) -> tuple[Row, ...]:
    """All lines by comma, semicolon and tab; quotes are dropped, so a cell with a separator inside is several."""
    return tuple(Row(tuple(cell.strip(' "') for cell in _SEPARATORS.split(line))) for line in text.splitlines())


def rows_about(rows: tuple[Row, ...], sample: str) -> tuple[Row, ...]:
    """The lines with a cell that is ``sample``; all of them when a file is about one sample as a whole."""
    return tuple(row for row in rows if sample in row.cells) or rows


def spellings(number: Decimal, rows: Iterable[Row]) -> tuple[Decimal, ...]:
    """How ``number`` is written in ``rows``: not at all, in one way, or in several (0.9 and 0.90)."""
    return tuple({str(each): each for row in rows for each in row.numbers() if _same(each, number)}.values())


def _same(written: Decimal, number: Decimal) -> bool:
    return abs(written - number) <= abs(number) * _SAME
