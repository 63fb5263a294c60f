"""A real Chromium before a real site."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from socketserver import ThreadingMixIn
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.plugin import DjangoDbBlocker

from tests.chromium import PATIENCE_MS


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """One thread a request: its database connection ends with it."""
        super().process_request_thread(request, client_address)
        connections.close_all()


class Silent(WSGIRequestHandler):
    def log_message(self, *_args: object) -> None:
        """Nothing on the test's own output."""


@pytest.fixture(scope="session")
def site(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The site on a port of its own, on the worker's database; what it commits stays there."""
    with django_db_blocker.unblock():
        server = make_server("127.0.0.1", 0, WSGIHandler(), server_class=Server, handler_class=Silent)
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()
        server.server_close()


@dataclass
class Reader:
    """Somebody before the site: opens pages, and keeps what the console said."""

    context: BrowserContext
    site: str
    console: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        page = self.context.new_page()
        page.on("console", lambda message: self.console.append(message.text))
        page.on("pageerror", lambda error: self.console.append(str(error)))
        page.goto(self.site + path)
        page.wait_for_load_state("networkidle")
        return page


@pytest.fixture
def reader(chromium: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[Reader]:
    """A reader; parametrize indirectly with a dict of language, theme, width, height, javascript."""
    wish = {"language": "en", "theme": "light", "width": 1280, "height": 800, "javascript": True}
    wish |= getattr(request, "param", {})
    context = chromium.new_context(
        viewport={"width": wish["width"], "height": wish["height"]},
        java_script_enabled=wish["javascript"],
        accept_downloads=True,
    )
    context.set_default_timeout(PATIENCE_MS)
    for name in ("language", "theme"):
        context.add_cookies([{"name": f"cellpark_{name}", "value": wish[name], "url": site}])
    yield Reader(context, site)
    context.close()
