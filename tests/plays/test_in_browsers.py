"""Two people before two tablets carry one patient's cells from receipt to frozen bags, in Chinese and in English."""

from collections.abc import Iterator
from contextlib import ExitStack
from threading import Thread
from typing import Any
from wsgiref.simple_server import make_server

import pytest
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from playwright.sync_api import Browser

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import clock, use_clock
from cellpark.batches import public as batches
from cellpark.kernel.clock import Clock
from cellpark.plays.public import Hands, Told, perform, read_script
from cellpark.web.pages.whole_bodies import whole_bodies
from tests.browser.conftest import Server, Silent
from tests.browser.looking import visitor
from tests.people import PASSWORD
from tests.plays.browser_hands import DECISIONS, BrowserHands, Seat, person_of
from tests.plays.conftest import EXAMPLES, load_examples
from tests.signing.device import Device

pytestmark = pytest.mark.browser
BY_HAND = frozenset({"U1.3", "U4.3", "U4.4", "U4.5", "U6.1#1", "U6.3#1"})
EXPECTED = ("409", "ERR_INTERNET_DISCONNECTED")  # what was refused, and the line that was down
PATIENCE_MS = 120_000  # the first file that is read loads the readers of all instruments
LANGUAGES = {"operator": "zh-hans", "verifier": "en", "qa": "en"}


class PlayedTime:
    """A site whose clock is the play's; each request runs in a thread of its own."""

    def __init__(self) -> None:
        self.handler = whole_bodies(WSGIHandler())
        self.clock: Clock = clock()

    def __call__(self, environ: Any, start_response: Any) -> Any:
        with use_clock(self.clock):
            return self.handler(environ, start_response)


@pytest.fixture
def site(durable: str) -> Iterator[tuple[str, PlayedTime]]:
    load_examples()
    cache.clear()
    played = PlayedTime()
    server = make_server("127.0.0.1", 0, played, server_class=Server, handler_class=Silent)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}", played
    server.shutdown()
    server.server_close()


def test_two_people_in_two_browsers_make_a_car_t_product(site: tuple[str, PlayedTime], chromium: Browser) -> None:
    """T1 a wrong bag, T4 an expired lot, T5 a second person verifies, T10 a late hold, T11 a correction, a branch."""
    address, played = site
    script = read_script((EXAMPLES / "plays" / "cart-incidents.play.yaml").read_bytes())
    heard: list[Told] = []
    with ExitStack() as open_browsers:
        seats: dict[str, Seat] = {}

        def hands(cast: dict[str, Actor]) -> Hands:
            played.clock = clock()
            for part, language in LANGUAGES.items():
                context = open_browsers.enter_context(visitor(chromium, address, cellpark_language=language))
                context.set_default_timeout(PATIENCE_MS)
                seat = Seat(person_of(cast[part]), context.new_page(), Device())
                seat.device.register(seat.who)
                seat.page.on("console", lambda said, seat=seat: seat.console.append(said.text))
                seat.page.on("pageerror", lambda said, seat=seat: seat.console.append(str(said)))
                seats[part] = seat
            made.append(BrowserHands(address, seats, BY_HAND))
            return made[0]

        made: list[BrowserHands] = []
        done = perform(script, password=PASSWORD, tell=heard.append, hands=hands)
        said = [line for seat in seats.values() for line in seat.console if not any(each in line for each in EXPECTED)]
    assert said == []
    met = made[0].met
    assert [(step, verb) for step, verb, _ in met] == [
        ("U1.3", "scan_in"),
        ("U1.3", "confirm_value"),
        ("U1.3", "sign_step"),
        ("U4.3", "use_material"),
        *(("U4.4", verb) for verb in DECISIONS),
    ]
    assert all(any("\u4e00" <= sign <= "\u9fff" for sign in words) for _, _, words in met[:4])
    assert "EX-CART-0002-E01" in met[4][2]
    assert {"U3.5", "U6.3#1"} <= {told.step for told in heard}  # branches: a second pass, a feed
    assert [told.verb for told in heard if told.step == "U4.5"].count("sign_step") == 2
    with use_scope(EVERYTHING):
        view = batches.batch_view(done.batch)
    entry = view.state.steps["U4.5"].entry("act")
    assert (view.batch.state, str(entry.value), str(entry.replaces.value)) == ("finished", "9E+7 cell", "6E+7 cell")
