"""What came from what, who is touched, and a container's records in the formats of others."""

import json
from typing import Annotated, Any
from uuid import UUID

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from pydantic import Field

from cellpark.access.public import requires
from cellpark.base.time import now
from cellpark.equipment.public import Equipment, Room
from cellpark.exchange.public import Release, epcis_document, fhir_product
from cellpark.genealogy.public import GenealogyPermission, Node, NodeKind, backward, recall
from cellpark.identity.public import person_in_sight
from cellpark.materials.public import Container, Lot, Operation
from cellpark.web.api.operation import operation
from cellpark.web.api.schemas.genealogy import KINDS, KindName, TraceOut
from cellpark.web.api.values import MomentIn

TAG = "genealogy"
SEE = requires(GenealogyPermission.SEE_TRACE)
MODELS: dict[NodeKind, type[models.Model]] = {
    NodeKind.CONTAINER: Container,
    NodeKind.SAMPLE: Container,
    NodeKind.LOT: Lot,
    NodeKind.OPERATION: Operation,
    NodeKind.ROOM: Room,
    NodeKind.EQUIPMENT: Equipment,
}


@operation(
    "GET",
    "traces/{kind}/{thing_id}",
    access=SEE,
    answers={200: TraceOut},
    tag=TAG,
    summary=_("Trace a thing both ways: what it came from, and who is touched by it"),
)
def read_trace(
    request: HttpRequest,  # noqa: ARG001 -- ninja's signature
    kind: KindName,
    thing_id: UUID,
    as_of: Annotated[MomentIn | None, Field(description="as known at this time")] = None,
) -> TraceOut:
    """Both traces of a thing in scope, as known at ``as_of`` or now."""
    start = Node(KINDS[kind], thing_id)
    if start.kind is NodeKind.PERSON:
        person_in_sight(thing_id)
    else:
        MODELS[start.kind]._default_manager.get(id=thing_id)  # noqa: SLF001 -- Django's documented API
    before = backward(start.kind, start.id, as_of=as_of)
    return TraceOut.of(start, before, recall(start.kind, start.id, as_of=as_of))


@operation(
    "GET",
    "containers/{container_id}/epcis",
    access=SEE,
    answers={200: dict[str, Any]},
    tag=TAG,
    summary=_("Read a container’s life as an EPCIS 2.0 document"),
)
def read_epcis(request: HttpRequest, container_id: UUID) -> dict[str, Any]:  # noqa: ARG001 -- ninja's signature
    """JSON-LD with GS1's events and vocabulary."""
    return epcis_document(_container(container_id), at=now())


@operation(
    "GET",
    "containers/{container_id}/fhir",
    access=SEE,
    answers={200: dict[str, Any]},
    tag=TAG,
    summary=_("Read a container as a FHIR BiologicallyDerivedProduct"),
)
def read_fhir(request: HttpRequest, container_id: UUID, release: Release = Release.R5) -> dict[str, Any]:  # noqa: ARG001 -- ninja's signature
    """The resource in the release of FHIR that is asked for."""
    found: dict[str, Any] = json.loads(fhir_product(_container(container_id), release=release))
    return found


def _container(container_id: UUID) -> Container:
    found: Container = Container.objects.select_related("material", "lot__material").get(id=container_id)
    return found
