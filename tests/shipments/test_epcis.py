"""A shipment's way as EPCIS 2.0 (GS1 EPCIS 2.0, CBV 2.0), validated by the schema of every event."""

import jsonschema  # type: ignore[import-untyped]
import pytest

from cellpark.base.scope import use_scope
from cellpark.base.time import now
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import Refused
from cellpark.shipments import public as shipments
from tests.exchange.epcis_shape import DOCUMENT
from tests.shipments.journey import World, logger_table


def test_CN_4b_each_hand_over_is_an_event_and_the_logger_a_sensor_element(world: World, clock: FixedClock) -> None:
    """CN-4b: the courier's own system reads the way, the temperatures and their window of time; no patient (T20)."""
    row = world.received(clock)
    table = logger_table(row.sealed_at, *("4.0", "5.5", "6.0") * 11)
    with use_scope(world.nurse.scope):
        shipments.attach_logger(actor=world.nurse, shipment_id=row.id, content=table, name="TT-1.csv")
        shipments.inspect_shipment(actor=world.nurse, shipment_id=row.id, accept=True, reason="in order")
    with use_scope(world.courier.scope):
        document = shipments.shipment_epcis(shipments.shipment(row.id), at=now())
    jsonschema.validate(document, DOCUMENT)
    events = document["epcisBody"]["eventList"]
    assert [(each["type"], each["bizStep"]) for each in events] == [
        ("AggregationEvent", "packing"),
        ("ObjectEvent", "shipping"),
        ("ObjectEvent", "departing"),
        ("ObjectEvent", "arriving"),
        ("ObjectEvent", "receiving"),
        ("TransactionEvent", "accepting"),
    ]
    [element] = events[4]["sensorElementList"]
    said = {name: element["sensorReport"][0][name] for name in ("minValue", "maxValue", "uom")}
    assert said == {"minValue": 4, "maxValue": 6, "uom": "CEL"}
    assert 5.1 < element["sensorReport"][0]["meanValue"] < 5.2
    assert element["sensorMetadata"]["rawData"].startswith("ni:///sha-256;")
    assert element["sensorMetadata"]["startTime"] < element["sensorMetadata"]["endTime"]
    assert {each["bizTransactionList"][0]["type"] for each in events} == {"desadv"}


def test_a_shipment_that_has_not_been_sealed_has_no_events(world: World) -> None:
    row = world.plan()
    with use_scope(world.planner.scope), pytest.raises(Refused, match=r"shipments\.epcis\.nothing"):
        shipments.shipment_epcis(row, at=now())
