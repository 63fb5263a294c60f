"""A container's records in the formats of others, as files."""

import json
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from cellpark.base.time import now
from cellpark.exchange.public import Release, epcis_document, fhir_product
from cellpark.materials.public import Container


def epcis(request: HttpRequest, container_id: UUID) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """The container's life as an EPCIS 2.0 document (JSON-LD)."""
    found = _container(container_id)
    text = json.dumps(epcis_document(found, at=now()), ensure_ascii=False, indent=1)
    return _file(text, "application/ld+json", f"epcis-{found.id}.jsonld")


def fhir(request: HttpRequest, container_id: UUID) -> HttpResponse:
    """The container as a FHIR BiologicallyDerivedProduct: R5, or R4B where ``release`` asks for it."""
    found = _container(container_id)
    release = Release.R4B if request.GET.get("release") == Release.R4B else Release.R5
    return _file(fhir_product(found, release=release), "application/fhir+json", f"fhir-{release}-{found.id}.json")


def _container(container_id: UUID) -> Container:
    found: Container = Container.objects.select_related("material", "lot__material").get(id=container_id)
    return found


def _file(text: str, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        text, content_type=f"{kind}; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
