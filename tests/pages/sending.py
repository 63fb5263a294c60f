"""How tests send a form: as a browser would, with everything that stood in it."""

from html.parser import HTMLParser

from django.test import Client


class Fields(HTMLParser):
    """The fields of the forms of a page; the header's switches are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, str]] = []
        self.select = ""
        self.area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag == "form":
            self.forms.append({})
        if not self.forms or (not given.get("name") and tag != "option"):
            return
        here, name = self.forms[-1], given.get("name", "")
        if tag == "input" and (given.get("type") not in {"radio", "checkbox"} or "checked" in given):
            here[name] = given.get("value", "")
        if tag == "textarea":
            here[name], self.area = "", name
        if tag == "select":
            self.select = name
        if tag == "option" and self.select and ("selected" in given or self.select not in here):
            here[self.select] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = ""
        if tag == "textarea":
            self.area = ""


def form_at(client: Client, address: str) -> dict[str, str]:
    """What the page's own form holds before anybody types."""
    parser = Fields()
    parser.feed(client.get(address).content.decode())
    [form] = [each for each in parser.forms if "idempotency_key" in each]
    return form


def form_in(html: str) -> dict[str, str]:
    """What the form of this page holds."""
    parser = Fields()
    parser.feed(html)
    [form] = [each for each in parser.forms if "idempotency_key" in each]
    return form
