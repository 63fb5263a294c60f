"""The site on a database of the test's own, where commits are real: sealed, signed and looked at in a browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from wsgiref.simple_server import make_server

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.sessions.backends.db import SessionStore
from django.core.handlers.wsgi import WSGIHandler
from playwright.sync_api import BrowserContext

from tests.browser.conftest import Server, Silent

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@contextmanager
def served() -> Iterator[str]:
    """The address of a running site; settings follow its port, as passkeys are bound to it."""
    server = make_server("127.0.0.1", 0, WSGIHandler(), server_class=Server, handler_class=Silent)
    before = settings.CELLPARK_ADDRESS
    settings.CELLPARK_ADDRESS = f"http://localhost:{server.server_port}"
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield settings.CELLPARK_ADDRESS
    finally:
        server.shutdown()
        server.server_close()
        settings.CELLPARK_ADDRESS = before


def sign_in(context: BrowserContext, site: str, person: object, language: str = "en") -> None:
    """Give the browser a session of ``person``, as a sign-in would."""
    session = SessionStore()
    session["_auth_user_id"] = str(person.pk)  # type: ignore[attr-defined]
    session["_auth_user_backend"] = BACKEND
    session["_auth_user_hash"] = get_user_model().objects.get(pk=person.pk).get_session_auth_hash()  # type: ignore[attr-defined]
    session.create()
    context.add_cookies(
        [
            {"name": settings.SESSION_COOKIE_NAME, "value": str(session.session_key), "url": site},
            {"name": "cellpark_language", "value": language, "url": site},
        ]
    )
