"""A marker in every text of one organisation never reaches another, by page, file or call (T19)."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.test import Client
from django.urls import reverse

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.ledger.public import Envelope
from cellpark.web.api.operation import declared_operations
from tests.access.areas import gathered
from tests.access.matrix import API, Walk, arguments, body_of, operation_call, pages
from tests.access.samples import OPERATIONS, ROUTES
from tests.access.world import MARK, Caller, Side, World, oversees
from tests.people import acting

START = MARK[:6]
PAGES_MAX = 60
# texts that people cannot write: closed lists, addresses made by us, digests, and what only the house writes
NOT_WRITTEN = {
    "identity.Organisation": {"kind", "state", "credit_code"},
    "identity.Person": {"password", "duty", "state", "language", "time_zone"},
    "identity.Membership": {"duty", "role", "state"},
    "identity.Qualification": {"state"},
    "identity.AccessToken": {"digest", "scopes"},
    "identity.PreparedSignature": {"role", "meaning"},
    "ledger.Event": {"stream", "type", "actor", "prev", "hash"},
    "ledger.Signature": {"role", "kind", "digest", "evidence"},
    **gathered("NOT_WRITTEN"),
}
TEXTS = (models.CharField, models.TextField, models.BinaryField, models.JSONField, ArrayField)


@pytest.fixture(scope="module")
def planted(world: World) -> tuple[Side, Client]:
    assert world.other is not None
    assert world.other_owner is not None
    assert acting(world.other_owner).organisation_id == world.other.organisation
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(world.other_owner)
    return world.other, client


def strangers(world: World) -> list[Caller]:
    """Everybody of other organisations; of those with equal rights in one organisation the first: they see the same."""
    found: dict[object, Caller] = {}
    for caller in world.callers.values():
        if not oversees(caller.actor):
            found.setdefault((caller.actor.organisation_id, caller.actor.permissions), caller)
    return list(found.values())


def addresses(world: World, caller: Caller, planted: Side, walked: Walk) -> Iterator[str]:
    """Every page and file that the walk did not read, for the caller's own and for marked things; searches for the mark."""
    for route in pages():
        sample = ROUTES[route.name]
        if route.name.startswith(("account_", "mfa_")):
            continue
        if route.access is not None and not route.access.admits(caller.actor):
            continue  # refused before the view is asked, as the matrix proves: the page of a refusal knows no row
        for name, side in (("own", caller.own), ("other", planted)) if sample.names_a_thing else (("own", caller.own),):
            if (caller.name, f"page GET {route.name}", name) not in walked.read:
                yield reverse(route.name, kwargs=arguments(world, sample, side))
    for name in ("organisations", "people", "ledger", "parks"):
        for query in (f"q={START}", "export=csv", f"q={START}&export=csv"):
            yield f"{reverse(name)}?{query}"
    yield f"{reverse('organisation', args=[caller.own.organisation])}?roles-export=csv"


def crawl(client: Client, start: str = "/") -> Iterator[tuple[str, str]]:
    """Follow every link from the first page on, as far as it leads within the site."""
    waiting, seen = [start], {start}
    while waiting and len(seen) < PAGES_MAX:
        address = waiting.pop(0)
        response = client.get(address)
        if response.status_code != 200 or "html" not in response.headers.get("Content-Type", ""):
            continue
        html = response.content.decode()
        yield address, html
        for link in re.findall(r'href="(/[^"#]*)"', html):
            path = urlsplit(link).path
            if path not in seen and not path.startswith(("/static/", "/account/")):
                seen.add(path)
                waiting.append(link.replace("&amp;", "&"))


def test_the_marker_stands_in_every_text_that_people_can_write(world: World, planted: tuple[Side, Client]) -> None:
    found = {}
    with use_scope(EVERYTHING):
        for model in apps.get_models():
            label = model._meta.label
            tenant = getattr(model, "tenant_column", None) or label == "identity.Person"
            if not tenant:
                continue
            rows = list(model.objects.all())
            texts = [field for field in model._meta.get_fields() if isinstance(field, TEXTS)]
            names = {field.name for field in texts} - NOT_WRITTEN.get(label, set())
            bare = {name for name in names if not any(MARK.lower() in spoken(getattr(row, name)) for row in rows)}
            if bare:
                found[label] = bare
    assert found == {}


def spoken(value: object) -> str:
    if isinstance(value, bytes | memoryview) and bytes(value).startswith(b'{"payload"'):
        value = Envelope.parse(bytes(value)).payload  # a signed statement is wrapped once more
    text = bytes(value).decode(errors="replace") if isinstance(value, bytes | memoryview) else str(value)
    return text.lower()


def test_no_stranger_ever_sees_the_marker(world: World, planted: tuple[Side, Client], walked: Walk) -> None:
    """On no page that the walk has read, on none beside it, behind no link; nor in a call of the walk."""
    side, _ = planted
    leaks = list(walked.leaks)
    assert {name for name, _, _ in walked.read} >= {caller.name for caller in strangers(world)}
    for caller in strangers(world):
        leaks += [
            f"{caller.name}: {address}"
            for address in addresses(world, caller, side, walked)
            if MARK.lower() in body_of(caller.client.get(address)).lower()
        ]
        leaks += [f"{caller.name}: {at}" for at, html in crawl(caller.client) if MARK.lower() in html.lower()]
    assert leaks == []


def test_no_program_of_a_stranger_ever_reads_the_marker(
    world: World, planted: tuple[Side, Client], walked: Walk
) -> None:
    """The walk has called what the stranger may call; here is the rest."""
    side, _ = planted
    leaks = []
    for caller in strangers(world):
        program = Client(headers={"Authorization": f"Bearer {caller.secret}"})
        for declared in declared_operations():
            if declared.method != "GET":
                continue
            sample = OPERATIONS[declared.name]
            if (caller.name, f"GET {declared.name}", "other" if sample.names_a_thing else "own") in walked.read:
                continue
            response = operation_call(program, world, declared, sample, side)()
            if MARK.lower() in body_of(response).lower():
                leaks.append(f"{caller.name}: {declared.name}")
        queries = (f"people?q={START}", f"memberships?organisation={side.organisation}", "ledger/events?limit=200")
        leaks += [
            f"{caller.name}: {query}" for query in queries if MARK.lower() in body_of(program.get(API + query)).lower()
        ]
    assert leaks == []


def test_its_own_people_and_the_overseers_do_see_the_marker(world: World, planted: tuple[Side, Client]) -> None:
    """The control: a crawl that finds nothing anywhere would prove nothing."""
    side, owner = planted
    overseer = next(caller for caller in world.callers.values() if oversees(caller.actor))
    for client in (owner, overseer.client):
        for address in (
            f"/organisations/{side.organisation}",
            "/people",
            f"/people?q={START}",
            f"/people/{side.person}",
            "/people?export=csv",
            f"/api/v1/people/{side.person}",
            f"/api/v1/qualifications/{side.qualification}",
        ):
            response = client.get(address)
            assert response.status_code == 200, address
            assert MARK.lower() in body_of(response).lower(), address
    assert any(MARK in html for _, html in crawl(owner))
