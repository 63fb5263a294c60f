"""Load example materials, lots, containers and patients from a file, by the same acts as people do."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.locks import lock_word
from cellpark.base.time import now
from cellpark.identity.public import Organisation
from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.quantity import Quantity
from cellpark.materials.actions.approve_source import approve_source
from cellpark.materials.actions.certify_lot import certify_lot
from cellpark.materials.actions.change_expiry import change_expiry
from cellpark.materials.actions.describe_material import describe_material
from cellpark.materials.actions.enrol_patient import enrol_patient
from cellpark.materials.actions.expect_container import expect_container
from cellpark.materials.actions.receive_container import Receipt, receive_container
from cellpark.materials.actions.register_lot import register_lot
from cellpark.materials.actions.release_lot import release_lot
from cellpark.materials.events import ClockLimit
from cellpark.materials.models import Container, Lot, Material, Patient, Source
from cellpark.materials.permissions import MaterialsPermission
from cellpark.materials.plant_file import MaterialsFile, PlantLot, PlantMaterial, PlantPatient, read_materials
from cellpark.materials.rules import LOOKED_AT
from cellpark.materials.states import LotState, StorageCondition
from cellpark.materials.transport import middle_of

REASON = "example plant"
# before any history that the examples tell
EXPIRED_SINCE = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class LoadedMaterials:
    """How many materials, lots and containers were new."""

    materials: int
    lots: int
    containers: int


def load_plant(*, actor: Actor, content: bytes, organisation: UUID) -> LoadedMaterials:
    """Enter what the file names and the plant has not yet; what is there already stays as it is.

    Raises ``Refused`` (``materials.plant.file``, or whatever an act refuses); then nothing is written at all.
    """
    actor.require(MaterialsPermission.LOAD_PLANT)
    plant = read_materials(content)
    house = Actor.system("examples")
    with transaction.atomic():
        # two loads at the same time: the second one waits and then finds everything there
        lock_word(f"materials.plant/{organisation}")
        _sources(house, plant, organisation)
        known = dict(Material.objects.filter(organisation_id=organisation).values_list("code", "id"))
        masters = [each for each in plant.materials if each.code not in known]
        for each in masters:
            known[each.code] = _material(house, each, organisation).id
        numbers = set(Lot.objects.filter(organisation_id=organisation).values_list("material__code", "number"))
        lots = [each for each in plant.lots if (each.material, each.number) not in numbers]
        sender = plant.sources[-1]
        made = sum(_lot(house, each, _named(known, each.material), sender) for each in lots)
        enrolled = set(Patient.objects.filter(organisation_id=organisation).values_list("coi", flat=True))
        patients = [each for each in plant.patients if each.coi not in enrolled]
        for one in patients:
            _patient(house, one, _named(known, one.material), organisation)
    return LoadedMaterials(len(masters), len(lots), made + len(patients))


def load_example_materials(path: Path) -> LoadedMaterials:
    """Load the file ``path`` for the example organisation that it names; safe to repeat."""
    content = path.read_bytes()
    owner: Organisation = Organisation.objects.get(example=True, name_en=read_materials(content).organisation)
    return load_plant(actor=Actor.system("examples"), content=content, organisation=owner.id)


def _named(known: dict[str, UUID], code: str) -> UUID:
    if code not in known:
        raise Refused(Problem("materials.plant.file", {"what": code}))
    return known[code]


def _sources(actor: Actor, plant: MaterialsFile, organisation: UUID) -> None:
    present = set(Source.objects.filter(organisation_id=organisation).values_list("name", flat=True))
    for name in plant.sources:
        if name not in present:
            approve_source(
                actor=actor,
                organisation_id=organisation,
                name=name,
                approved_until=now() + timedelta(days=730),
                reason=REASON,
            )


def _material(actor: Actor, each: PlantMaterial, organisation: UUID) -> Material:
    return describe_material(
        actor=actor,
        organisation_id=organisation,
        code=each.code,
        name_zh=each.zh,
        name_en=each.en,
        kind=each.kind,
        unit=each.unit,
        storage=each.storage,
        donor_use=each.donor,
        clocks=[ClockLimit(kind=kind, limit=Quantity.parse(limit)) for kind, limit in each.clocks.items()],
        example=True,
    )


def _lot(actor: Actor, each: PlantLot, material: UUID, sender: str) -> int:
    """One lot with its certificate and its containers, received in order; how many containers."""
    ends = now() + timedelta(days=each.days)
    lot = register_lot(actor=actor, material_id=material, number=each.number, vendor=sender, expires_at=ends)
    certify_lot(
        actor=actor,
        lot_id=lot.id,
        file_name=f"{each.number}.txt",
        file_sha256=hashlib.sha256(f"{each.number} {sorted(each.values.items())}".encode()).hexdigest(),
        attributes={name: Quantity.parse(value) for name, value in each.values.items()},
    )
    if each.state == LotState.RELEASED:
        release_lot(actor=actor, lot_id=lot.id, reason=REASON)
    if each.expired:
        change_expiry(actor=actor, lot_id=lot.id, expires_at=now() - EXPIRED_SINCE, reason=REASON)
    for code, quantity in each.containers.items():
        expected = expect_container(
            actor=actor, material_id=material, lot_id=lot.id, quantity=Quantity.parse(quantity), code=code
        )
        _receive(actor, expected, sender)
    return len(each.containers)


def _receive(actor: Actor, expected: Container, sender: str) -> None:
    condition = StorageCondition(Material.objects.get(id=expected.material_id).storage)
    kept = middle_of(condition)
    receipt = Receipt(
        source=sender,
        place=f"STORE-{condition.value.upper()}",
        condition=condition,
        checks=dict.fromkeys(LOOKED_AT, True),
        notes={},
        temperature_min=kept,
        temperature_max=kept,
    )
    receive_container(actor=actor, container_id=expected.id, raw=expected.code, receipt=receipt)


def _patient(actor: Actor, each: PlantPatient, material: UUID, organisation: UUID) -> None:
    enrol_patient(actor=actor, organisation_id=organisation, coi=each.coi, name=each.name, born=each.born)
    expect_container(
        actor=actor,
        material_id=material,
        quantity=Quantity.parse(each.quantity),
        code=each.container,
        coi=each.coi,
        din=each.din,
        donor_state=each.donor,
    )
