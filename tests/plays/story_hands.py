"""The decisive acts of a story at browsers: each by its person, in their own language, with clicks and typing."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from playwright.sync_api import Browser, Page, expect

from cellpark.base.actor import Actor
from cellpark.batches.public import Done
from cellpark.orders import public as orders
from cellpark.plays.public import Hands, OwnHands
from cellpark.plays.story.teller import Teller
from tests.browser.looking import PHONE, visitor
from tests.people import PASSWORD
from tests.plays.browser_hands import VERBS, BrowserHands, Seat, code_of, person_of
from tests.signing.device import Device

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
GONE = 410
SUBMIT = "main form button[type=submit]"


@dataclass
class Seats(BrowserHands):
    """Everybody who is signed in at once; ``by_hand`` are steps of the batch."""

    def awake(self, who: str) -> Page:
        """Not everybody may open the list of batches."""
        seat = self.seats[who]
        seat.seen = seat.seen or LONG_AGO
        return super().awake(who)

    def at(self, who: str, batch_id: UUID, step: str) -> Page:
        """The scanner is listened to as soon as the page's script runs."""
        page = super().at(who, batch_id, step)
        page.wait_for_load_state("networkidle")
        return page

    def at_page(self, who: str, path: str) -> Page:
        page = self.awake(who)
        page.goto(self.site + path)
        return page

    def signed_here(self, who: str, page: Page) -> None:
        """The moment of signing, by password and code."""
        code = code_of(self.seats[who].who)
        page.reload()  # with the second factor that there is now
        page.fill("[name=password]", PASSWORD)
        page.fill("[name=code]", code)
        page.locator(".signing form button[type=submit]").click()
        page.wait_for_url(lambda address: "/sign/" not in address)


@dataclass
class StepsByHand:
    """Some steps at a browser, the rest by the acts of the house."""

    seats: Seats
    own: OwnHands

    def do(self, who: str, verb: str, **said: Any) -> Done:
        by_hand = said.get("step") in self.seats.by_hand and verb in VERBS
        return (self.seats if by_hand else self.own).do(who, verb, **said)

    def sign(self, who: str, batch_id: UUID, step: str, name: str) -> Done:
        return (self.seats if step in self.seats.by_hand else self.own).sign(who, batch_id, step, name)

    def sign_clearance(self, who: str, clearance_id: UUID) -> None:
        self.own.sign_clearance(who, clearance_id)


@dataclass(slots=True)
class TellerAtBrowsers(Teller):
    """A teller who has the first of each decisive act done by hand; ``seen`` is what was read off the pages."""

    seats: Seats = field(kw_only=True)
    chromium: Browser = field(kw_only=True)
    seen: dict[str, str] = field(default_factory=dict)

    def hands(self, cast: Mapping[str, Actor]) -> Hands:
        return StepsByHand(self.seats, OwnHands(cast, self.keys))

    def act(self, who: str, act: Callable[..., Any], about: str = "", **said: Any) -> Any:
        by_hand = BY_HAND.get(act.__name__)
        if by_hand is None or act.__name__ in self.seen or "proof" in said:
            return Teller.act(self, who, act, about, **said)
        self.wait(SHORT)
        self.seen[act.__name__] = ""
        return by_hand(self, who, said)

    def sign(self, who: str, prepare: Any, act: Callable[..., Any], about: str = "", **said: Any) -> Any:
        by_hand = BY_HAND.get(act.__name__)
        if by_hand is None or act.__name__ in self.seen:
            return Teller.sign(self, who, prepare, act, about, **said)
        self.wait(SHORT)
        self.seen[act.__name__] = ""
        return by_hand(self, who, said)

    def order(self, order_id: UUID) -> orders.TreatmentOrder:
        with self.within("planner"):
            return orders.order(order_id)


def _on_order(teller: TellerAtBrowsers, who: str, said: Mapping[str, Any], path: str) -> Page:
    """From the order's page to one of its acts."""
    page = teller.seats.at_page(who, f"/orders/{said['order_id']}")
    page.click(f"a.btn[href$='/{path}']")
    return page


def _why_and_sign(teller: TellerAtBrowsers, who: str, page: Page) -> None:
    page.fill("main [name=why]", "read in full")
    page.locator(SUBMIT).last.click()
    page.wait_for_url("**/sign/**")
    teller.seats.signed_here(who, page)


def _submitted(teller: TellerAtBrowsers, who: str, said: Mapping[str, Any]) -> orders.TreatmentOrder:
    _why_and_sign(teller, who, _on_order(teller, who, said, "submit"))
    return teller.order(said["order_id"])


def _accepted(teller: TellerAtBrowsers, who: str, said: Mapping[str, Any]) -> orders.TreatmentOrder:
    """The chain of identity is issued, and stands on the page."""
    page = _on_order(teller, who, said, "accept")
    if page.locator("main [name=why]").count():
        _why_and_sign(teller, who, page)
    else:
        page.locator(SUBMIT).last.click()
        page.wait_for_url(f"**/orders/{said['order_id']}")
    found = teller.order(said["order_id"])
    expect(page.locator("main")).to_contain_text(found.coi)
    teller.seen["accept_order"] = found.coi
    return found


def _collected(teller: TellerAtBrowsers, who: str, said: Mapping[str, Any]) -> Any:
    """The nurse sees the chain of identity before the collection, then scans the wristband."""
    page = _on_order(teller, who, said, "collect")
    page.go_back()
    expect(page.locator("main")).to_contain_text(teller.seen["accept_order"])
    page.go_forward()
    page.fill("main [name=wristband]", said["wristband"])
    page.fill("main [name=kit]", said["kit"])
    page.fill("main [name=din]", said["din"])
    page.fill("main [name=volumes]", ", ".join(str(each) for each in said["volumes"]))
    page.locator(SUBMIT).last.click()
    page.wait_for_url(f"**/orders/{said['order_id']}")
    found = teller.order(said["order_id"])
    teller.seen["collect_cells"] = found.state
    return SimpleNamespace(ok=True, problems=(), order=found)


def _taken_over(teller: TellerAtBrowsers, _who: str, said: Mapping[str, Any]) -> Any:
    """The planner hands out a link; the courier's phone needs no account, and the link works once."""
    page = teller.seats.at_page("planner", f"/shipments/{said['shipment_id']}/link")
    page.select_option("main [name=act]", "take_over")
    page.select_option("main [name=role]", "courier")
    page.locator(SUBMIT).last.click()
    link = page.locator(".copy-text").first.inner_text()
    with visitor(teller.chromium, teller.seats.site, cellpark_language="zh-hans") as context:
        phone = context.new_page()
        phone.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        phone.goto(link)
        phone.fill("[name=raw]", said["raw"])
        phone.locator("form button[type=submit]").last.click()
        expect(phone.locator("h1")).to_have_text("\u5b8c\u6210")
        again = phone.goto(link)
        assert again is not None
        assert again.status == GONE
    teller.seen["take_over"] = "once"
    return SimpleNamespace(ok=True, problems=())


def _verified(teller: TellerAtBrowsers, who: str, said: Mapping[str, Any]) -> Any:
    page = teller.seats.at_page(who, f"/laboratory/tests/{said['test_id']}")
    page.locator(SUBMIT).first.click()
    expect(page.locator(".messages, [role=status]").first).to_be_visible()
    teller.seen["verify_result"] = page.locator("main h1").inner_text()
    return SimpleNamespace(ok=True)


def _decided(teller: TellerAtBrowsers, who: str, said: Mapping[str, Any]) -> Any:
    """From the checklist to the signature of the qualified person."""
    page = teller.seats.at_page(who, f"/release/{said['batch_id']}")
    page.click("a.btn[href*='/decide/certify']:not([href$='/certify'])")
    _why_and_sign(teller, who, page)
    teller.seen["certify_stage_one"] = page.locator("main h1").inner_text()
    return SimpleNamespace(ok=True)


SHORT = timedelta(minutes=2)
BY_HAND: dict[str, Callable[[TellerAtBrowsers, str, Mapping[str, Any]], Any]] = {
    "submit_order": _submitted,
    "accept_order": _accepted,
    "collect_cells": _collected,
    "take_over": _taken_over,
    "verify_result": _verified,
    "certify_stage_one": _decided,
}


def seats_of(
    open_browsers: ExitStack, chromium: Browser, site: str, cast: Mapping[str, Actor], languages: Mapping[str, str]
) -> dict[str, Seat]:
    """A browser for each part, open at the same time as all others."""
    expect.set_options(timeout=PATIENCE_MS)
    seats = {}
    for part, language in languages.items():
        context = open_browsers.enter_context(visitor(chromium, site, cellpark_language=language))
        context.set_default_timeout(PATIENCE_MS)
        seat = Seat(person_of(cast[part]), context.new_page(), Device())
        seat.page.on("console", lambda said, seat=seat: seat.console.append(said.text))
        seat.page.on("pageerror", lambda said, seat=seat: seat.console.append(str(said)))
        seats[part] = seat
    return seats


PATIENCE_MS = 240_000


def taken_home(seats: Seats, who: str, batch_id: UUID, folder: Path, assemble: Callable[[], None]) -> Path:
    """The dossier: asked for, assembled by the worker meanwhile, downloaded from the page."""
    page = seats.at_page(who, f"/batches/{batch_id}/dossier")
    page.locator(SUBMIT).last.click()
    page.wait_for_url("**/dossier")
    assemble()
    page.reload()
    with page.expect_download() as heard:
        page.locator("a[download]").first.click()
    target = folder / "dossier.zip"
    heard.value.save_as(target)
    return target
