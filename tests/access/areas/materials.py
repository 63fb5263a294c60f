"""Materials, lots, containers, hand-overs, near misses, chains of identity, sources."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.kernel.quantity import Quantity
from cellpark.materials import public as materials
from cellpark.materials.public import MaterialKind, Receipt, StorageCondition
from tests.access.sample import OK, Sample
from tests.people import HOUSE

MATERIAL = {"material_id": "material"}
LOT = {"lot_id": "lot"}
CONTAINER = {"container_id": "container"}
EXPECTED = {"container_id": "expected_container"}
HAND_OVER = {"hand_over_id": "hand_over"}
NEAR_MISS = {"near_miss_id": "near_miss"}
OPERATION = {"operation_id": "operation"}
SOURCE = {"source_id": "source"}
# done, or refused for a reason that has nothing to do with rights
DONE = (200, 302, 303, 409, 422)
SAID = (200, 201, 404, 409, 422)


def form(args: dict[str, str] | None = None) -> Sample:
    return Sample(args or {}, own=OK, post=DONE)


ROUTES = {
    "materials": Sample(),
    "material": Sample(MATERIAL),
    "material_describe": form(),
    "material_change": form(MATERIAL),
    "lots": Sample(),
    "lot": Sample(LOT),
    "lot_register": form(),
    **{f"lot_{act}": form(LOT) for act in ("certify", "release", "reject", "quarantine", "expiry")},
    "containers": Sample(),
    "container": Sample(CONTAINER),
    "container_scan": form(),
    "container_expect": form(),
    "container_receive": form(EXPECTED),
    **{
        f"container_{act}": form(CONTAINER)
        for act in ("move", "open", "confirm", "hold", "release", "operate", "offer", "donor_tests")
    },
    "operation_correct": form({**CONTAINER, **OPERATION}),
    "hand_overs": Sample(),
    "hand_over_accept": form(HAND_OVER),
    "hand_over_withdraw": form(HAND_OVER),
    "near_misses": Sample(),
    "near_miss": Sample(NEAR_MISS),
    "near_miss_review": form(NEAR_MISS),
    "stores": Sample(),
    "patients": Sample(),
    "patient_enrol": form(),
    "sources": Sample(),
    "source_approve": form(),
    "source_withdraw": form(SOURCE),
}
SAME = {
    "material_describe": "describe_a_material",
    "material_change": "describe_anew",
    "lot_register": "enter_lot",
    "lot_certify": "certify_a_lot",
    "lot_release": "release_a_lot",
    "lot_reject": "reject_a_lot",
    "lot_quarantine": "quarantine_a_lot",
    "lot_expiry": "change_lot_expiry",
    "container_scan": "resolve_a_scan",
    "container_expect": "expect_a_container",
    "container_receive": "receive_a_container",
    "container_move": "move_a_container",
    "container_open": "open_a_container",
    "container_confirm": "confirm_a_container",
    "container_hold": "hold_a_container",
    "container_release": "release_from_hold",
    "container_operate": "operate_on_containers",
    "operation_correct": "correct_an_operation",
    "container_donor_tests": "state_tests_of_a_donor",
    "container_offer": "offer_a_hand_over",
    "hand_over_accept": "accept_a_hand_over",
    "hand_over_withdraw": "withdraw_a_hand_over",
    "near_miss_review": "review_a_near_miss",
    "patient_enrol": "enrol_a_patient",
    "source_approve": "approve_a_source",
    "source_withdraw": "withdraw_a_source",
}


def call(args: dict[str, str] | None = None, **body: Any) -> Sample:
    return Sample(args or {}, body=lambda _side: body, own=SAID)


def soon(days: int) -> str:
    return (now() + timedelta(days=days)).isoformat()


# closed lists, amounts, codes that are computed, what is encrypted
NOT_WRITTEN = {
    "materials.Material": {"kind", "unit", "storage", "donor_use", "gtin", "clocks"},
    "materials.Lot": {"state", "file_sha256"},
    "materials.Container": {
        *("state", "condition", "donor_state", "quantity_value", "quantity_unit", "coi", "clocks", "look_alikes"),
    },
    "materials.Operation": {"kind", "consumed", "produced", "losses", "equipment", "performers"},
    "materials.NearMiss": {"kind", "state", "expected_coi"},
    "materials.HandOver": {"state"},
    "materials.Patient": {"coi", "nonce", "ciphertext"},
}
CHECKS = {"packaging": True, "seal": True, "label": True, "documents": True}
OPERATIONS = {
    "list_materials": Sample(),
    "get_material": Sample(MATERIAL),
    "describe_a_material": call(code="RM-NEW", name_en="New", kind="reagent", clocks={"fresh": "72 h"}),
    "describe_anew": call(MATERIAL, code="RM-1", name_en="New", kind="reagent", reason="test"),
    "list_sources": Sample(),
    "approve_a_source": call(name="New", approved_until=soon(30), reason="test"),
    "withdraw_a_source": call(SOURCE, reason="test"),
    "list_patients": Sample(),
    "enrol_a_patient": call(coi="CHA999926NEWNEW"),
    "list_lots": Sample(),
    "get_lot": Sample(LOT),
    "enter_lot": Sample(
        body=lambda side: {"material": str(side.thing("material")), "number": "NEW"},
        own=SAID,
        body_names_another=True,
    ),
    "certify_a_lot": call(LOT, file_sha256="a" * 64, attributes={"conc": "1 mg/mL"}, reason="test"),
    "release_a_lot": call(LOT, reason="test"),
    "reject_a_lot": call(LOT, reason="test"),
    "quarantine_a_lot": call(LOT, reason="test"),
    "change_lot_expiry": call(LOT, expires_at=soon(60), reason="test"),
    "list_containers": Sample(),
    "get_container": Sample(CONTAINER),
    "resolve_a_scan": Sample(body=lambda _side: {"raw": "CT-NOTHING"}, own=SAID),
    "expect_a_container": Sample(
        body=lambda side: {"material": str(side.thing("material")), "quantity": "1 mL"},
        own=SAID,
        body_names_another=True,
    ),
    "receive_a_container": call(EXPECTED, raw="CT-WRONG", source="x", place="x", condition="ambient", checks=CHECKS),
    "move_a_container": call(CONTAINER, raw="CT-WRONG", act="moved", place="x", condition="ambient"),
    "open_a_container": call(CONTAINER, raw="CT-WRONG"),
    "confirm_a_container": call(CONTAINER, raw="CT-WRONG"),
    "hold_a_container": call(CONTAINER, reason="test"),
    "release_from_hold": call(CONTAINER, reason="test"),
    "list_container_operations": Sample(CONTAINER),
    "correct_an_operation": Sample(
        OPERATION,
        body=lambda side: {"container": str(side.thing("container")), "quantity": "1 mL", "reason": "misread"},
        own=SAID,
    ),
    "operate_on_containers": Sample(
        body=lambda side: {
            "kind": "sample",
            "consumed": [{"container": str(side.thing("container")), "raw": "CT-WRONG", "quantity": "1 mL"}],
            "produced": [{"quantity": "1 mL"}],
        },
        own=SAID,
        body_names_another=True,
    ),
    "state_tests_of_a_donor": call(
        CONTAINER, results={"hiv": "positive"}, report_sha256="a" * 64, tested_at=now().isoformat(), reason="test"
    ),
    "list_hand_overs": Sample(),
    "offer_a_hand_over": call(CONTAINER, raw="CT-WRONG"),
    "accept_a_hand_over": call(HAND_OVER, raw="CT-WRONG"),
    "withdraw_a_hand_over": call(HAND_OVER, reason="test"),
    "list_near_misses": Sample(),
    "get_near_miss": Sample(NEAR_MISS),
    "review_a_near_miss": call(NEAR_MISS, conclusion="test"),
}


def populate(home: Any, colleague: Any, label: str) -> dict[str, Any]:
    with use_scope(EVERYTHING):
        return _things(home.id, label)


def _things(owner: UUID, label: str) -> dict[str, Any]:
    material = materials.describe_material(
        actor=HOUSE,
        organisation_id=owner,
        code=label[:40],
        name_en=label,
        name_zh=label,
        kind=MaterialKind.REAGENT,
        unit="mL",
    )
    source = materials.approve_source(
        actor=HOUSE, organisation_id=owner, name=label, approved_until=now() + timedelta(days=30), reason=label
    )
    lot = materials.register_lot(actor=HOUSE, material_id=material.id, number=label, vendor=label)
    materials.certify_lot(
        actor=HOUSE,
        lot_id=lot.id,
        file_name=label,
        file_sha256="a" * 64,
        attributes={"v" + "".join(each for each in label if each.isalnum())[:39]: Quantity.parse("1 mg/mL")},
    )
    expected = [
        materials.expect_container(
            actor=HOUSE,
            material_id=material.id,
            lot_id=lot.id,
            quantity=Quantity.parse("10 mL"),
            code=f"{label}-{n}",
            din=label[:20],
            product_code=label[:20],
            division=label[:20],
        )
        for n in (1, 2)
    ]
    warm = Quantity.parse("20 degC")
    receipt = Receipt(
        source=label,
        place=f"{label}/R1",
        condition=StorageCondition.AMBIENT,
        checks=dict.fromkeys(materials.LOOKED_AT, True),
        notes={},
        temperature_min=warm,
        temperature_max=warm,
        seal=label,
    )
    materials.receive_container(actor=HOUSE, container_id=expected[0].id, raw=expected[0].code, receipt=receipt)
    verdict = materials.verify_scan(actor=HOUSE, raw=f"{label}-WRONG", expected_container=expected[0].id, purpose=label)
    _verdict, offered = materials.offer_hand_over(
        actor=HOUSE, container_id=expected[0].id, raw=expected[0].code, place=label, seal=label
    )
    assert offered is not None
    done = materials.Operation(
        organisation_id=owner, kind="sample", consumed=[], produced=[], losses=[], step=label[:40], done_at=now()
    )
    done.save()
    materials.NearMiss(
        organisation_id=owner,
        kind="unknown",
        scan=label,
        purpose=label,
        expected_material=label[:40],
        step=label[:40],
        happened_at=now(),
        conclusion=label,
    ).save()
    return {
        "material": material.id,
        "source": source.id,
        "lot": lot.id,
        "container": expected[0].id,
        "expected_container": expected[1].id,
        "near_miss": verdict.near_miss_id,
        "hand_over": offered.id,
        "operation": done.id,
    }
