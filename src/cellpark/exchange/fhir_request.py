"""Reading a FHIR R5 order: a ServiceRequest alone, or in a Bundle with its Patient.

A Patient that comes along is read here, sealed by the hospital's own act, and kept nowhere else (T20).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import orjson
from pydantic import ValidationError

from cellpark.kernel.problem import Problem, Refused

CONTENT_MAX = 200_000
PROBLEMS_MAX = 10
READ = ("ServiceRequest", "Patient")
STATUSES = ("draft", "active")
SAID_MAX = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientSaid:
    """A patient as the hospital's own system describes one."""

    name: str
    born: date
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestSaid:
    """What a ServiceRequest asks for; the patient by code (``patient_code``) or as described (``patient``)."""

    product: str
    country: str
    collect_at: datetime | None
    references: Mapping[str, str]
    patient_code: str
    patient: PatientSaid | None


def read_request(content: bytes) -> RequestSaid:
    """The order in FHIR JSON. Raises ``Refused``: ``exchange.fhir.invalid`` with the path and the sentence, and
    ``exchange.fhir.missing`` with the path of what an order needs beyond a valid resource.
    """
    from fhir.resources.bundle import Bundle  # loaded by those who need it, as in ``fhir.py``
    from fhir.resources.servicerequest import ServiceRequest

    form = _json(content)
    kind = form.get("resourceType")
    patients: dict[str, Any] = {}
    if kind == "Bundle":
        _valid(Bundle, form)
        entries = [(f"entry.{n}.resource", each) for n, each in enumerate(form.get("entry", []))]
        found = [(path, each["resource"]) for path, each in entries if "resource" in each]
        patients = {
            form["entry"][n].get("fullUrl", ""): each["resource"]
            for n, each in enumerate(form.get("entry", []))
            if each.get("resource", {}).get("resourceType") == "Patient"
        }
        _refuse_unread(found)
        requests = [(path, each) for path, each in found if each.get("resourceType") == "ServiceRequest"]
        if len(requests) != 1:
            raise _missing("entry", "one ServiceRequest")
        path, request = f"{requests[0][0]}.", requests[0][1]
    else:
        path, request = "", form
    _valid(ServiceRequest, request, path)
    _refuse_other_kind(request, path)
    patients |= {f"#{each.get('id')}": each for each in request.get("contained", [])}
    code, patient = _patient(request, patients, path)
    collect_at = request.get("occurrenceDateTime")
    return RequestSaid(
        product=_coded([request.get("code", {})], f"{path}code.concept.coding.0.code"),
        country=_coded(request.get("location", []), f"{path}location.0.concept.coding.0.code"),
        collect_at=None if collect_at is None else _moment(collect_at, f"{path}occurrenceDateTime"),
        references=_references(request, path),
        patient_code=code,
        patient=patient,
    )


def _refuse_unread(found: Sequence[tuple[str, Any]]) -> None:
    """Nothing that is sent is dropped in silence: a Bundle holds the order and its patient, each once."""
    kinds = [str(each.get("resourceType")) for _path, each in found]
    unread = [
        Problem("exchange.fhir.unread", {"path": path, "kind": kind[:60]})
        for (path, _each), kind in zip(found, kinds, strict=True)
        if kind not in READ or (kind == "Patient" and kinds.count(kind) > 1)
    ]
    if unread:
        raise Refused(*unread[:PROBLEMS_MAX])


def _refuse_other_kind(request: Any, path: str) -> None:
    """Only an order that is asked for is one: no proposal, nothing that was revoked or is over."""
    if request["intent"] != "order":
        raise _missing(f"{path}intent", "order")
    if request["status"] not in STATUSES:
        raise _missing(f"{path}status", ", ".join(STATUSES))


def _json(content: bytes) -> dict[str, Any]:
    if len(content) > CONTENT_MAX:
        raise Refused(Problem("exchange.fhir.too_large", {"limit": CONTENT_MAX}))
    try:
        form = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise Refused(Problem("exchange.fhir.invalid", {"path": "", "said": str(error)[:SAID_MAX]})) from error
    if not isinstance(form, dict) or form.get("resourceType") not in ("Bundle", "ServiceRequest"):
        raise _missing("resourceType", "Bundle, ServiceRequest")
    return form


def _valid(resource: Any, form: Any, path: str = "") -> None:
    try:
        resource.model_validate(form)
    except ValidationError as error:
        raise Refused(
            *(
                Problem(
                    "exchange.fhir.invalid",
                    {"path": path + ".".join(map(str, each["loc"])), "said": each["msg"][:SAID_MAX]},
                )
                for each in error.errors()[:PROBLEMS_MAX]
            )
        ) from error
    except (ValueError, TypeError, AssertionError) as error:
        raise Refused(Problem("exchange.fhir.invalid", {"path": path, "said": str(error)[:SAID_MAX]})) from error


def _missing(path: str, wanted: str) -> Refused:
    return Refused(Problem("exchange.fhir.missing", {"path": path, "wanted": wanted}))


def _coded(concepts: Any, path: str) -> str:
    try:
        found = str(concepts[0]["concept"]["coding"][0]["code"])
    except (KeyError, IndexError, TypeError) as error:
        raise _missing(path, "code") from error
    return _plain(found, path)


def _plain(text: str, path: str) -> str:
    """Text that can be looked up: nothing that cannot be seen."""
    if not text.isprintable():
        raise _missing(path, "code")
    return text


def _moment(text: str, path: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise _missing(path, "date, time and zone") from error
    if found.tzinfo is None:
        raise _missing(path, "date, time and zone")
    return found


def _references(request: Any, path: str) -> dict[str, str]:
    found = {}
    for n, each in enumerate(request.get("supportingInfo", [])):
        identifier = each.get("reference", {}).get("identifier", {})
        item, number = identifier.get("type", {}).get("text"), identifier.get("value")
        if not item or not number:
            raise _missing(f"{path}supportingInfo.{n}.reference.identifier", "type.text, value")
        found[str(item)] = str(number)
    return found


def _patient(request: Any, patients: Mapping[str, Any], path: str) -> tuple[str, PatientSaid | None]:
    subject = request["subject"]
    if code := subject.get("identifier", {}).get("value"):
        return _plain(str(code), f"{path}subject.identifier.value"), None
    found = patients.get(subject.get("reference", ""))
    if found is None:
        raise _missing(f"{path}subject", "identifier, contained Patient")
    from fhir.resources.patient import Patient

    _valid(Patient, found, f"{path}subject.")
    names, numbers = found.get("name", []), found.get("identifier", [])
    where = f"{path}subject.Patient"
    if not names or not numbers or "value" not in numbers[0] or "birthDate" not in found:
        raise _missing(where, "name, birthDate, identifier")
    first = names[0]
    name = first.get("text") or " ".join([*first.get("given", []), first.get("family", "")]).strip()
    if not name:
        raise _missing(f"{where}.name", "text")
    try:
        born = date.fromisoformat(found["birthDate"])
    except ValueError as error:
        raise _missing(f"{where}.birthDate", "YYYY-MM-DD") from error
    return "", PatientSaid(name=str(name), born=born, number=str(numbers[0]["value"]))
