"""Bullets without a fault, read once: most lines of a document were met before, in its last version or preview.

What is kept here follows from the line alone, so that it is true wherever the line stands.
"""

from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from cellpark.recipes.dialect import model
from cellpark.recipes.dialect.bullet import read_bullet
from cellpark.recipes.dialect.faults import Faults
from cellpark.recipes.dialect.fields import Fields, Use


class Clean(NamedTuple):
    """The field of a line, as if the line were the first, and the expressions in it."""

    field: model.Field
    uses: tuple[Use, ...]


@lru_cache(maxsize=16_384)
def clean(text: str) -> Clean | None:
    """The field that a line declares; None when it declares none or holds a fault, and must be read in its place."""
    faults = Faults([text])
    bullet = read_bullet(faults, 1, text)
    if bullet is None or bullet.verb in ("place", "repeat"):
        return None
    reader = Fields()
    found = reader.read(bullet)
    return None if found is None or faults.problems else Clean(found, tuple(reader.uses))


@lru_cache(maxsize=32_768)
def clean_at(text: str, line: int) -> Clean | None:
    """``clean`` with the field and its expressions in their line: the same objects while a line stays where it is."""
    found = clean(text)
    if found is None:
        return None
    uses = tuple([Use(use.root, use.text, use.expect, line, use.column) for use in found.uses])
    return Clean(at_line(found.field, line), uses)


def at_line(each: model.Field, line: int) -> model.Field:
    """The same field in another line; ``dataclasses.replace`` would check and count for ten times as long."""
    cls: Any = type(each)
    found: model.Field = object.__new__(cls)
    read, writers = _slots(cls)
    for write, value in zip(writers, read(each), strict=True):
        write(found, value)
    _set_line(found, line)
    return found


@cache
def _slots(cls: type[Any]) -> tuple[Any, tuple[Any, ...]]:
    names = [name for base in reversed(cls.__mro__) for name in base.__dict__.get("__slots__", ()) if name != "line"]
    return attrgetter(*names), tuple(getattr(cls, name).__set__ for name in names)


_set_line = vars(model.Field)["line"].__set__
