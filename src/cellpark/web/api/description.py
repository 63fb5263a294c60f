"""The one NinjaAPI: it parses, checks and writes values. Who may call, and what a refusal says, is ours."""

from typing import Any

from django.http import Http404
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError, ValidationErrorContext

from cellpark.web.api.problems import answer
from cellpark.web.api.refusals import Unfit
from cellpark.web.api.values import complaint

VERSION = 1
PREFIX = f"api/v{VERSION}/"


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


api = Description(title="Cellpark", version=str(VERSION), urls_namespace="api", openapi_url=None, docs_url=None)
for family in (Exception, Http404, HttpError, ValidationError):
    api.add_exception_handler(family, answer)  # type: ignore[arg-type]  # ninja hands over instances only
