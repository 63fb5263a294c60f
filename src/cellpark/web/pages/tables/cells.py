"""What stands in one cell."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from cellpark.web.pages import formats

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Plain = str | int | Decimal | date | datetime | UUID | bool | None


class Kind(StrEnum):
    """How a column is drawn and aligned."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    MOMENT = "moment"
    CODE = "code"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class State:
    """A state as pages show it: one of the five colours, and the word for it."""

    colour: str  # planned, running, waiting, stopped, done
    label: "StrOrPromise"

    def __post_init__(self) -> None:
        """There are five colours and no more."""
        assert self.colour in {"planned", "running", "waiting", "stopped", "done"}, self.colour


Value = Plain | State


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, ready to draw."""

    kind: Kind
    value: Value
    href: str | None = None

    @property
    def text(self) -> str:
        """The cell in words, as a page shows it."""
        match self.value:
            case None:
                words = ""
            case State(label=label):
                words = str(label)
            case datetime() as at:
                words = formats.instant(at)
            case int() | Decimal() as amount if not isinstance(amount, bool):
                words = formats.number(amount)
            case date() as on:
                words = on.isoformat()
            case other:
                words = str(other)
        return words

    @property
    def plain(self) -> str | int | Decimal | None:
        """The cell for a spreadsheet: numbers stay numbers, times are ISO 8601 with offset."""
        match self.value:
            case bool() as yes:
                return str(yes)
            case int() | Decimal() | None:
                return self.value
            case _:
                return self.text
