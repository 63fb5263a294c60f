"""Kinds of values that operations take and give, with their limits; and pydantic's complaints as problems."""

from datetime import UTC, datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import AfterValidator, AwareDatetime, ConfigDict, PlainSerializer, StringConstraints
from pydantic_core import PydanticCustomError

from cellpark.base.text import text_problems
from cellpark.kernel.problem import Problem

SHOWN = 80
"""So many characters of a wrong value are repeated in the answer."""


def kept(value: str) -> str:
    """The value, when it can be kept exactly as it was sent."""
    for problem in text_problems(value=value):
        raise PydanticCustomError("text", "{code}", {"code": problem.code})
    return value


Text = Annotated[str, StringConstraints(max_length=500), AfterValidator(kept)]
Search = Annotated[str, StringConstraints(max_length=200), AfterValidator(kept)]
Moment = Annotated[
    datetime, PlainSerializer(lambda at: at.astimezone(UTC).isoformat().replace("+00:00", "Z"), return_type=str)
]
MomentIn = AwareDatetime


class Body(Schema):
    """What a call sends: nothing that the operation does not know."""

    model_config = ConfigDict(extra="forbid")


_CODES = {
    "missing": "api.missing",
    "extra_forbidden": "api.unknown",
    "string_unicode": "base.text.control",
    "uuid_parsing": "api.not_an_identifier",
    "uuid_type": "api.not_an_identifier",
    "enum": "base.not_a_choice",
    "literal_error": "base.not_a_choice",
    "timezone_aware": "api.not_a_moment",
    "too_long": "api.out_of_range",
    "too_short": "api.out_of_range",
}
_BY_START = {
    "date_": "base.not_a_date",
    "datetime_": "api.not_a_moment",
    "greater_than": "api.out_of_range",
    "less_than": "api.out_of_range",
}


def complaint(error: dict[str, Any], source: str) -> Problem:
    """One of pydantic's errors as a problem about a field such as ``title`` or ``scopes.0``."""
    where = [str(step) for step in error["loc"]]
    field = ".".join(where[1:] if source == "body" and len(where) > 1 else where) or source
    kind, context = error["type"], error.get("ctx", {})
    if kind == "text":
        return Problem(context["code"], field=field)
    if kind == "string_too_long":
        return Problem("base.too_long", {"limit": context["max_length"]}, field=field)
    code = _CODES.get(kind) or next((code for start, code in _BY_START.items() if kind.startswith(start)), "api.unfit")
    return Problem(code, {"value": _shown(error.get("input"))}, field=field)


def _shown(value: object) -> str:
    text = str(value).encode(errors="replace").decode()
    text = "".join(character for character in text if character.isprintable())
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"
