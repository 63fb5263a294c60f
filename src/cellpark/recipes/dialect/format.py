"""From the model back to text: one way of writing each recipe, so that differences between versions stay small."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from cellpark.kernel.quantity import Quantity
from cellpark.recipes.dialect import model
from cellpark.recipes.dialect.lines import tidy
from cellpark.recipes.dialect.model import Bilingual, Otherwise, Range, Recipe
from cellpark.recipes.dialect.parse import parse


def format_text(text: str) -> str:
    """A document in its one spelling: verbs in English, plain line ends, one space. Raises ``Refused`` as ``parse``."""
    return format_recipe(parse(tidy(text)))


def format_recipe(recipe: Recipe) -> str:
    """The text of a recipe; reading it gives the same recipe again."""
    return "\n".join(_document(recipe)) + "\n"


def _document(recipe: Recipe) -> Iterator[str]:
    yield "---"
    yield f"mbr: {recipe.mbr}"
    yield f"version: {recipe.version}"
    yield f"title: {both(recipe.title)}"
    if recipe.product is not None:
        yield f"product: {recipe.product}"
    if recipe.kind is not None:
        yield f"kind: {recipe.kind}"
    yield "---"
    for unit in recipe.units:
        yield ""
        yield f"## {unit.id} {both(unit.title)}"
        if unit.place is not None or unit.repeat is not None:
            yield ""
        if unit.place is not None:
            yield _bullet("place", "", _place(unit.place))
        if unit.repeat is not None:
            yield _bullet("repeat", "", _repeat(unit.repeat))
        for step in unit.steps:
            yield ""
            yield from _step(step)


def _step(step: model.Step) -> Iterator[str]:
    yield f"### {step.id} {both(step.title)}"
    yield ""
    yield f"zh: {step.text.zh}"
    yield f"en: {step.text.en}"
    if step.help is not None:
        yield f"help: {both(step.help)}"
    if step.picture is not None:
        yield f"picture: {step.picture}"
    if step.place is not None:
        yield _bullet("place", "", _place(step.place))
    before: list[model.Sign] = []
    for each in step.fields:
        if isinstance(each, model.Sign):
            yield _bullet("sign", each.name, _sign(each, before))
            before.append(each)
        else:
            yield field_text(each)


def field_text(each: model.Field) -> str:
    """The bullet of one field, as it stands outside its step: signatures exclude each other by their names."""
    verb = VERB_OF[type(each)]
    title = () if each.title is None else (f"as {both(each.title)}",)
    return _bullet(verb, each.name, (*WRITERS[type(each)](each), *title))


def _bullet(verb: str, name: str, parts: Iterable[str]) -> str:
    return f"- {verb}{' ' if name else ''}{name}: {'; '.join(parts)}"


def both(text: Bilingual) -> str:
    """``zh | en``."""
    return f"{text.zh} | {text.en}"


def amount(quantity: Quantity) -> str:
    """``1.5e6 cell/mL``: the digits that were written, the stored spelling of the unit."""
    return str(quantity).replace("E+", "e").replace("E", "e", 1) if "E" in str(quantity.value) else str(quantity)


def span(limits: Range, default: str) -> str:
    """``20..28 h``, with the unit only where it is another than ``default``."""
    low, high = limits.low, limits.high
    if high is None:
        assert low is not None
        return f"{_end(low, default)}.."
    if low is None:
        return f"..{_end(high, default)}"
    if low.unit == high.unit:
        return f"{number(low)}..{_end(high, default)}"
    return f"{amount(low)}..{amount(high)}"


def _end(quantity: Quantity, default: str) -> str:
    return number(quantity) if quantity.unit == default else amount(quantity)


def number(quantity: Quantity) -> str:
    """The number alone: ``1.5e6``."""
    return str(quantity.value).replace("E+", "e").replace("E", "e")


def reaction(otherwise: Otherwise) -> str:
    """``stop``, ``deviation minor``, ``do U3.2``."""
    return otherwise.reaction.value if otherwise.step is None else f"do {otherwise.step}"


def _place(place: model.Place) -> Iterator[str]:
    yield f"suite {place.suite}"
    yield f"grade {place.grade}"
    yield place.openness.value
    if place.crew is not None:
        yield f"crew {place.crew}"
    if place.infectious:
        yield "infectious"


def _repeat(repeat: model.Repeat) -> Iterator[str]:
    if repeat.every is not None:
        yield f"every {amount(repeat.every)}"
    yield f"until {repeat.until}"
    if repeat.least != 1:
        yield f"min {repeat.least}"
    yield f"max {repeat.most}"
    yield f"else {reaction(repeat.otherwise)}"


def _in(each: model.In) -> Iterator[str]:
    yield each.what
    if each.qty is not None:
        yield f"qty {amount(each.qty)}"
    if each.match is not None:
        yield f"match {each.match}"


def _out(each: model.Out) -> Iterator[str]:
    yield each.what
    if each.qty is not None:
        yield f"qty {each.qty}"
    if each.move is not model.Move.TRANSFER:
        yield each.move.value
    if each.of:
        yield f"of {', '.join(each.of)}"
    if each.label is not None:
        yield f"label {each.label}"


def _use(each: model.Use) -> Iterator[str]:
    yield f"{each.material} {each.what}"
    if each.qty is not None:
        yield f"qty {each.qty}"
    if each.tolerance is not None:
        yield f"tolerance {amount(each.tolerance)}"
    yield "lot scan"


def _equip(each: model.Equip) -> Iterator[str]:
    yield f"class {each.equipment_class}"
    if each.state:
        yield f"state {', '.join(each.state)}"
    if each.holds:
        yield f"holds {', '.join(each.holds)}"
    if each.until is not None:
        yield f"until {each.until}"


def _set(each: model.Set) -> Iterator[str]:
    yield amount(each.value)
    if each.allow is not None:
        yield f"allow {span(each.allow, '')}"
    if each.cpp:
        yield "cpp"


def _time(each: model.Time) -> Iterator[str]:
    yield amount(each.duration)
    if each.allow is not None:
        since = "" if each.since is None else f" from {each.since}"
        yield f"allow {span(each.allow, '')}{since}"
    if each.hands is not None:
        yield f"hands {each.hands}"
    if each.allow is not None:
        yield f"else {reaction(each.otherwise)}"


def _record(each: model.Record) -> Iterator[str]:
    yield _recorded(each)
    if each.limits is not None:
        yield f"range {span(each.limits, each.unit)}"
    if each.cqa:
        yield "cqa"
    if each.cpp:
        yield "cpp"
    if each.entry is not model.Entry.TYPED:
        yield f"entry {each.entry.value}{'' if each.reader is None else f' {each.reader}'}"
    if each.otherwise is not None:
        yield f"else {reaction(each.otherwise)}"


def _recorded(each: model.Record) -> str:
    if each.kind is model.ValueKind.NUMBER and each.unit != "1":
        return f"number {each.unit}"
    if each.kind is model.ValueKind.CHOICE:
        choices = zip(each.choices, each.labels, strict=True)
        return f"choice {', '.join(f'{code} {both(label)}' for code, label in choices)}"
    return each.kind.value


def _check(each: model.Check) -> Iterator[str]:
    yield each.condition
    yield f"else {reaction(each.otherwise)}"


def _sample(each: model.Sample) -> Iterator[str]:
    yield amount(each.qty)
    yield f"tests {', '.join(each.tests)}"
    yield f"to {each.to}"
    if each.of is not None:
        yield f"of {each.of}"


def _sign(each: model.Sign, before: Iterable[model.Sign] = ()) -> Iterator[str]:
    yield each.role
    if each.not_by:
        yield f"not {', '.join(_excluded(each.not_by, list(before)))}"
    if each.meaning is not None:
        yield f"meaning {both(each.meaning)}"


def _excluded(names: tuple[str, ...], before: list[model.Sign]) -> Iterator[str]:
    # "not operator" is what people say; it is written so wherever only one earlier signature can be meant
    taken = {each.name for each in before}
    for name in names:
        role = next((each.role for each in before if each.name == name), name)
        alone = sum(each.role == role for each in before) == 1 and role not in taken
        yield role if alone else name


WRITERS: Final[Mapping[type, Callable[[Any], Iterator[str]]]] = MappingProxyType(
    {
        model.In: _in,
        model.Out: _out,
        model.Use: _use,
        model.Equip: _equip,
        model.Set: _set,
        model.Time: _time,
        model.Record: _record,
        model.Check: _check,
        model.Sample: _sample,
        model.Sign: _sign,
    }
)
VERB_OF: Final[Mapping[type, str]] = MappingProxyType({each: each.__name__.lower() for each in WRITERS})
"""The verb that declares each class of fields."""
