"""The description of the API as OpenAPI 3.1, in the reader's language."""

import json
from functools import cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja.openapi.schema import REF_TEMPLATE

from cellpark.web.api.description import PREFIX, api
from cellpark.web.api.problems import ProblemAnswer

SECURITY = {
    "bearer": {"type": "http", "scheme": "bearer"},
    "session": {"type": "apiKey", "in": "cookie", "name": "sessionid"},
}


def document() -> dict[str, Any]:
    """The description in the active language; callers must not change it."""
    return _written(get_language() or "en")


@cache
def _written(_language: str) -> dict[str, Any]:
    described = json.loads(json.dumps(_generated(), default=_spoken))
    described["info"]["description"] = _(
        "The same acts and readings as the pages, for programs. Every refusal is application/problem+json (RFC 9457)."
    )
    described["components"]["securitySchemes"] = SECURITY
    refused = ProblemAnswer.model_json_schema(ref_template=REF_TEMPLATE, mode="serialization")
    described["components"]["schemas"].update({**refused.pop("$defs"), ProblemAnswer.__name__: refused})
    for methods in described["paths"].values():
        for operation in methods.values():
            _finish(operation)
    return dict(described)


@cache
def _generated() -> Any:
    # seconds of work over some hundred operations; the words in it are not spoken yet and fit every language
    return api.get_openapi_schema(path_prefix=f"/{PREFIX}")


def _finish(operation: dict[str, Any]) -> None:
    operation.pop("description", None)
    file = operation.pop("x-file")
    if file:
        operation["responses"]["200"]["content"] = {file: {"schema": {"type": "string", "format": "binary"}}}
    public = operation["x-access"]["door"] == "public"
    operation["security"] = [] if public else [{"bearer": []}, {"session": []}]
    for parameter in operation["parameters"]:
        parameter["schema"] = _without_null(parameter["schema"])


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """A parameter is there or left out; null is no value that an address or a header could carry."""
    choices = [_without_null(each) for each in schema.get("anyOf", ()) if each.get("type") != "null"]
    if len(choices) != 1:
        return schema
    rest = {key: value for key, value in schema.items() if key != "anyOf"}
    return {**choices[0], **rest}


def _spoken(value: object) -> str:
    assert isinstance(value, Promise), f"{value!r} has no place in the description"
    return str(value)
