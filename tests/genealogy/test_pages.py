"""The pages of traces and recalls, over a bag that was split, fed, sampled and filled."""

import csv
import io
import json
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import Person
from cellpark.kernel.clock import FixedClock
from cellpark.materials.public import Consumed, Container, Into, Lot, OperationKind, Produced, operate
from tests.materials.plant import COI, OTHER_COI, Plant, make_plant, q


@dataclass(frozen=True)
class Told:
    plant: Plant
    bag: Container
    other: Container
    product: Container
    lot: Lot
    client: Client


@pytest.fixture
def told(db: None, clock: FixedClock) -> Told:
    plant = make_plant()
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(Person.objects.get(id=plant.quality.person_id))
    with use_scope(EVERYTHING):
        lot = plant.lot(number="BEADS-7")
        bottle = plant.stock(lot, "50 mL")
        bag, other = plant.patient_bag(), plant.patient_bag(coi=OTHER_COI)
        for each in (bag, other):
            operate(
                actor=plant.operator,
                kind=OperationKind.USE,
                consumed=[Consumed(container=bottle.id, quantity=q("5 mL"))],
                produced=[Into(container=each.id, quantity=q("5 mL"))],
            )
        done = operate(
            actor=plant.operator,
            kind=OperationKind.DERIVE,
            consumed=[Consumed(container=bag.id)],
            produced=[Produced(quantity=q("60 mL"), material=plant.product.id, code="BAG-1")],
        )
        product = Container.objects.get(id=done.produced[0]["container"])
    return Told(plant, bag, other, product, lot, client)


def page(told: Told, kind: str, thing: object, **query: str) -> str:
    answer = told.client.get(reverse("trace", args=[kind, thing]), query)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content).decode("utf-8-sig") if answer.streaming else answer.content.decode()


def test_a_reagent_lot_leads_to_every_patient_it_touched(told: Told) -> None:
    """T16: reagent lot -> patients, with where their containers are now; as a file too."""
    rows = list(csv.DictReader(io.StringIO(page(told, "lot", told.lot.id, **{"touched-export": "csv"}))))
    assert {row["Chain of identity"] for row in rows if row["Chain of identity"]} == {COI, OTHER_COI}
    found = {row["Container"]: (row["State now"], row["Reached"]) for row in rows}
    assert found["BAG-1"] == ("Available", "directly")
    assert found[told.bag.code] == ("Empty", "directly")


def test_a_patients_bag_leads_back_to_all_lots_and_operators(told: Told) -> None:
    """T16: patient -> all lots, operators, rooms and equipment; the river is drawn and has a table beside it."""
    text = page(told, "container", told.product.id)
    for word in ("BEADS-7", told.bag.code, "Example operator"):
        assert word in text
    assert 'class="river"' in text
    assert text.count('class="bank bank-') >= 5


def test_the_page_shows_what_was_known_at_a_time_in_the_past(told: Told) -> None:
    text = page(told, "container", told.product.id, at="2020-01-01T00:00")
    assert "BEADS-7" not in text
    assert "as they were known at" in text


def test_a_scanned_or_typed_code_leads_to_its_trace(told: Told) -> None:
    client = told.client
    for code, kind, thing in (
        (told.product.code, "container", told.product.id),
        ("BEADS-7", "lot", told.lot.id),
    ):
        answer = client.get(reverse("traces"), {"code": code})
        assert answer.headers["Location"] == reverse("trace", args=[kind, thing])
    assert "carries this label or code" in client.get(reverse("traces"), {"code": "NOWHERE"}).content.decode()


@pytest.mark.parametrize("kind", ["container", "nonsense", "room", "person", "lot"])
def test_a_thing_out_of_sight_is_not_there(told: Told, kind: str) -> None:
    """T19."""
    other = make_plant("Elsewhere")
    with use_scope(EVERYTHING):
        theirs = other.stock(other.lot())
    assert told.client.get(reverse("trace", args=[kind, theirs.id])).status_code == 404


def test_a_containers_records_leave_in_the_formats_of_others(told: Told) -> None:
    epcis = told.client.get(reverse("container-epcis", args=[told.product.id]))
    assert epcis.headers["Content-Type"] == "application/ld+json; charset=utf-8"
    assert json.loads(epcis.content)["epcisBody"]["eventList"][0]["type"] == "TransformationEvent"
    fhir = told.client.get(reverse("container-fhir", args=[told.product.id]), {"release": "R4B"})
    assert json.loads(fhir.content)["productCategory"] == "cells"


def test_a_recall_puts_on_hold_what_is_left_with_one_reason(told: Told) -> None:
    """CN-4c, 211-1c: every container that the lot touched, once; what is empty stays as it is."""
    address = reverse("trace-hold", args=["lot", told.lot.id])
    shown = told.client.get(address).content.decode()
    assert ("BAG-1" in shown, told.bag.code in shown) == (True, False)
    sent = {"reason": "particles in the lot", "idempotency_key": "5d1cf0ba-7f9b-4f0d-9f6c-0a4d7a3b8f11"}
    refused = told.client.post(address, {**sent, "reason": ""})
    assert refused.status_code == 422
    for _again in range(2):
        assert told.client.post(address, sent).status_code == 303
    with use_scope(EVERYTHING):
        states = {each.code: each.state for each in Container.objects.all()}
    assert (states["BAG-1"], states[told.other.code], states[told.bag.code]) == ("quarantined", "quarantined", "empty")
    assert "No container of it is left to be stopped." in told.client.get(address).content.decode()
