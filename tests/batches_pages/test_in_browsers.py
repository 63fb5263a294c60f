"""The bench in real browsers: scanners that type, two people at one step, a network that goes and comes back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, Route, expect

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import use_clock
from cellpark.batches import public as batches
from cellpark.batches.public import Batch
from cellpark.identity.public import Person
from cellpark.kernel.clock import FixedClock
from cellpark.materials.public import Container
from tests.batches.floor import Floor
from tests.batches.in_force import floor_in_force
from tests.browser.looking import CONTRAST, cut_line, faults, look, standing, visitor, wedge

pytestmark = pytest.mark.browser


@pytest.fixture
def plant(durable: str) -> Iterator[tuple[Floor, str]]:
    """A floor in a database of its own, with a site before it; the clock stood two days ago and is then let go."""
    past = FixedClock(datetime.now(UTC) - timedelta(hours=26))
    with use_scope(EVERYTHING):
        with use_clock(past):
            floor = floor_in_force(past)
        with standing() as site:
            yield floor, site


@contextmanager
def at_bench(chromium: Browser, site: str, who: Actor, batch: Batch, said: list[str]) -> Iterator[Page]:
    client = Client()
    client.force_login(Person.objects.get(id=who.person_id))
    session = client.cookies["sessionid"].value
    with visitor(chromium, site, sessionid=session, cellpark_language="en") as context:
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"{site}/batches/{batch.id}/work")
        yield page


@contextmanager
def at_first_step(plant: tuple[Floor, str], chromium: Browser) -> Iterator[tuple[Page, Batch, Container]]:
    """The first step was begun, and waits for the bag."""
    floor, site = plant
    bag, batch = floor.store.patient_bag(), floor.started()
    floor.cleared()
    floor.begun(batch, "U1.1")
    with at_bench(chromium, site, floor.one, batch, []) as page:
        yield page, batch, bag


def test_a_step_is_scanned_wherever_the_focus_is_and_a_wrong_bag_stops_it(
    plant: tuple[Floor, str], chromium: Browser
) -> None:
    """T1, P11-6: room, wrong bag in red, right bag, value; the console stays silent under the strict policy."""
    floor, site = plant
    bag, batch, said = floor.store.patient_bag(), floor.started(), list[str]()
    floor.cleared()
    with at_bench(chromium, site, floor.one, batch, said) as page:
        page.click("button:has-text('Begin the step')")
        expect(page.locator(".scan-call")).to_contain_text("Scan the room")
        wedge(page, floor.room.scan_code)
        expect(page.locator(".scan-call")).to_contain_text("Scan the container")
        wedge(page, "WRONG-BAG-1")
        expect(page.locator("#stop")).to_be_visible()
        expect(page.locator("#stop")).to_contain_text("Stop.")
        page.click("[data-close]")
        expect(page.locator("#stop")).to_be_hidden()
        wedge(page, bag.code)
        page.fill("[name=value]", "2e9")
        page.click("button:has-text('Record')")
        expect(page.locator("button:text-is('Sign')")).to_be_visible()
    state = batches.batch_view(batch.id).state
    assert str(state.steps["U1.1"].entry("tnc").value) == "2E+9 cell"
    assert [each.verb for each in state.refusals] == ["scan_in"]
    assert [words for words in said if "409" not in words] == []


def test_two_people_in_two_browsers_do_one_step(plant: tuple[Floor, str], chromium: Browser) -> None:
    """CN-1b, T5: the first records, the second reads and types the same; the first cannot do it for them."""
    floor, site = plant
    with use_clock(floor.clock):
        bag, bottle = floor.store.patient_bag(), floor.beads()
        batch = floor.started()
        floor.cleared()
        floor.counted(batch, bag)
        floor.activated(batch, bottle)
        floor.begun(batch, "U2.1#1")
        batches.take_sample(actor=floor.one, batch_id=batch.id, step="U2.1#1", field="ipc", code="S-1")
        floor.record(batch, "U2.1#1", "vcd", "1e6 cells/mL")
    said = list[str]()
    with (
        at_bench(chromium, site, floor.one, batch, said) as first,
        at_bench(chromium, site, floor.two, batch, said) as second,
    ):
        first.fill("[name=value]", "3e9")
        first.click("button:has-text('Record')")
        expect(first.locator(".line-now")).to_contain_text("A second person")
        first.fill("[name=value]", "3e9")
        first.click("button:has-text('Record')")
        expect(first.locator("#stop")).to_be_visible()
        second.reload()
        second.fill("[name=value]", "3e9")
        second.click("button:has-text('Record')")
        expect(second.locator(".line-now")).to_contain_text("density")
    entry = batches.batch_view(batch.id).state.steps["U2.1#1"].entry("tvc")
    assert (entry.by, entry.confirmed_by) == (floor.one.reference, floor.two.reference)


def test_nothing_is_lost_when_the_network_goes_and_comes_back(plant: tuple[Floor, str], chromium: Browser) -> None:
    """What was done while the line was down is confirmed in its order and keeps its own time (A11-2f)."""
    with at_first_step(plant, chromium) as (page, batch, bag):
        cut_line(page)
        wedge(page, bag.code)
        expect(page.locator("#queue")).to_contain_text("1 ·")
        before = datetime.now(UTC)
        page.wait_for_timeout(1200)
        page.context.set_offline(False)
        expect(page.locator("[name=value]")).to_be_visible()
        expect(page.locator("#queue")).to_be_hidden()
    entry = batches.batch_view(batch.id).state.steps["U1.1"].entry("aph")
    assert entry.code == bag.code
    assert entry.at < before


def test_a_page_that_could_not_be_fetched_after_an_act_is_fetched_again(
    plant: tuple[Floor, str], chromium: Browser
) -> None:
    """The line drops between the act and the page: nobody works on before a step that is already done."""
    broken: list[str] = []

    def drop_once(route: Route) -> None:
        if route.request.headers.get("x-requested-with") == "fetch" and not broken:
            broken.append(route.request.url)
            route.abort("connectionreset")
        else:
            route.continue_()

    with at_first_step(plant, chromium) as (page, _batch, bag):
        page.route("**/batches/**", drop_once)
        wedge(page, bag.code)
        expect(page.locator("[name=value]")).to_be_visible()
        page.unroute_all(behavior="wait")
    assert len(broken) == 1


def test_T5_what_waits_of_one_person_is_not_sent_for_another_on_the_same_tablet(
    plant: tuple[Floor, str], chromium: Browser
) -> None:
    """T5, 211-1c: one scans while the line is down, another signs in; it waits until its owner is back."""
    floor, _site = plant
    with at_first_step(plant, chromium) as (page, batch, bag):
        [own] = [each for each in page.context.cookies() if each["name"] == "sessionid"]
        cut_line(page)
        wedge(page, bag.code)
        expect(page.locator("#queue")).to_contain_text("1 ·")
        client = Client()
        client.force_login(Person.objects.get(id=floor.two.person_id))
        page.context.add_cookies([{**own, "value": client.cookies["sessionid"].value}])
        page.context.set_offline(False)
        expect(page.locator("#work")).to_have_attribute("data-person", str(floor.two.person_id))
        expect(page.locator("#queue")).to_contain_text("until their owner signs in here")
        assert "aph" not in batches.batch_view(batch.id).state.steps["U1.1"].entries
        page.context.add_cookies([own])
        page.reload()
        expect(page.locator("[name=value]")).to_be_visible()
        expect(page.locator("#queue")).to_be_hidden()
    assert batches.batch_view(batch.id).state.steps["U1.1"].entry("aph").by == floor.one.reference


@pytest.mark.parametrize("arrives", [False, True], ids=["swallowed on its way", "done, and the answer lost"])
def test_a_call_without_an_answer_is_made_again_and_done_once(
    plant: tuple[Floor, str], chromium: Browser, arrives: bool
) -> None:
    """A line that comes and goes: the bench does not wait for ever, and nothing is done twice or refused for it."""
    lost: list[str] = []

    def lose_once(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.request.url)
        if arrives:
            route.fetch()
            route.abort("connectionreset")

    with at_first_step(plant, chromium) as (page, batch, bag):
        page.route("**/act", lose_once)
        wedge(page, bag.code)
        expect(page.locator("[name=value]")).to_be_visible()
        expect(page.locator("#queue")).to_be_hidden()
    assert len(lost) == 1
    state = batches.batch_view(batch.id).state
    assert state.steps["U1.1"].entry("aph").code == bag.code
    assert state.refusals == ()


def test_what_waited_and_is_refused_is_shown_and_the_rest_goes_on(plant: tuple[Floor, str], chromium: Browser) -> None:
    """A conflict is seen by whoever made it; nothing behind it is lost."""
    with at_first_step(plant, chromium) as (page, batch, bag):
        cut_line(page)
        wedge(page, "WRONG-BAG-1")
        expect(page.locator("#queue")).to_contain_text("1 ·")
        wedge(page, bag.code)
        expect(page.locator("#queue")).to_contain_text("2 ·")
        page.context.set_offline(False)
        expect(page.locator("#stop")).to_be_visible()
        page.click("[data-close]")
        expect(page.locator("[name=value]")).to_be_visible()
    state = batches.batch_view(batch.id).state
    assert state.steps["U1.1"].entry("aph").code == bag.code
    assert [each.verb for each in state.refusals] == ["scan_in"]


def test_every_page_fits_and_is_clean_in_both_languages(plant: tuple[Floor, str], chromium: Browser) -> None:
    """1280x800 and 820x1180, zh and en, light and dark; the hard stop as it stands before the operator."""
    floor, site = plant
    running, stopped = floor.started(), floor.started("B-0002")
    floor.cleared()
    floor.begun(running, "U1.1")
    floor.begun(stopped, "U1.1", enter=False)
    batches.open_exception(actor=floor.one, batch_id=stopped.id, step="U1.1", what="the bag leaks", stops=True)
    [found] = batches.exceptions()
    pages = {
        "board": "/batches",
        "batch": f"/batches/{running.id}",
        "bench": f"/batches/{running.id}/work",
        "bench-stopped": f"/batches/{stopped.id}/work",
        "record": f"/batches/{running.id}/record",
        "exceptions": "/exceptions",
        "exception": f"/exceptions/{found.id}",
    }
    client = Client()
    client.force_login(Person.objects.get(id=floor.one.person_id))
    session = client.cookies["sessionid"].value
    for language, theme in (("en", "light"), ("zh-hans", "dark")):
        cookies = {"cellpark_language": language, "cellpark_theme": theme, "sessionid": session}
        with visitor(chromium, site, **cookies) as context:
            rules = {} if theme == "light" else {"axe": CONTRAST}
            assert look(context, site, pages, label=f"batches-{language}-{theme}", **rules) == []
            page = context.new_page()
            page.goto(site + pages["bench"])
            wedge(page, "WRONG-BAG-1")
            expect(page.locator("#stop")).to_be_visible()
            assert faults(page, "stop") == []
