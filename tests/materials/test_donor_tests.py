"""What the tests of a donor found reaches every container of the donor, and stops what is infectious (T7, CN-4b2)."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from cellpark.base.scope import EVERYTHING, Scope, use_scope
from cellpark.base.time import now
from cellpark.identity.public import Person, issue_token
from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.ledger.public import check_rebuild, events_of
from cellpark.materials import public as materials
from cellpark.materials.public import (
    Consumed,
    Container,
    DonorMarker,
    MarkerFinding,
    MaterialsPermission,
    OperationKind,
    Produced,
)
from tests.materials.plant import COI, OTHER_COI, Plant, make_plant, q
from tests.pages.conftest import signed_in
from tests.pages.sending import form_at

REPORT = "a" * 64
CLEAR = dict.fromkeys(materials.MARKERS_NEEDED, MarkerFinding.NEGATIVE)
REACTIVE = {**CLEAR, DonorMarker.HBV: MarkerFinding.POSITIVE}


def state(plant: Plant, results: dict[DonorMarker, MarkerFinding], **more: Any) -> tuple[Container, ...]:
    said: dict[str, Any] = {
        "actor": plant.quality,
        "organisation_id": plant.organisation.id,
        "coi": COI,
        "results": results,
        "report_sha256": REPORT,
        "tested_at": now() - timedelta(hours=1),
        "reason": "report of the hospital",
        **more,
    }
    return materials.state_donor_tests(**said)


def refused(plant: Plant, results: dict[DonorMarker, MarkerFinding], **more: Any) -> list[str]:
    with pytest.raises(Refused) as caught:
        state(plant, results, **more)
    return [each.code for each in caught.value.problems]


def split(plant: Plant, bag: Container) -> list[Container]:
    done = materials.operate(
        actor=plant.operator,
        kind=OperationKind.SPLIT,
        consumed=[Consumed(container=bag.id, quantity=q("40 mL"))],
        produced=[Produced(quantity=q("20 mL")), Produced(quantity=q("20 mL"))],
    )
    return [Container.objects.get(id=each["container"]) for each in done.produced]


def standing(*rows: Container) -> list[tuple[str, str]]:
    found = Container.objects.in_bulk([row.id for row in rows])
    return [(found[row.id].donor_state, found[row.id].state) for row in rows]


def test_CN_4b2_one_report_reaches_every_container_of_the_chain(plant: Plant) -> None:
    bag = plant.patient_bag()
    parts = split(plant, bag)
    coming = materials.expect_container(
        actor=plant.planner, material_id=plant.bag.id, quantity=q("50 mL"), coi=COI, code="CT-NEXT"
    )
    other = plant.patient_bag(OTHER_COI)
    told = state(plant, CLEAR)
    assert {row.id for row in told} == {bag.id, coming.id, *(part.id for part in parts)}
    assert {row.donor_state for row in told} == {"negative"}
    assert standing(bag, other)[1][0] == "unknown"
    (event,) = [each for each in events_of(f"container/{bag.id}") if each.type == "materials.container.donor_tested"]
    assert event.actor == plant.quality.reference


def test_T7_what_becomes_positive_is_opened_by_nobody(plant: Plant) -> None:
    """ATMP-3b: negative before, positive now: on hold at once, opening refused; children follow."""
    bag = plant.patient_bag()
    state(plant, CLEAR)
    part = split(plant, bag)[0]
    assert standing(bag, part) == [("negative", "in_use"), ("negative", "available")]
    state(plant, REACTIVE)
    assert standing(bag, part) == [("positive", "quarantined"), ("positive", "quarantined")]
    with pytest.raises(Refused) as caught:
        materials.open_container(actor=plant.operator, container_id=part.id)
    assert [each.code for each in caught.value.problems] == ["materials.container.not_usable"]
    assert split_refused(plant, bag)


def split_refused(plant: Plant, bag: Container) -> bool:
    with pytest.raises(Refused):
        split(plant, bag)
    return True


def test_a_second_positive_report_holds_nothing_again(plant: Plant) -> None:
    bag = plant.patient_bag()
    state(plant, REACTIVE)
    materials.release_container(actor=plant.other_quality, container_id=bag.id, reason="for the suite at low pressure")
    state(plant, REACTIVE)
    assert standing(bag) == [("positive", "available")]


def test_T7_a_pool_is_positive_with_one_donor_and_never_negative_by_the_tests_of_one(plant: Plant) -> None:
    cells = materials.describe_material(
        actor=plant.planner,
        organisation_id=plant.organisation.id,
        code="RM-FEED",
        name_en="Donor cells",
        kind=materials.MaterialKind.STARTING,
        unit="mL",
        donor_use=materials.DonorUse.ALLOGENEIC,
    )
    bags = []
    for din in ("A999926123456", "A999926123457"):
        made = materials.expect_container(
            actor=plant.planner, material_id=cells.id, quantity=q("10 mL"), din=din, code=f"CT-{din}"
        )
        bags.append(plant.receive(made))
    done = materials.operate(
        actor=plant.operator,
        kind=OperationKind.POOL,
        consumed=[Consumed(container=each.id) for each in bags],
        produced=[Produced(quantity=q("20 mL"))],
    )
    pool = Container.objects.get(id=done.produced[0]["container"])
    assert (pool.din, pool.donor_state) == ("", "unknown")
    third = plant.receive(
        materials.expect_container(
            actor=plant.planner, material_id=cells.id, quantity=q("5 mL"), din="A999926123456", code="CT-THIRD"
        )
    )
    assert [row.id for row in state(plant, CLEAR, coi="", din="A999926123456")] == [third.id]
    assert standing(pool) == [("unknown", "available")]
    state(plant, REACTIVE, coi="", din="A999926123456")
    assert standing(pool, third) == [("positive", "quarantined"), ("positive", "quarantined")]


def test_CN_4b2_negative_takes_every_needed_marker_and_positive_takes_one(plant: Plant) -> None:
    bag = plant.patient_bag()
    assert refused(plant, {DonorMarker.HIV: MarkerFinding.NEGATIVE}) == ["materials.donor.marker_missing"] * 3
    state(plant, {DonorMarker.HTLV: MarkerFinding.POSITIVE})
    assert standing(bag)[0][0] == "positive"


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ({"coi": ""}, ["materials.donor.no_origin"]),
        ({"coi": OTHER_COI}, ["materials.donor.not_here"]),
        ({"report_sha256": "A" * 64}, ["materials.certificate.hash"]),
        ({"reason": " "}, ["base.reason_required"]),
    ],
)
def test_a_statement_names_its_donor_its_report_and_its_reason(
    plant: Plant, more: dict[str, str], codes: list[str]
) -> None:
    plant.patient_bag()
    assert refused(plant, CLEAR, **more) == codes


def test_tests_of_tomorrow_are_refused(plant: Plant) -> None:
    plant.patient_bag()
    assert refused(plant, CLEAR, tested_at=now() + timedelta(days=1)) == ["materials.time.future"]


def test_only_quality_states_tests(plant: Plant) -> None:
    plant.patient_bag()
    with pytest.raises(NotAllowed):
        state(plant, CLEAR, actor=plant.operator)


def test_P11_5a_the_status_follows_from_the_streams(durable: str, everything: Scope) -> None:
    """The table made again from the ledger is the same."""
    plant = make_plant()
    plant.patient_bag()
    state(plant, REACTIVE)
    assert check_rebuild().differences == ()


def reader(plant: Plant) -> Client:
    with use_scope(EVERYTHING):
        return signed_in(Person.objects.get(id=plant.quality.person_id))


def test_the_page_asks_for_each_marker_and_warns_of_a_positive_donor(plant: Plant) -> None:
    bag = plant.patient_bag()
    client, address = reader(plant), reverse("container_donor_tests", args=[bag.id])
    sent = form_at(client, address) | {
        "hiv": "negative",
        "report_sha256": REPORT,
        "tested_at": "2026-11-21T09:00",
        "reason": "report of the hospital",
    }
    answer = client.post(address, sent)
    assert (answer.status_code, "The result of one needed marker is missing" in answer.content.decode()) == (422, True)
    again = {**sent, "hbv": "positive", "idempotency_key": str(uuid4())}
    assert client.post(address, form_at(client, address) | again).status_code == 303
    page = client.get(reverse("container", args=[bag.id])).content.decode()
    assert "It is opened only in a room that is designated for infectious material." in page


def test_a_program_states_the_same(plant: Plant) -> None:
    bag = plant.patient_bag()
    with use_scope(EVERYTHING):
        scopes = [MaterialsPermission.SEE.value, MaterialsPermission.STATE_DONOR_TESTS.value]
        later = now().date() + timedelta(days=1)
        secret = issue_token(actor=plant.quality, title="test", scopes=scopes, expires_on=later).secret
    answer = Client().post(
        f"/api/v1/containers/{bag.id}/donor-tests",
        json.dumps(
            {
                "results": {each.value: "negative" for each in CLEAR},
                "report_sha256": REPORT,
                "tested_at": "2026-11-21T09:00:00Z",
                "reason": "report of the hospital",
            }
        ),
        content_type="application/json",
        headers={"Authorization": f"Bearer {secret}"},
    )
    assert (answer.status_code, answer.json()["donor_state"]) == (200, "negative")
