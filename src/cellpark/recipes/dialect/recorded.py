"""``record``: what is measured, read or judged, how it comes into the record, and between which limits."""

from typing import Final

from cellpark.kernel.problem import Refused
from cellpark.kernel.units import unit
from cellpark.recipes.dialect.bullet import Bullet, Value
from cellpark.recipes.dialect.limits import MAX_NAME
from cellpark.recipes.dialect.model import Bilingual, Entry, Otherwise, Range, Record, ValueKind
from cellpark.recipes.dialect.values import bilingual, bounds, items, one_of, word

KINDS: Final = tuple(each.value for each in ValueKind)
ENTRIES: Final = tuple(each.value for each in Entry)
FROM_INSTRUMENT: Final = (Entry.FILE, Entry.STREAM)


def read_record(bullet: Bullet, title: Bilingual | None, otherwise: Otherwise | None) -> Record | None:
    """The field of a ``record`` bullet; None, with problems noted, when it cannot be told."""
    head = bullet.head
    name, _, rest = head.text.partition(" ")
    kind = one_of(bullet, Value(name, head.column), KINDS)
    if kind is None:
        return None
    value = Value(rest.strip(), head.column + len(head.text) - len(rest.lstrip()))
    measured = "1"
    choices: tuple[str, ...] = ()
    labels: tuple[Bilingual, ...] = ()
    if kind == ValueKind.NUMBER:
        measured = _unit(bullet, value)
    elif kind == ValueKind.CHOICE:
        choices, labels = _choices(bullet, value)
    elif value.text:
        bullet.fault("value_unwanted", value, found=kind)
    entry, reader = _entry(bullet)
    limits = _limits(bullet, kind, measured)
    if otherwise is not None and "range" not in bullet.attributes and "range" not in bullet.misread:
        bullet.fault("needs", bullet.attributes["else"], one="else", other="range")
    return Record(
        name=bullet.name.text,
        title=title,
        kind=ValueKind(kind),
        unit=measured,
        limits=limits,
        choices=choices,
        labels=labels,
        entry=entry,
        reader=reader,
        cqa="cqa" in bullet.attributes,
        cpp="cpp" in bullet.attributes,
        otherwise=otherwise,
        line=bullet.line,
    )


def _unit(bullet: Bullet, value: Value) -> str:
    if not value.text:
        return "1"
    try:
        return unit(value.text).text
    except Refused:
        bullet.fault("unit", value, found=value.text[:MAX_NAME])
        return "1"


def _limits(bullet: Bullet, kind: str, measured: str) -> Range | None:
    given = bullet.attributes.get("range")
    if given is None:
        return None
    if kind != ValueKind.NUMBER:
        bullet.fault("range_without_number", given, found=kind)
        return None
    return bounds(bullet, given, measured)


def _entry(bullet: Bullet) -> tuple[Entry, str | None]:
    given = bullet.attributes.get("entry")
    if given is None:
        return Entry.TYPED, None
    name, _, rest = given.text.partition(" ")
    way = one_of(bullet, Value(name, given.column), ENTRIES)
    entry = Entry(way) if way else Entry.TYPED
    value = Value(rest.strip(), given.column + len(given.text) - len(rest.lstrip()))
    if entry in FROM_INSTRUMENT:
        if value.text:
            return entry, word(bullet, value)
        bullet.fault("reader_missing", given, entry=entry.value)
    elif value.text:
        bullet.fault("value_unwanted", value, found=entry.value)
    return entry, None


def _choices(bullet: Bullet, value: Value) -> tuple[tuple[str, ...], tuple[Bilingual, ...]]:
    codes: list[str] = []
    labels: list[Bilingual] = []
    written = items(bullet, value)
    for each in written:
        name, _, rest = each.text.partition(" ")
        code = word(bullet, Value(name, each.column))
        label = bilingual(bullet, Value(rest.strip(), each.column + len(each.text) - len(rest.lstrip())))
        if code is None or label is None:
            continue
        if code in codes:
            bullet.fault("word_twice", Value(name, each.column), found=code)
        else:
            codes.append(code)
            labels.append(label)
    if len(written) == 1:
        bullet.fault("one_choice", bullet.head)
    return tuple(codes), tuple(labels)
