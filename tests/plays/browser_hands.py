"""Hands at browsers: routine goes through the forms of the operator's page, some steps by clicks, keys and a scanner."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as moments
from django.db import transaction
from django.test import Client
from playwright.sync_api import APIResponse, Page, expect

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.batches import public as batches
from cellpark.batches.public import Done
from cellpark.identity.public import Person, PreparedSignature
from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.quantity import Quantity
from tests.browser.looking import cut_line, wedge
from tests.people import PASSWORD
from tests.signing.device import Device

VERBS = {
    "begin_step": "begin",
    "enter_place": "scan",
    "scan_in": "scan",
    "use_material": "scan",
    "take_equipment": "scan",
    "record_value": "value",
    "confirm_value": "confirm",
    "answer_check": "answer",
    "stop_time": "stop_time",
    "take_sample": "sample",
    "produce": "produce",
    "attach_file": "file",
    "finish_batch": "finish",
}
DECISIONS = ("classify_exception", "investigate_exception", "dispose_exception", "close_exception")
AWAKE = timedelta(minutes=5)


@dataclass
class Seat:
    """Somebody before a browser of their own; ``seen`` is when they last did something by the play's clock."""

    who: Person
    page: Page
    device: Device
    seen: datetime | None = None
    console: list[str] = field(default_factory=list)


@dataclass
class BrowserHands:
    """``by_hand``: the steps that are done with clicks, typing and a wedge scanner; ``met`` is what stopped them."""

    site: str
    seats: Mapping[str, Seat]
    by_hand: Iterable[str]
    met: list[tuple[str, str, str]] = field(default_factory=list)

    def do(self, who: str, verb: str, **said: Any) -> Done:
        if verb in DECISIONS:
            self.decide(who, verb, **said)
        elif verb == "correct_entry":
            self.correct(who, **said)
        elif said.get("step") in self.by_hand and verb == "attach_file":
            self.attach(who, **said)
        elif said.get("step") in self.by_hand:
            self.click(who, verb, **said)
        else:
            self.post(who, verb, **said)
        return Done(uuid4(), 0)

    def sign(self, who: str, batch_id: UUID, step: str, name: str) -> Done:
        if step in self.by_hand:
            self.sign_by_hand(who, batch_id, step, name)
            return Done(uuid4(), 0)
        go = self.sent(self.call(who, f"/batches/{batch_id}/act", verb="sign", step=step, field=name), batch_id)["go"]
        prepared = PreparedSignature.objects.get(id=go.rsplit("/", 1)[1])
        proof = json.dumps(self.seats[who].device.sign(prepared.envelope.digest))
        answer = self.call(who, go, assertion=proof)
        assert answer.status == 302, answer.text()[-2000:]
        return Done(uuid4(), 0)

    def awake(self, who: str) -> Page:
        """Whoever was away for long signs in again (A11-2d); the tablet's clock is the play's."""
        seat, present = self.seats[who], now()
        if seat.seen is None or not timedelta() <= present - seat.seen < AWAKE:
            client = Client()
            client.force_login(seat.who)
            cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": self.site}
            seat.page.context.add_cookies([cookie])
        if seat.seen is None:
            seat.page.goto(f"{self.site}/batches")
        seat.seen = present
        return seat.page

    def call(self, who: str, path: str, *, file: tuple[str, bytes] | None = None, **form: Any) -> APIResponse:
        """What a form of a page sends, with the cookies of its browser."""
        context = self.awake(who).context
        token = next(each["value"] for each in context.cookies() if each["name"] == "csrftoken")
        body: dict[str, Any] = {"csrfmiddlewaretoken": token, "idempotency_key": str(uuid4()), **form}
        json_please = {"Accept": "application/json"} if path.endswith("/act") else {}
        if file is not None:
            sent = {"name": file[0], "mimeType": "text/csv", "buffer": file[1]}
            return context.request.post(
                self.site + path, multipart={**body, "file": sent}, headers=json_please, max_redirects=0
            )
        return context.request.post(self.site + path, form=body, headers=json_please, max_redirects=0)

    def post(self, who: str, verb: str, *, batch_id: UUID, **said: Any) -> None:
        for form in forms(verb, said):
            file = form.pop("content", None)
            name = form.pop("file_name", "")
            answer = self.call(
                who, f"/batches/{batch_id}/act", file=None if file is None else (name, file), verb=VERBS[verb], **form
            )
            self.sent(answer, batch_id)

    def sent(self, answer: APIResponse, batch_id: UUID) -> dict[str, Any]:
        """The page's script was told that it is done. Raises ``Refused`` with what the batch keeps of the refusal."""
        assert answer.status in (200, 409), f"{answer.status} {answer.text()[-2000:]}"
        said: dict[str, Any] = answer.json()
        if not said["ok"]:
            raise refusal(batch_id, said["problems"])
        return said

    def click(self, who: str, verb: str, *, batch_id: UUID, **said: Any) -> None:
        """One act on the page as it stands in the room."""
        page = self.at(who, batch_id, said["step"])
        page.evaluate("document.getElementById('work').dataset.before = 'yes'")
        with page.expect_response(lambda answer: answer.url.endswith("/act")) as heard:
            if VERBS[verb] == "scan":
                wedge(page, said["code"])
            else:
                self.fill(page, VERBS[verb], said)
        self.judged(page, heard.value.json(), batch_id, (said["step"], verb))
        page.wait_for_selector("#work:not([data-before])")

    def fill(self, page: Page, verb: str, said: Mapping[str, Any]) -> None:
        form = page.locator(f"#work form:has(input[name=verb][value={verb}])").first
        value = said.get("value")
        if isinstance(value, bool):
            form.locator(f"button[name=value][value={'yes' if value else 'no'}]").click()
            return
        if value is not None:
            form.locator("[name=value]").fill(str(value))
        if said.get("again") is not None:
            form.locator("[name=again]").fill(str(said["again"]))
        form.locator("button[type=submit]").first.click()

    def judged(self, page: Page, said: Mapping[str, Any], batch_id: UUID, act: tuple[str, str]) -> None:
        """A refusal stands on the page in red until it is put aside. Raises ``Refused``."""
        if said["ok"]:
            return
        expect(page.locator("#stop")).to_be_visible()
        self.met.append((*act, page.locator("#stop .stop-what").first.inner_text()))
        page.click("[data-close]")
        raise refusal(batch_id, said["problems"])

    def attach(self, who: str, *, batch_id: UUID, step: str, readings: Mapping[str, str], **said: Any) -> None:
        """The instrument's file is chosen while the network is down; it waits and is read when the line is back."""
        for reading in readings.values():
            page = self.at(who, batch_id, step)
            page.evaluate("document.getElementById('work').dataset.before = 'yes'")
            cut_line(page)
            sent = {"name": said["name"], "mimeType": "text/csv", "buffer": said["content"]}
            page.set_input_files("[name=file]", sent)  # type: ignore[arg-type]
            for name, text in (("sample", said["sample"]), ("reading", reading), ("device", said["device"])):
                page.fill(f"[name={name}]", text)
            page.click("#work form:has([name=file]) button[type=submit]")
            expect(page.locator("#queue")).to_be_visible()
            page.context.set_offline(False)
            page.wait_for_selector("#work:not([data-before]), #stop[open]")
            assert not page.locator("#stop[open]").count(), page.locator("#stop").inner_text()
            expect(page.locator("#queue")).to_be_hidden()

    def at(self, who: str, batch_id: UUID, step: str) -> Page:
        page = self.awake(who)
        page.clock.set_fixed_time(now())
        page.goto(f"{self.site}/batches/{batch_id}/work?step={step.replace('#', '%23')}")
        return page

    def sign_by_hand(self, who: str, batch_id: UUID, step: str, name: str) -> None:
        """T5: the page offers no signature to whoever did the work, and the act refuses it; anybody else signs."""
        page = self.at(who, batch_id, step)
        button = page.locator(f".sign form:has(input[name=field][value={name}]) button")
        if button.count() == 0:
            self.met.append((step, "sign_step", page.locator(".sign small").first.inner_text()))
            self.sent(self.call(who, f"/batches/{batch_id}/act", verb="sign", step=step, field=name), batch_id)
        code = code_of(self.seats[who].who)
        button.click()
        page.wait_for_url("**/sign/**")
        page.fill("[name=password]", PASSWORD)
        page.fill("[name=code]", code)
        page.locator(".signing form button[type=submit]").click()
        page.wait_for_url("**/work")

    def correct(self, who: str, *, batch_id: UUID, step: str, field: str, value: Any, reason: str, **_: Any) -> None:
        """T11: from the value in the record of the batch to the form, and back to the batch."""
        page = self.awake(who)
        page.goto(f"{self.site}/batches/{batch_id}/record")
        page.click(f"details[id='{step}'] summary")
        page.click(f"details[id='{step}'] a.line-correct[href*='field={field}&']")
        page.fill("[name=value]", str(value))
        page.fill("[name=reason]", reason)
        page.locator("main form button[type=submit]").last.click()
        page.wait_for_url(f"**/batches/{batch_id}")

    def decide(self, who: str, verb: str, *, exception_id: UUID, **said: Any) -> None:
        """Quality at its desk, on the page of the exception."""
        found = batches.batch_exception(exception_id)
        if found.step not in self.by_hand:
            form = {name: str(value) for name, value in said.items()}
            answer = self.call(who, f"/exceptions/{exception_id}", seen_version=str(found.version), **form)
            assert answer.status in (302, 303), answer.text()[-2000:]
            return
        page = self.awake(who)
        page.goto(f"{self.site}/exceptions/{exception_id}")
        for name, value in said.items():
            control = page.locator(f"main [name={name}]").first
            if control.evaluate("each => each.tagName") == "SELECT":
                control.select_option(str(value))
            elif control.get_attribute("type") == "radio":
                page.check(f"main [name={name}][value={value}]")
            else:
                control.fill(str(value))
        page.locator("main form button[type=submit]").last.click()
        expect(page.locator(".messages, [role=status]").first).to_be_visible()
        self.met.append((found.step, verb, page.locator("main h1").first.inner_text()))


def forms(verb: str, said: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What the form of the page sends; a file with several values is read once for each."""
    common = {name: str(said[name]) for name in ("step", "field", "code", "entry", "device") if name in said}
    if verb == "attach_file":
        whole = {**common, "sample": said["sample"], "content": said["content"], "file_name": said["name"]}
        return [{**whole, "field": name, "reading": reading} for name, reading in said["readings"].items()]
    if verb == "produce":
        quantities = [part.quantity for part in said["parts"]]
        if quantities[0] is None:
            return [{**common, "material": said["material"]}]
        alike = {"alike": str(len(quantities)), "alike_quantity": str(quantities[0])}
        return [{**common, **alike, "material": said["material"]}]
    values = {name: written(said[name]) for name in ("value", "again") if said.get(name) is not None}
    return [{**common, **values}]


def written(value: str | bool | Quantity) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def refusal(batch_id: UUID, problems: list[dict[str, str]]) -> Refused:
    """What the page was told, with the codes that the batch keeps of it."""
    assert all(each["what"] and each["remedy"] for each in problems)
    kept = batches.batch_view(batch_id).state.refusals[-1]
    return Refused(*(Problem(code, {"asked": each["what"]}) for code, each in zip(kept.codes, problems, strict=True)))


def code_of(who: Person) -> str:
    """A one-time code that was never used: of an authenticator that is registered for it."""
    with transaction.atomic():
        Authenticator.objects.filter(user_id=who.id, type=Authenticator.Type.TOTP).delete()
        secret = generate_totp_secret()
        TOTP.activate(who, secret)
    steps = list(moments())
    return format_hotp_value(hotp_value(secret, steps[len(steps) // 2]))


def person_of(actor: Actor) -> Person:
    found: Person = Person.objects.get(id=actor.person_id)
    return found
