"""FHIR in and out: a hospital orders by program, everybody reads resources that name no patient."""

from typing import Any

import orjson
import pytest
from fhir.resources.bundle import Bundle
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
        ({"intent": "proposal"}, "exchange.fhir.missing", "intent"),
        ({"status": "revoked"}, "exchange.fhir.missing", "status"),
        ({"resourceType": "Patient"}, "exchange.fhir.missing", "resourceType"),
    ],
)
def test_what_is_wrong_is_told_with_its_path(ward: Ward, change: dict[str, Any], code: str, path: str) -> None:
    with pytest.raises(Refused) as refused:
        sent(ward, request(**change))
    problem = refused.value.problems[0]
    assert (problem.code, problem.params["path"]) == (code, path)


def test_last_doses_come_in_and_go_out_and_a_bundle_is_never_half_read(ward: Ward) -> None:
    """What comes in goes out; a Specimen in an order, or a second Patient, is told and not dropped (CN-4k2)."""
    dose = {"reference": {"identifier": {"type": {"text": "steroids"}, "value": "2026-10-01"}}}
    form = request(supportingInfo=[*request()["supportingInfo"], dose])
    order = sent(ward, form)
    assert (order.references, order.last_doses) == (REFERENCES, {"steroids": "2026-10-01"})
    with use_scope(ward.physician.scope):
        bundle = orjson.loads(orders.order_bundle(orders.order(order.id)))
    [only] = [each["resource"] for each in bundle["entry"]]
    assert dose in only["supportingInfo"]
    dose["reference"]["identifier"]["value"] = "last week"
    with pytest.raises(Refused) as refused:
        sent(ward, form)
    assert refused.value.problems[0].params["wanted"] == "YYYY-MM-DD"
    taken = {"resourceType": "Specimen", "status": "available"}
    entries = [{"resource": each} for each in (request(), taken)]
    with pytest.raises(Refused) as refused:
        sent(ward, {"resourceType": "Bundle", "type": "collection", "entry": entries})
    [problem] = refused.value.problems
    assert (problem.code, problem.params["path"]) == ("exchange.fhir.unread", "entry.1.resource")


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
    with use_scope(ward.sponsor_head.scope):
        whole = orjson.loads(orders.order_bundle(orders.order(order.id)))
    assert Bundle.model_validate(whole)
    assert [each["resource"]["resourceType"] for each in whole["entry"]] == ["ServiceRequest", "Specimen"]
