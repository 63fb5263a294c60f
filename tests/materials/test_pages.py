"""Through the pages and the API, as people and programs do it: a wrong scan is refused and its near miss stays."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.identity.public import Person, issue_token
from cellpark.materials.public import (
    Consumed,
    Container,
    Into,
    Lot,
    MaterialsPermission,
    NearMiss,
    Operation,
    OperationKind,
    operate,
)
from tests.materials.plant import COI, OTHER_COI, Plant, q
from tests.pages.conftest import signed_in
from tests.pages.sending import form_at

pytestmark = pytest.mark.django_db


def reader(actor: Actor) -> Client:
    with use_scope(EVERYTHING):
        return signed_in(Person.objects.get(id=actor.person_id))


def test_T1_a_wrong_label_on_the_page_of_a_move_stops_it_and_stays(plant: Plant) -> None:
    mine, other = plant.patient_bag(COI), plant.patient_bag(OTHER_COI)
    client, address = reader(plant.operator), reverse("container_move", args=[mine.id])
    sent = form_at(client, address) | {
        "raw": other.code,
        "act": "issued_to_suite",
        "place": "Suite B",
        "condition": "ambient",
    }
    for _again in range(2):  # a double click makes one near miss and says the same
        answer = client.post(address, sent)
        assert answer.status_code == 422
        assert mine.code in answer.content.decode()
        assert "Wrong patient" in answer.content.decode()
    with use_scope(EVERYTHING):
        mine.refresh_from_db()
        assert (mine.place, NearMiss.objects.count()) == ("Receiving", 1)
    answer = client.post(
        address, form_at(client, address) | {**sent, "idempotency_key": str(uuid4()), "raw": mine.code}
    )
    assert (answer.status_code, answer["Location"]) == (303, reverse("container", args=[mine.id]))


def test_CN_4c_the_release_desk_releases_what_somebody_else_received(plant: Plant) -> None:
    lot = plant.lot(released=False)
    client, address = reader(plant.quality), reverse("lot_release", args=[lot.id])
    answer = client.post(address, form_at(client, address) | {"reason": "certificate seen"})
    assert answer.status_code == 303
    with use_scope(EVERYTHING):
        assert Lot.objects.get(id=lot.id).state == "released"


def test_a_split_is_recorded_on_the_page_with_its_loss(plant: Plant) -> None:
    bag = plant.patient_bag(amount="90 mL")
    client, address = reader(plant.operator), reverse("container_operate", args=[bag.id])
    sent = form_at(client, address) | {"raw": bag.code, "kind": "split", "outcomes": "30 mL CT-ONE\n55 mL"}
    answer = client.post(address, sent)
    assert answer.status_code == 422
    assert "do not balance" in answer.content.decode()
    more = {**sent, "loss": "5 mL", "why": "left in the tubing", "idempotency_key": str(uuid4())}
    assert client.post(address, more).status_code == 303
    with use_scope(EVERYTHING):
        assert Operation.objects.get().kind == "split"
        assert Container.objects.get(code="CT-ONE").quantity == q("30 mL")


def test_T11_an_operation_outside_a_batch_is_corrected_on_the_page_of_its_container(plant: Plant) -> None:
    """T11, T1, 211-1b: the amount, then the bottle that was really used; another material leaves a near miss."""
    bag, wrong, right = plant.patient_bag(), plant.stock(plant.lot(number="L1")), plant.stock(plant.lot(number="L2"))
    with use_scope(EVERYTHING):
        taken = Consumed(container=wrong.id, quantity=q("30 mL"))
        done = operate(
            actor=plant.operator, kind=OperationKind.USE, consumed=[taken], produced=[Into(container=bag.id)]
        )
    client = reader(plant.operator)
    address = reverse("operation_correct", args=[wrong.id, done.id])
    assert address in client.get(reverse("container", args=[wrong.id])).content.decode()
    sent = form_at(client, address) | {"container": str(wrong.id), "quantity": "20 mL", "reason": "misread"}
    assert client.post(address, sent).status_code == 303
    with use_scope(EVERYTHING):
        [stands] = Operation.objects.all()
    assert client.get(address)["Location"] == reverse("operation_correct", args=[wrong.id, stands.id])
    address = reverse("operation_correct", args=[wrong.id, stands.id])
    sent = form_at(client, address) | {"container": str(wrong.id), "quantity": "20 mL", "reason": "mixed up"}
    assert client.post(address, {**sent, "raw": bag.code}).status_code == 422
    assert client.post(address, {**sent, "raw": right.code, "idempotency_key": str(uuid4())}).status_code == 303
    with use_scope(EVERYTHING):
        assert [str(Container.objects.get(id=each.id).quantity) for each in (wrong, right)] == ["100 mL", "80 mL"]
        assert NearMiss.objects.count() == 1
        [stands] = Operation.objects.all()
    again = reverse("operation_correct", args=[right.id, stands.id])
    assert again in client.get(reverse("container", args=[right.id])).content.decode()


def test_bags_of_one_patient_are_pooled_on_the_page(plant: Plant) -> None:
    """LBL-5, 211-1b: each is scanned; another patient's bag stops it and leaves a near miss."""
    one, two, other = plant.patient_bag(amount="90 mL"), plant.patient_bag(amount="10 mL"), plant.patient_bag(OTHER_COI)
    client, address = reader(plant.operator), reverse("container_operate", args=[one.id])
    sent = form_at(client, address) | {"raw": one.code, "kind": "pool", "outcomes": "100 mL CT-POOL"}
    wrong = client.post(address, {**sent, "others": f"{two.code}\r\n{other.code}"})
    assert wrong.status_code == 422
    with use_scope(EVERYTHING):
        assert [each.found_container for each in NearMiss.objects.all()] == [other.id]
        assert not Operation.objects.exists()
    again = {**sent, "others": f"{two.code}\r\n", "idempotency_key": str(uuid4())}
    assert client.post(address, again).status_code == 303
    with use_scope(EVERYTHING):
        assert Operation.objects.get().kind == "pool"
        assert Container.objects.get(code="CT-POOL").quantity == q("100 mL")


def test_the_pages_show_what_is_true_now(plant: Plant) -> None:
    bag = plant.patient_bag(collected_at=now() - timedelta(hours=60))
    client = reader(plant.operator)
    page = client.get(reverse("container", args=[bag.id])).content.decode()
    assert "100 mL at Receiving." in page
    assert "soon over" in page
    for name in ("materials", "lots", "containers", "near_misses", "hand_overs", "stores", "patients", "sources"):
        assert client.get(reverse(name)).status_code == 200
    csv = client.get(reverse("containers"), {"export": "csv"})
    assert bag.code in b"".join(csv.streaming_content).decode()  # type: ignore[attr-defined]


def call(plant: Plant, actor: Actor, path: str, body: dict[str, Any]) -> Any:
    with use_scope(EVERYTHING):
        token = issue_token(
            actor=actor,
            title="test",
            scopes=[each.value for each in MaterialsPermission if actor.may(each)],
            expires_on=now().date() + timedelta(days=1),
        )
    headers = {"Authorization": f"Bearer {token.secret}"}
    return Client().post(f"/api/v1/{path}", json.dumps(body), content_type="application/json", headers=headers)


def test_LBL_5_a_program_with_a_wrong_label_is_refused_and_the_near_miss_stays(plant: Plant) -> None:
    mine, other = plant.patient_bag(COI), plant.patient_bag(OTHER_COI)
    body = {"raw": other.code, "act": "moved", "place": "Suite B", "condition": "ambient"}
    answer = call(plant, plant.operator, f"containers/{mine.id}/move", body)
    assert answer.status_code in (409, 422)
    assert "Wrong patient" in answer.content.decode()
    with use_scope(EVERYTHING):
        assert [each.kind for each in NearMiss.objects.all()] == ["wrong_identity"]
    right = call(plant, plant.operator, f"containers/{mine.id}/move", {**body, "raw": mine.code})
    assert (right.status_code, right.json()["place"]) == (200, "Suite B")


def test_T1_a_program_operates_on_what_was_scanned_alone(plant: Plant) -> None:
    """T1, LBL-5: the id of a container is no scan; each one that is drawn from or filled was scanned."""
    mine, other = plant.patient_bag(COI), plant.patient_bag(OTHER_COI)
    bottle = plant.stock(plant.lot(), "50 mL")

    def used(*, consumed: str, into: str) -> dict[str, Any]:
        return {
            "kind": "use",
            "consumed": [{"container": str(bottle.id), "raw": consumed, "quantity": "5 mL"}],
            "into": [{"container": str(mine.id), "raw": into, "quantity": "5 mL"}],
        }

    unsaid = used(consumed=bottle.code, into=mine.code)
    del unsaid["into"][0]["raw"]
    assert call(plant, plant.operator, "operations", unsaid).status_code == 422
    answer = call(plant, plant.operator, "operations", used(consumed=bottle.code, into=other.code))
    assert answer.status_code in (409, 422)
    assert "Wrong patient" in answer.content.decode()
    answer = call(plant, plant.operator, "operations", used(consumed=other.code, into=mine.code))
    assert answer.status_code in (409, 422)
    with use_scope(EVERYTHING):
        assert sorted(each.kind for each in NearMiss.objects.all()) == ["wrong_container", "wrong_identity"]
        assert not Operation.objects.exists()
    right = call(plant, plant.operator, "operations", used(consumed=bottle.code, into=mine.code))
    assert (right.status_code, right.json()["kind"]) == (201, "use")


def test_T11_a_program_corrects_what_was_operated_outside_a_batch(plant: Plant) -> None:
    """T11, T1: a wrong label is refused and kept; the answer is the operation that stands."""
    bag, bottle, other = plant.patient_bag(), plant.stock(plant.lot(number="L1")), plant.stock(plant.lot(number="L2"))
    with use_scope(EVERYTHING):
        taken = Consumed(container=bottle.id, quantity=q("30 mL"))
        done = operate(
            actor=plant.operator, kind=OperationKind.USE, consumed=[taken], produced=[Into(container=bag.id)]
        )
    body = {"container": str(bottle.id), "quantity": "25 mL", "reason": "mixed up"}
    path = f"operations/{done.id}/corrections"
    assert call(plant, plant.operator, path, {**body, "raw": bag.code}).status_code in (409, 422)
    answer = call(plant, plant.operator, path, {**body, "raw": other.code})
    assert (answer.status_code, answer.json()["corrects"]) == (201, str(done.id))
    with use_scope(EVERYTHING):
        assert NearMiss.objects.count() == 1
        assert [str(Container.objects.get(id=each.id).quantity) for each in (bottle, other)] == ["100 mL", "75 mL"]
