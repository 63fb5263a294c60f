"""Somebody before a browser who reads pages, follows links and sends forms, as the park office and its tenants do."""

from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.urls import reverse
from playwright.sync_api import Browser, Locator, Page, expect

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import Person
from tests.browser.looking import visitor
from tests.pages.conftest import signed_in
from tests.people import PASSWORD
from tests.plays.browser_hands import code_of


@dataclass
class Desk:
    """One browser; ``who`` is None for a visitor without an account. ``console`` is all that the browser complained of."""

    site: str
    page: Page
    language: str
    who: Person | None = None
    console: list[str] = field(default_factory=list)

    def at(self, name: str, *identity: UUID | str, **query: str) -> Page:
        """The page of this name, which must answer."""
        answer = self.page.goto(self.site + reverse(name, args=identity, query=query or None))
        assert answer is not None
        assert answer.status == 200, f"{name}: {answer.status} {self.page.inner_text('body')[:2000]}"
        spoken = self.page.get_attribute("html", "lang") or ""
        assert spoken.lower() == self.language
        return self.page

    def follow(self, name: str, *identity: UUID | str) -> Page:
        """Go there by a link that stands on this page."""
        address = reverse(name, args=identity)
        self.page.locator(f"main a[href^='{address}']").first.click()
        self.page.wait_for_url(f"**{address}*")
        return self.page

    def fill(self, **values: Any) -> None:
        """Type, choose and mark what the form on this page asks for."""
        for name, value in values.items():
            self._enter(self.page.locator(f"main [name='{name}']"), value)

    def _enter(self, fields: Locator, value: Any) -> None:
        kind, tag = fields.first.get_attribute("type"), fields.first.evaluate("field => field.tagName")
        if kind in ("radio", "checkbox") and value is not True:
            for each in value if isinstance(value, list) else [value]:
                fields.and_(self.page.locator(f"[value='{each}']")).check()
        elif kind in ("radio", "checkbox"):
            fields.check()
        elif kind == "file":
            fields.set_input_files(value)
        elif tag == "SELECT":
            fields.select_option(str(value))
        else:
            fields.fill(str(value))

    def send(self, **values: Any) -> Page:
        """Fill the form and send it; the page that follows must not be the same form with a refusal."""
        self.fill(**values)
        return self.press("main form[method=post] button[type=submit]")

    def press(self, button: str) -> Page:
        """Press the last of these buttons, which leads to another page."""
        before = self.page.url
        self.page.locator(button).last.click()
        expect(self.page).not_to_have_url(before)
        return self.page

    def done(self, name: str, *identity: UUID | str, **values: Any) -> Page:
        """One act on a page of its own."""
        self.at(name, *identity)
        return self.send(**values)

    def sign(self) -> None:
        """Read, then give password and a fresh code of an authenticator."""
        assert self.who is not None
        with use_scope(EVERYTHING):
            code = code_of(self.who)
        self.page.reload()  # the page offers the authenticator that was registered just now
        self.send(password=PASSWORD, code=code)


def desk(open_browsers: ExitStack, chromium: Browser, site: str, language: str, actor: Actor | None = None) -> Desk:
    """A browser in a language, signed in as somebody or as nobody."""
    cookies = {"cellpark_language": language}
    who = None
    if actor is not None:
        with use_scope(EVERYTHING):
            who = Person.objects.get(id=actor.person_id)
            cookies["sessionid"] = signed_in(who).cookies["sessionid"].value
    context = open_browsers.enter_context(visitor(chromium, site, **cookies))
    made = Desk(site, context.new_page(), language, who)
    made.page.on("console", lambda said: made.console.append(said.text))
    made.page.on("pageerror", lambda error: made.console.append(str(error)))
    return made
