"""Receipt checks (CN-4b) and the guard against look-alikes (CN-4f); names stand nowhere in clear (T20)."""

from datetime import date, timedelta

import pytest

from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import Refused
from cellpark.ledger.public import Event
from cellpark.materials import public as materials
from cellpark.materials.likeness import Particulars, alike
from cellpark.materials.public import (
    NearMiss,
    Receipt,
    ReceiptCheck,
    StorageCondition,
    look_alikes,
    operate,
    usable_problems,
)
from tests.materials.plant import COI, GOOD_CHECKS, HOSPITAL, OTHER_COI, Plant, q

FAR_COI = "CHA999926ZZ9Y8K"


def expected_bag(plant: Plant, coi: str = COI) -> materials.Container:
    return materials.expect_container(
        actor=plant.planner, material_id=plant.bag.id, quantity=q("100 mL"), coi=coi, code=f"CT-{coi[-6:]}"
    )


def test_CN_4b_what_arrives_in_order_is_available(plant: Plant) -> None:
    plant.patient()
    received = plant.receive(expected_bag(plant))
    assert (received.state, received.received_by, received.place) == (
        "available",
        plant.operator.person_id,
        "Receiving",
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"source": "Unknown hospital"},
        {"temperature_min": None},
        {"temperature_max": q("8.1 degC")},
        {"temperature_min": q("1.9 degC")},
        {"checks": {**GOOD_CHECKS, ReceiptCheck.SEAL: False}, "notes": {ReceiptCheck.SEAL: "broken"}},
    ],
)
def test_CN_4b_a_check_that_fails_puts_it_into_quarantine(plant: Plant, wrong: dict[str, object]) -> None:
    plant.patient()
    received = plant.receive(expected_bag(plant), **wrong)
    assert received.state == "quarantined"
    assert [each.code for each in usable_problems(received)] == ["materials.container.not_usable"]


def test_CN_4b_an_approval_that_ended_counts_no_more(plant: Plant, clock: FixedClock) -> None:
    plant.patient()
    clock.advance(timedelta(days=365))
    assert plant.receive(expected_bag(plant)).state == "quarantined"


def test_CN_4b_a_check_that_was_forgotten_stops_the_receipt(plant: Plant) -> None:
    plant.patient()
    bag = expected_bag(plant)
    receipt = Receipt(
        source=HOSPITAL,
        place="Receiving",
        condition=StorageCondition.REFRIGERATED,
        checks={ReceiptCheck.SEAL: False},
        notes={},
    )
    with pytest.raises(Refused) as refused:
        materials.receive_container(actor=plant.operator, container_id=bag.id, raw=bag.code, receipt=receipt)
    assert [each.code for each in refused.value.problems] == [
        "materials.receipt.unchecked",
        "materials.receipt.unchecked",
        "materials.receipt.unchecked",
        "materials.receipt.unexplained",
    ]


def test_T1_a_label_that_was_not_ordered_is_not_received(plant: Plant) -> None:
    plant.patient()
    bag = expected_bag(plant)
    receipt = Receipt(source=HOSPITAL, place="x", condition=StorageCondition.REFRIGERATED, checks=GOOD_CHECKS, notes={})
    verdict = materials.receive_container(actor=plant.operator, container_id=bag.id, raw="CT-OTHER", receipt=receipt)
    bag.refresh_from_db()
    assert (verdict.ok, bag.state, NearMiss.objects.count()) == (False, "expected", 1)


def test_LBL_5_cells_of_a_patient_need_their_chain_of_identity(plant: Plant) -> None:
    for coi, code in (("", "materials.container.no_identity"), (FAR_COI, "materials.patient.unknown")):
        with pytest.raises(Refused) as refused:
            materials.expect_container(actor=plant.planner, material_id=plant.bag.id, quantity=q("1 mL"), coi=coi)
        assert [each.code for each in refused.value.problems] == [code]


def test_CN_4f_a_homophone_in_the_house_asks_for_a_second_persons_scan(plant: Plant) -> None:
    plant.patient(COI, "\u674e\u660e", date(1980, 1, 31))
    plant.patient(OTHER_COI, "\u9ece\u9e23", date(1980, 1, 31))
    plant.patient(FAR_COI, "\u8d75\u5b50\u9f99", date(1980, 1, 31))
    first = plant.receive(expected_bag(plant, COI))
    far = plant.receive(expected_bag(plant, FAR_COI))
    assert not first.second_scan_due
    second = plant.receive(expected_bag(plant, OTHER_COI))
    first.refresh_from_db()
    far.refresh_from_db()
    assert [first.second_scan_due, second.second_scan_due, far.second_scan_due] == [True, True, False]
    assert first.look_alikes == [{"coi": OTHER_COI, "grounds": ["sounds_alike", "same_birth_date"]}]
    assert [each.code for each in usable_problems(first)] == ["materials.container.second_scan_due"]
    with pytest.raises(Refused) as refused:
        materials.confirm_identity(actor=plant.operator, container_id=first.id, raw=first.code)
    assert [each.code for each in refused.value.problems] == ["materials.container.same_person"]
    wrong = materials.confirm_identity(actor=plant.second, container_id=first.id, raw=second.code)
    assert (wrong.ok, wrong.near_miss_id is not None) == (False, True)
    assert materials.confirm_identity(actor=plant.second, container_id=first.id, raw=first.code).ok
    first.refresh_from_db()
    assert usable_problems(first) == []
    made = operate(
        actor=plant.operator,
        kind=materials.OperationKind.SPLIT,
        consumed=[materials.Consumed(container=first.id, quantity=q("1 mL"))],
        produced=[materials.Produced(quantity=q("1 mL"), code="CT-PART")],
    )
    part = materials.Container.objects.get(id=made.produced[0]["container"])
    assert (part.look_alikes, part.second_scan_due) == (first.look_alikes, False)


def test_T20_names_and_birth_dates_stand_nowhere_in_clear(plant: Plant) -> None:
    plant.patient(COI, "Zanzibar Marker", date(1971, 12, 24))
    plant.patient(OTHER_COI, "Zanzibar Marker", date(1971, 12, 24))
    plant.receive(expected_bag(plant, COI))
    plant.receive(expected_bag(plant, OTHER_COI))
    payloads = b"".join(bytes(each) for each in Event.objects.values_list("payload", flat=True))
    assert b"Zanzibar" not in payloads
    assert b"1971-12-24" not in payloads
    rows = [str(row) for kind in (materials.Patient, materials.Container) for row in kind.objects.values()]
    assert not any("Zanzibar" in row or "1971-12-24" in row for row in rows)
    assert [each.grounds for each in look_alikes(COI, organisation=plant.organisation.id)] == [
        ("same_name", "same_birth_date")
    ]


@pytest.mark.parametrize(
    ("one", "other", "grounds"),
    [
        (("A1", "\u5f20\u4f1f", "1980-01-31"), ("B2", "\u7ae0\u5a01", "1990-06-01"), ["sounds_alike"]),
        (("A1", "\u5f20\u4f1f", "1980-01-31"), ("B2", "\u4f1f\u5f20", ""), ["sounds_alike"]),
        (("A1", "\u5f20\u4f1f", "1980-01-31"), ("B2", "\u738b\u82b3", "1980-01-31"), []),
        (("A1", "Anna Maier", "1980-01-31"), ("B2", "Anna Meier", "1980-01-13"), ["name_near", "birth_date_near"]),
        (("CHA999926000A1B", "", ""), ("CHA999926000AB1", "", ""), ["code_near"]),
        (("CHA999926000A1B", "", ""), ("CHA999926PQR7X5", "", ""), []),
        (("A1", "Li", ""), ("B2", "Lu", ""), []),
    ],
)
def test_CN_4f_who_is_easily_mistaken_for_whom(
    one: tuple[str, str, str], other: tuple[str, str, str], grounds: list[str]
) -> None:
    def fields(three: tuple[str, str, str]) -> Particulars:
        code, name, born = three
        return Particulars(coi=code if code.startswith("CH") else code * 7, name=name, born=born)

    assert [each.value for each in alike(fields(one), fields(other))] == grounds
    assert [each.value for each in alike(fields(other), fields(one))] == grounds
