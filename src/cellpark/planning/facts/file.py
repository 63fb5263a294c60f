"""Facts as a JSON file: read with every wrong field named, written so that reading gives the same facts again."""

import json
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from cellpark.kernel.problem import Problem, Refused
from cellpark.planning.facts.model import Facts

FORMAT = "cellpark.facts/1"
SIZE_LIMIT_BYTES = 50_000_000
PROBLEMS_SHOWN_MAX = 20


@cache
def _reader() -> TypeAdapter[Facts]:
    return TypeAdapter(Facts)


def read_facts(content: bytes) -> Facts:
    """The facts in a file.

    Raises ``Refused``: ``planning.file.unreadable``, ``planning.file.field`` for each field that is missing, unknown or
    not what it should be, and what ``Facts`` refuses.
    """
    try:
        form = json.loads(content) if len(content) <= SIZE_LIMIT_BYTES else None
    except (ValueError, RecursionError):
        form = None
    if not isinstance(form, dict) or form.pop("format", None) != FORMAT:
        limit = SIZE_LIMIT_BYTES // 1_000_000
        raise Refused(Problem("planning.file.unreadable", {"format": FORMAT, "limit": limit}))
    try:
        # as JSON, so that a list is a tuple and a text is an edge, and 1.0, "1" and true are no whole number
        return _reader().validate_json(json.dumps(form), strict=True)
    except ValidationError as error:
        places = [".".join(map(str, each["loc"])) for each in error.errors(include_url=False, include_input=False)]
        raise Refused(
            *(Problem("planning.file.field", {"place": each}) for each in places[:PROBLEMS_SHOWN_MAX])
        ) from None


def write_facts(facts: Facts) -> bytes:
    """The facts as a file; what is as it would be anyway is left out."""
    return json.dumps({"format": FORMAT, **_form(facts)}, ensure_ascii=False, separators=(",", ":")).encode()


def facts_schema() -> dict[str, Any]:
    """What a file may say, as JSON Schema (docs/planning-facts.schema.json)."""
    schema = _reader().json_schema()
    schema["properties"] = {"format": {"const": FORMAT}, **schema["properties"]}
    schema["required"] = ["format", *schema["required"]]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _form(value: Any) -> Any:
    if is_dataclass(value):
        said = {part.name: (getattr(value, part.name), _default(part)) for part in fields(value)}
        return {name: _form(found) for name, (found, default) in said.items() if found != default}
    return [_form(each) for each in value] if isinstance(value, tuple) else value


def _default(part: Any) -> Any:
    return part.default_factory() if part.default_factory is not MISSING else part.default
