"""The documentation as a page of our own: no script, no foreign style, both languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message
from cellpark.web.api.description import PREFIX
from cellpark.web.api.document import document
from cellpark.web.api.messages import MESSAGES

TAGS: Mapping[str, Promise] = {
    "health": _("Health"),
    "organisations": _("Organisations"),
    "people": _("People"),
    "memberships": _("Roles of people"),
    "qualifications": _("Qualifications"),
    "tokens": _("Access tokens"),
    "roles": _("What roles permit"),
    "parks": _("Parks"),
    "premises": _("Premises"),
    "leases": _("Leases"),
    "billing": _("Bills"),
    "receivables": _("Payments"),
    "utilities": _("Utilities"),
    "facilities": _("Facilities"),
    "companies": _("Companies"),
    "plans": _("Production plans"),
    "studies": _("Capacity studies"),
    "learning": _("Learning from batches"),
    "booking": _("Bookings"),
    "chain": _("Industry chain"),
    "exchange": _("Exchange"),
    "materials": _("Materials"),
    "containers": _("Containers"),
    "custody": _("Custody"),
    "shipments": _("Shipments"),
    "labels": _("Labels"),
    "genealogy": _("Genealogy"),
    "rooms": _("Rooms"),
    "equipment": _("Equipment"),
    "instruments": _("Instruments"),
    "recipes": _("Recipes"),
    "batches": _("Batches"),
    "orders": _("Treatment orders"),
    "quality": _("Quality control"),
    "release": _("Release"),
    "dossiers": _("Dossiers"),
    "ledger": _("Ledger"),
}
DOORS: Mapping[str, Promise] = {
    "public": _("everybody"),
    "signed_in": _("everybody who is signed in"),
    "member": _("members of an organisation"),
    "in_person": _("members of an organisation who signed in themselves, not with a token"),
}
STALE = Message(
    _("The thing was changed since you read it."),
    _("An act is based on the state that you saw, so that nobody overwrites what they never read."),
    _("Read it again, then act on its new ETag."),
)
CONFLICT = Message(
    _("The act does not fit the present state."),
    _("Records move along fixed steps, and what ended stays ended."),
    _("Read the thing again; somebody may have been faster."),
)
UNFIT = Message(
    _("Values are missing or wrong."),
    _("Each problem names its field and the rule behind it."),
    _("Mend the fields that are named and send again."),
)
FORBIDDEN = Message(
    _("You may not do this."),
    _("Each act needs a permission, and the server checks it every time."),
    _("Ask an administrator for the role, or issue a token with this scope."),
)
STATUSES: Mapping[int, Message] = {
    400: MESSAGES["api.unreadable"],
    401: MESSAGES["api.sign_in"],
    403: FORBIDDEN,
    404: MESSAGES["api.not_found"],
    409: CONFLICT,
    412: STALE,
    413: Message(
        _("What you sent is too large."),
        _("Every request has a limit, so that one caller never stops the site for others."),
        _("Send less at a time."),
    ),
    415: Message(
        _("The body is not JSON."),
        _("Every body is JSON, so that a form of another site never passes for a call."),
        _("Send JSON with the header “Content-Type: application/json”."),
    ),
    422: UNFIT,
    428: MESSAGES["api.version.missing"],
    429: Message(
        _("You called too often within a minute."),
        _("Every caller has a share, so that one program never stops the site for others."),
        _("Wait as many seconds as the header “Retry-After” says."),
    ),
    500: MESSAGES["api.broken"],
}


@dataclass(frozen=True, slots=True)
class Value:
    """One value that a call sends."""

    name: str
    place: str
    form: str
    required: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One operation as the page shows it."""

    name: str
    method: str
    path: str
    summary: str
    door: Promise
    permission: str | None
    values: tuple[Value, ...]
    statuses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The operations about one thing."""

    key: str
    title: Promise
    entries: tuple[Entry, ...]


def documentation(request: HttpRequest) -> HttpResponse:
    """Every operation with who may call it, what it takes and what it answers."""
    described = document()
    entries: dict[str, list[Entry]] = {key: [] for key in TAGS}
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            entries[operation["tags"][0]].append(_entry(path, method, operation, described["components"]["schemas"]))
    sections = [Section(key, TAGS[key], tuple(found)) for key, found in entries.items() if found]
    context = {"sections": sections, "statuses": STATUSES, "base": request.build_absolute_uri(f"/{PREFIX}")}
    return render(request, "api/documentation.html", context)


def _entry(path: str, method: str, operation: Mapping[str, Any], schemas: Mapping[str, Any]) -> Entry:
    access = operation["x-access"]
    values = [
        Value(value["name"], value["in"], form_of(value["schema"], schemas), bool(value.get("required")))
        for value in operation.get("parameters", ())
    ]
    for content in operation.get("requestBody", {}).get("content", {}).values():
        schema = _resolved(content["schema"], schemas)
        required = schema.get("required", ())
        values += [
            Value(name, "body", form_of(each, schemas), name in required)
            for name, each in schema.get("properties", {}).items()
        ]
    return Entry(
        name=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        door=DOORS[access["door"]],
        permission=access["permission"],
        values=tuple(values),
        statuses=tuple(str(status) for status in operation["responses"]),
    )


def form_of(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> str:
    """A schema in a few words for readers of JSON Schema: ``uuid``, ``integer 1..200``, ``active | closed``."""
    schema = _resolved(schema, schemas)
    if "enum" in schema:
        return " | ".join(str(value) for value in schema["enum"])
    for way in ("anyOf", "allOf"):
        if way in schema:
            return " | ".join(dict.fromkeys(form_of(each, schemas) for each in schema[way]))
    kind = str(schema.get("format") or schema.get("type", "any"))
    if kind == "array":
        return f"[{form_of(schema.get('items', {}), schemas)}]"
    if "maximum" in schema:
        return f"{kind} {schema.get('minimum', '')}..{schema['maximum']}"
    return f"{kind} ..{schema['maxLength']}" if "maxLength" in schema else kind


def _resolved(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> Mapping[str, Any]:
    reference = schema.get("$ref")
    if reference is None:
        return schema
    found: Mapping[str, Any] = schemas[reference.rsplit("/", 1)[-1]]
    return found
