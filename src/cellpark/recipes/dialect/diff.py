"""What two versions of a recipe say differently: by permanent ids and names, never by lines."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from cellpark.recipes.dialect import model
from cellpark.recipes.dialect.change import Change, ChangeKind, Severity, field_gravity, gravity, verb_of
from cellpark.recipes.dialect.expressions import read_text
from cellpark.recipes.dialect.format import field_text
from cellpark.recipes.dialect.json_form import shape
from cellpark.recipes.dialect.model import Bilingual, Recipe
from cellpark.recipes.dialect.words import told

_ORDER = {each: number for number, each in enumerate(Severity)}


def diff(old: Recipe, new: Recipe) -> tuple[Change, ...]:
    """Every change, gravest first and then in the order of the new document."""
    users = _users(old)
    for name, steps in _users(new).items():
        users[name] = tuple(dict.fromkeys((*users.get(name, ()), *steps)))
    changes = [
        *_aspects(old, new, "", "document", skip=("units",)),
        *_units(old, new, users),
    ]
    return tuple(sorted(changes, key=lambda each: _ORDER[each.severity]))


def _users(recipe: Recipe) -> dict[str, tuple[str, ...]]:
    """For each name and each step id, the ids of the steps and units that use it."""
    found: dict[str, dict[str, None]] = {}
    for unit in recipe.units:
        if unit.repeat is not None:
            _note(found, read_text(unit.repeat.until).names, unit.id)
        for step in unit.steps:
            for each in step.fields:
                _note(found, _wanted(each), step.id)
    return {name: tuple(steps) for name, steps in found.items()}


def _note(found: dict[str, dict[str, None]], names: Iterable[str], where: str) -> None:
    for name in names:
        found.setdefault(name.partition(".")[0] if not name.startswith("U") else name, {})[where] = None


def _wanted(each: model.Field) -> Iterator[str]:
    match each:
        case model.Out(qty=qty, of=of):
            yield from of
            yield from read_text(qty).names if qty is not None else ()
        case model.Use(qty=str() as qty):
            yield from read_text(qty).names
        case model.Check(condition=condition):
            yield from read_text(condition).names
        case model.Sample(of=str() as of_one):
            yield of_one
        case model.Time(since=str() as since):
            yield since
    otherwise = getattr(each, "otherwise", None)
    if otherwise is not None and otherwise.step is not None:
        yield otherwise.step


def _units(old: Recipe, new: Recipe, users: dict[str, tuple[str, ...]]) -> Iterator[Change]:
    before, now = {each.id: each for each in old.units}, {each.id: each for each in new.units}
    for unit in old.units:
        if unit.id not in now:
            yield _came_or_went(ChangeKind.REMOVED, Severity.CRITICAL, unit.id, "unit", unit.title)
    moved = _moved([each.id for each in old.units], [each.id for each in new.units])
    for unit in new.units:
        known = before.get(unit.id)
        if known is None:
            yield _came_or_went(ChangeKind.ADDED, Severity.CRITICAL, unit.id, "unit", unit.title)
            continue
        if unit.id in moved:
            yield _came_or_went(ChangeKind.MOVED, Severity.CRITICAL, unit.id, "unit", unit.title)
        yield from _aspects(known, unit, unit.id, "unit", skip=("place", "repeat", "steps"))
        yield from _part(known.place, unit.place, unit.id, "place")
        yield from _part(known.repeat, unit.repeat, unit.id, "repeat")
        yield from _steps(known, unit, users)


def _steps(old: model.Unit, new: model.Unit, users: dict[str, tuple[str, ...]]) -> Iterator[Change]:
    before, now = {each.id: each for each in old.steps}, {each.id: each for each in new.steps}
    for step in old.steps:
        if step.id not in now:
            affects = users.get(step.id, ())
            yield _came_or_went(ChangeKind.REMOVED, Severity.CRITICAL, step.id, "step", step.title, affects)
    moved = _moved([each.id for each in old.steps], [each.id for each in new.steps])
    for step in new.steps:
        known = before.get(step.id)
        if known is None:
            yield _came_or_went(ChangeKind.ADDED, Severity.CRITICAL, step.id, "step", step.title)
            continue
        if step.id in moved:
            yield _came_or_went(ChangeKind.MOVED, Severity.CRITICAL, step.id, "step", step.title)
        yield from _aspects(known, step, step.id, "step", skip=("place", "fields"))
        yield from _part(known.place, step.place, step.id, "place")
        yield from _fields(known, step, users)


def _fields(old: model.Step, new: model.Step, users: dict[str, tuple[str, ...]]) -> Iterator[Change]:
    before, now = {each.name: each for each in old.fields}, {each.name: each for each in new.fields}
    for each in old.fields:
        if each.name not in now or type(now[each.name]) is not type(each):
            yield _field_change(ChangeKind.REMOVED, each, old.id, _affected(old.id, each, users))
    for each in new.fields:
        known = before.get(each.name)
        affects = _affected(new.id, each, users)
        if known is None or type(known) is not type(each):
            yield _field_change(ChangeKind.ADDED, each, new.id, affects)
        else:
            yield from _aspects(known, each, new.id, verb_of(each), name=each.name, affects=affects)
    order = [each.name for each in old.fields if each.name in now]
    order_now = [each.name for each in new.fields if each.name in before]
    if order != order_now:
        said = [Bilingual(", ".join(names), ", ".join(names)) for names in (order, order_now)]
        yield Change(
            kind=ChangeKind.CHANGED,
            severity=Severity.MAJOR,
            where=new.id,
            thing="step",
            aspect="order",
            old=said[0],
            new=said[1],
        )


def _affected(where: str, each: model.Field, users: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((where, *users.get(each.name, ())))) if not isinstance(each, model.Sign) else (where,)


def _field_change(kind: ChangeKind, each: model.Field, where: str, affects: tuple[str, ...]) -> Change:
    text = field_text(each).removeprefix("- ")
    said = Bilingual(text, text)
    old, new = (None, said) if kind is ChangeKind.ADDED else (said, None)
    return Change(
        kind=kind,
        severity=field_gravity(each),
        where=where,
        thing=verb_of(each),
        name=each.name,
        old=old,
        new=new,
        affects=affects,
    )


def _came_or_went(
    kind: ChangeKind, severity: Severity, where: str, thing: str, title: Bilingual, affects: tuple[str, ...] = ()
) -> Change:
    return Change(kind=kind, severity=severity, where=where, thing=thing, new=title, affects=affects)


def _part(old: object, new: object, where: str, thing: str) -> Iterator[Change]:
    if old is None and new is None:
        return
    if old is None or new is None:
        kind = ChangeKind.ADDED if old is None else ChangeKind.REMOVED
        yield Change(kind=kind, severity=Severity.CRITICAL, where=where, thing=thing)
        return
    yield from _aspects(old, new, where, thing)


def _aspects(
    old: object,
    new: object,
    where: str,
    thing: str,
    *,
    name: str | None = None,
    affects: tuple[str, ...] = (),
    skip: Sequence[str] = (),
) -> Iterator[Change]:
    cls: Any = type(new)
    for aspect in shape(cls):
        before, now = getattr(old, aspect), getattr(new, aspect)
        if aspect in skip or before == now or (aspect == "name" and name is not None):
            continue
        yield Change(
            kind=ChangeKind.CHANGED,
            severity=max(gravity(old, aspect), gravity(new, aspect), key=lambda each: -_ORDER[each]),
            where=where,
            thing=thing,
            name=name,
            aspect=aspect,
            old=told(before),
            new=told(now),
            affects=affects,
        )


def _moved(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """The ids that changed their place among those that stayed: all but a longest run in the same order."""
    place = {each: number for number, each in enumerate(new)}
    both = [each for each in old if each in place]
    best: list[tuple[int, int | None]] = []  # length of the best run that ends here, and where it came from
    for index, each in enumerate(both):
        length, came = 1, None
        for earlier in range(index):
            if place[both[earlier]] < place[each] and best[earlier][0] + 1 > length:
                length, came = best[earlier][0] + 1, earlier
        best.append((length, came))
    stayed: set[str] = set()
    at = max(range(len(both)), key=lambda index: best[index][0], default=None)
    while at is not None:
        stayed.add(both[at])
        at = best[at][1]
    return set(both) - stayed
