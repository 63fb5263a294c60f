"""The door of the API: who calls, may they, how often; every refusal in words. Ninja is reached through here only."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.urls import URLPattern, URLResolver

from cellpark.access.public import OPERATIONS, Access, Door, actor_of, actor_of_token, client_address, route
from cellpark.base.actor import Actor
from cellpark.base.scope import use_scope
from cellpark.instruments.public import RAW_FILE_BYTES_MAX
from cellpark.kernel.problem import NotAllowed, Problem
from cellpark.web.api.allowance import take_call
from cellpark.web.api.operation import OCTETS, Declared, declared_operations
from cellpark.web.api.problems import answer
from cellpark.web.api.refusals import Forbidden, NotJson, TooLarge, Unauthenticated, WrongMethod

View = Callable[..., HttpResponseBase]
MARK = "cellpark_operations"
JSON = "application/json"


def mounted(patterns: Sequence[URLPattern | URLResolver]) -> list[URLPattern]:
    """Ninja's patterns behind our door; one that belongs to no declared operation is left out."""
    by_route: dict[str, dict[str, Declared]] = {}
    for declared in declared_operations():
        by_route.setdefault(declared.route, {})[declared.method] = declared
    # ninja gives one pattern for each method of an address, all with the same view
    ours = {str(each.pattern): each for each in patterns if isinstance(each, URLPattern)}
    known = {where: pattern for where, pattern in ours.items() if where in by_route}
    return [_mount(known[where], by_route[where]) for where in sorted(known, key=_words_first)]


def _words_first(where: str) -> tuple[bool, ...]:
    """An address of words comes before one that takes a value in the same place: bookings/bundle, bookings/<id>."""
    return tuple("<" in part for part in where.split("/"))


def operations_of(view: Callable[..., Any]) -> Mapping[str, Declared]:
    """Method -> operation of a mounted view; empty for any other view."""
    found: Mapping[str, Declared] = getattr(view, MARK, {})
    return found


def _mount(pattern: URLPattern, by_method: Mapping[str, Declared]) -> URLPattern:
    inner: View = pattern.callback

    def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        asked = request.method
        try:
            declared = _declared_for(request, by_method)
            _refuse_large(request, declared)
            actor = caller(request)
            take_call(actor, client_address(request))
            request.actor = actor  # type: ignore[attr-defined]  # read by operations through actor_of()
            with use_scope(actor.scope):
                _enforce(declared.access, actor)
                _read_what_is_declared(request, declared)
                return inner(request, *args, **kwargs)
        except Exception as error:  # noqa: BLE001 -- every refusal has words; a bug is noted there
            return answer(request, error)
        finally:
            request.method = asked

    mounted_pattern = route(str(pattern.pattern), door, access=OPERATIONS, name=pattern.name or "")
    # the door checks sessions itself, because calls with a token carry no form token
    mounted_pattern.callback.csrf_exempt = True  # type: ignore[attr-defined]
    setattr(mounted_pattern.callback, MARK, by_method)
    return mounted_pattern


def _declared_for(request: HttpRequest, by_method: Mapping[str, Declared]) -> Declared:
    """The operation that is called. HEAD is answered like GET; the server leaves the body out (RFC 9110, 9.3.2)."""
    if request.method == "HEAD" and "GET" in by_method:
        request.method = "GET"  # ninja knows the method that was declared, nothing else
    declared = by_method.get(request.method or "")
    if declared is None:
        known = {*by_method, "HEAD"} if "GET" in by_method else set(by_method)
        raise WrongMethod(str(request.method), ", ".join(sorted(known)))
    return declared


def _refuse_large(request: HttpRequest, declared: Declared) -> None:
    """Before anything of it is read; a call that does not say its length is read as far as the limit at most."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    limit = RAW_FILE_BYTES_MAX if declared.octets else settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0
    if length.isdigit() and int(length) > limit:
        code = "instruments.file.too_large" if declared.octets else "api.too_large"
        raise TooLarge(Problem(code, {"limit": limit}))


def _read_what_is_declared(request: HttpRequest, declared: Declared) -> None:
    """Refuse a body that says it is something else: a form of another site never passes for a call."""
    if declared.octets:
        # not read here: the operation takes a large file piece by piece
        if request.content_type != OCTETS:
            raise NotJson(Problem("api.not_octets", {"type": (request.content_type or "\u2013")[:80]}))
        return
    if request.method != "POST" or request.content_type == JSON or not request.body:
        return
    raise NotJson(Problem("api.not_json", {"type": (request.content_type or "–")[:80]}))


def caller(request: HttpRequest) -> Actor:
    """Who calls: the owner of the token, else whoever is signed in. Raises ``Unauthenticated`` for a bad token."""
    header = request.headers.get("Authorization")
    if header is None:
        actor = actor_of(request)
        if actor.person_id is not None and _foreign_form(request):
            raise Forbidden(Problem("api.csrf"))
        return actor
    scheme, _, secret = header.partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        raise Unauthenticated(Problem("api.token.scheme"))
    owner = actor_of_token(secret.strip())
    if owner is None:
        raise Unauthenticated(Problem("api.token.unusable"))
    return owner


def _enforce(access: Access, actor: Actor) -> None:
    if access.admits(actor):
        return
    if actor.person_id is None:
        raise Unauthenticated(Problem("api.sign_in"))
    if access.door is Door.IN_PERSON and actor.organisation_id is not None:
        raise Forbidden(Problem("api.in_person"))
    raise NotAllowed(access.permission or "access:membership:hold")


def _foreign_form(request: HttpRequest) -> bool:
    """Whether a session's call lacks the token of that session (Django's own check)."""
    check = CsrfViewMiddleware(lambda _request: HttpResponse())
    check.process_request(request)
    return check.process_view(request, lambda _request: HttpResponse(), (), {}) is not None
