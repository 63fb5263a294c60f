"""T4: material that is expired, in quarantine, rejected or too long open is blocked (211-1b, CN-4c)."""

from datetime import timedelta

import pytest

from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.materials import public as materials
from cellpark.materials.public import Consumed, OperationKind, operate, usable_problems, verify_scan
from tests.materials.plant import Plant, later, q


def codes(problems: object) -> list[str]:
    return [problem.code for problem in problems]  # type: ignore[attr-defined]


def refused_use(plant: Plant, container: materials.Container) -> list[str]:
    with pytest.raises(Refused) as refused:
        operate(
            actor=plant.operator,
            kind=OperationKind.USE,
            consumed=[Consumed(container=container.id, quantity=q("1 mL"))],
        )
    return codes(refused.value.problems)


def test_T4_a_lot_in_quarantine_is_blocked_until_somebody_else_releases_it(plant: Plant) -> None:
    lot = plant.lot(released=False)
    bottle = plant.stock(lot)
    assert refused_use(plant, bottle) == ["materials.lot.in_quarantine"]
    materials.release_lot(actor=plant.quality, lot_id=lot.id, reason="certificate seen")
    bottle.refresh_from_db()
    assert usable_problems(bottle) == []


def test_CN_4c_who_received_a_lot_does_not_release_it(plant: Plant) -> None:
    lot = materials.register_lot(actor=plant.quality, material_id=plant.reagent.id, number="L2")
    with pytest.raises(Refused) as refused:
        materials.release_lot(actor=plant.quality, lot_id=lot.id, reason="seen")
    assert codes(refused.value.problems) == ["materials.lot.own_receipt"]
    with pytest.raises(NotAllowed):
        materials.release_lot(actor=plant.operator, lot_id=lot.id, reason="seen")
    released = materials.release_lot(actor=plant.other_quality, lot_id=lot.id, reason="seen")
    assert (released.state, released.decided_by) == ("released", plant.other_quality.person_id)


def test_T4_an_expired_lot_is_blocked_from_the_instant_it_expires(plant: Plant, clock: FixedClock) -> None:
    lot = plant.lot(expires_at=later(hours=1))
    bottle = plant.stock(lot)
    assert usable_problems(bottle, later(minutes=59)) == []
    assert codes(usable_problems(bottle, later(hours=1))) == ["materials.lot.expired"]
    assert codes(usable_problems(lot, later(hours=1))) == ["materials.lot.expired"]
    clock.advance(timedelta(hours=1))
    assert refused_use(plant, bottle) == ["materials.lot.expired"]
    verdict = verify_scan(actor=plant.operator, raw=bottle.code, expected_material="RM-0312", purpose="use")
    assert (verdict.ok, codes(verdict.problems), verdict.near_miss_id) == (False, ["materials.lot.expired"], None)


def test_211_1b_an_expiry_is_extended_only_with_a_reason_and_by_quality(plant: Plant) -> None:
    lot = plant.lot(expires_at=later(hours=1))
    with pytest.raises(Refused) as refused:
        materials.change_expiry(actor=plant.quality, lot_id=lot.id, expires_at=later(days=30), reason=" ")
    assert codes(refused.value.problems) == ["base.reason_required"]
    with pytest.raises(NotAllowed):
        materials.change_expiry(actor=plant.operator, lot_id=lot.id, expires_at=later(days=30), reason="retest")
    changed = materials.change_expiry(
        actor=plant.quality, lot_id=lot.id, expires_at=later(days=30), reason="retest passed"
    )
    assert changed.expires_at == later(days=30)
    assert usable_problems(changed, later(days=29)) == []


def test_T4_a_rejected_lot_is_blocked_for_ever(plant: Plant) -> None:
    lot = plant.lot()
    bottle = plant.stock(lot)
    materials.reject_lot(actor=plant.quality, lot_id=lot.id, reason="endotoxin")
    assert refused_use(plant, bottle) == ["materials.lot.was_rejected"]
    for act in (materials.release_lot, materials.quarantine_lot):
        with pytest.raises(Refused) as refused:
            act(actor=plant.other_quality, lot_id=lot.id, reason="again")
        assert codes(refused.value.problems) == ["lifecycle.step"]


def test_T4_what_is_too_long_open_is_blocked(plant: Plant, clock: FixedClock) -> None:
    bottle = plant.stock(plant.lot())
    materials.open_container(actor=plant.operator, container_id=bottle.id)
    clock.advance(timedelta(days=28))
    assert refused_use(plant, bottle) == ["materials.container.open_too_long"]


def test_T4_a_held_container_is_blocked_and_may_be_sampled(plant: Plant) -> None:
    bag = plant.patient_bag()
    materials.hold_container(actor=plant.operator, container_id=bag.id, reason="looks cloudy")
    assert refused_use(plant, bag) == ["materials.container.not_usable"]
    operate(
        actor=plant.operator,
        kind=OperationKind.SAMPLE,
        consumed=[Consumed(container=bag.id, quantity=q("1 mL"))],
        produced=[materials.Produced(quantity=q("1 mL"))],
    )
    bag.refresh_from_db()
    assert bag.state == "quarantined"
    released = materials.release_container(actor=plant.quality, container_id=bag.id, reason="sterile")
    assert released.state == "available"


def test_211_1b_values_of_the_certificate_are_read_as_quantities(plant: Plant) -> None:
    lot = plant.lot(released=False)
    certified = materials.certify_lot(
        actor=plant.operator,
        lot_id=lot.id,
        file_name="coa.pdf",
        file_sha256="a" * 64,
        attributes={"titre": q("2.0e8 TU/mL")},
    )
    lot.refresh_from_db()
    assert lot.quantities["titre"] == q("2.0e8 TU/mL")
    assert str(lot.quantities["titre"]) == "2.0E+8 TU/mL"
    assert certified.file_sha256 == "a" * 64


@pytest.mark.parametrize(
    ("sha256", "name", "code"),
    [
        ("a" * 63, "titre", "materials.certificate.hash"),
        ("A" * 64, "titre", "materials.certificate.hash"),
        ("a" * 64, "vec titre", "materials.certificate.name"),
        ("a" * 64, "\u6ef4\u5ea6", "materials.certificate.name"),
    ],
)
def test_a_bad_certificate_is_refused(plant: Plant, sha256: str, name: str, code: str) -> None:
    lot = plant.lot(released=False)
    with pytest.raises(Refused) as refused:
        materials.certify_lot(
            actor=plant.operator, lot_id=lot.id, file_name="x", file_sha256=sha256, attributes={name: q("1 mL")}
        )
    assert codes(refused.value.problems) == [code]


def test_211_1b_the_values_of_a_released_lot_stay(plant: Plant) -> None:
    lot = plant.lot(released=False)
    certificate = {"file_name": "x", "file_sha256": "b" * 64, "attributes": {"conc": q("4e8 bead/mL")}}
    materials.certify_lot(actor=plant.operator, lot_id=lot.id, **certificate)
    materials.release_lot(actor=plant.quality, lot_id=lot.id, reason="seen")
    with pytest.raises(Refused) as refused:
        materials.certify_lot(actor=plant.operator, lot_id=lot.id, **certificate, reason="better scan")
    assert codes(refused.value.problems) == ["materials.certificate.released"]


def test_a_text_longer_than_the_record_holds_is_refused(plant: Plant) -> None:
    with pytest.raises(Refused) as refused:
        materials.register_lot(actor=plant.operator, material_id=plant.reagent.id, number="L9", vendor="x" * 201)
    assert codes(refused.value.problems) == ["base.too_long"]
