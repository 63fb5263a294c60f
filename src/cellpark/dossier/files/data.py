"""What programs read in a dossier: EPCIS, FHIR, and tables of containers, entries and values."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import orjson

from cellpark.dossier.files.tables import csv_file
from cellpark.dossier.files.words import FILES, said
from cellpark.dossier.gather import Gathered
from cellpark.dossier.neighbours import roads_of
from cellpark.exchange.public import epcis_document, fhir_product
from cellpark.ledger.public import Attached, Event
from cellpark.materials.public import Container
from cellpark.orders.public import TreatmentOrder, order_bundle

CONTAINER_HEAD = (
    "code",
    "material",
    "lot",
    "chain_of_identity",
    "din",
    "state",
    "quantity",
    "place",
    "expires_at",
    "made_at",
)
EVENT_HEAD = ("stream", "version", "type", "at", "recorded_at", "actor", "reason", "data")
VALUE_HEAD = (
    *("step", "field", "zh", "en", "value", "limits", "outside", "was"),
    *("by", "at", "confirmed", "source", "reason"),
)


def attached(path: str, content: bytes, words: str) -> Attached:
    """A file with what it is."""
    told = said(FILES, words)
    return Attached(path=path, content=content, zh=told["zh"], en=told["en"])


def data_files(found: Gathered, record: dict[str, Any], *, at: datetime) -> Iterator[Attached]:
    """The files for programs. ``at`` dates the EPCIS documents."""
    for each in found.containers:
        yield attached(f"epcis/{safe(each.code)}.jsonld", _json(epcis_document(each, at=at)), "epcis")
    for road, document in roads_of(found.batch, at=at):
        yield attached(f"epcis/shipment-{safe(road.number)}.jsonld", _json(document), "road")
    yield attached("fhir/bundle.json", fhir_bundle(found.containers, found.orders), "fhir")
    yield attached("csv/containers.csv", containers_csv(found.containers), "containers")
    yield attached("csv/events.csv", events_csv(found.streams), "events")
    yield attached("csv/values.csv", _values(record), "values")


def fhir_bundle(containers: Iterable[Container], orders: Iterable[TreatmentOrder] = ()) -> bytes:
    """Orders with their collections, and all containers, as one FHIR R5 Bundle of the type collection."""
    entries = [entry for each in orders for entry in json.loads(order_bundle(each))["entry"]]
    entries += [
        {"fullUrl": f"urn:uuid:{each.id}", "resource": json.loads(fhir_product(each)) | _typed()} for each in containers
    ]
    return _json({"resourceType": "Bundle", "type": "collection", "entry": entries})


def _typed() -> dict[str, str]:
    return {"resourceType": "BiologicallyDerivedProduct"}


def containers_csv(containers: tuple[Container, ...]) -> bytes:
    """One row a container."""
    return csv_file(
        CONTAINER_HEAD,
        (
            (
                each.code,
                each.material.code,
                each.lot.number if each.lot else "",
                each.coi,
                each.din,
                each.state,
                str(each.quantity),
                each.place,
                each.expires_at,
                each.made_at,
            )
            for each in containers
        ),
    )


def events_csv(streams: tuple[str, ...]) -> bytes:
    """One row an entry of the ledger, stream by stream."""
    rows = Event.objects.filter(stream__in=streams).order_by("stream", "version").iterator(chunk_size=2_000)
    return csv_file(EVENT_HEAD, (_event(each) for each in rows))


def _event(event: Event) -> tuple[object, ...]:
    told = orjson.loads(bytes(event.payload))
    return (
        event.stream,
        event.version,
        event.type,
        event.at,
        event.recorded_at,
        event.actor,
        told["reason"],
        told["data"],
    )


def _values(record: dict[str, Any]) -> bytes:
    rows = [row for step in record["steps"] for row in step["rows"]]
    return csv_file(VALUE_HEAD, ([row.get(name, "") for name in VALUE_HEAD] for row in rows))


def safe(code: str) -> str:
    """A code as a name of a file: letters, digits, dot and dash; anything else is an underscore."""
    return "".join(each if each.isascii() and (each.isalnum() or each in "-.") else "_" for each in code)[:80]


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
