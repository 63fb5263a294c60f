"""The pages of the release desk, without JavaScript: from a finished batch to its certificate, and the other ways."""

import re
from collections.abc import Callable
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from cellpark.base.actor import Actor
from cellpark.batches import public as batches
from cellpark.identity.public import Person, PreparedSignature
from cellpark.ledger.public import events_of
from cellpark.release import public as release
from cellpark.release.public import Decision, Trial
from tests.api.callers import Program, token_for
from tests.release.desk import Desk, hospital
from tests.release.test_every_line import read
from tests.release.test_supply import act_of

NOBODY = "00000000-0000-0000-0000-000000000000"

SIGNATURE = reverse("signature", args=[NOBODY]).replace(NOBODY, "")
Browser = Callable[[Actor], Client]


def text(answer: HttpResponse) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def send(client: Client, address: str, version: int | None = None, **fields: str) -> HttpResponse:
    sent = {"idempotency_key": str(uuid4()), **fields}
    if version is not None:
        sent["seen_version"] = str(version)
    return client.post(address, sent)  # type: ignore[return-value]


def test_T13_the_desk_shows_what_is_missing_and_each_line_opens_its_records(desk: Desk, browser: Browser) -> None:
    """T13: the checklist in words, with the records behind; nothing on it can be ticked."""
    batch = desk.finished()
    batches.open_exception(actor=desk.floor.one, batch_id=batch.id, what="a drop beside the bag")
    client = browser(desk.qp)
    queue = client.get("/release")
    assert "Decide and close its exceptions" in text(queue)
    page = client.get(f"/release/{batch.id}")
    shown = page.content.decode()
    assert "Nobody has reviewed the audit trail." in text(page)
    assert "Exception B-0001-E01 is not closed." in text(page)
    assert f'href="/exceptions/{batches.BatchException.objects.get().id}"' in shown
    lines = re.findall(r'release-records">(.*?)</p>', shown, re.DOTALL)
    links = {found for line in lines for found in re.findall(r'href="([^"]+)"', line)}
    kinds = {re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "", link) for link in links}
    assert kinds >= {"/laboratory/batches/", "/containers/", SIGNATURE, "/batches//record"}
    assert [link for link in links if client.get(link).status_code != 200] == []
    assert 'type="checkbox"' not in shown
    refused = send(client, f"/release/{batch.id}/decide/certify", why="looks fine")
    assert refused.status_code == 422
    assert "Nobody has reviewed the audit trail." in text(refused)
    event = events_of(f"release/{batch.id}").last()
    assert event is not None
    assert (event.type, event.actor) == ("release.decision.refused", desk.qp.reference)


def test_a_batch_is_reviewed_and_certified_on_the_pages(desk: Desk, browser: Browser) -> None:
    """A11-2e2, A11-1f, P11-8a: the checklist in both languages is what is signed."""
    batch = desk.finished()
    reader = browser(desk.reviewer)
    address = f"/release/{batch.id}/act/review"
    trail = release.trail_seen(batch.id)
    for page in (f"/release/{batch.id}", f"/batches/{batch.id}/record"):
        assert f'href="{address}?trail={trail}"' in reader.get(page).content.decode(), page
    # the form asks for what the page showed: alone it reviews nothing
    unread = reader.get(address)
    assert "Open the batch at the release desk or its record" in text(unread)  # type: ignore[arg-type]
    assert 'type="submit">Review' not in unread.content.decode()
    assert send(reader, address, 0, finding="Nothing found.").status_code == 422
    # what came after the page was read stops the review, however late the form was opened
    read(desk, batch)
    form = reader.get(f"{address}?trail={trail}").content.decode()
    assert f'value="{trail}"' in form
    moved = send(reader, address, 0, trail=trail, finding="Nothing found.")
    assert (moved.status_code, "Entries came since" in text(moved)) == (422, True)
    assert release.disposition_of(batch.id) is None
    trail = release.trail_seen(batch.id)
    done = send(reader, address, 0, trail=trail, finding="Nothing found.")
    assert (done.status_code, done["Location"]) == (303, f"/release/{batch.id}")
    client = browser(desk.qp)
    begun = send(client, f"/release/{batch.id}/decide/certify", why="record reviewed")
    assert begun.status_code == 302
    moment = client.get(begun["Location"])
    assert "Every exception is decided and closed" in text(moment)  # type: ignore[arg-type]
    assert "\u5f02\u5e38" in text(moment)  # type: ignore[arg-type]
    prepared = begun["Location"].rsplit("/", 1)[1]
    wrong = client.post(begun["Location"], {"password": "no", "code": "000000"})
    assert wrong.status_code == 422
    statement = PreparedSignature.objects.get(id=prepared)
    proof = desk.floor.device(desk.qp).sign(statement.envelope.digest)
    assert release.certify(actor=desk.qp, batch_id=batch.id, prepared_id=statement.id, proof=proof).state == "certified"
    assert "Released" in text(client.get(f"/release/{batch.id}"))  # type: ignore[arg-type]
    assert "B-0001" in text(client.get("/release?state=certified"))  # type: ignore[arg-type]


def test_ATMP_1b_the_room_shows_each_side_its_own_record(desk: Desk, browser: Browser) -> None:
    """ATMP-1b, ATMP-1d, T19: who acts next and by when; the hospital sees the case and nothing else of the batch."""
    batch = desk.reviewed()
    desk.fail()
    physician, other = hospital()
    assert physician.organisation_id is not None
    case = release.open_supply(
        actor=desk.head,
        batch_id=batch.id,
        failed="Viability 61 %",
        trial=Trial.MARKETED,
        hospital_id=physician.organisation_id,
    )
    ward, maker = browser(physician), browser(desk.head)
    address = f"/out-of-specification/{case.id}"
    assert "Request the product" in text(ward.get(address))  # type: ignore[arg-type]
    assert "The next act is for the physician at the hospital." in text(maker.get(address))  # type: ignore[arg-type]
    assert browser(other).get(address).status_code == 404
    assert ward.get(f"/release/{batch.id}").status_code == 403
    sent = send(ward, address, 1, hazard="Relapse within days.", alternatives="None in time.")
    assert sent.status_code == 303
    assert "Record the evaluation" in text(maker.get(address))  # type: ignore[arg-type]
    for verb in ("evaluate", "notice", "accept"):
        act_of(desk, physician, case, verb)()
    signing = maker.get(address)
    assert "Go on to the page to sign" in text(signing)  # type: ignore[arg-type]
    desk.decide(batch, Decision.SUPPLY)
    shown = text(maker.get(f"/release/{batch.id}"))  # type: ignore[arg-type]
    assert "Supplied under 11.5, out of specification" in shown
    assert "Released" not in shown


def test_the_page_of_a_batch_says_what_is_asked_of_it_at_the_desk(desk: Desk, browser: Browser) -> None:
    """What a batch that is over waits for, and for whom; how it was decided, and then nothing more."""
    batch = desk.reviewed()
    client, address = browser(desk.qp), f"/batches/{batch.id}"
    told = text(client.get(address))  # type: ignore[arg-type]
    assert "What comes next Certify or reject Who acts qualified person or head of quality" in told
    desk.decide(batch, Decision.CERTIFY)
    told = text(client.get(address))  # type: ignore[arg-type]
    assert "True now finished \u00b7 Released What comes next Nothing is waiting. Who acts Nobody has to act." in told
    assert f'href="/release/{batch.id}"' in client.get(address).content.decode()


def test_a_recall_stops_the_chosen_batches_on_its_page(desk: Desk, browser: Browser) -> None:
    batch = desk.reviewed()
    client = browser(desk.head)
    found = client.get("/recalls?" + urlencode({"code": "L-B-0001"}))
    assert found.status_code == 302
    page = client.get(found["Location"])
    assert "It touched 1 batch" in text(page)  # type: ignore[arg-type]
    done = send(client, found["Location"], batches=str(batch.id), reason="contaminated beads")
    assert done.status_code == 303
    assert "In quarantine" in text(client.get(f"/release/{batch.id}"))  # type: ignore[arg-type]
    assert "contaminated beads" in text(client.get("/recalls"))  # type: ignore[arg-type]


def test_T5_the_pages_of_a_destruction_name_its_containers_and_ask_for_a_second_person(
    desk: Desk, browser: Browser
) -> None:
    """T5, LBL-5: what was rejected is destroyed on the pages of two people; a quarantine is lifted by a signature."""
    batch = desk.reviewed()
    release.quarantine_batch(actor=desk.head, batch_id=batch.id, reason="odd growth")
    head, witness = browser(desk.head), browser(desk.reviewer)
    begun = send(head, f"/release/{batch.id}/decide/lift", why="a stain")
    assert "Let the batch go from quarantine" in text(head.get(begun["Location"]))  # type: ignore[arg-type]
    desk.decide(batch, Decision.REJECT)
    address = f"/release/{batch.id}/act/"
    assert re.search(r"B-0001-1 ?: 40 ?mL", text(head.get(f"{address}destroy")))  # type: ignore[arg-type]
    file = release.disposition_of(batch.id)
    assert file is not None
    assert send(head, f"{address}destroy", file.version, how="Autoclaved.").status_code == 303
    assert f"{address}witness" in witness.get(f"/release/{batch.id}").content.decode()
    assert f"{address}witness" not in head.get(f"/release/{batch.id}").content.decode()
    assert [each.waits for each in release.release_queue()] == ["witness"]
    assert "Autoclaved." in text(witness.get(f"{address}witness"))  # type: ignore[arg-type]
    assert send(head, f"{address}witness", file.version + 1).status_code == 422
    assert send(witness, f"{address}witness", file.version + 1).status_code == 303
    assert "Destroyed by" in text(witness.get(f"/release/{batch.id}"))  # type: ignore[arg-type]
    assert release.waiting_of(batch) is None


def test_T5_a_witness_by_program_confirms_what_it_has_read(desk: Desk) -> None:
    """T5, LBL-5: the batch shows how and what; a confirmation names the version at which that was read."""
    batch = desk.reviewed()
    desk.decide(batch, Decision.REJECT)
    head, witness = (
        Program(token_for(Person.objects.get(id=each.person_id), desk.floor.store.organisation))
        for each in (desk.head, desk.reviewer)
    )
    made = head.post(f"release/{batch.id}/destruction", {"how": "Autoclaved."}).body
    shown = witness.get(f"release/{batch.id}").body
    assert (shown["destroyed_how"], shown["version"]) == ("Autoclaved.", made["version"])
    assert shown["left"][0] | {"id": ""} == {"id": "", "code": "B-0001-1", "quantity": {"value": "40", "unit": "mL"}}
    address = f"release/{batch.id}/destruction/witness"
    assert witness.post(address, {}).status == 422
    stale = witness.post(address, {"version": shown["version"] - 1})
    assert (stale.status, stale.codes) == (412, ["base.stale"])
    done = witness.post(address, {"version": shown["version"]}).body
    assert (done["state"], done["left"]) == ("destroyed", [])


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_rescue_page_compares_the_ways(desk: Desk, browser: Browser, language: str) -> None:
    """Idea 10: what each way needs, and when a dose would be possible."""
    batch = desk.reviewed()
    desk.floor.store.patient_bag(code="RESERVE-1")
    client = browser(desk.qp)
    client.cookies["django_language"] = language
    page = client.get(f"/release/{batch.id}/rescue?slot_on=2026-12-01&collect_on=2026-12-01&make_days=9")
    assert page.status_code == 200
    assert "RESERVE-1" in page.content.decode()
