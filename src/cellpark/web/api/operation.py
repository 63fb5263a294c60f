"""The only way to add an operation."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from cellpark.access.public import Access, Door
from cellpark.web.api.description import api
from cellpark.web.api.problems import described_refusal

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Method = Literal["GET", "POST"]
Handler = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Declared:
    """One operation as it was declared: what the mount enforces and what tests enumerate."""

    method: Method
    path: str
    name: str
    access: Access
    tag: str
    versioned: bool
    octets: bool = False

    @property
    def route(self) -> str:
        """The path in Django's form."""
        return self.path.replace("{", "<").replace("}", ">")


_declared: dict[str, Declared] = {}

KEY_HEADER = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "schema": {"type": "string", "format": "uuid"},
}
OCTETS = "application/octet-stream"
OCTETS_BODY = {"required": True, "content": {OCTETS: {"schema": {"type": "string", "format": "binary"}}}}
VERSION_HEADER = {
    "in": "header",
    "name": "If-Match",
    "required": True,
    "schema": {"type": "string", "pattern": r'^("[1-9][0-9]{0,17}"|\*)$'},
}


def operation(
    method: Method,
    path: str,
    *,
    access: Access,
    answers: dict[int, Any],
    tag: str,
    summary: "StrOrPromise",
    versioned: bool = False,
    keyed: bool = True,
    file: str = "",
    refuses: tuple[int, ...] = (),
) -> Callable[[Handler], Handler]:
    """Add an operation with its access rule; without one the program does not start.

    ``versioned``: the act needs the header If-Match. ``keyed``: a POST takes an Idempotency-Key; not needed where a
    repetition does no harm anyway. ``file``: the media type of an answer that is a file; ``OCTETS`` of a POST:
    the body is a file and not JSON, read piece by piece by the operation. ``refuses``: statuses beside those that
    follow from the rest.
    """
    assert isinstance(access, Access), f"{method} {path} declares no access rule"
    assert access.door is not Door.OPERATIONS, f"{method} {path} needs a rule of its own"
    statuses = _statuses(access, method, path, versioned=versioned)

    def add(handler: Handler) -> Handler:
        name = handler.__name__
        assert name not in _declared, f"two operations are called {name}"
        octets = method == "POST" and file == OCTETS
        declared = Declared(method, path, name, access, tag, versioned, octets)
        _declared[name] = declared
        parameters = [KEY_HEADER] * (method == "POST" and keyed) + [VERSION_HEADER] * versioned
        api.api_operation(
            [method],
            path,
            response=answers,
            operation_id=name,
            summary=summary,  # type: ignore[arg-type]  # translated when the description is written
            description=" ",
            tags=[tag],
            url_name=_url_name(path),
            openapi_extra={
                "parameters": parameters,
                "x-access": rule_of(access),
                "x-file": "" if octets else file,
                "responses": {status: described_refusal(status) for status in sorted({*statuses, *refuses})},
                **({"requestBody": OCTETS_BODY} if octets else {}),
            },
        )(handler)
        return handler

    return add


def declared_operations() -> tuple[Declared, ...]:
    """Every operation, in the order of declaration."""
    return tuple(_declared.values())


def rule_of(access: Access) -> dict[str, str | None]:
    """The rule as the description of the API shows it."""
    return {"door": access.door.value, "permission": access.permission}


def _statuses(access: Access, method: Method, path: str, *, versioned: bool) -> set[int]:
    found = {400, 422, 429}
    if access.door is not Door.PUBLIC:
        found.add(401)
    if access.door not in (Door.PUBLIC, Door.SIGNED_IN):
        found.add(403)
    if "{" in path or method == "POST":
        found.add(404)
    if method == "POST":
        found |= {403, 409, 413, 415}
    if versioned:
        found |= {412, 428}
    return found


def _url_name(path: str) -> str:
    return re.sub(r"[{}]", "", path).replace("/", "-")
