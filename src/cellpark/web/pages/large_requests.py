"""A limit on whole requests, before anything of them is read."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse


class LargeRequestMiddleware:
    """Refuses a page's request that says it is larger than the site takes; the API does so itself, in its own form.

    Django limits fields and lets files grow on the disk; no page takes a larger file than a form, so that one limit
    holds for both. A request that does not say its length (chunked) has none for Django, which reads nothing of it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Django's middleware signature."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Raise ``RequestDataTooBig``, which the page for 413 answers."""
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not request.path_info.startswith("/api/") and length.isdigit() and int(length) > limit:
            raise RequestDataTooBig
        return self.get_response(request)
