"""The one NinjaAPI: it parses, checks and writes values. Who may call, and what a refusal says, is ours."""

import json
from typing import Any

from django.http import Http404, HttpRequest
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError, ValidationErrorContext
from ninja.parser import Parser

from cellpark.kernel.problem import Problem
from cellpark.web.api.problems import answer
from cellpark.web.api.refusals import Malformed, Unfit
from cellpark.web.api.values import complaint

VERSION = 1
PREFIX = f"api/v{VERSION}/"


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose names differ: of two values under one name nobody could say which was meant (RFC 8259, 4)."""
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Malformed(Problem("api.name_twice", {"name": twice[:80]}))
    return found


class OneMeaning(Parser):
    """JSON that can be read in one way only."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """The body as values; raises ``ValueError`` when it is no JSON, ``Malformed`` for a name given twice."""
        read: dict[str, Any] = json.loads(request.body, object_pairs_hook=_once_each)
        return read


class Description(NinjaAPI):
    """Ninja with our own words for values that do not fit."""

    def validation_error_from_error_contexts(self, error_contexts: list[ValidationErrorContext[Any]]) -> Any:
        """All complaints of one call in one refusal."""
        problems = [
            complaint(dict(error), str(context.model.__ninja_param_source__))
            for context in error_contexts
            for error in context.pydantic_validation_error.errors(include_url=False)
        ]
        return Unfit(*problems)


api = Description(
    title="Cellpark", version=str(VERSION), urls_namespace="api", openapi_url=None, docs_url=None, parser=OneMeaning()
)
for family in (Exception, Http404, HttpError, ValidationError):
    api.add_exception_handler(family, answer)  # type: ignore[arg-type]  # ninja hands over instances only
