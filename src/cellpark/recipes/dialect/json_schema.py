"""The JSON Schema of the form of a recipe, made from the model, so that the two cannot part."""

from dataclasses import MISSING
from types import NoneType, UnionType
from typing import Any, Final, get_args, get_origin

from cellpark.kernel.quantity import Quantity
from cellpark.recipes.dialect import model
from cellpark.recipes.dialect.json_form import CLASSES, FORM, shape

QUANTITY: Final = {
    "type": "object",
    "description": "an exact decimal as text, and the stored spelling of a unit (1 for a plain number)",
    "properties": {"unit": {"type": "string"}, "value": {"type": "string", "pattern": "^-?[0-9.]+(E[+-]?[0-9]+)?$"}},
    "required": ["unit", "value"],
    "additionalProperties": False,
}


def json_schema() -> dict[str, Any]:
    """The schema (draft 2020-12). What it lets pass may still be refused by the checks of the language."""
    definitions: dict[str, Any] = {"Quantity": QUANTITY}
    root = _object(model.Recipe, definitions)
    root["properties"] = {"form": {"const": FORM}, **root["properties"]}
    root["required"] = ["form", *root["required"]]
    fields = [_reference(cls, definitions) for cls in CLASSES.values()]
    definitions["Field"] = {"oneOf": fields}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A master batch record of Cellpark",
        **root,
        "$defs": dict(sorted(definitions.items())),
    }


def _reference(cls: Any, definitions: dict[str, Any]) -> dict[str, str]:
    name = cls.__name__
    if name not in definitions:
        definitions[name] = {}  # named before it is made: a class may hold itself
        definitions[name] = _object(cls, definitions)
    return {"$ref": f"#/$defs/{name}"}


def _object(cls: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    required: list[str] = []
    if cls is not model.Field and issubclass(cls, model.Field):
        verb = next(verb for verb, each in CLASSES.items() if each is cls)
        properties["verb"] = {"const": verb}
        required.append("verb")
    for name, (kind, default) in shape(cls).items():
        properties[name] = _kind(kind, definitions)
        if default is MISSING and NoneType not in get_args(kind):
            required.append(name)
    found = {"type": "object", "properties": properties, "additionalProperties": False}
    return found | ({"required": required} if required else {})


def _kind(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if get_origin(kind) is UnionType:
        kind = next(each for each in get_args(kind) if each is not NoneType)
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _kind(get_args(kind)[0], definitions)}
    plain = {str: "string", int: "integer", bool: "boolean"}.get(kind)
    if plain is not None:
        return {"type": plain}
    if kind is Quantity:
        return {"$ref": "#/$defs/Quantity"}
    if kind is model.Field:
        return {"$ref": "#/$defs/Field"}
    if issubclass(kind, str):
        return {"enum": [each.value for each in kind]}
    return _reference(kind, definitions)
