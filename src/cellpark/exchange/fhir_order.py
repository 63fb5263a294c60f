"""A treatment order and its collection as FHIR R5: ServiceRequest and Specimen, valid by fhir.resources.

The subject is the chain of identity as a logical reference and never a Patient of ours (T20).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from json import loads
from typing import Any, Final

from cellpark.exchange import forms
from cellpark.kernel.quantity import Quantity

Json = dict[str, Any]
ISBT_DIN: Final = "https://www.isbt128.org/uri/DonationIdentificationNumber"
COUNTRIES: Final = "urn:iso:std:iso:3166"
UCUM_SYSTEM: Final = "http://unitsofmeasure.org"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFacts:
    """What a ServiceRequest says. ``status`` is FHIR's; ``references``: item -> number of the document; ``last_doses``:
    medicine -> day.
    """

    id: str
    number: str
    product: str
    coi: str
    country: str
    status: str
    authored: datetime
    collect_at: datetime | None
    references: Mapping[str, str]
    last_doses: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionFacts:
    """What a Specimen says of a collection: the donation, when, each bag with its volume, and the order."""

    id: str
    order: str
    coi: str
    din: str
    collected_at: datetime
    received_at: datetime | None
    bags: Sequence[tuple[str, Quantity]]


def fhir_service_request(order: OrderFacts) -> str:
    """The order as a ServiceRequest in JSON."""
    space = forms.extension_space()
    form: Json = {
        "id": order.id,
        "identifier": [{"system": f"{space}order", "value": order.number}],
        "status": order.status,
        "intent": "order",
        "code": {"concept": {"coding": [{"system": f"{space}product", "code": order.product}]}},
        "subject": _subject(order.coi),
        "authoredOn": order.authored.isoformat(),
        "location": [{"concept": {"coding": [{"system": COUNTRIES, "code": order.country}]}}],
    }
    if order.collect_at is not None:
        form["occurrenceDateTime"] = order.collect_at.isoformat()
    said = {**order.references, **order.last_doses}
    if said:
        form["supportingInfo"] = [
            {"reference": {"identifier": {"type": {"text": item}, "value": number}}}
            for item, number in sorted(said.items())
        ]
    from fhir.resources.servicerequest import ServiceRequest  # loaded by those who need it, as in ``fhir.py``

    return str(ServiceRequest.model_validate(form).model_dump_json(exclude_none=True))


def fhir_order_bundle(order: OrderFacts, collections: Sequence[CollectionFacts]) -> str:
    """The order with its collections as one Bundle in JSON; each Specimen points to the ServiceRequest in it."""
    parts = [fhir_service_request(order), *(fhir_specimen(each) for each in collections)]
    ids = [order.id, *(each.id for each in collections)]
    form: Json = {
        "type": "collection",
        "entry": [
            {"fullUrl": f"urn:uuid:{identity}", "resource": loads(part)}
            for identity, part in zip(ids, parts, strict=True)
        ],
    }
    from fhir.resources.bundle import Bundle  # loaded by those who need it, as in ``fhir.py``

    return str(Bundle.model_validate(form).model_dump_json(exclude_none=True))


def fhir_specimen(collection: CollectionFacts) -> str:
    """The collection as a Specimen in JSON."""
    space = forms.extension_space()
    form: Json = {
        "id": collection.id,
        "accessionIdentifier": {"system": ISBT_DIN, "value": collection.din},
        "status": "available",
        "type": {"text": "leukapheresis"},
        "subject": _subject(collection.coi),
        "request": [{"type": "ServiceRequest", "identifier": {"system": f"{space}order", "value": collection.order}}],
        "collection": {"collectedDateTime": collection.collected_at.isoformat()},
        "container": [
            {
                "device": {"type": "Device", "identifier": {"system": f"{space}container", "value": code}},
                "specimenQuantity": _amount(volume),
            }
            for code, volume in collection.bags
        ],
    }
    if collection.received_at is not None:
        form["receivedTime"] = collection.received_at.isoformat()
    from fhir.resources.specimen import Specimen  # loaded by those who need it, as in ``fhir.py``

    return str(Specimen.model_validate(form).model_dump_json(exclude_none=True))


def _subject(coi: str) -> Json:
    if not coi:
        return {"type": "Patient", "display": "chain of identity not issued"}
    identifier = {"system": f"{forms.extension_space()}chain-of-identity", "value": coi}
    return {"type": "Patient", "identifier": identifier}


def _amount(amount: Quantity) -> Json:
    unit = forms.UCUM.get(amount.unit)
    coded = {} if unit is None else {"system": UCUM_SYSTEM, "code": unit}
    return {"value": amount.value, "unit": amount.unit, **coded}
