"""The only way to add a page."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path

from cellpark.access.rule import Access

View = Callable[..., HttpResponseBase]
ATTRIBUTE = "cellpark_access"


def route(pattern: str, view: View, *, access: Access, name: str) -> URLPattern:
    """A URL pattern whose view carries its access rule; the middleware enforces it."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    setattr(guarded, ATTRIBUTE, access)
    return path(pattern, guarded, name=name)


def access_of(view: Callable[..., Any]) -> Access | None:
    """The rule that ``view`` declares, or none."""
    found: Access | None = getattr(view, ATTRIBUTE, None)
    return found
