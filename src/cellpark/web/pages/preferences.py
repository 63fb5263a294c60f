"""What a reader chose: language, time zone, light or dark. Kept in cookies, so it works before sign-in."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from cellpark.access.public import LANGUAGE_COOKIE, THEME_COOKIE, ZONE_COOKIE

THEMES: Final = ("auto", "light", "dark")


@dataclass(frozen=True, slots=True)
class Preferences:
    """The choices in force; what nobody chose is the site's."""

    language: str
    zone: str
    theme: str


def known_languages() -> frozenset[str]:
    """The codes of the languages that the pages speak."""
    return frozenset(code for code, _ in settings.LANGUAGES)


@cache
def known_zones() -> frozenset[str]:
    """The time zones there are; looked up once, because each look walks through hundreds of files."""
    return frozenset(available_timezones())


def read_preferences(request: HttpRequest) -> Preferences:
    """The reader's choices; a cookie with nonsense in it counts for nothing."""
    language = request.COOKIES.get(LANGUAGE_COOKIE, "")
    zone = request.COOKIES.get(ZONE_COOKIE, "")
    theme = request.COOKIES.get(THEME_COOKIE, "")
    return Preferences(
        language=language if language in known_languages() else translation.get_language_from_request(request),
        zone=zone if zone in known_zones() else settings.TIME_ZONE,
        theme=theme if theme in THEMES else "auto",
    )


def preferences_of(request: HttpRequest) -> Preferences:
    """The choices that the middleware found, or those of the request itself where no middleware ran."""
    found: Preferences | None = getattr(request, "cellpark_preferences", None)
    return found or read_preferences(request)


class PreferencesMiddleware:
    """Speaks the reader's language and shows the reader's time around the whole answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Django's middleware signature."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer inside the reader's language and zone."""
        chosen = read_preferences(request)
        request.cellpark_preferences = chosen  # type: ignore[attr-defined]  # read through preferences_of()
        with translation.override(chosen.language), timezone.override(ZoneInfo(chosen.zone)):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", chosen.language)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response
