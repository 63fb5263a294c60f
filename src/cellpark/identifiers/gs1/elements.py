"""GS1 element strings: read with FNC1 or with brackets, and written both ways (General Specifications, 3 and 7.8)."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from cellpark.identifiers.gs1.applications import APPLICATIONS, GROUP_SEPARATOR, Application, Part
from cellpark.identifiers.gs1.digits import check_digit
from cellpark.identifiers.piece import Piece, refused, shown

IDENTIFIER_LENGTHS: Final = (2, 3, 4)


@dataclass(frozen=True, slots=True)
class Element:
    """One value under one application identifier."""

    identifier: str
    value: str


@dataclass(frozen=True, slots=True)
class ElementString:
    """The elements of one symbol in their order; no identifier stands twice."""

    elements: tuple[Element, ...]

    def value(self, identifier: str) -> str | None:
        """The value under ``identifier``, or None."""
        return next((each.value for each in self.elements if each.identifier == identifier), None)

    @property
    def gtin(self) -> str | None:
        """The trade item, 14 digits."""
        return self.value("01")

    @property
    def lot(self) -> str | None:
        """The batch or lot."""
        return self.value("10")

    @property
    def serial(self) -> str | None:
        """The serial number."""
        return self.value("21")

    def day(self, identifier: str, *, near: date) -> date | None:
        """The date under ``identifier`` in the century that lies around ``near``, or None.

        Years up to 50 ahead and 49 back are meant (section 7.12); day 00 is the last day of the month.
        """
        written = self.value(identifier)
        if written is None:
            return None
        year, month, day = near.year // 100 * 100 + int(written[:2]), int(written[2:4]), int(written[4:6])
        year += 100 if year - near.year < -49 else -100 if year - near.year > 50 else 0
        return date(year, month, day or calendar.monthrange(year, month)[1])

    @property
    def payload(self) -> str:
        """The text that a symbol carries after its leading FNC1; a separator ends each value of open length."""
        written = ""
        for place, each in enumerate(self.elements):
            last = place == len(self.elements) - 1
            ended = last or APPLICATIONS[each.identifier].predefined
            written += each.identifier + each.value + ("" if ended else GROUP_SEPARATOR)
        return written

    @property
    def printed(self) -> str:
        """The elements for eyes, identifiers in brackets (section 4.15)."""
        return "".join(f"({each.identifier}){each.value}" for each in self.elements)


def build(elements: Sequence[tuple[str, str]]) -> ElementString:
    """Elements from pairs of identifier and value; values of fixed length come first. Raises ``Refused``."""
    read = []
    for identifier, value in elements:
        application = APPLICATIONS.get(identifier)
        if application is None:
            raise refused("application", found=identifier, position=1)
        read.append(_element(application, Piece(value, application.what)))
    fixed_first = sorted(read, key=lambda each: not APPLICATIONS[each.identifier].predefined)
    return _once(fixed_first)


def parse_element_string(text: str, at: int = 0) -> ElementString:
    """The content of a GS1 symbol, or the same in brackets. Raises ``Refused`` with the position."""
    if text.startswith("("):
        return _bracketed(text, at)
    elements: list[Element] = []
    begin = 1 if text.startswith(GROUP_SEPARATOR) else 0
    if begin == len(text):
        raise refused("empty")
    while begin < len(text):
        application = _application(text, begin, at)
        begin += len(application.identifier)
        end = _end(text, begin, application)
        elements.append(_element(application, Piece(text[begin:end], application.what, at + begin)))
        begin = end
        if begin < len(text):
            if text[begin] == GROUP_SEPARATOR:
                begin += 1
                if begin == len(text):
                    # a reader that ends every value with a separator: harmless
                    break
            elif not application.predefined:
                raise refused("separator", what=application.what, found=shown(text[begin]), position=at + begin + 1)
    return _once(elements)


def _application(text: str, begin: int, at: int) -> Application:
    for length in IDENTIFIER_LENGTHS:
        found = APPLICATIONS.get(text[begin : begin + length])
        if found is not None:
            return found
    raise refused("application", found=shown(text[begin : begin + 4]), position=at + begin + 1)


def _end(text: str, begin: int, application: Application) -> int:
    separator = text.find(GROUP_SEPARATOR, begin)
    limit = len(text) if separator < 0 else separator
    return min(begin + application.most, limit) if application.predefined else limit


def _bracketed(text: str, at: int) -> ElementString:
    elements = []
    begin = 0
    while begin < len(text):
        close = text.find(")", begin)
        if text[begin] != "(" or close < 0:
            raise refused("bracket", found=shown(text[begin]), position=at + begin + 1)
        application = APPLICATIONS.get(text[begin + 1 : close])
        if application is None:
            raise refused("application", found=shown(text[begin + 1 : close]), position=at + begin + 2)
        end = _next_bracket(text, close + 1)
        elements.append(_element(application, Piece(text[close + 1 : end], application.what, at + close + 1)))
        begin = end
    return _once(elements)


def _next_bracket(text: str, begin: int) -> int:
    # a bracket may also stand inside a value: only one that opens a known identifier ends it
    place = text.find("(", begin)
    while place >= 0:
        close = text.find(")", place)
        if close > 0 and text[place + 1 : close].isdecimal() and 2 <= close - place - 1 <= 4:
            return place
        place = text.find("(", place + 1)
    return len(text)


def _element(application: Application, piece: Piece) -> Element:
    if not application.least <= len(piece.text) <= application.most:
        least, most = application.least, application.most
        expected = str(most) if least == most else f"{least}-{most}"
        raise refused("length", what=piece.what, found=len(piece.text), expected=expected, position=piece.at + 1)
    begin = 0
    for part in application.parts:
        end = min(begin + part.most, len(piece.text))
        _part(part, piece, begin, end)
        begin = end
    return Element(application.identifier, piece.text)


def _part(part: Part, piece: Piece, begin: int, end: int) -> None:
    written = piece.take(begin, end, part.allowed)
    if part.check:
        piece.checked(end - 1, expected=check_digit(written[:-1]))
    if part.date:
        month, day = int(written[2:4]), int(written[4:6])
        # the longest February is right for one century in four; the year's century is not known here
        if not 1 <= month <= 12 or day > calendar.monthrange(2000 + int(written[:2]), month)[1]:
            raise refused("day", what=piece.what, found=written, position=piece.at + begin + 1)
    if part.clock and (int(written[:2]) > 23 or int(written[2:]) > 59):
        raise refused("time", what=piece.what, found=written, position=piece.at + begin + 1)


def _once(elements: Sequence[Element]) -> ElementString:
    seen: set[str] = set()
    for each in elements:
        if each.identifier in seen:
            raise refused("twice", what=APPLICATIONS[each.identifier].what)
        seen.add(each.identifier)
    return ElementString(tuple(elements))
