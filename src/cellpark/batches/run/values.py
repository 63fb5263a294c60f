"""Whether a value is of the kind that its field wants. Limits are no matter here: a value outside them is a fact."""

from collections.abc import Callable, Mapping

from cellpark.base.text import text_problems
from cellpark.batches.run.amounts import inside, range_text, written
from cellpark.batches.run.happened import Value
from cellpark.batches.run.recipe import Range, Record, Set, ValueKind
from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.quantity import Quantity

TEXT_LIMIT = 500


def value_problems(field: object, value: Value) -> list[Problem]:
    """Whether a value is of the kind that a field wants. Limits are no matter here: a value outside them is a fact."""
    if isinstance(field, Set):
        return _parameter(field, value)
    return KINDS[field.kind](field, value) if isinstance(field, Record) else []


def _number_of(field: Record, value: Value) -> list[Problem]:
    return _number(field.name, value, Quantity.parse(f"0 {field.unit}"))


def _choice(field: Record, value: Value) -> list[Problem]:
    fits = isinstance(value, str) and value in field.choices
    return [] if fits else [Problem("base.not_a_choice", {"value": written(value)}, field="value")]


def _yes_no(field: Record, value: Value) -> list[Problem]:
    return [] if isinstance(value, bool) else [_other_kind(field.name)]


def _text(field: Record, value: Value) -> list[Problem]:
    if not isinstance(value, str) or not value.strip():
        return [_other_kind(field.name)]
    too_long = [Problem("base.too_long", {"limit": TEXT_LIMIT}, field="value")] if len(value) > TEXT_LIMIT else []
    return too_long or text_problems(value=value)


def _other_kind(name: str) -> Problem:
    return Problem("batches.value.kind", {"field": name}, field="value")


def _number(name: str, value: Value, like: Quantity) -> list[Problem]:
    if not isinstance(value, Quantity):
        return [_other_kind(name)]
    try:
        _ = value < like
    except Refused as refused:
        return [Problem(each.code, each.params, field="value") for each in refused.problems]
    return []


def _parameter(field: Set, value: Value) -> list[Problem]:
    """A parameter is set to what the recipe says, or within what it allows."""
    wrong = _number(field.name, value, field.value)
    if wrong:
        return wrong
    assert isinstance(value, Quantity), "checked before"
    allowed = field.allow or Range(field.value, field.value)
    if inside(value, allowed):
        return []
    params = {"field": field.name, "value": str(value), "allowed": range_text(allowed)}
    return [Problem("batches.parameter.outside", params, field="value")]


def quantity_problems(field: str, given: Quantity, asked: Quantity) -> list[Problem]:
    """Whether a quantity is of the kind that is asked for, and not negative."""
    try:
        _ = given < asked
    except Refused as refused:
        return [Problem(each.code, each.params, field="quantity") for each in refused.problems]
    if given.value < 0:
        return [Problem("batches.quantity.negative", {"field": field}, field="quantity")]
    return []


KINDS: Mapping[ValueKind, Callable[[Record, Value], list[Problem]]] = {
    ValueKind.NUMBER: _number_of,
    ValueKind.CHOICE: _choice,
    ValueKind.YES_NO: _yes_no,
    ValueKind.TEXT: _text,
}


def typed_value(field: object, written: str | bool) -> Value:
    """What somebody wrote, as the field wants it: ``2e9 cells``, or a bare number in the field's own unit.

    Raises ``Refused`` for a number that cannot be read or a unit that nobody knows.
    """
    if isinstance(written, bool):
        return written
    plain = written.strip()
    match field:
        case Record(kind=ValueKind.NUMBER, unit=unit):
            return quantity_in(plain, unit)
        case Set(value=value):
            return quantity_in(plain, value.unit)
        case Record(kind=ValueKind.YES_NO) if plain.lower() in YES_NO:
            return YES_NO[plain.lower()]
    return plain


def quantity_in(written: str, unit: str) -> Quantity:
    """A quantity; without a unit of its own, in ``unit``. Raises ``Refused``."""
    found = Quantity.parse(written)
    bare = " " not in written.strip()
    return Quantity(found.value, unit) if bare and found.unit == "1" else found


YES_NO = {"yes": True, "true": True, "no": False, "false": False}
