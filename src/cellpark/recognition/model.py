"""A recognition as its file says it, and the data that its rules speak of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cellpark.kernel.expression import Kind, Program


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in both languages."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """The Chinese words for ``zh...``, else the English."""
        return self.zh if language.startswith("zh") else self.en


@dataclass(frozen=True, slots=True)
class Datum:
    """One thing that is known of a company, typed once and used by every rule."""

    key: str
    kind: Kind
    words: Words


class Checked(StrEnum):
    """Whether somebody has compared a rule with the official text. What is not compared is no advice."""

    OFFICIAL = "official"
    SECONDARY = "secondary"


@dataclass(frozen=True, slots=True)
class Source:
    """Where the rules were read, and on which day they were last compared with the official text, if ever."""

    words: Words
    checked_on: date | None

    @property
    def checked(self) -> Checked:
        """What may be said of the rules."""
        return Checked.SECONDARY if self.checked_on is None else Checked.OFFICIAL


@dataclass(frozen=True, slots=True)
class Need:
    """One condition, in words and as a program."""

    key: str
    words: Words
    program: Program


@dataclass(frozen=True, slots=True)
class Band:
    """Points where a condition holds."""

    program: Program
    points: int


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a score: the points of the first band that holds, or a number that somebody judged."""

    key: str
    words: Words
    most: int
    bands: tuple[Band, ...] = ()
    judged: str = ""


@dataclass(frozen=True, slots=True)
class Recognition:
    """All ``needs``, and one of the ``ways`` where there are any.

    Conditions may speak of ``points.KEY`` and ``points.total``, which more points must only ever help.
    ``valid_months`` is how long it holds until it is renewed, None where it does not end.
    """

    key: str
    words: Words
    area: Words
    edition: str
    since: date | None
    until: date | None
    source: Source
    valid_months: int | None
    needs: tuple[Need, ...]
    ways: tuple[Need, ...]
    items: tuple[Item, ...]

    def in_force(self, on: date) -> bool:
        """Whether this edition of the rules is in force on a day."""
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)


Vocabulary = Mapping[str, Datum]
"""The data by their keys."""
