"""Dates as precise as they were published: EDTF level 0 (ISO 8601-2:2019), nothing added.

``2023-11`` stays a month; it is never turned into a day that nobody published.
"""

import re
from dataclasses import dataclass
from datetime import date

_PART = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month of a year, or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first_day(self) -> date:
        """The first day that it may mean."""
        return date(self.year, self.month or 1, self.day or 1)


@dataclass(frozen=True, slots=True)
class PublishedDate:
    """One partial date, or the span between two."""

    start: PartialDate
    end: PartialDate

    @property
    def is_span(self) -> bool:
        """Whether it runs from one date to another."""
        return self.start != self.end


def read_date(text: str) -> PublishedDate:
    """Read ``2024-09-03``, ``2023-11``, ``2022`` or ``2022/2023``. Raises ``ValueError`` for anything else."""
    parts = [_read_part(part) for part in text.split("/")]
    if len(parts) > 2:
        raise ValueError(text)
    span = PublishedDate(parts[0], parts[-1])
    if span.end.first_day < span.start.first_day:
        raise ValueError(text)
    return span


def _read_part(text: str) -> PartialDate:
    found = _PART.fullmatch(text)
    if found is None:
        raise ValueError(text)
    part = PartialDate(**{name: int(digits) for name, digits in found.groupdict().items() if digits is not None})
    part.first_day  # noqa: B018 -- refuses a thirteenth month and a 30 February
    return part
