"""One patient's story with several people before browsers of their own, in both languages, from order to dossier."""

import subprocess
import sys
import zipfile
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now, use_clock
from cellpark.dossier.public import dossiers_of
from cellpark.dossier.tasks import assemble
from cellpark.identity.public import example_keys
from cellpark.kernel.clock import FixedClock
from cellpark.ledger.public import log_keys, make_site_keys
from cellpark.orders import public as orders
from cellpark.plays.public import read_story
from cellpark.plays.story.perform import cast_of
from cellpark.plays.story.ward import ordered
from cellpark.plays.story.ways import go
from cellpark.quality.public import load_example_quality
from tests.people import PASSWORD
from tests.plays.conftest import EXAMPLES
from tests.plays.story_hands import BY_HAND, Seats, TellerAtBrowsers, seats_of, taken_home
from tests.plays.test_in_browsers import PlayedTime, site

__all__ = ["site"]

pytestmark = pytest.mark.browser
LANGUAGES = {
    "physician": "zh-hans",
    "nurse": "zh-hans",
    "planner": "en",
    "operator": "zh-hans",
    "verifier": "en",
    "second_analyst": "zh-hans",
    "qa": "en",
    "qp": "en",
}
STEP = "U1.2"


def test_T20_CN_1g_eight_people_lead_one_patient_from_order_to_dossier(
    site: tuple[str, PlayedTime], chromium: Browser, tmp_path: Path
) -> None:
    """Order, acceptance, chain of identity, collection, a phone's hand-over, a step, a result, the QP, the dossier."""
    address, played = site
    make_site_keys(actor=Actor.system("keys"))
    story = read_story((EXAMPLES / "stories" / "vein-to-vein.story.yaml").read_bytes())
    with use_scope(EVERYTHING):
        orders.load_example_orders(path=EXAMPLES / "orders" / "therapies.yaml")
        load_example_quality(folder=EXAMPLES / "quality", password=PASSWORD)
        cast = cast_of(story)
    played.clock = clock = FixedClock(now() - timedelta(days=story.begins_days_ago))
    with ExitStack() as open_browsers, use_scope(EVERYTHING), use_clock(clock), example_keys(password=PASSWORD) as keys:
        seats = Seats(address, seats_of(open_browsers, chromium, address, cast, LANGUAGES), frozenset({STEP}))
        teller = TellerAtBrowsers(cast, clock, keys, lambda _line: None, seats=seats, chromium=chromium)
        made = ordered(teller, story, story.patients[0])
        go(teller, story, story.patients[0], made)
        with teller.within("planner"):
            order = orders.order(made.id)

        batch = order.batch_id
        assert batch is not None

        def assembled() -> None:
            assemble(dossier_id=str(dossiers_of(batch).get().id))

        zipped = taken_home(seats, "qa", batch, tmp_path, assembled)
        key = log_keys()[0]
        said = [line for seat in seats.seats.values() for line in seat.console]
    assert (order.state, order.coi) == ("infused", teller.seen["accept_order"])
    assert teller.seen.keys() == BY_HAND.keys()
    assert said == []
    with zipfile.ZipFile(zipped) as archive:
        archive.extract("verify.py", tmp_path)
    command = [sys.executable, "verify.py", zipped.name, "--key", key]
    checked = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True, timeout=120)
    assert checked.returncode == 0, checked.stdout + checked.stderr
