"""Things of a plant for tests, made by the same actions as in life."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.identity.public import Organisation, OrganisationKind, Role
from cellpark.kernel.quantity import Quantity
from cellpark.materials import public as materials
from cellpark.materials.public import (
    ClockKind,
    ClockLimit,
    Container,
    DonorUse,
    Lot,
    Material,
    MaterialKind,
    Receipt,
    ReceiptCheck,
    StorageCondition,
)
from tests.people import acting, organisation, person

COI = "CHA999926000A1B"
OTHER_COI = "CHA999926PQR7X5"
HOSPITAL = "Example hospital"
GOOD_CHECKS = dict.fromkeys(
    (ReceiptCheck.PACKAGING, ReceiptCheck.SEAL, ReceiptCheck.LABEL, ReceiptCheck.DOCUMENTS), True
)


def q(text: str) -> Quantity:
    return Quantity.parse(text)


@dataclass(frozen=True, kw_only=True)
class Plant:
    organisation: Organisation
    operator: Actor
    second: Actor
    quality: Actor
    other_quality: Actor
    planner: Actor
    bag: Material
    reagent: Material
    medium: Material
    cells: Material
    product: Material

    def lot(self, material: Material | None = None, number: str = "L1", *, released: bool = True, **more: Any) -> Lot:
        made = materials.register_lot(
            actor=self.operator, material_id=(material or self.reagent).id, number=number, **more
        )
        if not released:
            return made
        return materials.release_lot(actor=self.quality, lot_id=made.id, reason="certificate seen")

    def stock(
        self,
        lot: Lot | None = None,
        amount: str = "100 mL",
        *,
        material: Material | None = None,
        code: str = "",
        coi: str = "",
        condition: StorageCondition | None = None,
        **more: Any,
    ) -> Container:
        """A container that was expected and received in order."""
        master = material or (lot.material if lot else self.reagent)
        expected = materials.expect_container(
            actor=self.planner,
            material_id=master.id,
            lot_id=None if lot is None else lot.id,
            quantity=q(amount),
            code=code,
            coi=coi,
        )
        return self.receive(expected, condition=condition, **more)

    def receive(
        self,
        expected: Container,
        *,
        actor: Actor | None = None,
        condition: StorageCondition | None = None,
        raw: str = "",
        **more: Any,
    ) -> Container:
        storage = expected.material.storage
        fits = {"refrigerated": "5 degC", "ambient": "20 degC"}.get(storage, "-180 degC")
        receipt = Receipt(
            **{
                "source": HOSPITAL,
                "place": "Receiving",
                "condition": condition or StorageCondition(storage),
                "checks": GOOD_CHECKS,
                "notes": {},
                "temperature_min": q(fits),
                "temperature_max": q(fits),
                **more,
            }
        )
        verdict = materials.receive_container(
            actor=actor or self.operator, container_id=expected.id, raw=raw or expected.code, receipt=receipt
        )
        assert verdict.ok, verdict.problems
        assert verdict.container is not None
        return verdict.container

    def patient(self, coi: str = COI, name: str = "Example Patient", born: date = date(1980, 1, 31)) -> str:
        materials.enrol_patient(actor=self.planner, organisation_id=self.organisation.id, coi=coi, name=name, born=born)
        return coi

    def patient_bag(self, coi: str = COI, amount: str = "100 mL", code: str = "", **more: Any) -> Container:
        if not materials.Patient.objects.filter(coi=coi).exists():
            self.patient(coi, name=f"Person {coi[-3:]}", born=date(1980, 1, 1))
        return self.stock(None, amount, material=self.bag, coi=coi, code=code, **more)


def make_plant(name: str = "Plant") -> Plant:
    home = organisation(name, OrganisationKind.PLATFORM_PROVIDER)
    key = name.lower().replace(" ", "-")
    people = {
        "operator": acting(person(f"operator@{key}.example.org", Role.PRODUCTION_OPERATOR, within=home)),
        "second": acting(person(f"second@{key}.example.org", Role.PRODUCTION_OPERATOR, within=home)),
        "quality": acting(person(f"quality@{key}.example.org", Role.QUALITY_STAFF, within=home)),
        "other_quality": acting(person(f"other@{key}.example.org", Role.QUALITY_STAFF, within=home)),
        "planner": acting(person(f"planner@{key}.example.org", Role.PLANNER, within=home)),
    }
    with use_scope(EVERYTHING):
        masters = {
            "bag": _material(
                people["planner"], home.id, "RM-0001", MaterialKind.STARTING, DonorUse.AUTOLOGOUS, "fresh"
            ),
            "reagent": _material(people["planner"], home.id, "RM-0312", MaterialKind.REAGENT, DonorUse.NONE, "in_use"),
            "medium": _material(people["planner"], home.id, "RM-0107", MaterialKind.MEDIUM, DonorUse.NONE),
            "cells": _material(people["planner"], home.id, "IM-0001", MaterialKind.INTERMEDIATE, DonorUse.AUTOLOGOUS),
            "product": _material(
                people["planner"], home.id, "FP-0001", MaterialKind.PRODUCT, DonorUse.AUTOLOGOUS, "dmso", "fresh"
            ),
        }
        materials.approve_source(
            actor=people["quality"],
            organisation_id=home.id,
            name=HOSPITAL,
            approved_until=now() + timedelta(days=365),
            reason="audited",
        )
    return Plant(organisation=home, **people, **masters)


LIMITS = {"fresh": "72 h", "dmso": "60 min", "in_use": "28 d", "out_of_freezer": "60 min", "after_thaw": "90 min"}


def _material(
    actor: Actor, organisation_id: UUID, code: str, kind: MaterialKind, use: DonorUse, *clocks: str
) -> Material:
    return materials.describe_material(
        actor=actor,
        organisation_id=organisation_id,
        code=code,
        name_en=f"Material {code}",
        name_zh=f"\u7269\u6599 {code}",
        kind=kind,
        unit="mL",
        storage=StorageCondition.REFRIGERATED,
        donor_use=use,
        clocks=[ClockLimit(kind=ClockKind(each), limit=q(LIMITS[each])) for each in clocks],
    )


def later(**delta: int) -> datetime:
    return datetime(2026, 11, 22, 9, 0, tzinfo=UTC) + timedelta(**delta)
