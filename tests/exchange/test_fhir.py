"""A container of cells as FHIR BiologicallyDerivedProduct, validated by the models of fhir.resources."""

import json

import pytest
from fhir.resources.biologicallyderivedproduct import BiologicallyDerivedProduct as ProductR5
from fhir.resources.R4B.biologicallyderivedproduct import BiologicallyDerivedProduct as ProductR4B

from cellpark.exchange.public import Release, fhir_product
from cellpark.materials.public import Consumed, Container, OperationKind, Produced, operate
from tests.materials.conftest import plant as plant  # noqa: PLC0414 -- a fixture
from tests.materials.plant import COI, Plant, q


def derived(plant: Plant) -> tuple[Container, Container]:
    bag = plant.patient_bag(amount="90 mL")
    done = operate(
        actor=plant.operator,
        kind=OperationKind.DERIVE,
        consumed=[Consumed(container=bag.id)],
        produced=[Produced(quantity=q("70 mL"), material=plant.product.id, division="A00")],
        step="U4.1",
    )
    return bag, Container.objects.get(id=done.produced[0]["container"])


def test_a_product_in_r5_names_its_identity_parent_amount_and_storage(plant: Plant) -> None:
    bag, product = derived(plant)
    found = json.loads(fhir_product(product))
    assert str(ProductR5.model_validate(found).id) == found["id"] == str(product.id)
    assert found["collection"]["source"]["identifier"]["value"] == COI
    assert found["parent"][0]["display"] == bag.code
    assert found["division"] == "A00"
    assert found["property"][0]["valueQuantity"]["value"] == 70
    assert found["property"][0]["valueQuantity"]["code"] == "mL"
    assert found["productStatus"]["code"] == "available"
    assert (found["storageTempRequirements"]["low"]["value"], found["storageTempRequirements"]["high"]["value"]) == (
        2,
        8,
    )


def test_a_product_in_r4b_names_its_processing(plant: Plant) -> None:
    _bag, product = derived(plant)
    found = json.loads(fhir_product(product, release=Release.R4B))
    assert ProductR4B.model_validate(found).status == "available"
    assert found["processing"] == [{"description": "derive U4.1", "timeDateTime": "2026-11-22T09:00:00Z"}]


@pytest.mark.parametrize("release", list(Release))
def test_a_product_holds_no_patient_data_beyond_the_chain_of_identity(plant: Plant, release: Release) -> None:
    """T20: the patient is a logical reference by the chain of identity."""
    bag = plant.patient_bag(coi=plant.patient(name="Unmistakable Name"))
    text = fhir_product(bag, release=release)
    assert COI in text
    assert "Unmistakable" not in text
    assert "1980-01-31" not in text
