"""A raw file belongs to the sample whose result it gives: by its own words, or by somebody's reason; and to no other."""

import pytest
from django.db import transaction
from django.test import Client

from cellpark.assays.public import invented_droplets, invented_tube, samples_named
from cellpark.base.fields import new_id
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.identity.public import Person
from cellpark.instruments.public import keep_file, raw_file_by_digest
from cellpark.kernel.problem import Refused
from cellpark.ledger.public import envelope, events_of
from cellpark.quality import public as quality
from cellpark.quality.actions.register_sample import order
from cellpark.quality.events import SampleReceived
from cellpark.quality.public import Result, Test, keep_strategy
from cellpark.quality.rows import keep
from cellpark.release import public as release
from tests.access.areas.quality import planted_sample
from tests.assays.flow.made import fcs
from tests.batches.test_gates import codes
from tests.quality.laboratory import SPECIFICATION, Laboratory
from tests.quality.test_computed_specification import COMPUTED, LINE, SHARES, STRATEGY


def tube(sample: str = "", seed: int = 1) -> bytes:
    return invented_tube(SHARES, seed=seed, title="x.fcs", sample=sample)


@pytest.fixture
def running(lab: Laboratory) -> Laboratory:
    """Samples of two patients, each with a test that is computed from a tube, begun."""
    home = lab.floor.store.organisation
    specification = lab.approved(SPECIFICATION.replace(LINE, COMPUTED))
    keep_strategy(actor=lab.one, code="FC-CART-01", content=STRATEGY, name="x.xml", organisation_id=home.id)
    lab.received(lab.running(), "S-1", "car_pos")
    with transaction.atomic():
        other = planted_sample(home, lab.one, specification, "S-2")
        keep(other, SampleReceived(sample=other.id, place="", person=None), actor=lab.one, state="received")
        order(actor=lab.one, sample=other, attribute=specification.document.attribute("car_pos"), at=now())
    for code in ("S-1", "S-2"):
        quality.begin_test(actor=lab.one, test_id=waiting(code).id)
    return lab


def waiting(code: str) -> Test:
    return quality.tests().get(attribute="car_pos", sample__code=code)


def kept(lab: Laboratory, content: bytes) -> dict[str, str]:
    home = lab.floor.store.organisation.id
    return {"fcs": keep_file(actor=lab.one, content=content, name="x.fcs", organisation_id=home).sha256}


def entered(lab: Laboratory, code: str, content: bytes, **more: str) -> Result:
    return quality.enter_result(actor=lab.one, test_id=waiting(code).id, files=kept(lab, content), **more)


def refused(lab: Laboratory, code: str, content: bytes, **more: str) -> list[str]:
    with pytest.raises(Refused) as stopped:
        entered(lab, code, content, **more)
    return codes(stopped)


def test_P11_7_a_tube_that_names_another_sample_needs_a_reason(running: Laboratory) -> None:
    """P11-7, T1: neither another's tube nor a nameless one gives a result without somebody's reason on record."""
    assert refused(running, "S-1", tube("S-2")) == ["quality.result.sample_other"]
    assert refused(running, "S-1", tube("S-2"), reason=" ") == ["quality.result.sample_other"]
    assert refused(running, "S-1", tube()) == ["quality.result.sample_absent"]
    other = entered(running, "S-1", tube("S-7"), reason="mistyped at the cytometer, see log 12")
    assert (other.belonging, other.named) == ("other", "S-7")
    event = envelope(events_of(waiting("S-1").stream).filter(type="quality.test.entered").get())
    assert (event["reason"], other.confirmed) == ("mistyped at the cytometer, see log 12",) * 2
    same = entered(running, "S-2", tube("s-2", seed=2), reason="not needed")
    assert (same.belonging, same.confirmed) == ("same", "")
    views = quality.result_views(waiting("S-1").batch)
    assert [each.code for each in quality.remarks_on(views)] == ["quality.remark.other"]


def test_T1_a_file_of_another_sample_s_result_is_refused(running: Laboratory) -> None:
    """T1: even with a reason; after the other reading was retracted the file is free again."""
    entered(running, "S-1", tube(), reason="the only tube of the day")
    assert refused(running, "S-2", tube(), reason="the only tube of the day") == ["quality.result.file_used"]
    quality.retract_result(actor=running.quality, test_id=waiting("S-1").id, reason="it was the tube of S-2")
    assert entered(running, "S-2", tube(), reason="the only tube of the day").belonging == "absent"


def test_A11_1c_tubes_that_were_analysed_before_one_was_entered_are_on_record(running: Laboratory) -> None:
    """A11-1c, P11-5a: nobody analyses until a tube passes and enters that one unseen; page and review show them all."""
    test, strategy = waiting("S-1"), quality.strategies().get()
    tubes = [kept(running, content)["fcs"] for content in (tube("s-1"), tube("S-1", seed=2), tube("", seed=3))]
    rows = [raw_file_by_digest(each) for each in tubes]
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(Person.objects.get(id=running.one.person_id))
    before = release.trail_seen(test.batch)
    for row in (*rows, rows[0]):
        assert client.get(f"/flow/{row.id}/{strategy.id}").status_code == 200
        assert client.get(f"/flow/{row.id}/{strategy.id}/populations.csv").status_code == 200
        made = client.get(f"/api/v1/gating-strategies/{strategy.id}/analyses/{row.id}").json()["digest"]
    with use_scope(EVERYTHING):
        events = list(events_of(quality.analyses_of(test.id)))
        # a tube that names no sample stands in the ledger by itself
        (alone,) = events_of(f"analysed-file/{test.organisation_id}/{tubes[2]}")
    said = [envelope(each)["data"] for each in events]
    assert {each.actor for each in (*events, alone)} == {running.one.reference}
    assert [each["file_sha256"] for each in said] == tubes[:2]
    assert said[0]["digest"] == made
    assert release.trail_seen(test.batch) != before
    page = client.get(f"/laboratory/tests/{test.id}").content.decode()
    assert page.count("File analysed, not entered") == 2
    assert tubes[1] in page
    chinese = client.get(f"/laboratory/tests/{test.id}", headers={"Accept-Language": "zh-hans"}).content.decode()
    assert "\u6587\u4ef6\u5df2\u5206\u6790\uff0c\u672a\u5f55\u5165" in chinese  # file analysed, not entered
    # what was entered is on record as a reading; looking at its gates afterwards says nothing new
    third = raw_file_by_digest(kept(running, tube("S-1", seed=4))["fcs"])
    quality.enter_result(actor=running.one, test_id=test.id, files={"fcs": third.sha256})
    assert client.get(f"/flow/{third.id}/{strategy.id}").status_code == 200
    assert len(list(events_of(quality.analyses_of(test.id)))) == 2


def test_A11_1c_a_tube_that_cannot_be_analysed_is_on_record_beside_its_test(running: Laboratory) -> None:
    """A11-1c, T15: by page, as a table or by program; once, however often somebody looks."""
    test, strategy = waiting("S-1"), quality.strategies().get()
    named, alone = (raw_file_by_digest(kept(running, fcs(SMNO=each or None))["fcs"]) for each in ("S-1", ""))
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(Person.objects.get(id=running.one.person_id))
    before = release.trail_seen(test.batch)
    for row in (named, alone, named):
        assert client.get(f"/flow/{row.id}/{strategy.id}").status_code == 422
        assert client.get(f"/flow/{row.id}/{strategy.id}/populations.csv").status_code >= 400
        assert client.get(f"/api/v1/gating-strategies/{strategy.id}/analyses/{row.id}").status_code == 409
    with use_scope(EVERYTHING):
        (beside,) = events_of(quality.refusals_of(test.id))
        (by_itself,) = events_of(f"refused-file/{test.organisation_id}/{alone.sha256}")
    assert {each.actor for each in (beside, by_itself)} == {running.one.reference}
    assert envelope(beside)["data"]["files"] == [named.sha256]
    assert release.trail_seen(test.batch) != before


def test_A11_1c_a_tube_that_was_analysed_before_it_had_a_test_is_seen_once_it_gives_a_result(
    running: Laboratory,
) -> None:
    """A11-1c, T15: what it said when it named nobody stands on the page of the test, and the review covers it."""
    test, strategy = waiting("S-1"), quality.strategies().get()
    content = tube("", seed=3)
    row = raw_file_by_digest(kept(running, content)["fcs"])
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(Person.objects.get(id=running.one.person_id))
    assert client.get(f"/flow/{row.id}/{strategy.id}").status_code == 200
    entered(running, "S-1", content, reason="the only tube of the day")
    assert "File analysed, not entered" in client.get(f"/laboratory/tests/{test.id}").content.decode()
    assert f"analysed-file/{test.organisation_id}/{row.sha256}" in quality.streams_beside_tests([test.id])


def test_the_page_asks_for_the_reason_and_shows_it(running: Laboratory) -> None:
    """P11-7, in both languages; whoever verifies reads it before the act."""
    files = kept(running, tube("S-7"))
    test = waiting("S-1")
    client, second = Client(headers={"Accept-Language": "en"}), Client(headers={"Accept-Language": "zh-hans"})
    client.force_login(Person.objects.get(id=running.one.person_id))
    second.force_login(Person.objects.get(id=running.two.person_id))
    address = f"/laboratory/tests/{test.id}"

    def sent(**fields: str) -> object:
        with use_scope(EVERYTHING):
            version = waiting("S-1").version
        return client.post(
            address,
            {
                "idempotency_key": str(new_id()),
                "version": version,
                "seen_version": version,
                "kept": files["fcs"],
                **fields,
            },
        )

    answer = sent()
    assert answer.status_code == 422
    assert "The file is of S-7, and this test is of the sample S-1." in answer.content.decode()
    assert sent(reason="mistyped, log 12").status_code == 303
    page = client.get(address).content.decode()
    assert "the raw file is of S-7; confirmed: mistyped, log 12" in page
    page = second.get(address).content.decode()
    assert "\u590d\u6838\u524d\u987b\u6743\u8861" in page  # to be weighed before it is verified
    assert "mistyped, log 12" in page


def test_a_plate_serves_the_samples_that_it_names() -> None:
    """A table names its samples; cytometers write keywords; what says nothing is no name."""
    wells = {"wells": [{"sample": "S-1"}, {"sample": "S-1"}, {"sample": "S-2"}]}
    assert list(samples_named("dpcr-copies", {}, {}, wells).values()) == ["S-1", "S-2"]
    assert samples_named("elisa-4pl", {}, {"sample": "S-1"}, {}) == {"sample": "S-1"}
    assert samples_named("cell-count", {}, {}, {"replicates": [{"sample": " S-1 "}]}) == {"sample 1": "S-1"}
    assert samples_named("flow-cytometry", {"fcs": fcs(SMNO="NA", SRC="S-3")}, {}, {}) == {"$SRC": "S-3"}
    assert samples_named("flow-cytometry", {"fcs": fcs(**{"_SAMPLE ID": "S-4"})}, {}, {}) == {"SAMPLE ID": "S-4"}
    assert samples_named("flow-cytometry", {"fcs": fcs()}, {}, {}) == {}
    assert b"S-9" in invented_droplets(1, sample="S-9", target="A", reference="B")
