"""FHIR in and out: a hospital orders by program, everybody reads resources that name no patient."""

from typing import Any

import orjson
import pytest
from fhir.resources.servicerequest import ServiceRequest
from fhir.resources.specimen import Specimen

from cellpark.base.scope import use_scope
from cellpark.kernel.problem import Refused
from cellpark.orders import public as orders
from tests.orders.ward import BORN, NAME, NUMBER, REFERENCES, Ward


def request(**more: Any) -> dict[str, Any]:
    return {
        "resourceType": "ServiceRequest",
        "status": "active",
        "intent": "order",
        "code": {"concept": {"coding": [{"code": "CART-019"}]}},
        "location": [{"concept": {"coding": [{"system": "urn:iso:std:iso:3166", "code": "CN"}]}}],
        "occurrenceDateTime": "2026-11-25T09:00:00+08:00",
        "subject": {"reference": "#p"},
        "contained": [
            {
                "resourceType": "Patient",
                "id": "p",
                "name": [{"text": NAME}],
                "birthDate": BORN.isoformat(),
                "identifier": [{"value": NUMBER}],
            }
        ],
        "supportingInfo": [
            {"reference": {"identifier": {"type": {"text": item}, "value": number}}}
            for item, number in REFERENCES.items()
        ],
    } | more


def sent(ward: Ward, form: Any) -> orders.TreatmentOrder:
    with use_scope(ward.physician.scope):
        return orders.order_by_fhir(actor=ward.physician, hospital_id=ward.hospital.id, content=orjson.dumps(form))


def test_a_contained_patient_is_sealed_and_the_draft_can_be_signed(ward: Ward) -> None:
    """T20: the Patient of the resource ends in the hospital's own row."""
    order = ward.signed(sent(ward, request()))
    assert order.references == REFERENCES
    with use_scope(ward.physician.scope):
        assert orders.particulars_of(orders.patients().get()).number == NUMBER  # type: ignore[union-attr]


def test_a_bundle_names_its_patient_by_code(ward: Ward) -> None:
    patient = ward.patient()
    form = request(subject={"identifier": {"value": patient.code}})
    del form["contained"]
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": form}]}
    assert sent(ward, bundle).state == orders.OrderState.DRAFT


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        ({"intent": 5}, "exchange.fhir.invalid", "intent"),
        ({"nonsense": 1}, "exchange.fhir.invalid", "nonsense"),
        ({"code": {}}, "exchange.fhir.missing", "code.concept.coding.0.code"),
        ({"subject": {"reference": "#q"}}, "exchange.fhir.missing", "subject"),
        (
            {"contained": [{"resourceType": "Patient", "id": "p", "name": [{"text": "A"}]}]},
            "exchange.fhir.missing",
            "subject.Patient",
        ),
        ({"occurrenceDateTime": "2026-11"}, "exchange.fhir.missing", "occurrenceDateTime"),
        ({"code": {"concept": {"coding": [{"code": "A\x00"}]}}}, "exchange.fhir.missing", "code.concept.coding.0.code"),
        ({"resourceType": "Patient"}, "exchange.fhir.missing", "resourceType"),
    ],
)
def test_what_is_wrong_is_told_with_its_path(ward: Ward, change: dict[str, Any], code: str, path: str) -> None:
    with pytest.raises(Refused) as refused:
        sent(ward, request(**change))
    problem = refused.value.problems[0]
    assert (problem.code, problem.params["path"]) == (code, path)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff"])
def test_what_is_no_resource_is_refused(ward: Ward, content: bytes) -> None:
    with use_scope(ward.physician.scope), pytest.raises(Refused) as refused:
        orders.order_by_fhir(actor=ward.physician, hospital_id=ward.hospital.id, content=content)
    assert refused.value.problems[0].code.startswith("exchange.fhir.")


def test_order_and_collection_go_out_without_the_patient(ward: Ward) -> None:
    """T20: the subject is the chain of identity."""
    order = ward.collected()
    with use_scope(ward.sponsor_head.scope):
        said, taken = orders.service_request(orders.order(order.id)), orders.specimen(orders.order(order.id))
    request_out, specimen_out = ServiceRequest.model_validate_json(said), Specimen.model_validate_json(taken)
    assert request_out.subject.identifier.value == order.coi
    assert specimen_out.subject.identifier.value == order.coi
    assert len(specimen_out.container) == 2
    assert NAME not in said + taken
