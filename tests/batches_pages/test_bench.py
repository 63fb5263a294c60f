"""The operator's page: one step at a time, as plain forms and as calls of its own script."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from uuid import uuid4

from django.test import Client

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.batches import public as batches
from cellpark.batches.public import Batch
from cellpark.instruments.public import Heard, StreamNode, keep_block, keep_file, open_stream
from tests.batches.floor import SMALL, Floor
from tests.people import HOUSE

Browser = Callable[[Actor], Client]


def sent(client: Client, batch: Batch, verb: str, *, script: bool = True, **fields: str):
    headers = {"Accept": "application/json"} if script else {}
    data = {"verb": verb, "idempotency_key": str(uuid4()), **fields}
    return client.post(f"/batches/{batch.id}/act", data, headers=headers)


def test_the_step_that_comes_next_is_on_the_page_in_both_languages(floor: Floor, browser: Browser) -> None:
    batch = floor.started()
    page = browser(floor.one).get(f"/batches/{batch.id}/work").content.decode()
    for words in ("U1.1", "\u6838\u5bf9\u4e0e\u8ba1\u6570", "Check and count", "apheresis bag"):
        assert words in page
    assert 'value="begin"' in page


def test_a_step_is_worked_off_by_plain_forms(floor: Floor, browser: Browser) -> None:
    """P11-6, 211-1b: begin, room, container, value; without a script every act answers with the page of the next one."""
    bag = floor.store.patient_bag()
    batch = floor.started()
    floor.cleared()
    client = browser(floor.one)
    for verb, fields, coming in (
        ("begin", {}, 'value="scan"'),
        ("scan", {"code": floor.room.scan_code}, "Scan the container"),
        ("scan", {"code": bag.code}, 'value="value"'),
        ("value", {"field": "tnc", "value": "2e9"}, 'value="sign"'),
    ):
        answer = sent(client, batch, verb, script=False, step="U1.1", **fields)
        assert answer.status_code == 303, answer.content.decode()[:3000]
        assert coming in client.get(answer["Location"], headers={"Accept-Language": "en"}).content.decode()
    view = batches.batch_view(batch.id)
    assert str(view.state.steps["U1.1"].entry("tnc").value) == "2E+9 cell"


def test_a_wrong_bag_stops_the_page_and_leaves_its_trace(floor: Floor, browser: Browser) -> None:
    """T1: a mismatch is a hard stop, in red, with the reason and the way out."""
    batch = floor.started()
    floor.cleared()
    floor.begun(batch, "U1.1")
    client = browser(floor.one)
    answer = sent(client, batch, "scan", step="U1.1", code="NOT-A-BAG")
    assert (answer.status_code, answer.json()["ok"], answer.json()["stop"]) == (409, False, True)
    assert all(problem["what"] and problem["remedy"] for problem in answer.json()["problems"])
    page = sent(client, batch, "scan", script=False, step="U1.1", code="NOT-A-BAG")
    assert page.status_code == 422
    assert "stop-inline" in page.content.decode()
    assert [each.verb for each in batches.batch_view(batch.id).state.refusals] == ["scan_in", "scan_in"]


def test_an_input_that_waited_keeps_its_own_time_and_is_done_once(floor: Floor, browser: Browser) -> None:
    """Nothing is lost when the network drops: own key, own time, in order (T18, A11-2f)."""
    batch = floor.started()
    floor.cleared()
    floor.clock.advance(timedelta(minutes=30))
    client, at, key = browser(floor.one), now() - timedelta(minutes=20), str(uuid4())
    for _ in range(2):
        answer = sent(
            client, batch, "begin", step="U1.1", at=at.isoformat(), idempotency_key=key, by=str(floor.one.person_id)
        )
        assert answer.json() == {"ok": True, "go": ""}
    state = batches.batch_view(batch.id).state
    assert (state.steps["U1.1"].begun_at, len(state.refusals)) == (at, 0)


def test_T5_what_one_person_entered_is_not_sent_in_the_name_of_another(floor: Floor, browser: Browser) -> None:
    """T5, 211-1c: the form and the queue carry who entered it; the server compares with whoever is signed in."""
    batch = floor.started()
    of_one = {"step": "U1.1", "by": str(floor.one.person_id)}
    other = sent(browser(floor.two), batch, "begin", **of_one)
    assert (other.status_code, other.json()["other"]) == (409, True)
    assert all(other.json()["problems"][0][part] for part in ("what", "why", "remedy"))
    page = sent(browser(floor.two), batch, "begin", script=False, **of_one)
    assert page.status_code == 422
    # what waited says whose it is
    nobody = sent(browser(floor.one), batch, "begin", step="U1.1", at=now().isoformat())
    assert nobody.status_code == 409
    assert floor.view(batch).state.steps == {}
    assert (
        f'name="by" value="{floor.one.person_id}"'
        in browser(floor.one).get(f"/batches/{batch.id}/work").content.decode()
    )
    assert sent(browser(floor.one), batch, "begin", **of_one).json()["ok"]


def test_211_1b_two_lots_with_their_own_amounts_and_a_time_that_begins_later(floor: Floor, browser: Browser) -> None:
    """211-1b: the bench records what was used of each lot, asks for the rest, and lets a hold begin when it begins."""
    batch = floor.started()
    floor.cleared()
    floor.counted(batch, floor.store.patient_bag())
    floor.begun(batch, "U1.2")
    floor.record(batch, "U1.2", "ratio", "3 bead/cell")
    first, second = floor.beads(), floor.beads("L2")
    client, step = browser(floor.one), {"step": "U1.2"}
    page = client.get(f"/batches/{batch.id}/work").content.decode()
    assert 'name="quantity"' in page
    assert 'name="more"' in page
    assert sent(client, batch, "scan", code=first.code, quantity="10", unit="mL", more="yes", **step).json()["ok"]
    assert 'name="quantity" value="5"' in client.get(f"/batches/{batch.id}/work").content.decode()
    assert sent(client, batch, "scan", code=second.code, quantity="5", unit="mL", **step).json()["ok"]
    view = floor.view(batch)
    assert [(each.code, str(each.value)) for each in view.state.steps["U1.2"].entries["beads"]] == [
        (first.code, "10 mL"),
        (second.code, "5 mL"),
    ]
    assert view.exceptions == ()
    assert sent(client, batch, "scan", code=floor.incubator.scan_code, **step).json()["ok"]
    floor.clock.advance(timedelta(hours=9))
    client = browser(floor.one)
    assert 'value="start_time"' in client.get(f"/batches/{batch.id}/work").content.decode()
    assert sent(client, batch, "start_time", field="hold", **step).json()["ok"]
    assert floor.view(batch).next.timers[0].since == now()
    assert 'value="start_time"' not in client.get(f"/batches/{batch.id}/work").content.decode()


def test_211_1b_a_reagent_without_a_computed_amount_is_recorded_with_the_one_that_was_used(
    floor: Floor, browser: Browser, follows: Callable[[str], Floor]
) -> None:
    """211-1b: where the recipe computes nothing the bench asks for the amount, and says so without one."""
    follows(SMALL.replace("; qty ratio * tnc / beads.conc", ""))
    batch = floor.started()
    floor.cleared()
    floor.counted(batch, floor.store.patient_bag())
    floor.begun(batch, "U1.2")
    floor.record(batch, "U1.2", "ratio", "3 bead/cell")
    bottle, client = floor.beads(), browser(floor.one)
    without = sent(client, batch, "scan", step="U1.2", code=bottle.code)
    assert (without.status_code, without.json()["ok"]) == (409, False)
    assert sent(client, batch, "scan", step="U1.2", code=bottle.code, quantity="2.5 mL").json()["ok"]
    assert str(floor.view(batch).state.steps["U1.2"].entry("beads").value) == "2.5 mL"


def test_what_cannot_be_read_is_refused_in_words(floor: Floor, browser: Browser) -> None:
    batch = floor.started()
    floor.cleared()
    floor.begun(batch, "U1.1")
    client = browser(floor.one)
    for verb, fields in (
        ("fly", {}),
        ("value", {"field": "tnc", "value": "many"}),
        ("value", {"field": "nothing", "value": "1"}),
        ("confirm", {"field": "tnc", "value": "1", "entry": "x"}),
        ("begin", {"at": "yesterday"}),
        ("begin", {"idempotency_key": "again"}),
        ("file", {"field": "tnc"}),
    ):
        answer = sent(client, batch, verb, **{"step": "U1.1", **fields})
        assert answer.status_code == 409, verb
        assert answer.json()["problems"][0]["what"]


def test_many_alike_containers_are_filled_by_their_number(floor: Floor, browser: Browser) -> None:
    """T9: whoever fills 120 vials gives number and amount once, and every container gets a code of its own."""
    batch = floor.started()
    floor.cleared()
    floor.counted(batch, floor.store.patient_bag())
    floor.activated(batch, floor.beads())
    floor.controlled(batch, 1)
    floor.begun(batch, "U3.1")
    fill = partial(sent, browser(floor.one), batch, "produce", step="U3.1", field="bags")
    for wrong in ({"alike": "0"}, {"alike": "-1"}, {"alike": "501"}, {"alike": "two"}, {"alike": "2"}):
        answer = fill(alike_quantity="", **wrong)
        assert (answer.status_code, answer.json()["ok"]) == (409, False), wrong
    assert fill(alike="2", alike_quantity="40 mL").json()["ok"]
    filled = batches.batch_view(batch.id).state.steps["U3.1"].entries["bags"]
    assert len({each.code for each in filled}) == 2


def test_somebody_of_another_house_sees_nothing(floor: Floor, browser: Browser) -> None:
    """T19: foreign ids do not exist."""
    from cellpark.identity.public import Role
    from tests.people import acting, organisation, person

    batch = floor.started()
    other = organisation("Elsewhere")
    stranger = acting(person("x@elsewhere.example.org", Role.PRODUCTION_OPERATOR, within=other), other)
    client = browser(stranger)
    for path in ("", "/work", "/record", "/record.pdf"):
        assert client.get(f"/batches/{batch.id}{path}").status_code == 404
    assert sent(client, batch, "begin", step="U1.1").status_code == 404


def test_the_record_shows_first_what_deviated_and_the_struck_value(floor: Floor, browser: Browser) -> None:
    """T11, 211-1c: review by exception; the old value and the void signature stay readable."""
    bag = floor.store.patient_bag()
    batch = floor.started()
    floor.cleared()
    floor.counted(batch, bag)
    entry = batches.batch_view(batch.id).state.steps["U1.1"].entry("tnc")
    client = browser(floor.one)
    answer = client.post(
        f"/batches/{batch.id}/correct",
        {
            "step": "U1.1",
            "field": "tnc",
            "entry": str(entry.id),
            "value": "3e9",
            "reason": "misread",
            "idempotency_key": str(uuid4()),
        },
    )
    assert answer.status_code == 303, answer.content.decode()[-3000:]
    page = client.get(f"/batches/{batch.id}/record").content.decode()
    assert page.index("<s>2E+9 cell") < page.index("record-step")
    assert "misread" in page
    assert "record-odd" in page


def test_the_record_is_printed_as_pdf_a(floor: Floor, browser: Browser) -> None:
    """211.188, 211-194: the whole record on paper."""
    bag = floor.store.patient_bag()
    batch = floor.started()
    floor.cleared()
    floor.counted(batch, bag)
    answer = browser(floor.quality).get(f"/batches/{batch.id}/record.pdf")
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF-")
    assert b"pdfaid:part" in answer.content


def test_an_exception_is_led_to_its_end_on_its_page(floor: Floor, browser: Browser) -> None:
    """211-1c, 211-4a: classified, investigated, decided, closed; each by whoever may."""
    from cellpark.identity.public import Role
    from tests.people import acting, person

    head = acting(
        person("head@floor.example.org", Role.QUALITY_HEAD, within=floor.store.organisation), floor.store.organisation
    )
    batch = floor.started()
    floor.cleared()
    floor.begun(batch, "U1.1")
    operator, client = browser(floor.one), browser(head)
    assert sent(operator, batch, "note", step="U1.1", what="the bag leaks", stops="yes").json()["ok"]
    [found] = batches.exceptions()
    assert "the bag leaks" in operator.get(f"/batches/{batch.id}/work").content.decode()
    for fields in (
        {"classification": "major", "reason": "product at risk"},
        {"finding": "a weld failed"},
        {"disposition": "accept", "reason": "closed in time"},
        {"capa": "CAPA-7", "reason": "training"},
    ):
        version = batches.batch_exception(found.id).version
        answer = client.post(
            f"/exceptions/{found.id}", {**fields, "seen_version": version, "idempotency_key": str(uuid4())}
        )
        assert answer.status_code == 303, answer.content.decode()[-2500:]
    assert batches.batch_exception(found.id).state == "closed"
    assert "CAPA-7" in client.get(f"/exceptions/{found.id}").content.decode()


def test_the_board_says_what_each_batch_waits_for(floor: Floor, browser: Browser) -> None:
    batch = floor.started()
    page = browser(floor.quality).get("/batches").content.decode()
    assert f"/batches/{batch.id}/work" in page
    assert "lane-waiting" in page
    assert browser(floor.quality).get(f"/batches/{batch.id}").status_code == 200
    assert browser(floor.quality).get("/exceptions").status_code == 200


def test_a_raw_file_is_shown_with_its_hash_and_downloaded_byte_for_byte(floor: Floor, browser: Browser) -> None:
    """P11-8: a value clicks back to the bytes; whatever they are, no browser runs them."""
    kept = keep_file(actor=floor.one, content=b"<script>alert(1)</script>", name="run.csv")
    client = browser(floor.quality)
    assert kept.sha256[:4] in client.get(f"/instrument-files/{kept.id}").content.decode()
    answer = client.get(f"/instrument-files/{kept.id}/content")
    assert (answer.content, answer["Content-Type"]) == (b"<script>alert(1)</script>", "application/octet-stream")
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_stream_shows_its_blocks_its_digests_and_a_chart(floor: Floor, browser: Browser) -> None:
    """P11-8: what a device sent by itself, a gap as a gap, each block with the digest that the ledger keeps."""
    made = open_stream(
        actor=HOUSE,
        title="Bioreactor 1",
        device="EQ-BIO-1",
        endpoint="opc.tcp://bio1:4840",
        nodes=[StreamNode(name="temperature", unit="degC", node="ns=2;s=T")],
        reason="installed",
        organisation_id=floor.store.organisation.id,
    )
    values = ("36.9", None, "37.1")
    heard = [Heard(now() + timedelta(seconds=place), "temperature", value) for place, value in enumerate(values)]
    block = keep_block(actor=HOUSE, stream_id=made.id, heard=heard)
    client = browser(floor.quality)
    assert f"/instrument-streams/{made.id}" in client.get("/instrument-streams?q=EQ-BIO-1").content.decode()
    page = client.get(f"/instrument-streams/{made.id}?check=1").content.decode()
    assert "[36.9, null, 37.1]" in page
    for words in (block.sha256[:4], "Every block has the digest that the ledger keeps of it.", "1 block of readings"):
        assert words in page


def test_a_step_shows_its_picture_where_one_was_kept(
    floor: Floor, browser: Browser, follows: Callable[[str], Floor]
) -> None:
    """The recipe names a path; the first picture that was kept under it is shown, and never anything but a picture."""
    follows(SMALL.replace("\n- in aph", "\npicture: pictures/check.png\n- in aph", 1))
    batch, client = floor.started(), browser(floor.one)
    assert "step-picture" not in client.get(f"/batches/{batch.id}/work").content.decode()
    text = keep_file(actor=floor.one, content=b"<svg onload=alert(1)>", name="check.png")
    assert "step-picture" not in client.get(f"/batches/{batch.id}/work").content.decode()
    kept = keep_file(actor=floor.one, content=b"\x89PNG\r\n\x1a\nrest", name="check.png")
    address = f"/instrument-files/{kept.id}/picture"
    assert address in client.get(f"/batches/{batch.id}/work").content.decode()
    assert client.get(address)["Content-Type"] == "image/png"
    assert client.get(f"/instrument-files/{text.id}/picture").status_code == 302
