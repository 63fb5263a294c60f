"""A limit on whole requests, before anything of them is read."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse

ATTRIBUTE = "cellpark_takes_raw_files"
View = TypeVar("View", bound=Callable[..., Any])


def takes_raw_files(view: View) -> View:
    """A view whose form carries a raw file of an instrument: it may have ``settings.RAW_FILE_REQUEST_BYTES_MAX``."""
    setattr(view, ATTRIBUTE, True)
    return view


class LargeRequestMiddleware:
    """Refuses a page's request that says it is larger than the site takes; the API does so itself, in its own form.

    Django limits fields and lets files grow on the disk, so the whole request is limited here: to what forms need, and
    on pages that take raw files to the size of one, from people who are signed in. A request that does not say its
    length (chunked) has none for Django, which reads nothing of it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Django's middleware signature."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Raise ``RequestDataTooBig`` for what no page takes; the page for 413 answers."""
        if not request.path_info.startswith("/api/") and _length(request) > settings.RAW_FILE_REQUEST_BYTES_MAX:
            raise RequestDataTooBig
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *_arguments: object) -> None:
        """Raise ``RequestDataTooBig`` for what this page does not take, before a token of a form is looked for."""
        if request.path_info.startswith("/api/"):
            return
        raw = getattr(view, ATTRIBUTE, False) and SESSION_KEY in request.session
        if _length(request) > (settings.RAW_FILE_REQUEST_BYTES_MAX if raw else settings.DATA_UPLOAD_MAX_MEMORY_SIZE):
            raise RequestDataTooBig


def _length(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdigit() else 0
