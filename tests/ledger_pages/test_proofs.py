"""An event's proof: what the server finds, a browser finds by itself; one changed bit shows in both."""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.ledger.proof.checkpoint import sign_text
from cellpark.ledger.proof.keys import Algorithm, generate_key
from cellpark.ledger.public import (
    Checkpoint,
    SignedNote,
    event_at,
    last_checkpoint,
    make_checkpoint,
    make_site_keys,
    seal_all,
)
from cellpark.ledger.tile_store import forget_tiles
from cellpark.web.pages.ledger_check import answers, event_proof
from tests.browser.looking import DESK, TABLET, look
from tests.ledger_pages.conftest import Ledger, make_ledger, reader
from tests.people import HOUSE, person
from tests.signing.served import served, sign_in

Proof = dict[str, Any]
COLOURS = {"right": "done", "wrong": "stopped", "open": "waiting"}


@pytest.fixture
def park(durable: str) -> Ledger:
    forget_tiles()  # another database, another tree
    made = make_ledger()
    with use_scope(EVERYTHING):
        make_site_keys(actor=HOUSE)
        seal_all(wait_s=30)
        make_checkpoint(actor=HOUSE)
    person("later@example.org")
    with use_scope(EVERYTHING):
        seal_all(wait_s=30)
        make_checkpoint(actor=HOUSE)
    return made


def proof_of(park: Ledger, version: int = 2) -> Proof:
    with use_scope(EVERYTHING):
        event = event_at(f"person/{park.operative.id}", version)
        assert event is not None
        return event_proof(event, last_checkpoint())


def flip(text: str) -> str:
    data = bytearray(b64decode(text))
    place = data.index(b'"reason":null') + 9
    data[place] ^= 1
    return b64encode(bytes(data)).decode()


def bytes_changed(proof: Proof) -> None:
    proof["event"]["bytes"] = flip(proof["event"]["bytes"])


def shown_as_another(proof: Proof) -> None:
    proof["event"]["stream"] = "person/another"


def another_before(proof: Proof) -> None:
    proof["previous"]["bytes"] = flip(proof["previous"]["bytes"])


def previous_left_out(proof: Proof) -> None:
    proof["previous"] = None


def path_changed(proof: Proof) -> None:
    proof["inclusion"]["path"][0] = "00" * 32


def path_cut(proof: Proof) -> None:
    proof["inclusion"]["path"].pop()


def another_leaf(proof: Proof) -> None:
    proof["inclusion"]["index"] += 1


def signature_changed(proof: Proof) -> None:
    text, _blank, lines = proof["checkpoint"].rpartition("\n\n")
    name, rest = lines.split("\n", 1)
    head, blob = name.rsplit(" ", 1)
    data = bytearray(b64decode(blob))
    data[10] ^= 1
    proof["checkpoint"] = f"{text}\n\n{head} {b64encode(bytes(data)).decode()}\n{rest}"


def not_covered(proof: Proof) -> None:
    proof["inclusion"] = proof["checkpoint"] = None


def untouched(proof: Proof) -> None:
    """Leave it."""


CASES: list[tuple[Callable[[Proof], None], list[str]]] = [
    (untouched, ["done", "done", "done", "done", "done"]),
    (bytes_changed, ["stopped", "stopped", "stopped", "stopped", "done"]),
    (shown_as_another, ["done", "stopped", "done", "done", "done"]),
    (another_before, ["done", "done", "stopped", "done", "done"]),
    (previous_left_out, ["done", "done", "waiting", "done", "done"]),
    (path_changed, ["done", "done", "done", "stopped", "done"]),
    (path_cut, ["done", "done", "done", "stopped", "done"]),
    (another_leaf, ["done", "done", "done", "stopped", "done"]),
    (signature_changed, ["done", "done", "done", "done", "stopped"]),
    (not_covered, ["done", "done", "done", "waiting", "waiting"]),
]


def test_the_server_names_the_step_that_does_not_hold(park: Ledger) -> None:
    """P11-5c: each kind of tampering is caught by the question that asks for it."""
    found = {}
    for change, _expected in CASES:
        proof = proof_of(park)
        change(proof)
        found[change.__name__] = [answer.colour for answer in answers(proof)]
    # bytes that no longer parse answer wrong wherever they are read
    assert found == {change.__name__: expected for change, expected in CASES}


def in_browser(page: Page, proof: Proof) -> list[str]:
    page.evaluate(
        "text => { document.getElementById('event-proof').textContent = text; }",
        json.dumps(proof),
    )
    page.evaluate("document.querySelectorAll('[data-step]').forEach((each) => delete each.dataset.answer)")
    page.click("[data-run]")
    page.wait_for_function("() => [...document.querySelectorAll('[data-step]')].every((each) => each.dataset.answer)")
    return [COLOURS[str(each.get_attribute("data-answer"))] for each in page.locator("[data-step]").all()]


@pytest.mark.browser
def test_a_browser_finds_the_same_by_itself(chromium: Browser, park: Ledger) -> None:
    """The page's own program agrees with the server on every tampered proof, offline."""
    with served() as site:
        context = chromium.new_context(viewport={"width": 1280, "height": 800})
        sign_in(context, site, park.overseer)
        page = context.new_page()
        with use_scope(EVERYTHING):
            event = event_at(f"person/{park.operative.id}", 2)
        page.goto(f"{site}/ledger/events/{event.id}")  # type: ignore[union-attr]
        context.set_offline(True)
        found = {}
        for change, _expected in CASES:
            proof = proof_of(park)
            change(proof)
            found[change.__name__] = in_browser(page, proof)
        assert found == {change.__name__: expected for change, expected in CASES}
        context.close()


def test_without_javascript_the_server_answers_on_the_same_page(park: Ledger) -> None:
    client = reader(park.overseer)
    event = park.event(park.operative)
    html = client.get(f"/ledger/events/{event.id}?check=1").content.decode()
    assert (html.count('class="check-step state-done"'), "Checked on the server just now." in html) == (5, True)


def test_a_witness_is_added_and_its_signature_kept(park: Ledger) -> None:
    """Whoever is outside fetches the checkpoint without an account and brings it back cosigned."""
    overseer = reader(park.overseer)
    key = generate_key("witness.example", Algorithm.ED25519_COSIGNATURE)
    assert overseer.post("/ledger/witnesses", {"vkey": key.verifier.encode()}).status_code == 302
    answer = reader(park.stranger).get("/checkpoint")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    note = SignedNote.parse(answer.content)
    cosigned = note.with_signatures(sign_text(note.text, key, now())).encode()
    returned = cosigned.replace("\n", "\r\n")
    unsigned = cosigned.splitlines(keepends=True)
    unsigned[-1] = unsigned[-1][:-10] + "AAAAAAAA=\n"
    assert overseer.post("/ledger/witnesses", {"text": "".join(unsigned)}).status_code == 422
    assert overseer.post("/ledger/witnesses", {"text": returned}).status_code == 302
    checkpoint = Checkpoint.objects.order_by("-size")[0]
    assert [each.witness.name for each in checkpoint.cosignatures.all()] == ["witness.example"]
    assert "witness.example" in reader(park.stranger).get("/checkpoint").content.decode()


def test_two_checkpoints_are_shown_to_continue_each_other(park: Ledger) -> None:
    sizes = sorted(Checkpoint.objects.values_list("size", flat=True))
    html = reader(park.operative).get(f"/ledger/checkpoints?old={sizes[0]}&new={sizes[-1]}").content.decode()
    assert len(sizes) == 2
    assert f"Yes: the tree of {sizes[1]} entries begins with exactly the {sizes[0]} entries of the older one." in html


@pytest.mark.browser
def test_an_export_is_checked_by_anybody_in_the_served_checker(chromium: Browser, park: Ledger) -> None:
    """P11-2: the zip of a record verifies in the page that anybody may open, under its own strict policy."""
    with served() as site:
        context = chromium.new_context()
        stream = park.stream(park.operative)
        data = reader(park.quality).post("/ledger/export", {"streams": stream}).content
        page = context.new_page()
        console: list[str] = []
        page.on("console", lambda message: console.append(message.text))
        page.goto(f"{site}/verify")
        page.locator("main a[href='/verify/checker']").click()
        page.set_input_files("#file", [{"name": "export.zip", "mimeType": "application/zip", "buffer": data}])
        page.locator("#verdict[class]:not([class=''])").wait_for()  # a function that waits would need eval
        assert page.get_attribute("#verdict", "class") == "sound"
        assert console == []
        context.close()


def test_nothing_of_others_is_exported(park: Ledger) -> None:
    """T19: a record out of sight is as good as none."""
    answer = reader(park.quality).post("/ledger/export", {"streams": park.stream(park.stranger)})
    assert (answer.status_code, "There is nothing to export" in answer.content.decode()) == (422, True)


def test_too_many_records_are_refused_and_none_is_left_out_silently(park: Ledger) -> None:
    streams = "\n".join(f"membership/{number}" for number in range(501))
    answer = reader(park.quality).post("/ledger/export", {"streams": streams})
    assert (answer.status_code, "one export takes 500" in answer.content.decode()) == (422, True)


def test_an_empty_form_is_refused(park: Ledger) -> None:
    assert reader(park.quality).post("/ledger/export", {"streams": " "}).status_code == 422


@pytest.mark.browser
@pytest.mark.parametrize(("language", "sizes"), [("en", (DESK, TABLET)), ("zh-hans", (TABLET, DESK))])
def test_the_pages_are_readable_by_everybody(
    chromium: Browser, park: Ledger, language: str, sizes: tuple[tuple[int, int], ...]
) -> None:
    event = park.event(park.operative)
    grown = sorted(Checkpoint.objects.values_list("size", flat=True))
    pages = {
        "events": "/ledger",
        "event": f"/ledger/events/{event.id}?check=1",
        "record": f"/ledger/records/person/{park.operative.id}?check=1",
        "checkpoints": f"/ledger/checkpoints?old={grown[0]}&new={grown[-1]}",
        "checkpoint": f"/ledger/checkpoints/{grown[-1]}",
        "witnesses": "/ledger/witnesses",
        "export": "/ledger/export",
        "verify": "/verify",
    }
    with served() as site:
        context = chromium.new_context()
        sign_in(context, site, park.overseer, language)
        found = look(context, site, pages, sizes=sizes, label=f"ledger-{language}")
        context.close()
    assert found == []
