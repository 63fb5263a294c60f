"""Refusals as pages: the family of an exception decides the status, the words come from the catalogue."""

from collections.abc import Callable

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.web.pages.views import errors

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


class RefusalMiddleware:
    """Turns what views let through into answers: 403, 404, 409. Bugs pass on to Django's 500."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Django's middleware signature."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Refuse methods that no page has; the rest passes."""
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for a refusal, or none for a bug."""
        match exception:
            case Refused():
                return errors.refused(request, exception)
            case NotAllowed():
                return errors.not_allowed(request, exception)
            case ObjectDoesNotExist():
                return errors.not_found(request, exception)
            case _:
                return None
