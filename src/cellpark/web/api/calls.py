"""What operations share: acts that run once, versions, headers, pages of a list."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse

from cellpark.access.public import actor_of
from cellpark.base.idempotency import once
from cellpark.kernel.problem import Problem, Refused
from cellpark.web.api.refusals import Malformed, VersionMissing

ETAG = re.compile(r'(?:W/)?"([1-9][0-9]{0,17})"', re.ASCII)
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Done:
    """What an act made or changed, and whether this call only repeated an earlier one."""

    id: UUID
    repeated: bool


def perform(request: HttpRequest, act: Callable[[], UUID], *, sent: bytes | None = None) -> Done:
    """Run ``act``; with an Idempotency-Key once, however often the call is repeated.

    ``sent`` stands for a body that was read already, such as its digest.
    """
    header = request.headers.get("Idempotency-Key")
    if header is None:
        return Done(act(), repeated=False)
    ran = False

    def run() -> dict[str, str]:
        nonlocal ran
        ran = True
        return {"id": str(act())}

    head = f"{request.method} {request.path}\n{request.headers.get('If-Match', '')}\n".encode()
    body = request.body if sent is None else sent
    outcome = once(key=_key(header), actor=actor_of(request), request=head + body, act=run)
    return Done(UUID(str(outcome["id"])), repeated=not ran)


def key_of(request: HttpRequest) -> UUID | None:
    """The Idempotency-Key, for acts that see to it themselves that they run once; None when the call has none."""
    header = request.headers.get("Idempotency-Key")
    return None if header is None else _key(header)


def _key(header: str) -> UUID:
    try:
        return UUID(header)
    except ValueError as error:
        raise Malformed(Problem("api.key.unreadable")) from error


def seen_version(request: HttpRequest) -> int | None:
    """The version of the header If-Match; None for ``*``, with which the caller says that any version will do."""
    header = request.headers.get("If-Match")
    if header is None:
        raise VersionMissing(Problem("api.version.missing"))
    if header.strip() == "*":
        return None
    match = ETAG.fullmatch(header.strip())
    if match is None:
        raise Malformed(Problem("api.version.unreadable"))
    return int(match[1])


def tag(response: HttpResponse, version: int) -> None:
    """Say the version as ETag, for the next If-Match."""
    response["ETag"] = f'"{version}"'


def repeated(response: HttpResponse, done: Done) -> None:
    """Say that an act was not done again."""
    if done.repeated:
        response["Idempotency-Replayed"] = "true"


def page(
    request: HttpRequest, response: HttpResponse, rows: "QuerySet[Row]", *, after: UUID | None, limit: int
) -> list[Row]:
    """``limit`` rows in the order of their ids, which is the order in which they were made, beginning behind ``after``.

    The header Link names the next page (RFC 8288) as long as there is one.
    """
    ordered = rows.order_by("id")
    if after is not None:
        ordered = ordered.filter(id__gt=after)
    found = list(ordered[: limit + 1])
    if len(found) > limit:
        link_to(request, response, after=str(found[limit - 1].pk))
    return found[:limit]


def own_page(
    request: HttpRequest,
    response: HttpResponse,
    rows: "Callable[[UUID], QuerySet[Row]]",
    *,
    after: UUID | None,
    limit: int,
) -> list[Row]:
    """The same of the rows of one's own organisation; whoever acts for none has none."""
    owner = actor_of(request).organisation_id
    return [] if owner is None else page(request, response, rows(owner), after=after, limit=limit)


def own_organisation(request: HttpRequest) -> UUID:
    """For whom something is done. Raises ``Refused(base.required)`` for whoever acts for no organisation."""
    owner = actor_of(request).organisation_id
    if owner is None:
        raise Refused(Problem("base.required", field="organisation"))
    return owner


def link_to(request: HttpRequest, response: HttpResponse, **changed: Any) -> None:
    """Name the next page: the same address with other values."""
    query = {**{key: request.GET.getlist(key) for key in request.GET}, **changed}
    response["Link"] = f'<{request.build_absolute_uri(request.path)}?{urlencode(query, doseq=True)}>; rel="next"'
