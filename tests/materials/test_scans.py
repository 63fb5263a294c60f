"""Scans that must match: T1, LBL-5, CN-4f."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import transaction

from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import Refused
from cellpark.ledger.public import Event, typed
from cellpark.materials import public as materials
from cellpark.materials.public import CustodyAct, Movement, NearMiss, StorageCondition, resolve_scan, verify_scan
from tests.materials.plant import COI, OTHER_COI, Plant, q

ELSEWHERE = "https://evil.example.net/go?c="


def test_T1_a_wrong_bag_is_a_hard_stop_and_a_near_miss(plant: Plant) -> None:
    """CART-1a, CN-4f, LBL-5."""
    mine, other = plant.patient_bag(COI), plant.patient_bag(OTHER_COI)
    verdict = verify_scan(actor=plant.operator, raw=other.code, expected_container=mine, purpose="U1.1 in")
    assert (verdict.ok, [each.code for each in verdict.problems]) == (False, ["materials.scan.wrong_identity"])
    near_miss = NearMiss.objects.get(id=verdict.near_miss_id)
    assert (near_miss.kind, near_miss.scan, near_miss.purpose) == ("wrong_identity", other.code, "U1.1 in")
    assert (near_miss.expected_container, near_miss.found_container) == (mine.id, other.id)
    assert (near_miss.person, near_miss.state) == (plant.operator.person_id, "open")


def test_T1_the_near_miss_stays_although_the_act_is_refused(plant: Plant) -> None:
    mine, other = plant.patient_bag(COI), plant.patient_bag(COI)
    verdict = verify_scan(actor=plant.operator, raw=other.code, expected_container=mine, purpose="transfer")
    with pytest.raises(Refused), transaction.atomic():
        raise Refused(*verdict.problems)
    assert list(NearMiss.objects.values_list("kind", flat=True)) == ["wrong_container"]


@pytest.mark.parametrize(
    ("raw", "kind"),
    [("CT-UNKNOWN", "unknown"), ("=A99992112345", "unreadable"), ("", "unreadable"), ("\x00", "unreadable")],
)
def test_T1_what_cannot_be_read_or_is_not_known_is_a_near_miss(plant: Plant, raw: str, kind: str) -> None:
    bag = plant.patient_bag()
    verdict = verify_scan(actor=plant.operator, raw=raw, expected_container=bag, purpose="test")
    assert not verdict.ok
    assert NearMiss.objects.get(id=verdict.near_miss_id).kind == kind


def test_LBL_3_the_code_for_phones_shows_a_container_and_verifies_none(plant: Plant) -> None:
    """T1, LBL-3: no match and no near miss; another container by it is one, and an address elsewhere is unreadable."""
    bag, other = plant.patient_bag(), plant.patient_bag(OTHER_COI)
    address = f"{settings.CELLPARK_ADDRESS}/go?c={bag.code}"
    looked = resolve_scan(address)
    assert (looked.container, looked.by_phone, resolve_scan(bag.code).by_phone) == (bag, True, False)
    verdict, offered = materials.offer_hand_over(actor=plant.operator, container_id=bag.id, raw=address)
    assert [each.code for each in verdict.problems] == ["materials.scan.phone_code"]
    assert (offered, verdict.near_miss_id, NearMiss.objects.exists()) == (None, None, False)
    for raw, kind in ((address.replace(bag.code, other.code), "wrong_identity"), (ELSEWHERE + bag.code, "unreadable")):
        missed = verify_scan(actor=plant.operator, raw=raw, expected_container=bag, purpose="test")
        assert NearMiss.objects.get(id=missed.near_miss_id).kind == kind


def test_LBL_5_a_scan_that_matches_is_on_record(plant: Plant) -> None:
    bag = plant.patient_bag()
    verdict = verify_scan(actor=plant.operator, raw=bag.code, expected_container=bag, expected_coi=COI, purpose="test")
    assert verdict.ok
    kinds = Event.objects.filter(stream=f"container/{bag.id}").order_by("version").values_list("type", flat=True)
    assert list(kinds) == [
        "materials.container.expected",
        "materials.container.scanned",
        "materials.container.received",
        "materials.container.scanned",
    ]


def test_a_lot_of_another_material_is_a_near_miss(plant: Plant) -> None:
    other = plant.stock(plant.lot(plant.medium, "M1"))
    verdict = verify_scan(actor=plant.operator, raw=other.code, expected_material="RM-0312", purpose="use")
    assert [each.code for each in verdict.problems] == ["materials.scan.wrong_material"]


def test_labels_of_every_structure_lead_to_their_container(plant: Plant) -> None:
    plant.patient()
    for scan, code in (
        ("=+02000=A9999211234560" + "0=<S1234XA0", "CT-ISBT"),
        ("(8003)09501101020917A1", "CT-GRAI"),
        ("(01)09501101020917(21)SER1", "CT-SERIAL"),
    ):
        expected = materials.expect_container(
            actor=plant.planner, material_id=plant.bag.id, quantity=q("1 mL"), code=code, scan=scan, coi=COI
        )
        found = resolve_scan(scan)
        assert found.container is not None
        assert (found.container.id, found.coi) == (expected.id, COI)
    assert resolve_scan(f"&/{COI}").coi == COI


def test_the_label_of_a_trade_item_with_its_lot_leads_to_the_lot(plant: Plant) -> None:
    master = materials.describe_material(
        actor=plant.planner,
        organisation_id=plant.organisation.id,
        code="RM-0107X",
        name_en="Medium",
        kind=materials.MaterialKind.MEDIUM,
        unit="mL",
        gtin="09501101020917",
    )
    lot = plant.lot(master, "ABC1")
    assert resolve_scan("(01)09501101020917(10)ABC1").lot == lot
    assert resolve_scan("(01)09501101020917(10)ABC2").lot is None


def test_CN_4f_the_identity_of_a_container_never_changes(plant: Plant) -> None:
    """The database itself refuses (LBL-5)."""
    bag = plant.patient_bag()
    for column in ("coi", "din", "code"):
        with pytest.raises(Exception, match="never changes"), transaction.atomic():
            materials.Container.objects.filter(id=bag.id).update(**{column: "X"})


def test_a_hand_over_is_two_scans_that_match(plant: Plant, clock: FixedClock) -> None:
    """CN-4k, LBL-5."""
    bag, other = plant.patient_bag(), plant.patient_bag()
    verdict, offered = materials.offer_hand_over(
        actor=plant.operator, container_id=bag.id, raw=bag.code, seal="S-1", place="Lock 2"
    )
    assert verdict.ok
    assert offered is not None
    clock.advance(timedelta(minutes=3))
    wrong = materials.accept_hand_over(actor=plant.second, hand_over_id=offered.id, raw=other.code, seal="S-1")
    assert (wrong.ok, wrong.near_miss_id is not None) == (False, True)
    for actor, seal, code in (
        (plant.operator, "S-1", "materials.hand_over.to_oneself"),
        (plant.second, "S-2", "materials.hand_over.seal"),
    ):
        with pytest.raises(Refused) as refused:
            materials.accept_hand_over(actor=actor, hand_over_id=offered.id, raw=bag.code, seal=seal)
        assert [each.code for each in refused.value.problems] == [code]
    right = materials.accept_hand_over(actor=plant.second, hand_over_id=offered.id, raw=bag.code, seal="S-1")
    bag.refresh_from_db()
    assert (right.ok, bag.custodian, bag.place) == (True, plant.second.person_id, "Lock 2")
    event = Event.objects.get(type="materials.container.handed_over")
    assert typed(event).elapsed == q("3 min")


def test_T1_a_near_miss_is_reviewed_by_somebody_else_with_a_conclusion(plant: Plant) -> None:
    bag = plant.patient_bag()
    verdict = verify_scan(actor=plant.quality, raw="CT-NO", expected_container=bag, purpose="test")
    assert verdict.near_miss_id is not None
    for actor, conclusion, code in (
        (plant.quality, "moved shelves", "materials.near_miss.own"),
        (plant.other_quality, " ", "base.required"),
    ):
        with pytest.raises(Refused) as refused:
            materials.review_near_miss(actor=actor, near_miss_id=verdict.near_miss_id, conclusion=conclusion)
        assert [each.code for each in refused.value.problems] == [code]
    done = materials.review_near_miss(
        actor=plant.other_quality, near_miss_id=verdict.near_miss_id, conclusion="moved shelves apart"
    )
    assert (done.state, done.conclusion) == ("reviewed", "moved shelves apart")


def test_a_move_with_the_wrong_label_moves_nothing(plant: Plant) -> None:
    bag, other = plant.patient_bag(), plant.patient_bag()
    movement = Movement(act=CustodyAct.ISSUED_TO_SUITE, place="Suite B", condition=StorageCondition.AMBIENT)
    verdict = materials.move_container(actor=plant.operator, container_id=bag.id, raw=other.code, movement=movement)
    bag.refresh_from_db()
    assert (verdict.ok, bag.place) == (False, "Receiving")
    verdict = materials.move_container(actor=plant.operator, container_id=bag.id, raw=bag.code, movement=movement)
    bag.refresh_from_db()
    assert (verdict.ok, bag.place) == (True, "Suite B")
