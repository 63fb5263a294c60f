"""The sponsor's glass room, and the papers that go with a product (T14, T19, T20, P11-8b)."""

import json
from typing import Any

import pytest

from cellpark.base.actor import NotAllowed
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.batches import public as batches
from cellpark.batches.public import Batch, BatchState
from cellpark.identity.public import Person
from cellpark.kernel.problem import Refused
from cellpark.materials.public import Material, MaterialKind
from cellpark.orders import public as orders
from cellpark.orders.public import TreatmentOrder
from cellpark.quality.paper import certificate as paper
from cellpark.release import public as release
from cellpark.release.models import BatchDisposition
from tests.batches.conftest import floor, small
from tests.batches.floor import Floor
from tests.orders.conftest import ward
from tests.orders.ward import NAME, NUMBER, Ward
from tests.quality.laboratory import make_laboratory
from tests.release.desk import make_desk

__all__ = ["floor", "small", "ward"]


def linked(ward: Ward, batch: Batch) -> TreatmentOrder:
    """An order of the sponsor whose batch is this one; how it came to that is tested elsewhere."""
    order = ward.accepted()
    with use_scope(EVERYTHING):
        TreatmentOrder.objects.filter(id=order.id).update(batch_id=batch.id, batch_number=batch.number, coi=batch.coi)
    return ward.fresh(order)


def decided(batch: Batch, state: str) -> None:
    with use_scope(EVERYTHING):
        row = BatchDisposition(organisation_id=batch.organisation_id, batch=batch, state=state, opened_at=now())
        row.save(force_insert=True)


@pytest.fixture
def order(ward: Ward) -> TreatmentOrder:
    """A finished record with a failing result and an exception."""
    with use_scope(EVERYTHING):
        lab = make_laboratory(ward.floor)
        lab.approved()
        batch = lab.running()
        sample = lab.received(batch)
        lab.measured(lab.ordered_test(sample, "car_pos"), "4.2")
        said = "The pump stopped for two minutes."
        batches.open_exception(actor=ward.floor.one, batch_id=batch.id, step="U2.1#1", what=said)
        Batch.objects.filter(id=batch.id).update(state=BatchState.FINISHED)
        batch = batches.batch(batch.id)
    return linked(ward, batch)


def plant_names(ward: Ward) -> set[str]:
    with use_scope(EVERYTHING):
        home = ward.floor.store.organisation.id
        rows = Person.objects.filter(memberships__organisation_id=home).distinct()
        return {each.name for each in rows}


def test_T19_T20_the_sponsor_reads_the_whole_record_of_its_own_batch_with_roles_for_names(
    ward: Ward, order: TreatmentOrder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T19, T20, 211-1b: what deviated, every value, results against the criterion, the investigation; no person, no
    patient, on the page as on both papers.
    """
    printed: list[Any] = []
    real = paper.typeset
    monkeypatch.setattr(paper, "typeset", lambda *said, **more: printed.append(said[1]) or real(*said, **more))
    monkeypatch.setattr(
        "cellpark.release.glass.room.record_pdf", lambda _view, record: printed.append(record) or b"%PDF"
    )
    head = ward.sponsor_head
    with use_scope(head.scope):
        room = release.glass_room(actor=head, order_id=order.id)
        assert release.glass_record(actor=head, order_id=order.id) == ("B-0001", b"%PDF")
        number, coa = release.glass_certificate(actor=head, order_id=order.id, language="en")
        assert not Batch.objects.exists()
    assert (number, coa[:5]) == ("B-0001", b"%PDF-")
    assert room.record["exceptions"][-1]["seen"] == "The pump stopped for two minutes."
    assert any(row["value"] for step in room.record["steps"] for row in step["rows"])
    failing = next(each for each in room.results if each.code == "car_pos")
    assert (failing.verdict, failing.criterion, failing.value) == ("fail", "car_pos >= 10 %", "4.2 %")
    assert [each.state for each in room.inquiries] == ["opened"]
    assert (room.number, room.state, room.decided.state) == ("B-0001", "finished", "pending")
    told = json.dumps([dict(room.record), *printed], ensure_ascii=False, default=str)
    assert "Production operator 1" in told
    assert room.record["coi"] == order.coi
    assert [each for each in (*plant_names(ward), NAME, NUMBER) if each in told] == []


def test_T19_nobody_else_sees_the_room_or_that_there_is_one(ward: Ward, order: TreatmentOrder) -> None:
    """T19: for another sponsor there is neither the order nor a line of the list; a hospital has no such right."""
    rival = ward.rival_head
    with use_scope(rival.scope):
        assert release.batches_in_glass(rival) == []
        for ask in (release.glass_room, release.glass_record):
            with pytest.raises(TreatmentOrder.DoesNotExist):
                ask(actor=rival, order_id=order.id)
    with use_scope(ward.physician.scope), pytest.raises(NotAllowed):
        release.glass_room(actor=ward.physician, order_id=order.id)
    maker = ward.quality
    with use_scope(maker.scope), pytest.raises(TreatmentOrder.DoesNotExist):
        release.glass_room(actor=maker, order_id=order.id)


def test_what_is_cosigned_is_exactly_what_was_looked_at(ward: Ward, order: TreatmentOrder) -> None:
    """P11-8b: refused when an exception came since the look, and when one comes before the second factor."""
    head = ward.sponsor_head

    def prepared(entries: int) -> Any:
        return release.prepare_review(actor=head, order_id=order.id, entries=entries, why="reviewed")

    with use_scope(head.scope):
        assert release.batches_in_glass(head) == [(order, True)]
        looked = release.glass_room(actor=head, order_id=order.id)
    with use_scope(EVERYTHING):
        found = batches.exceptions().filter(batch_id=order.batch_id).latest("opened_at")
        minor = batches.Classification.MINOR
        batches.classify_exception(
            actor=ward.quality, exception_id=found.id, classification=minor, reason="seen before"
        )
    with use_scope(head.scope):
        with pytest.raises(Refused) as refused:
            prepared(looked.entries)
        assert [each.code for each in refused.value.problems] == ["release.glass.moved"]
        again = release.glass_room(actor=head, order_id=order.id)
        assert (again.entries, again.sha256) == (looked.entries + 1, looked.sha256)
        waiting = prepared(again.entries)
        proof = ward.device(head).sign(waiting.envelope.digest)
        signed = orders.cosign(actor=head, order_id=order.id, prepared_id=waiting.id, proof=proof)
        after = release.glass_room(actor=head, order_id=order.id)
        assert release.batches_in_glass(head) == [(signed, False)]
    assert (after.may_be_cosigned, [each.sha256 for each in after.cosigned]) == (False, [again.sha256])


def test_T20_hospital_and_sponsor_read_certificate_and_product_once_it_is_let_go(floor: Floor, ward: Ward) -> None:
    """T14, T20: nothing before the decision; then the bags as FHIR, whose patient is the chain of identity."""
    with use_scope(EVERYTHING):
        batch = make_desk(floor).finished()
        # the small recipe fills what it was given; here that is the product
        Material.objects.filter(id=floor.store.bag.id).update(kind=MaterialKind.PRODUCT)
    order = linked(ward, batch)
    sides = (ward.physician, ward.sponsor_head)
    for actor in sides:
        with use_scope(actor.scope), pytest.raises(Refused) as refused:
            release.product_resources(actor=actor, order_id=order.id)
        assert [each.code for each in refused.value.problems] == ["release.papers.not_given"]
    decided(batch, "certified")
    for actor in sides:
        with use_scope(actor.scope):
            bundle = release.product_resources(actor=actor, order_id=order.id)
        bags = [each["resource"] for each in bundle["entry"]]
        assert {each["resourceType"] for each in bags} == {"BiologicallyDerivedProduct"}
        assert {each["collection"]["source"]["identifier"]["value"] for each in bags} == {order.coi}
        assert "B-0001-1" in {part["value"] for each in bags for part in each["identifier"]}
        assert [part for part in (NAME, NUMBER) if part in json.dumps(bundle, ensure_ascii=False)] == []
    with use_scope(ward.rival_head.scope), pytest.raises(TreatmentOrder.DoesNotExist):
        release.product_certificate(actor=ward.rival_head, order_id=order.id, language="en")
