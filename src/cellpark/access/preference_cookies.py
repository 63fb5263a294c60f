"""Where a reader's choices are kept, so that pages speak the right language before and after sign-in."""

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from cellpark.identity.public import Person

LANGUAGE_COOKIE: Final = "cellpark_language"
ZONE_COOKIE: Final = "cellpark_zone"
THEME_COOKIE: Final = "cellpark_theme"
YEAR_SECONDS: Final = 365 * 24 * 3600


def keep_preference(response: HttpResponse, cookie: str, value: str) -> None:
    """Let ``response`` keep one choice for a year in the reader's browser."""
    response.set_cookie(
        cookie,
        value,
        max_age=YEAR_SECONDS,
        samesite="Lax",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
    )


def bring_account_preferences(request: HttpRequest, response: HttpResponse, person: Person) -> None:
    """At sign-in, take language and zone from the account, unless this browser was told otherwise before."""
    for cookie, value in ((LANGUAGE_COOKIE, person.language), (ZONE_COOKIE, person.time_zone)):
        if cookie not in request.COOKIES:
            keep_preference(response, cookie, value)
