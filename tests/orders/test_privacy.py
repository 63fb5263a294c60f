"""Who sees what: sponsors their own orders, nobody but the hospital the patient (T19, T20, CN-8)."""

import csv
import io
from dataclasses import replace
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client

from cellpark.base.scope import EVERYTHING, use_scope, widened
from cellpark.dossier.files.organisation import organisation_files, organisation_streams
from cellpark.identity.public import Person
from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.ledger.public import Event, event_at, events_of, find_events, get_event, make_export
from cellpark.materials.public import look_alikes
from cellpark.orders import public as orders
from cellpark.orders.models import CollectionSite, HospitalPatient, OrderStep, PatientOrder, Therapy, TreatmentOrder
from cellpark.web.pages.history import history_of, history_of_organisation
from tests.orders.test_vein_to_vein import received
from tests.orders.ward import BORN, NAME, NUMBER, Ward


def test_T19_a_sponsor_sees_its_own_orders_and_no_sign_of_another_sponsor(ward: Ward) -> None:
    """T19: neither row, nor therapy, nor site, nor step, by the managers and by the database itself."""
    own, other = ward.accepted(), ward.accepted(ward.rival_therapy)
    with use_scope(ward.sponsor_head.scope):
        assert [each.id for each in orders.orders(ward.sponsor_head)] == [own.id]
        assert [each.code for each in orders.therapies()] == ["CART-019"]
        assert {each.order_id for each in OrderStep.objects.all()} == {own.id}
        assert {each.therapy_id for each in CollectionSite.objects.all()} == {ward.therapy.id}
        with pytest.raises(TreatmentOrder.DoesNotExist):
            orders.order(other.id)
        with pytest.raises(TreatmentOrder.DoesNotExist):
            orders.comment_order(actor=ward.sponsor_head, order_id=other.id, text="hello")
    # the database itself, whoever asks it past the managers
    for actor, sees in (
        (ward.sponsor_head, {own.id}),
        (ward.rival_head, {other.id}),
        (ward.planner, {own.id, other.id}),
    ):
        with use_scope(actor.scope), connection.cursor() as cursor:
            cursor.execute("SELECT id FROM orders_treatmentorder")
            assert {each for (each,) in cursor.fetchall()} == sees
            cursor.execute("SELECT order_id FROM orders_orderstep")
            assert {each for (each,) in cursor.fetchall()} == sees


def test_T19_numbers_tell_nothing_of_other_orders(ward: Ward) -> None:
    """T19: no count in order numbers and chains of identity: the next one does not follow from the last."""
    made = [ward.accepted(), ward.accepted(ward.rival_therapy), ward.accepted()]
    tails = [each.number.rsplit("-", 1)[1] for each in made]
    for codes in (tails, [each.coi.removeprefix("CHA999926") for each in made]):
        # counting up changes the last places alone; drawn ones share no beginning
        assert len({each[:3] for each in codes}) == 3, codes


def test_T19_an_organisation_is_found_by_its_whole_name_alone(ward: Ward) -> None:
    """T19: nobody looks through the list of others, and a wrong kind reads like none."""
    assert orders.find_party("Rival", orders.MAKERS_AND_SPONSORS, field="sponsor") == ward.rival.id
    for written in ("Riv", "", "Ward", "%"):
        with pytest.raises(Refused) as refused:
            orders.find_party(written, orders.MAKERS_AND_SPONSORS, field="sponsor")
        assert refused.value.problems[0].code == "orders.party.unknown"


def test_T20_no_row_or_event_outside_the_hospital_names_the_patient(ward: Ward) -> None:
    """T20: a crawl through every column of every row that sponsor and maker see, and every event of theirs."""
    order = ward.collected()
    words = [NAME, NUMBER, BORN.isoformat(), "Xiaoming"]
    with use_scope(ward.planner.scope):
        assert not HospitalPatient.objects.exists()
        assert not PatientOrder.objects.exists()
        for model in (TreatmentOrder, OrderStep, Therapy, CollectionSite):
            for row in model.objects.all():
                text = repr([getattr(row, field.attname) for field in row._meta.concrete_fields])
                assert not [word for word in words if word in text]
        payloads = b"".join(bytes(each) for each in Event.objects.values_list("payload", flat=True)).decode()
    assert order.coi in payloads
    assert not [word for word in words if word in payloads]


def test_T20_the_hospital_cannot_write_the_patient_into_what_others_read(ward: Ward) -> None:
    """T20: comments, reasons and references are compared with the sealed particulars."""
    order = ward.accepted()
    with use_scope(ward.physician.scope):
        for text in (f"Mr {NAME} called", "born 1971-05-17", f"see {NUMBER.lower()}", "wang  XIAOMING asks"):
            with pytest.raises(Refused) as refused:
                orders.comment_order(actor=ward.physician, order_id=order.id, text=text)
            assert refused.value.problems[0].code == "orders.text.names_patient"
        assert (
            orders.comment_order(actor=ward.physician, order_id=order.id, text="fever is over").version > order.version
        )


def test_T19_a_draft_leaves_in_the_files_of_its_hospital_alone(ward: Ward) -> None:
    """T19, T20: neither the order nor a step of it stands in the tables that sponsor and maker take home."""
    ward.completed()
    taken = {}
    for actor in (ward.planner, ward.sponsor_head, ward.nurse):
        with use_scope(actor.scope):
            files = {each.path: each.content for each in organisation_files() if "csv/orders." in each.path}
        tables = (files["csv/orders.treatmentorder.csv"], files["csv/orders.orderstep.csv"])
        taken[actor.person_id] = [len(list(csv.reader(io.StringIO(each.decode("utf-8-sig"))))) - 1 for each in tables]
    assert list(taken.values()) == [[0, 0], [0, 0], [1, 2]]


def test_T19_a_draft_leaves_in_no_stream_of_the_maker(ward: Ward) -> None:
    """T19: what was submitted to the maker does, and the stream of an order begins with its draft."""
    draft, own = ward.completed(), ward.accepted()
    with use_scope(ward.planner.scope):
        streams = {stream for stream, _version in organisation_streams(own.organisation_id)}
    assert (f"order/{own.id}" in streams, f"order/{draft.id}" in streams) == (True, False)


def test_T19_no_page_of_the_ledger_shows_a_maker_the_draft_of_a_hospital(ward: Ward) -> None:
    """T19, T20: neither lists, nor the record by its name, nor an event by its id, nor exports; submitted, all of it."""
    draft = ward.completed()
    stream = f"order/{draft.id}"
    with use_scope(EVERYTHING):
        ids = [each.id for each in events_of(stream)]
    assert len(ids) > 1
    with use_scope(ward.planner.scope):
        assert (list(events_of(stream)), [get_event(each) for each in ids]) == ([], [None] * len(ids))
        assert event_at(stream, 1) is None
        assert not find_events(stream_prefix="order/").exists()
        assert history_of([stream]).entries == []
        recent = history_of_organisation(draft.organisation_id, limit=100).entries
        assert not [each for each in recent if draft.number in each.text]
        with pytest.raises(Refused):
            make_export(actor=ward.quality, streams=[stream])
    # the hospital's own acts see it: they are done in a scope that covers both
    with use_scope(ward.nurse.scope), widened(draft.organisation_id):
        assert [each.id for each in events_of(stream)] == ids
    client = Client()
    client.force_login(Person.objects.get(id=ward.quality.person_id))
    assert client.get(f"/ledger/events/{ids[0]}").status_code == 404
    assert str(draft.id) not in client.get("/ledger").content.decode()
    own = ward.accepted()
    with use_scope(ward.planner.scope):
        assert len(list(events_of(f"order/{own.id}"))) > 3
        assert find_events(stream_prefix=f"order/{own.id}").exists()


def test_T20_a_draft_is_its_hospitals_alone(ward: Ward) -> None:
    drafted = ward.completed()
    with use_scope(ward.planner.scope):
        assert list(orders.orders(ward.planner)) == []
    with use_scope(ward.nurse.scope):
        assert [each.id for each in orders.orders(ward.nurse)] == [drafted.id]


def test_T20_a_draft_that_its_hospital_threw_away_stays_the_hospitals_alone(ward: Ward) -> None:
    """T19, T20: what nobody submitted stands in no list, no ledger and no file of maker and sponsor, with its reason."""
    draft, own = ward.completed(), ward.accepted()
    stream = f"order/{draft.id}"
    for order in (draft, own):
        with use_scope(ward.nurse.scope):
            orders.cancel_order(actor=ward.nurse, order_id=order.id, reason="another centre treats her")
    for actor in (ward.planner, ward.sponsor_head):
        with use_scope(actor.scope):
            assert [each.id for each in orders.orders(actor)] == [own.id]
            assert list(events_of(stream)) == []
            files = {each.path: each.content.decode() for each in organisation_files() if "order" in each.path}
            assert not [path for path, content in files.items() if str(draft.id) in content or draft.number in content]
    with use_scope(ward.planner.scope):
        streams = {each for each, _version in organisation_streams(own.organisation_id)}
    assert (f"order/{own.id}" in streams, stream in streams) == (True, False)
    with use_scope(ward.nurse.scope):
        assert {each.id for each in orders.orders(ward.nurse)} == {draft.id, own.id}


def test_only_staff_of_the_hospital_open_a_patient(ward: Ward) -> None:
    """CN-8, P11-4."""
    patient = ward.patient()
    with use_scope(ward.nurse.scope):
        assert orders.particulars_of(orders.patient(patient.id)).name == NAME  # type: ignore[union-attr]
    for actor in (ward.planner, ward.sponsor_head, ward.quality):
        with use_scope(actor.scope), pytest.raises(HospitalPatient.DoesNotExist):
            orders.patient(patient.id)
        with pytest.raises(NotAllowed):
            orders.register_patient(actor=actor, hospital_id=ward.hospital.id, name="x", born=BORN, number="1")


def test_a_hospital_finds_its_patients_by_words_that_only_it_can_read(ward: Ward) -> None:
    """T20: by a part of the name, the number or the code; nobody else finds anybody, and who was erased has no name."""
    one, two = ward.patient(name="Maple Fictional", number="EXH-1"), ward.patient(name="Cedar Nobody", number="EXH-2")

    def found(words: str) -> list[UUID]:
        with use_scope(ward.nurse.scope):
            return [patient.id for patient, _said in orders.find_patients(words)]

    assert (found("maple"), found("exh-2"), found(two.code), found("oak")) == ([one.id], [two.id], [two.id], [])
    with use_scope(ward.planner.scope):
        assert orders.find_patients("maple") == []
    with use_scope(ward.nurse.scope):
        asked = orders.request_patient_erasure(actor=ward.nurse, patient_id=one.id, reason="retention is over")
        orders.confirm_patient_erasure(actor=ward.physician, patient_id=one.id, request_id=asked.id)
        assert [(patient.id, said) for patient, said in orders.find_patients(one.code)] == [(one.id, None)]
    assert found("maple") == []


def test_look_alikes_are_found_at_the_plant_without_a_name_in_it(ward: Ward) -> None:
    """CN-4f, T20: the maker compares sealed particulars; what comes out is a ground and a code."""
    one = ward.collected()
    received(ward, one)
    two = ward.accepted(patient=ward.patient(name="Wang Xiaomin", number="MRN-11"))
    with use_scope(ward.planner.scope):
        found = look_alikes(two.coi, organisation=two.organisation_id)
    assert [each.coi for each in found] == [one.coi]
    assert NAME not in repr(found)


def test_two_people_erase_a_patient_with_the_sealed_copy_at_the_maker(ward: Ward) -> None:
    """PIPL Art. 47, GDPR Art. 17: one asks, another confirms; nothing can be read any more, and proofs stay."""
    order = ward.accepted()
    with use_scope(ward.nurse.scope):
        patient = orders.patients().get()
        asked = orders.request_patient_erasure(actor=ward.nurse, patient_id=patient.id, reason="retention is over")
        with pytest.raises(Refused) as refused:
            orders.confirm_patient_erasure(actor=ward.nurse, patient_id=patient.id, request_id=asked.id)
        assert refused.value.problems[0].code == "ledger.erasure.same_person"
        orders.confirm_patient_erasure(actor=ward.physician, patient_id=patient.id, request_id=asked.id)
        assert orders.particulars_of(patient) is None
        assert orders.order(order.id).coi == order.coi
    with use_scope(EVERYTHING):
        from cellpark.ledger.public import Unreadable, open_block
        from cellpark.materials.public import Patient

        row = Patient.objects.get(coi=order.coi)
        assert open_block(row.block, event_id=row.sealed_for) is Unreadable.ERASED


def test_a_right_that_is_lent_ends_with_the_act(ward: Ward) -> None:
    """P11-4: the nurse announces containers through a collection and in no other way."""
    ward.collected()
    assert not ward.nurse.may("materials:container:expect")
    assert replace(ward.nurse) == ward.nurse
