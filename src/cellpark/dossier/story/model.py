"""A story: what it is about, and its sections in the order in which people ask."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.functional import Promise

from cellpark.dossier.spoken import unnamed
from cellpark.dossier.states import Subject

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Late:
    """Words that are made when they are read, in the language then in force."""

    make: Callable[[], str]

    def __str__(self) -> str:
        return self.make()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; ``kind`` and ``id`` name the thing that it leads to, where it leads anywhere."""

    text: str | Promise | Late
    kind: str = ""
    id: UUID | None = None


class Names:
    """The people of a story by name: noted while it is told, read at once by one question when it has been."""

    def __init__(self, read: Callable[[Iterable[str]], Mapping[str, str]]) -> None:
        """``read`` gives names by ``person/<uuid>``."""
        self._read = read
        self._wanted: set[str] = set()
        self._found: Mapping[str, str] = {}

    def of(self, reference: str) -> Cell:
        """Somebody's name, or in words who it is whom nobody in sight has by name."""
        self._wanted.add(reference)
        return Cell(Late(lambda: self._found.get(reference) or unnamed(reference)))

    def known(self, reference: str) -> Cell:
        """Somebody's name, or who it is; beside it stands the reference."""
        self._wanted.add(reference)
        return Cell(Late(lambda: self._found.get(reference) or unnamed(reference)))

    def fetch(self) -> None:
        """Read all names that were noted."""
        self._found = self._read(self._wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One question and its answer. ``rules`` are Cellpark's names of the requirements that it serves."""

    key: str
    title: "StrOrPromise"
    rules: tuple[str, ...]
    heads: "Sequence[StrOrPromise]"
    rows: Sequence[Sequence[Cell | datetime]]
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """All that is on record about one thing."""

    kind: Subject
    id: UUID
    code: str
    coi: str
    organisation: UUID
    sections: Sequence[Section]
