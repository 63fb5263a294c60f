"""The same model as plain values, for programs: ``json_form`` and back. The schema: ``json_schema``."""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Final, get_args, get_origin, get_type_hints

from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.quantity import Quantity
from cellpark.recipes.dialect import model
from cellpark.recipes.dialect.format import VERB_OF, format_recipe
from cellpark.recipes.dialect.parse import parse

FORM: Final = "cellpark.recipe/1"
"""What the form calls itself; another number is another form."""
CLASSES: Final = MappingProxyType({verb: each for each, verb in VERB_OF.items()})


def json_form(recipe: model.Recipe) -> dict[str, object]:
    """The recipe as dict, list, str, int and bool; numbers with units as ``{"unit", "value"}``. Lines are left out."""
    return {"form": FORM, **_plain(recipe)}


def from_json(form: object) -> model.Recipe:
    """The recipe that a form describes.

    It is written as text, read again and checked like any document: raises ``Refused`` with ``recipe.json``
    (``path``), ``quantity.*`` or whatever ``parse`` refuses.
    """
    if not isinstance(form, dict) or form.get("form") != FORM:
        raise _refused("$.form")
    found = _object(model.Recipe, {key: value for key, value in form.items() if key != "form"}, "$")
    assert isinstance(found, model.Recipe)
    try:
        text = format_recipe(found)
    except (ValueError, AssertionError):
        raise _refused("$") from None
    read = parse(text)
    if read != found:
        raise _refused("$")  # a text with a line end or a semicolon would say something else than the form
    return read


def _refused(path: str) -> Refused:
    return Refused(Problem("recipe.json", {"path": path[:200]}))


@cache
def shape(cls: type[Any]) -> Mapping[str, tuple[Any, object]]:
    """The names of a class with the types and the defaults; ``line`` is no part of what a recipe says."""
    hints = get_type_hints(cls)
    return {each.name: (hints[each.name], each.default) for each in fields(cls) if each.name != "line"}


def _plain(value: object) -> Any:
    if isinstance(value, Quantity):
        return value.plain()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return str(value)
    form: dict[str, object] = {"verb": VERB_OF[type(value)]} if isinstance(value, model.Field) else {}
    cls: Any = type(value)
    for name, (_, default) in shape(cls).items():
        given = getattr(value, name)
        if given is not None and given != default:
            form[name] = _plain(given)
    return form


def _object(cls: type, form: object, path: str) -> object:
    if not isinstance(form, dict):
        raise _refused(path)
    rest = dict(form)
    if cls is model.Field:
        verb = rest.pop("verb", None)
        if not isinstance(verb, str) or verb not in CLASSES:
            raise _refused(f"{path}.verb")
        cls = CLASSES[verb]
    given: dict[str, object] = {}
    for name, (kind, default) in shape(cls).items():
        if name in rest:
            given[name] = _value(kind, rest.pop(name), f"{path}.{name}")
        elif NoneType in get_args(kind):
            given[name] = None
        elif default is MISSING:
            raise _refused(f"{path}.{name}")
    if rest:
        raise _refused(f"{path}.{next(iter(rest))}")
    return cls(**given)


def _value(kind: Any, form: object, path: str) -> object:
    if get_origin(kind) is UnionType:
        kind = next(each for each in get_args(kind) if each is not NoneType)
    if get_origin(kind) is tuple:
        if not isinstance(form, list):
            raise _refused(path)
        return tuple(_value(get_args(kind)[0], each, f"{path}[{index}]") for index, each in enumerate(form))
    if kind is Quantity:
        return Quantity.from_plain(form)
    if kind in (str, int, bool):
        if type(form) is not kind:
            raise _refused(path)
        return form
    if issubclass(kind, str):
        try:
            return kind(form)
        except ValueError:
            raise _refused(path) from None
    return _object(kind, form, path)
