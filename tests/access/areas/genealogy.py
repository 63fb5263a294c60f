"""Traces, recalls and documents for others."""

from typing import Any

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.kernel.quantity import Quantity
from cellpark.materials.public import DonorUse, MaterialKind, StorageCondition, describe_material, expect_container
from tests.access.sample import Sample
from tests.people import HOUSE

TRACE = {"thing_id": "traced"}
CONTAINER = {"container_id": "traced"}

ROUTES = {
    "traces": Sample(),
    "trace": Sample(TRACE, fixed={"kind": "container"}),
    "trace-hold": Sample(TRACE, fixed={"kind": "container"}, post=(303, 422)),
    "container-epcis": Sample(CONTAINER),
    "container-fhir": Sample(CONTAINER),
}
SAME = {"trace-hold": "hold_a_container"}
OPERATIONS = {
    "read_trace": Sample(TRACE, fixed={"kind": "container"}),
    "read_epcis": Sample(CONTAINER),
    "read_fhir": Sample(CONTAINER),
}


def populate(home: Any, colleague: Any, label: str) -> dict[str, Any]:
    """A container of this organisation."""
    with use_scope(EVERYTHING):
        material = describe_material(
            actor=HOUSE,
            organisation_id=home.id,
            code="GEN-0001",
            name_en=label,
            name_zh=label,
            kind=MaterialKind.STARTING,
            unit="mL",
            storage=StorageCondition.AMBIENT,
            donor_use=DonorUse.NONE,
        )
        container = expect_container(
            actor=HOUSE, material_id=material.id, lot_id=None, quantity=Quantity.parse("1 mL"), code="GEN-C-1", coi=""
        )
    return {"traced": container.id}
