"""Calling everything as everybody, and computing from the declared rules what each call must answer.

Whoever has no right is refused before a view is asked, by rule and actor alone. Of these refusals each route and each
operation is called through the whole site by whoever is refused first and by every tenth after that; the others are put
to the same door, with the actor that the site made of the caller.
"""

import json
import logging
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from cellpark.access.middleware import AccessMiddleware
from cellpark.access.public import Access, Door, access_of, actor_of_token
from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.kernel.problem import NotAllowed
from cellpark.web.api.mount import _enforce
from cellpark.web.api.operation import Declared, declared_operations
from cellpark.web.api.refusals import Forbidden
from tests.access.samples import OPERATIONS, ROUTES, Sample
from tests.access.world import MARK, Caller, Side, World, oversees

API = "/api/v1/"
WHOLE = 10  # of the refusals of one route or operation, each of these goes through the whole site
DOOR = AccessMiddleware(lambda _request: HttpResponse())


@dataclass(frozen=True, slots=True)
class Route:
    """One URL pattern of the resolver."""

    name: str
    pattern: str
    access: Access | None
    view: Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Hit:
    """One call and what the rule says about it."""

    caller: str
    target: str
    side: str
    status: int
    expected: tuple[int, ...]

    @property
    def right(self) -> bool:
        return self.status in self.expected

    @property
    def denied(self) -> bool:
        return not set(self.expected) - {302, 401, 403, 404, 405}


@dataclass(frozen=True, slots=True)
class Target:
    """What can be called: through the whole site, or put to its door alone."""

    name: str
    access: Access
    sample: Sample
    call: Callable[[], Any]
    own: tuple[int, ...]
    api: bool
    at_the_door: Callable[[], int]


@dataclass(slots=True)
class Walk:
    hits: list[Hit] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    reached: set[str] = field(default_factory=set)
    # what strangers read: (caller, target, side), and where the marker of the other side stood in it
    read: set[tuple[str, str, str]] = field(default_factory=set)
    leaks: list[str] = field(default_factory=list)
    changed_by_denied: list[str] = field(default_factory=list)


def routes(patterns: Any = None, namespace: str = "", prefix: str = "") -> Iterator[Route]:
    """Every URL pattern of the site."""
    for each in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(each, URLResolver):
            yield from routes(each.url_patterns, f"{namespace}{each.namespace}:", prefix + str(each.pattern))
        elif isinstance(each, URLPattern):
            yield Route(
                namespace + (each.name or ""), prefix + str(each.pattern), access_of(each.callback), each.callback
            )


def pages() -> list[Route]:
    """The routes that are no operations of the API."""
    return [route for route in routes() if not route.name.startswith("api:")]


def expected(
    access: Access, who: Caller | None, sample: Sample, *, other: bool, own: tuple[int, ...], api: bool
) -> tuple[int, ...]:
    """The statuses that the declared rule allows for this call."""
    if who is None:
        if access.door is Door.PUBLIC:
            return own
        return (401,) if api else (302,)
    if access.door is Door.IN_PERSON:
        if api:
            return (403,)
    elif not access.admits(who.actor):
        return (403,)
    if (
        other
        and sample.names_a_thing
        and (sample.personal or not oversees(who.actor))
        and access.door is not Door.PUBLIC
    ):
        return own if own == (405,) else (404,)
    return own


def walk(world: World) -> Walk:
    """All calls of everybody; thousands of refusals are expected here and stay out of the log."""
    log = logging.getLogger("django.request")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        return _walk(world)
    finally:
        log.setLevel(level)


def _walk(world: World) -> Walk:
    found = Walk()
    assert world.other is not None
    for who in [None, *world.callers.values()]:
        own_side = who.own if who else world.other
        before = fingerprint()
        allowed: list[Callable[[], None]] = []
        for side_name, side in (("own", own_side), ("other", world.other)):
            for hit, later in _calls(world, who, side, side_name, found):
                if hit is not None:
                    found.hits.append(hit)
                if later is not None:
                    allowed.append(later)
        if fingerprint() != before:
            found.changed_by_denied.append(who.name if who else "nobody")
        for later in allowed:
            later()
    return found


def _calls(
    world: World, who: Caller | None, side: Side, side_name: str, found: Walk
) -> Iterator[tuple[Hit | None, Callable[[], None] | None]]:
    """Denied calls are made at once; those that may act are returned, to be made and rolled back afterwards."""
    name = who.name if who else "nobody"
    for target in _targets(world, who, side):
        access, sample = target.access, target.sample
        if side_name == "other" and not (sample.names_a_thing and (who is None or access.admits(who.actor))):
            continue  # the same call again: who may not do it at all is refused before anybody looks whose the thing is
        wanted = expected(access, who, sample, other=side_name == "other", own=target.own, api=target.api)
        if wanted == (403,):
            found.refused[target.name] += 1
            if found.refused[target.name] % WHOLE != 1:
                yield Hit(name, target.name, side_name, target.at_the_door(), wanted), None
                continue

        def make(target: Target = target, wanted: tuple[int, ...] = wanted) -> Hit:
            response = target.call()
            match = response.wsgi_request.resolver_match  # as the site found it; the client would look once more
            if match is not None:
                found.reached.add(match.view_name)
            found.reached.add(target.name)
            if who is not None and not oversees(who.actor) and target.name.startswith(("GET ", "page GET ")):
                found.read.add((name, target.name, side_name))
                if MARK.lower() in body_of(response).lower():
                    found.leaks.append(f"{name}: {target.name} ({side_name})")
            return Hit(name, target.name, side_name, response.status_code, wanted)

        acts = target.name.startswith(("POST", "page POST")) or sample.on_record
        if acts and not Hit("", "", "", 0, wanted).denied:

            def roll_back(make: Callable[[], Hit] = make) -> None:
                with transaction.atomic():
                    found.hits.append(make())
                    transaction.set_rollback(True)

            yield None, roll_back
        else:
            yield make(), None


def body_of(response: Any) -> str:
    """What an answer says, a page, a file or values."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode(errors="replace")


def _targets(world: World, who: Caller | None, side: Side) -> Iterator[Target]:
    client = who.client if who else Client(raise_request_exception=False, headers={"Accept-Language": "en"})
    # who the site itself takes the caller for, on pages and with the token
    in_person = client.get(reverse("preferences")).wsgi_request.actor
    by_program = (actor_of_token(who.secret) if who else None) or Actor.nobody()
    for route in pages():
        sample = ROUTES[route.name]
        assert route.access is not None
        address = reverse(route.name, kwargs=arguments(world, sample, side))
        door = partial(_page_door, route.view, in_person)
        get, post = _get(client, address), _post(client, address)
        yield Target(f"page GET {route.name}", route.access, sample, get, sample.own, False, door)
        if sample.post:
            yield Target(f"page POST {route.name}", route.access, sample, post, sample.post, False, door)
    bearer = {"Authorization": f"Bearer {who.secret}"} if who else {}
    program = Client(raise_request_exception=False, headers={"Accept-Language": "en", **bearer})
    for declared in declared_operations():
        sample = OPERATIONS[declared.name]
        call = operation_call(program, world, declared, sample, side)
        door = partial(_operation_door, declared.access, by_program)
        yield Target(f"{declared.method} {declared.name}", declared.access, sample, call, sample.own, True, door)


def _page_door(view: Callable[..., Any], actor: Actor) -> int:
    """What the middleware says of this view and this actor, before the view is called."""
    request = RequestFactory().get("/")
    request.actor = actor  # type: ignore[attr-defined]  # as the middleware sets it
    try:
        answer = DOOR.process_view(request, view, (), {})
    except PermissionDenied:
        return 403
    return answer.status_code if answer else 200


def _operation_door(access: Access, actor: Actor) -> int:
    """What the door of the API says of this rule and this actor, before the operation is called."""
    try:
        _enforce(access, actor)
    except (NotAllowed, Forbidden):
        return 403
    return 200


def arguments(world: World, sample: Sample, side: Side) -> dict[str, Any]:
    """The values in the address."""
    fixed = {key: world.size if value == "@size" else value for key, value in sample.fixed.items()}
    return {**{key: side.thing(thing) for key, thing in sample.args.items()}, **fixed}


def operation_call(client: Client, world: World, declared: Declared, sample: Sample, side: Side) -> Callable[[], Any]:
    """One call of an operation, ready to be made."""
    address = API + declared.path.format(**arguments(world, sample, side))
    query = sample.query(side) if sample.query else {}
    if declared.name == "prove_growth":
        query = {"old": 1, "new": world.size}
    if declared.method == "GET":
        return lambda: client.get(address, query)
    body = json.dumps(sample.body(side) if sample.body else {})
    return lambda: client.post(address, body, content_type="application/json", headers={"If-Match": "*"})


def _get(client: Client, address: str) -> Callable[[], Any]:
    return lambda: client.get(address)


def _post(client: Client, address: str) -> Callable[[], Any]:
    return lambda: client.post(address, {})


# all of the house's own: a table of a new app counts from its first day
TABLES = (
    "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    " AND tablename !~ '^(auth|account|django|mfa|procrastinate)_|^cellpark_cache$|^ledger_(event|leaf|tile)$' ORDER BY 1"
)


def fingerprint() -> list[tuple[str, Any]]:
    """What stands in every table: a denied call leaves it as it is."""
    with use_scope(EVERYTHING), connection.cursor() as cursor:
        cursor.execute(TABLES)
        found: list[tuple[str, Any]] = []
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT md5(string_agg(t::text, chr(10) ORDER BY t::text)) FROM "{table}" t')
            found.append((table, cursor.fetchone()))
        cursor.execute("SELECT count(*), max(rid) FROM ledger_event")
        found.append(("ledger_event", cursor.fetchone()))
    return found
