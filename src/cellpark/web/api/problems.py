"""Every refusal as application/problem+json (RFC 9457), in the language of the request."""

import logging
from dataclasses import dataclass, field
from http.client import responses
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.urls import reverse
from ninja import Schema
from ninja.errors import HttpError
from ninja.responses import Response

from cellpark.access.public import roles_with
from cellpark.base.messages import explain
from cellpark.identity.public import role_names
from cellpark.kernel.problem import NotAllowed, Problem, Refused
from cellpark.web.api import refusals

MEDIA_TYPE = "application/problem+json"
logger = logging.getLogger(__name__)


class ProblemDetail(Schema):
    """One reason: what is wrong, why (the rule), what to do, and which value it is about."""

    code: str
    what: str
    why: str
    remedy: str
    field: str | None
    rule: str | None


class ProblemAnswer(Schema):
    """What every refused call answers (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    problems: list[ProblemDetail]


def described_refusal(status: int) -> dict[str, Any]:
    """How the description of the API shows a refused call.

    Written here and not by Ninja, which would make a class for each of thousands of refusals and describe each anew.
    """
    schema = {"$ref": f"#/components/schemas/{ProblemAnswer.__name__}"}
    return {"description": responses[status], "content": {MEDIA_TYPE: {"schema": schema}}}


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer before it is written: its status, its problems, its headers."""

    status: int
    problems: tuple[Problem, ...]
    headers: dict[str, str] = field(default_factory=dict)


def answer(request: HttpRequest, error: Exception) -> HttpResponse:
    """The answer for whatever an operation raised. A bug is noted and answered with 500."""
    refusal = _refusal(error)
    if refusal.status == 500:
        logger.error("%s %s broke", request.method, request.path, exc_info=error)
    details = [_detail(problem) for problem in refusal.problems]
    first = details[0]
    body = ProblemAnswer(
        type=f"{reverse('api-documentation')}#problem-{refusal.status}",
        title=first.what,
        status=refusal.status,
        detail=" ".join(part for part in (first.what, first.why, first.remedy) if part),
        instance=request.path,
        problems=details,
    )
    return Response(body.model_dump(), status=refusal.status, content_type=MEDIA_TYPE, headers=refusal.headers)


def _detail(problem: Problem) -> ProblemDetail:
    said = explain(problem)
    return ProblemDetail(
        code=said.code, what=said.what, why=said.why, remedy=said.remedy, field=said.field, rule=said.rule
    )


def _refusal(error: Exception) -> Refusal:  # noqa: PLR0911 -- one for each family
    match error:
        case Refused():
            return _of_refused(error)
        case NotAllowed():
            return Refusal(403, (_lacking(error.permission),))
        case refusals.Unauthenticated():
            hint = "" if error.problem.code == "api.sign_in" else ', error="invalid_token"'
            return Refusal(401, (error.problem,), {"WWW-Authenticate": f'Bearer realm="cellpark"{hint}'})
        case ObjectDoesNotExist() | Http404():
            return Refusal(404, (Problem("api.not_found"),))
        case RequestDataTooBig():
            return Refusal(413, (Problem("api.too_large", {"limit": settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0}),))
        case HttpError(__cause__=refusals.Malformed() as cause):  # ninja wraps what the parser of bodies refuses
            return _of_refused(cause)
        case HttpError(status_code=400) | SuspiciousOperation() | UnreadablePostError():
            return Refusal(400, (Problem("api.unreadable"),))
        case _:
            return Refusal(500, (Problem("api.broken"),))


def _of_refused(error: Refused) -> Refusal:
    headers: dict[str, str] = {}
    match error:
        case refusals.Forbidden():
            status = 403
        case refusals.Malformed():
            status = 400
        case refusals.VersionMissing():
            status = 428
        case refusals.TooMany():
            status, headers = 429, {"Retry-After": str(error.seconds)}
        case refusals.WrongMethod():
            status, headers = 405, {"Allow": error.allowed}
        case refusals.TooLarge():
            status = 413
        case refusals.NotJson():
            status, headers = 415, {"Accept": "application/json"}
        case refusals.Unfit():
            status = 422
        case _:
            status = _of_act(error.problems)
    return Refusal(status, error.problems, headers)


def _of_act(problems: tuple[Problem, ...]) -> int:
    """412 for an old version; 422 where a value of the request is wrong; else 409: it conflicts with what stands."""
    if any(problem.code == "base.stale" for problem in problems):
        return 412
    return 422 if any(problem.field for problem in problems) else 409


def _lacking(permission: str) -> Problem:
    roles = role_names(roles_with(permission))
    if not roles:
        return Problem("access.no_membership")
    return Problem("api.lacks_permission", {"permission": permission, "roles": roles})
