"""The life of a container as an EPCIS 2.0 document in JSON-LD (GS1 EPCIS 2.0, CBV 2.0).

Events of the container's own stream become Object events; operations become Transformation events; packing becomes an
Aggregation event; standing in a piece of equipment becomes Association events. Patients appear by the chain of identity
alone (T20); staff by id.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from cellpark.equipment.public import Placement
from cellpark.exchange import forms
from cellpark.exchange.steps import CUSTODY, INSPECTED, OPERATIONS, Step
from cellpark.kernel.quantity import Quantity
from cellpark.ledger.public import Event, events_of, typed
from cellpark.materials.public import Container, CustodyAct, Operation, OperationKind

CONTEXT = "https://ref.gs1.org/standards/epcis/epcis-context.jsonld"
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Frame:
    """What an event of the document is about: its ledger event and the container's name."""

    event: Event
    name: str

    def of(self, kind: str, step: Step, **more: object) -> Json:
        """An event of ``kind`` with what every event says: what, when (with the site's offset), why."""
        return happened(kind, self.event.id, self.event.at, step, **more)


def epcis_document(container: Container, *, at: datetime) -> Json:
    """The document of one container in scope, made at ``at``; events in the order in which they happened."""
    name = forms.container_name(container)
    found = [*_own(container, name), *_operations(container, name), *_standing(container, name)]
    return document(container.id, found, at=at)


def document(identity: UUID, events: list[Json], *, at: datetime) -> Json:
    """An EPCIS document about something here, made at ``at``; its events by their time."""
    return {
        "@context": [CONTEXT, {"cellpark": forms.extension_space()}],
        "id": forms.uuid_name(identity),
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": timed(at),
        "epcisBody": {"eventList": sorted(events, key=lambda each: str(each["eventTime"]))},
    }


def _own(container: Container, name: str) -> Iterator[Json]:
    for event in events_of(f"container/{container.id}"):
        said: Any = typed(event)
        frame = Frame(event, name)
        match event.type:
            case "materials.container.expected":
                yield frame.of("ObjectEvent", Step("commissioning", "encoded"), **_born(container, name))
            case "materials.container.received":
                step = Step("receiving", "in_progress" if said.accepted else "non_conformant")
                yield frame.of("ObjectEvent", step, **_seen(name, place=said.place), **_felt(said, event.at))
            case "materials.container.moved":
                yield _moved(frame, said)
            case "materials.container.handed_over":
                yield frame.of(
                    "ObjectEvent",
                    Step("accepting", "in_progress"),
                    **_seen(name, place=said.place),
                    **_parties(said.giver, said.receiver),
                )
            case "materials.container.destroyed":
                more = {"action": "DELETE", "epcList": [name]}
                yield frame.of("ObjectEvent", Step("destroying", "destroyed"), **more)
            case kind if kind in INSPECTED:
                yield frame.of("ObjectEvent", INSPECTED[kind], **_seen(name))


def _born(container: Container, name: str) -> Json:
    lot = {} if container.lot is None else {"cellpark:lot": forms.lot_name(container.lot)}
    known = {**lot, **(_identity(container) if container.coi else {})}
    return {"action": "ADD", "epcList": [name], **({"ilmd": known} if known else {})}


def _identity(container: Container) -> Json:
    return {"cellpark:chainOfIdentity": container.coi}


def _moved(frame: Frame, said: Any) -> Json:
    act = CustodyAct(said.act)
    felt = _felt(said, frame.event.at)
    if act is CustodyAct.PACKED and said.place:
        packed = {"action": "ADD", "parentID": forms.place_name(said.place), "childEPCs": [frame.name]}
        return frame.of("AggregationEvent", CUSTODY[act], **packed, **felt)
    place = forms.uuid_name(said.room) if said.room is not None else said.place
    return frame.of("ObjectEvent", CUSTODY[act], **_seen(frame.name, place=place), **felt)


def _operations(container: Container, name: str) -> Iterator[Json]:
    ids = {
        said.operation
        for event in events_of(f"container/{container.id}")
        if (said := typed(event)) is not None and hasattr(said, "operation")
    }
    found = _with_corrections(ids)
    for operation in found:
        named = {line["container"] for line in (*operation.consumed, *operation.produced)}
        if operation.kind == OperationKind.DESTROY or str(container.id) not in named:
            continue
        ins, outs = _lines(operation.consumed), _lines(operation.produced)
        event = events_of(f"operation/{operation.id}").first()
        assert event is not None, "an operation is recorded in its own stream"
        yield happened(
            "TransformationEvent",
            event.id,
            operation.done_at,
            OPERATIONS[OperationKind(operation.kind)],
            transformationID=forms.uuid_name(operation.id),
            inputEPCList=ins,
            **({"outputEPCList": outs} if outs else {}),
            **({"ilmd": _identity(container)} if container.coi and name in outs else {}),
            **({} if operation.room is None else {"readPoint": {"id": forms.uuid_name(operation.room)}}),
            **_withdrawn(next((each for each in found if each.corrects == operation.id), None)),
        )


def _with_corrections(ids: set[UUID]) -> list[Operation]:
    """Operations and those that stand for them, the corrected ones before their corrections."""
    known: dict[UUID, Operation] = Operation.ever.in_bulk(list(ids))
    fresh = set(known)
    while fresh:
        later = {each.id: each for each in Operation.ever.filter(corrects__in=fresh)}
        fresh = later.keys() - known.keys()
        known |= later
    return sorted(known.values(), key=lambda each: (each.done_at, each.corrects is not None))


def _withdrawn(by: Operation | None) -> Json:
    """That an event was wrong, and which one says what is true (EPCIS 2.0, section 7.4.1.3)."""
    event = None if by is None else events_of(f"operation/{by.id}").first()
    if event is None:
        return {}
    corrective = {"reason": "incorrect_data", "correctiveEventIDs": [forms.uuid_name(event.id)]}
    return {"errorDeclaration": {"declarationTime": timed(event.at), **corrective}}


def _lines(lines: list[Mapping[str, str]]) -> list[str]:
    rows = Container.objects.in_bulk([UUID(line["container"]) for line in lines])
    return [forms.container_name(rows[UUID(line["container"])]) for line in lines if UUID(line["container"]) in rows]


def _standing(container: Container, name: str) -> Iterator[Json]:
    for placed in Placement.objects.filter(container=container.id).exclude(equipment=None).order_by("since"):
        more = {
            "parentID": forms.uuid_name(placed.equipment_id),
            "childEPCs": [name],
            "readPoint": {"id": forms.uuid_name(placed.room_id)},
        }
        yield happened("AssociationEvent", None, placed.since, Step("installing", "in_progress"), action="ADD", **more)
        if placed.removed_at is not None:
            yield happened(
                "AssociationEvent", None, placed.removed_at, Step("removing", "in_progress"), action="DELETE", **more
            )


def _seen(name: str, *, place: str = "") -> Json:
    where = place if place.startswith("urn:") else forms.place_name(place)
    return {"action": "OBSERVE", "epcList": [name], **({"readPoint": {"id": where}} if place else {})}


def _felt(said: Any, at: datetime) -> Json:
    """Temperatures on the way, as one sensor element (EPCIS 2.0, section 7.3.7)."""
    ends: dict[str, Quantity | None] = {"minValue": said.temperature_min, "maxValue": said.temperature_max}
    values = {key: forms.json_number(value.to("degC").value) for key, value in ends.items() if value is not None}
    if not values:
        return {}
    report = {"type": "Temperature", **values, "uom": forms.UNECE["degC"]}
    return {"sensorElementList": [{"sensorMetadata": {"time": timed(at)}, "sensorReport": [report]}]}


def _parties(giver: UUID | None, receiver: UUID | None) -> Json:
    found: Json = {}
    if giver is not None:
        found["sourceList"] = [{"type": "possessing_party", "source": forms.uuid_name(giver)}]
    if receiver is not None:
        found["destinationList"] = [{"type": "possessing_party", "destination": forms.uuid_name(receiver)}]
    return found


def happened(kind: str, identity: UUID | None, at: datetime, step: Step, **more: object) -> Json:
    """An event of EPCIS: what, when (with the site's offset), why."""
    local = timezone.localtime(at, timezone.get_default_timezone())
    offset = local.strftime("%z")
    return {
        "type": kind,
        **({} if identity is None else {"eventID": forms.uuid_name(identity)}),
        "eventTime": timed(at),
        "eventTimeZoneOffset": f"{offset[:3]}:{offset[3:]}",
        **more,
        "bizStep": step.step,
        **({"disposition": step.disposition} if step.disposition else {}),
    }


def timed(at: datetime) -> str:
    """A moment in the site's zone."""
    return timezone.localtime(at, timezone.get_default_timezone()).isoformat(timespec="milliseconds")
