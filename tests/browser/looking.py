"""Looking at many pages in one browser context: what axe, the console and a ruler say about each."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any
from wsgiref.simple_server import make_server

from axe_playwright_python.sync_playwright import Axe
from django.core.handlers.wsgi import WSGIHandler
from playwright.sync_api import Browser, BrowserContext, Page

from cellpark.web.pages.whole_bodies import whole_bodies
from tests.browser.conftest import Server, Silent
from tests.chromium import PATIENCE_MS

SCREENSHOTS = Path(__file__).parents[2] / "screenshots"
PICTURES = "TEST_SCREENSHOTS" in os.environ  # a picture of each page costs more than everything else
DESK, TABLET, PHONE = (1280, 800), (820, 1180), (390, 844)
WIDER = "document.documentElement.scrollWidth > window.innerWidth"
ALL: Mapping[str, Any] = {"resultTypes": ["violations"]}
# the only rule whose answer depends on light or dark
CONTRAST: Mapping[str, Any] = {**ALL, "runOnly": ["color-contrast"]}
Found = list[tuple[str, str]]


# the keys fall inside the page: those that come through the driver are as slow as a busy machine, and make no scan
SCANNER = """(code) => {
    for (const key of [...code, "Enter"]) {
        document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    }
}"""


def wedge(page: Page, code: str) -> None:
    """What a keyboard-wedge scanner does: type very fast wherever the focus is, then Enter."""
    page.evaluate(SCANNER, code)


LINE = """() => fetch(location.href, { method: "HEAD", cache: "no-store" }).then(() => false, () => true)"""


def cut_line(page: Page) -> None:
    """Take the network away from a page, and wait until it is away: a busy browser lets one more call through."""
    page.context.set_offline(True)
    while not page.evaluate(LINE):
        page.wait_for_timeout(50)


@contextmanager
def standing() -> Iterator[str]:
    """The address of the site, served on a port of its own."""
    server = make_server("127.0.0.1", 0, whole_bodies(WSGIHandler()), server_class=Server, handler_class=Silent)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


@contextmanager
def visitor(chromium: Browser, site: str, **cookies: str) -> Iterator[BrowserContext]:
    """A browser that brings these cookies (``sessionid``, ``cellpark_language``, ``cellpark_theme``)."""
    context = chromium.new_context(viewport={"width": DESK[0], "height": DESK[1]})
    context.set_default_timeout(PATIENCE_MS)
    context.add_cookies([{"name": name, "value": value, "url": site} for name, value in cookies.items()])
    yield context
    context.close()


def look(
    context: BrowserContext,
    site: str,
    pages: Mapping[str, str],
    *,
    sizes: Sequence[tuple[int, int]] = (DESK, TABLET),
    axe: Mapping[str, Any] = ALL,
    repeated: str = "",
    label: str = "",
) -> Found:
    """Every page once, in every size: what is wider than the window; what axe says of the first; what the console said.

    ``repeated`` selects what axe need not read, because the same markup stands on the page before it.
    """
    found: Found = []
    page = context.new_page()
    page.on("console", lambda message: found.append(("console", message.text)))
    page.on("pageerror", lambda error: found.append(("error", str(error))))
    for name, address in pages.items():
        page.set_viewport_size({"width": sizes[0][0], "height": sizes[0][1]})
        answer = page.goto(site + address)
        if answer is None or answer.status != 200:
            found.append((name, f"answers {answer and answer.status}"))
        found += faults(page, name, axe, repeated)
        for width, height in sizes:
            page.set_viewport_size({"width": width, "height": height})
            if page.evaluate(WIDER):
                found.append((name, f"wider than {width}"))
            picture(page, f"{label}-{name}-{width}")
    page.close()
    return found


def picture(page: Page, name: str) -> None:
    """A picture of the whole page, where pictures are wished for."""
    if PICTURES:
        SCREENSHOTS.mkdir(exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)


# ids, and names of regions, that more than one element bears: axe sees this in what it reads alone
TWICE = """() => {
    const names = ["id", "aria-label"].flatMap((name) => [...document.querySelectorAll(name === "id" ? "[id]" : "[role=region][aria-label]")]
        .map((each) => `${name} ${each.getAttribute(name)}`));
    return names.filter((name, place) => names.indexOf(name) !== place);
}"""


# what is put away is not read by axe at all: what it only passes over costs it nearly as much as what it reads
AWAY = """(repeated) => {
    window.away = [...document.querySelectorAll(repeated)].map((each) => {
        const place = document.createComment("");
        each.replaceWith(place);
        return [place, each];
    });
}"""
BACK = "() => window.away.forEach(([place, each]) => place.replaceWith(each))"


def faults(page: Page, name: str, options: Mapping[str, Any] = ALL, repeated: str = "") -> Found:
    """What axe finds on the page as it stands."""
    twice = page.evaluate(TWICE) if repeated else []
    if repeated:
        page.evaluate(AWAY, repeated)
    violations = Axe().run(page, options=dict(options)).response["violations"]
    if repeated:
        page.evaluate(BACK)
    found = [(name, f"{fault['id']} {[node['target'] for node in fault['nodes']][:2]}") for fault in violations]
    return found + [(name, f"twice: {each}") for each in twice]
