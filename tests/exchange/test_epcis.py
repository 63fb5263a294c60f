"""A container's life as EPCIS 2.0 (GS1 EPCIS 2.0, CBV 2.0)."""

import json
from datetime import timedelta
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import pytest

from cellpark.base.time import now
from cellpark.exchange.public import epcis_document
from cellpark.kernel.clock import FixedClock
from cellpark.materials.public import (
    Amended,
    Consumed,
    Container,
    CustodyAct,
    Into,
    Movement,
    OperationKind,
    Produced,
    StorageCondition,
    correct_operation,
    move_container,
    operate,
)
from tests.exchange.epcis_shape import DOCUMENT
from tests.materials.conftest import plant as plant  # noqa: PLC0414 -- a fixture
from tests.materials.plant import COI, Plant, q

RESOURCES = Path(__file__).resolve().parents[3] / "shared/data/standards/openepcis__openepcis-test-resources"


def checked(document: dict[str, object]) -> None:
    jsonschema.validate(document, DOCUMENT)


@pytest.mark.skipif(not RESOURCES.is_dir(), reason="the published files are not here")
@pytest.mark.parametrize(
    ("name", "fits"),
    [
        ("AggregationEvent_with_sensorData.json", True),
        ("AssociationEvent.json", True),
        ("ObjectEvent_with_sensorData.json", True),
        ("TransformationEvent.json", True),
        ("ObjectEvent_with_invalid_eventTime_format.json", False),
        ("ObjectEvent_without_identifier_list.json", False),
    ],
)
def test_our_reading_of_the_standard_agrees_with_the_published_files(name: str, fits: bool) -> None:
    document = json.loads((RESOURCES / name).read_text(encoding="utf-8"))
    if fits:
        checked(document)
    else:
        with pytest.raises(jsonschema.ValidationError):
            checked(document)


def lived(plant: Plant, clock: FixedClock) -> Container:
    """Received, split, packed and shipped with a logger."""
    bag = plant.patient_bag(amount="90 mL")
    clock.advance(timedelta(minutes=5))
    done = operate(
        actor=plant.operator,
        kind=OperationKind.SPLIT,
        consumed=[Consumed(container=bag.id)],
        produced=[Produced(quantity=q("40 mL")), Produced(quantity=q("50 mL"))],
    )
    part: Container = Container.objects.get(id=done.produced[0]["container"])
    for act in (CustodyAct.PACKED, CustodyAct.SHIPPED):
        clock.advance(timedelta(minutes=5))
        verdict = move_container(
            actor=plant.operator,
            container_id=part.id,
            raw=part.code,
            movement=Movement(
                act=act,
                place="Shipper 7",
                condition=StorageCondition.REFRIGERATED,
                temperature_min=q("2.4 degC"),
                temperature_max=q("7.9 degC"),
            ),
        )
        assert verdict.ok, verdict.problems
    return part


def test_the_life_of_a_container_is_a_valid_document(plant: Plant, clock: FixedClock) -> None:
    part = lived(plant, clock)
    document = epcis_document(part, at=now())
    checked(document)
    events = document["epcisBody"]["eventList"]
    assert [(each["type"], each["bizStep"]) for each in events] == [
        ("TransformationEvent", "repackaging"),
        ("ObjectEvent", "inspecting"),
        ("AggregationEvent", "packing"),
        ("ObjectEvent", "inspecting"),
        ("ObjectEvent", "shipping"),
    ]
    split, _scan, packed, _scan_again, shipped = events
    assert split["outputEPCList"][0] == packed["childEPCs"][0] == shipped["epcList"][0] == f"urn:uuid:{part.id}"
    assert split["ilmd"] == {"cellpark:chainOfIdentity": COI}
    assert shipped["sensorElementList"][0]["sensorReport"] == [
        {"type": "Temperature", "minValue": 2.4, "maxValue": 7.9, "uom": "CEL"}
    ]
    assert (shipped["disposition"], shipped["eventTime"]) == ("in_transit", "2026-11-22T17:15:00.000+08:00")


def test_what_was_received_begins_with_its_announcement_and_its_chain_of_identity(plant: Plant) -> None:
    document = epcis_document(plant.patient_bag(), at=now())
    checked(document)
    born, scanned, received = sorted(document["epcisBody"]["eventList"], key=lambda each: each["bizStep"])
    assert [each["bizStep"] for each in (born, scanned, received)] == ["commissioning", "inspecting", "receiving"]
    assert (born["action"], born["ilmd"]) == ("ADD", {"cellpark:chainOfIdentity": COI})
    assert (received["bizStep"], received["disposition"]) == ("receiving", "in_progress")


def test_a_document_holds_no_patient_data_beyond_the_chain_of_identity(plant: Plant, clock: FixedClock) -> None:
    """T20: neither name nor birth date leave the house."""
    coi = plant.patient(name="Unmistakable Name")
    bag = plant.patient_bag(coi=coi)
    text = json.dumps(epcis_document(bag, at=now()))
    assert coi in text
    assert "Unmistakable" not in text
    assert "1980-01-31" not in text


def test_T11_an_operation_that_was_corrected_is_declared_wrong_and_the_right_one_follows(plant: Plant) -> None:
    """T11; EPCIS 2.0, 7.4.1.3: also for the bag into which another bottle went than was recorded."""
    bag, wrong, right = plant.patient_bag(), plant.stock(plant.lot(number="L1")), plant.stock(plant.lot(number="L2"))
    done = operate(
        actor=plant.operator,
        kind=OperationKind.USE,
        consumed=[Consumed(container=wrong.id, quantity=q("10 mL"))],
        produced=[Into(container=bag.id)],
    )
    changes = [Amended(container=wrong.id, quantity=q("10 mL"), instead=right.id)]
    correct_operation(actor=plant.operator, operation_id=done.id, changes=changes, reason="mixed up")

    def told(container: Container) -> list[tuple[bool, bool]]:
        document = epcis_document(container, at=now())
        checked(document)
        moved = [each for each in document["epcisBody"]["eventList"] if each["type"] == "TransformationEvent"]
        name = next(each for each in moved[-1]["inputEPCList"])
        return [(name in each["inputEPCList"], "errorDeclaration" in each) for each in moved]

    assert told(bag) == [(False, True), (True, False)]
    assert told(wrong) == [(True, True)]
    assert told(right) == [(True, False)]
