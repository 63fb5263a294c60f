"""Which two patients are easily mistaken for each other. Pure: names, birth dates and codes in, grounds out."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final
from unicodedata import normalize

CODES_NEAR: Final = 1
NAMES_NEAR_LATIN: Final = 2
SHORT_NAME: Final = 5


class Ground(StrEnum):
    """Why two patients are alike."""

    SAME_NAME = "same_name"
    SOUNDS_ALIKE = "sounds_alike"
    NAME_NEAR = "name_near"
    SAME_BIRTH_DATE = "same_birth_date"
    BIRTH_DATE_NEAR = "birth_date_near"
    CODE_NEAR = "code_near"


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What mistakes are made with: the code on the label, the name, the date of birth (``1980-01-31``)."""

    coi: str
    name: str = ""
    born: str = ""


def alike(one: Particulars, other: Particulars) -> tuple[Ground, ...]:
    """The grounds on which two patients are easily mistaken; none when they are not.

    A birth date alone is no ground: in a full house some share one. It counts together with a name of one sound or
    with near codes, and a near date only with a name that is alike.
    """
    name = tuple(_name_grounds(one.name, other.name))
    code = (Ground.CODE_NEAR,) if _distance(one.coi, other.coi) <= CODES_NEAR else ()
    born = tuple(_birth_grounds(one.born, other.born))
    if name or code:
        return (*name, *born, *code)
    return ()


def _name_grounds(one: str, other: str) -> Iterator[Ground]:
    here, there = _plain(one), _plain(other)
    if not here or not there:
        return
    if here == there:
        yield Ground.SAME_NAME
    elif sounds(here) == sounds(there) or sorted(sounds(here)) == sorted(sounds(there)):
        yield Ground.SOUNDS_ALIKE
    elif _near(here, there):
        yield Ground.NAME_NEAR


def _near(one: str, other: str) -> bool:
    """Short names differ in one place at most, longer ones in two; a name of two characters must match in sound."""
    shortest = min(len(one), len(other))
    if shortest <= 2:
        return False
    return _distance(one, other) <= (1 if shortest < SHORT_NAME else NAMES_NEAR_LATIN)


def _birth_grounds(one: str, other: str) -> Iterator[Ground]:
    if not one or not other:
        return
    if one == other:
        yield Ground.SAME_BIRTH_DATE
    elif _distance(one, other) <= 1:
        yield Ground.BIRTH_DATE_NEAR


@lru_cache(maxsize=2_000)
def sounds(name: str) -> tuple[str, ...]:
    """The syllables of a name without tones: two spellings of one sound are one (homophones in pinyin)."""
    from pypinyin import Style, lazy_pinyin  # 55 MB of dictionary, for whoever compares names alone

    return tuple(part for each in lazy_pinyin(name, style=Style.NORMAL) for part in each.split())


def _plain(name: str) -> str:
    return "".join(each for each in normalize("NFKC", name).casefold() if each.isalnum() or each == " ").strip()


def _distance(one: str, other: str) -> int:
    """Insertions, deletions, replacements and swaps of neighbours (optimal string alignment)."""
    if abs(len(one) - len(other)) > NAMES_NEAR_LATIN:
        return NAMES_NEAR_LATIN + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, here in enumerate(one, start=1):
        following = [i]
        for j, there in enumerate(other, start=1):
            cost = min(row[j] + 1, following[j - 1] + 1, row[j - 1] + (here != there))
            if i > 1 and j > 1 and here == other[j - 2] and one[i - 2] == there:
                cost = min(cost, before[j - 2] + 1)
            following.append(cost)
        before, row = row, following
    return row[-1]
