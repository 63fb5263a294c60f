"""The pages of the laboratory: worklist, sample, test, investigation, specification, environment, certificate."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.kernel.problem import Problem
from cellpark.ledger.public import envelope, events_of
from cellpark.materials.public import NearMiss
from cellpark.quality import public as quality
from cellpark.quality.actions.register_sample import order
from cellpark.quality.public import EnvironmentResult, Investigation, QualitySample, Result, Specification
from tests.quality.laboratory import SPECIFICATION, Laboratory
from tests.quality.test_flags import COPIES, LINE, TABLE

Browser = Callable[[Actor], Client]
ENGLISH = {"Accept-Language": "en"}


def sent(client: Client, address: str, version: int | None = None, **fields: Any) -> Any:
    data = {"idempotency_key": str(uuid4()), **fields}
    if version is not None:
        data["seen_version"] = str(version)
    return client.post(address, data, headers=ENGLISH)


def words(client: Client, address: str) -> str:
    answer = client.get(address, headers=ENGLISH)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_a_sample_goes_through_the_laboratory_by_plain_forms(lab: Laboratory, browser: Browser) -> None:
    """CN-4c, T1, T5, 211-194a: register, scan in, begin, enter with its file, verify by another person."""
    lab.approved()
    batch = lab.running()
    lab.taken(batch, "S-1")
    one, two = browser(lab.one), browser(lab.two)
    assert "Nothing of this batch is in the laboratory." in words(one, f"/laboratory/batches/{batch.id}")
    answer = sent(one, f"/laboratory/batches/{batch.id}/register", code="S-1", stage="release")
    assert answer.status_code == 303, answer.content.decode()[:2000]
    sample = QualitySample.objects.get()
    found = one.get("/laboratory/scan", {"code": "S-1"})
    assert found["Location"] == f"/laboratory/samples/{sample.id}"
    assert "No sample of the laboratory" in one.get("/laboratory/scan?code=NOTHING", headers=ENGLISH).content.decode()
    receive = f"/laboratory/samples/{sample.id}/receive"
    assert sent(one, receive, sample.version, raw=batch.number).status_code in (200, 422)
    assert (NearMiss.objects.count(), quality.sample(sample.id).state) == (1, "registered")
    assert sent(one, receive, sample.version, raw="S-1", place="Fridge 1").status_code == 303
    test = lab.ordered_test(sample, "car_pos")
    address = f"/laboratory/tests/{test.id}"
    assert "Begin the test" in words(one, address)
    assert sent(one, address, test.version).status_code == 303
    test.refresh_from_db()
    wrong = sent(one, address, test.version, value="many")
    assert wrong.status_code == 422
    file = SimpleUploadedFile("panel.fcs", b"FCS3.0 not read here")
    assert sent(one, address, test.version, value="23.4", file=file, equipment="BSC-1").status_code == 303
    result = Result.objects.get()
    assert (result.value, result.equipment, len(result.files["raw"])) == ("23.4 %", ["BSC-1"], 64)
    test.refresh_from_db()
    assert "You made this reading" in sent(one, address, test.version).content.decode()
    assert sent(two, address, test.version).status_code == 303
    page = words(two, f"/laboratory/batches/{batch.id}")
    assert "23.4 %" in page
    assert "Sterility of sample S-1 has no result yet." in page
    pdf = two.get(f"/laboratory/batches/{batch.id}/certificate/zh.pdf")
    assert (pdf.status_code, pdf["Content-Type"]) == (200, "application/pdf")
    assert quality.signed_by_site(pdf.content)


def test_an_investigation_and_the_three_ways_to_undo_a_test(lab: Laboratory, browser: Browser) -> None:
    """211-192: the steps of the investigation are one form each; retest, retract and cancel ask for a reason."""
    lab.approved()
    batch = lab.running()
    sample = lab.received(batch)
    test = lab.measured(lab.ordered_test(sample, "car_pos"), "7.5")
    row = Investigation.objects.get()
    staff, head = browser(lab.quality), browser(lab.head)
    assert row.number in words(staff, "/laboratory/investigations")
    address = f"/laboratory/investigations/{row.id}"
    assert sent(staff, address, row.version, hypothesis=" ").status_code == 422
    assert sent(staff, address, row.version, hypothesis="beads expired").status_code == 303
    row.refresh_from_db()
    assert "The next act is for" in words(staff, address)
    retest = f"/laboratory/tests/{test.id}/retest"
    assert sent(staff, retest, quality.test(test.id).version, reason="beads").status_code == 303
    void = {"outcome": "invalidated", "finding": "beads"}
    assert sent(head, address, row.version, **void).status_code == 422
    assert sent(head, address, row.version, cause="expired beads", **void).status_code == 303
    row.refresh_from_db()
    assert sent(head, address, row.version, reason="done").status_code == 303
    version = quality.test(test.id).version
    assert sent(staff, f"/laboratory/tests/{test.id}/retract", version, reason="void").status_code == 303
    other = lab.ordered_test(sample, "sterility")
    assert sent(staff, f"/laboratory/tests/{other.id}/cancel", other.version, reason="wrong").status_code == 303
    page = words(staff, f"/laboratory/tests/{test.id}")
    assert "<del>7.5 %</del>" in page


def test_a_specification_is_drafted_compared_and_signed_by_two(lab: Laboratory, browser: Browser) -> None:
    """211-160a, P11-8b: the difference is in words; whoever wrote it is not offered the approval."""
    first = lab.approved()
    writer, head = browser(lab.quality), browser(lab.head)
    assert sent(writer, "/laboratory/specifications/draft", text="format: nothing").status_code == 422
    same = sent(writer, "/laboratory/specifications/draft", text=SPECIFICATION)
    assert "This very text is in force" in same.content.decode()
    text = SPECIFICATION.replace("car_pos >= 10 %", "car_pos >= 20 %")
    assert sent(writer, "/laboratory/specifications/draft", text=text).status_code == 303
    row = Specification.objects.get(number=2)
    page = words(writer, f"/laboratory/specifications/{row.id}")
    assert "Changes against version 1" in page
    assert "car_pos &gt;= 20 %" in page
    assert "Sign as author" in page
    begun = sent(
        writer, f"/laboratory/specifications/{row.id}/sign", role="quality_staff", why="tighter limit after validation"
    )
    assert begun.status_code == 302, begun.content.decode()[:2000]
    assert text.splitlines()[0] in words(writer, begun["Location"])
    assert sent(head, f"/laboratory/specifications/{row.id}/discard", row.version, reason="no").status_code == 303
    assert sent(head, f"/laboratory/specifications/{first.id}/retire", first.version, reason="old").status_code == 303
    states = {each.number: each.state for each in quality.specifications()}
    assert states == {1: "retired", 2: "discarded"}
    assert head.get(f"/laboratory/specifications/{row.id}/file").content.decode() == text


def test_the_environment_is_recorded_and_verified_by_two(lab: Laboratory, browser: Browser) -> None:
    """A1-1a, T5."""
    one, two = browser(lab.one), browser(lab.two)
    fields = {"room": "RM-B-101", "location": "bench 1", "method": "contact", "value": "7"}
    assert sent(one, "/laboratory/environment/record", **{**fields, "value": "few"}).status_code == 422
    assert sent(one, "/laboratory/environment/record", **fields).status_code == 303
    row = EnvironmentResult.objects.get()
    assert (row.grade, row.limit, row.passes) == ("B", "5", False)
    address = f"/laboratory/environment/{row.id}"
    assert "You made this reading" in sent(one, address, row.version).content.decode()
    assert sent(two, address, row.version).status_code == 303
    retract = sent(browser(lab.quality), f"{address}/retract", row.version + 1, reason="wrong room")
    assert retract.status_code == 303
    assert "bench 1" in words(two, "/laboratory/environment")


def test_the_worklist_asks_as_often_for_many_rows_as_for_few(lab: Laboratory, browser: Browser) -> None:
    """Issue 4, section 6: pages stay quick however much there is."""
    specification = lab.approved()
    sample = lab.received(lab.running(), "S-1", "car_pos")
    client = browser(lab.one)
    client.get("/laboratory")
    counts = []
    for extra in (0, 12):
        with transaction.atomic():
            for attribute in specification.document.attributes[:1] * extra:
                order(actor=lab.one, sample=sample, attribute=attribute, at=now())
        with CaptureQueriesContext(connection) as caught:
            assert client.get("/laboratory").status_code == 200
        counts.append(len(caught))
    assert quality.tests().count() == 13
    assert counts[0] == counts[1]


@pytest.mark.parametrize("address", ["scan?code=%00", "scan?code=" + "x" * 900, "?state=nothing", "?all=x&q=%25"])
def test_bad_addresses_are_pages_all_the_same(lab: Laboratory, browser: Browser, address: str) -> None:
    assert browser(lab.one).get(f"/laboratory/{address}".replace("/?", "?")).status_code == 200


def test_A11_1c_an_assay_that_was_refused_is_on_record_with_the_bytes_that_came(
    lab: Laboratory, browser: Browser
) -> None:
    """A11-1c, 211-194a: nothing is entered and the page goes on; who sent what and why not is no silence."""
    lab.approved(SPECIFICATION.replace(f'unit: "%"\n    {LINE}', COPIES))
    test = lab.ordered_test(lab.received(lab.running(), "S-1", "car_pos"), "car_pos")
    quality.begin_test(actor=lab.one, test_id=test.id)
    test.refresh_from_db()
    content = TABLE.format(800, 2000).encode()
    one, address = browser(lab.one), f"/laboratory/tests/{test.id}"
    assert sent(one, address, test.version, file=SimpleUploadedFile("wells.csv", content)).status_code == 422
    assert Result.objects.count() == 0
    (event,) = events_of(quality.refusals_of(test.id))
    said = envelope(event)["data"]
    assert isinstance(said, dict)
    assert (event.actor, said["files"]) == (lab.one.reference, [sha256(content).hexdigest()])
    assert said["codes"] == ["quality.result.invalid_assay", "quality.flag.few_partitions"]
    assert "File refused" in words(one, address)
    test.refresh_from_db()
    assert sent(one, address, test.version, value="1").status_code == 422
    assert len(list(events_of(quality.refusals_of(test.id)))) == 1
    wrong = [Problem("quality.result.file_unknown")]
    for digest in ("", "\0", "x" * 64):  # a program may send anything for a digest
        assert quality.note_refused_file(actor=lab.one, digests=[digest], problems=wrong, test_id=test.id) == ()
    # a call with several files is one refusal and one entry
    assert quality.note_refused_file(
        actor=lab.one, digests=["b" * 64, "a" * 64], problems=[Problem("assays.controls.missing")], test_id=test.id
    ) == ("assays.controls.missing",)
    last = envelope(list(events_of(quality.refusals_of(test.id)))[-1])["data"]
    assert (last["files"], len(list(events_of(quality.refusals_of(test.id))))) == (["a" * 64, "b" * 64], 2)
