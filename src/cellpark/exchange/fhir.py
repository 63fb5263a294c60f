"""A container of cells as a FHIR BiologicallyDerivedProduct, in R5 and in R4B, checked by the models of fhir.resources.

The patient is the chain of identity and nothing else: a logical reference, which no server of ours resolves (T20).
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from cellpark.exchange import forms
from cellpark.ledger.public import events_of, typed
from cellpark.materials.public import Container, Operation, StorageCondition

Json = dict[str, Any]
ISBT = "https://www.isbt128.org/uri"
CATEGORY = "http://terminology.hl7.org/CodeSystem/product-category"
STATUS = "http://terminology.hl7.org/CodeSystem/biologicallyderived-productstatus"
# degrees Celsius: lowest, highest
TEMPERATURES: Mapping[StorageCondition, tuple[int | None, int | None]] = {
    StorageCondition.AMBIENT: (15, 25),
    StorageCondition.REFRIGERATED: (2, 8),
    StorageCondition.INCUBATOR: (36, 38),
    StorageCondition.FROZEN: (None, -20),
    StorageCondition.DEEP_FROZEN: (None, -70),
    StorageCondition.CRYOGENIC: (None, -150),
}


class Release(StrEnum):
    """The releases of FHIR that receivers ask for."""

    R5 = "R5"
    R4B = "R4B"


def fhir_product(container: Container, *, release: Release = Release.R5) -> str:
    """The resource of one container in scope as JSON, valid by the models of that release."""
    form = {**_common(container), **(_r5(container) if release is Release.R5 else _r4b(container))}
    return str(_model(release).model_validate(form).model_dump_json(exclude_none=True))


def _model(release: Release) -> Any:
    """The models of FHIR take long to load; processes that write no FHIR go without them."""
    if release is Release.R5:
        from fhir.resources import biologicallyderivedproduct as r5

        return r5.BiologicallyDerivedProduct
    from fhir.resources.R4B import biologicallyderivedproduct as r4b

    return r4b.BiologicallyDerivedProduct


def _common(container: Container) -> Json:
    source = {"identifier": {"system": f"{forms.extension_space()}chain-of-identity", "value": container.coi}}
    collected = _collected(container)
    collection = {
        **({"source": {"type": "Patient", **source}} if container.coi else {}),
        **({} if collected is None else {"collectedDateTime": collected.isoformat()}),
    }
    return {
        "id": str(container.id),
        "identifier": _identifiers(container),
        "productCode": _product_code(container),
        "parent": [_parent(row) for row in _parents(container)] or None,
        "collection": collection or None,
    }


def _r5(container: Container) -> Json:
    condition = StorageCondition(container.condition or container.material.storage)
    low, high = TEMPERATURES[condition]
    ends = {"low": low, "high": high}
    return {
        "productCategory": {"system": CATEGORY, "code": "cells"},
        "productStatus": {"system": STATUS, "code": "available" if container.present else "unavailable"},
        "biologicalSourceEvent": _din(container),
        "division": container.division or None,
        "expirationDate": None if container.expires_at is None else container.expires_at.isoformat(),
        "storageTempRequirements": {key: _celsius(value) for key, value in ends.items() if value is not None},
        "property": [{"type": {"text": "Content"}, "valueQuantity": _content(container)}],
    }


def _r4b(container: Container) -> Json:
    done = [
        {"description": f"{row.kind} {row.step}".strip(), "timeDateTime": row.done_at.isoformat()}
        for row in _made_by(container)
    ]
    return {
        "productCategory": "cells",
        "status": "available" if container.present else "unavailable",
        "processing": done or None,
    }


def _identifiers(container: Container) -> list[Json]:
    found = [
        {"system": "urn:ietf:rfc:3986", "value": forms.container_name(container)},
        {"system": f"{forms.extension_space()}container", "value": container.code},
    ]
    din = _din(container)
    return found if din is None else [*found, din]


def _din(container: Container) -> Json | None:
    return {"system": f"{ISBT}/DonationIdentificationNumber", "value": container.din} if container.din else None


def _product_code(container: Container) -> Json:
    system, code = f"{forms.extension_space()}material", container.material.code
    isbt = [{"system": f"{ISBT}/ProductDescriptionCode", "code": container.product_code}]
    return {"coding": [*(isbt if container.product_code else []), {"system": system, "code": code}]}


def _content(container: Container) -> Json:
    amount = container.quantity
    unit = forms.UCUM.get(amount.unit)
    coded = {} if unit is None else {"system": "http://unitsofmeasure.org", "code": unit}
    return {"value": amount.value, "unit": amount.unit, **coded}


def _celsius(value: int) -> Json:
    return {"value": value, "unit": "degC", "system": "http://unitsofmeasure.org", "code": "Cel"}


def _made_by(container: Container) -> list[Operation]:
    ids = [
        said.operation
        for event in events_of(f"container/{container.id}")
        if event.type == "materials.container.produced" and (said := typed(event)) is not None
    ]
    return list(Operation.objects.filter(id__in=ids).order_by("done_at"))


def _parents(container: Container) -> list[Container]:
    ids = [line["container"] for row in _made_by(container) for line in row.consumed]
    return list(Container.objects.filter(id__in=ids).order_by("made_at", "id"))


def _parent(row: Container) -> Json:
    return {
        "type": "BiologicallyDerivedProduct",
        "identifier": {"system": "urn:ietf:rfc:3986", "value": forms.container_name(row)},
        "display": row.code,
    }


def _collected(container: Container) -> datetime | None:
    """When it was collected, as the receipt of this container says."""
    for event in events_of(f"container/{container.id}"):
        said = typed(event)
        if event.type == "materials.container.received" and said is not None and said.collected_at is not None:
            found: datetime = said.collected_at
            return found
    return None
