"""The number of queries does not grow with the number of rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import Person, Role, rename_organisation
from cellpark.ledger.public import Event
from tests.pages.conftest import Park, signed_in
from tests.people import HOUSE, person

pytestmark = pytest.mark.django_db
PAGES = (
    "home",
    "organisations",
    "people",
    "roles",
    "profile",
    "parks",
    "access-review",
    "ledger",
    "ledger-checkpoints",
    "ledger-witnesses",
    "verify",
)


def addresses(park: Park) -> list[str]:
    with use_scope(EVERYTHING):
        event = Event.objects.filter(stream=f"organisation/{park.ours.id}").earliest("rid")
    return [
        *(reverse(name) for name in PAGES),
        reverse("organisation", args=[park.ours.id]),
        reverse("person", args=[park.colleague.id]),
        reverse("ledger-stream", args=[f"organisation/{park.ours.id}"]),
        reverse("ledger-event", args=[event.id]),
    ]


def counted(who: Person, pages: list[str]) -> dict[str, int]:
    client = signed_in(who)
    found = {}
    for address in pages:
        first = client.get(address)
        if first.status_code == 403:
            continue
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        found[address] = len(queries)
    return found


def more(park: Park, name: str, number: int) -> None:
    """More people with roles, more versions of one record, and entries of all of it."""
    for n in range(number):
        person(f"{name}{n}@example.org", Role.ANALYST, Role.PLANNER, within=park.ours)
        with use_scope(EVERYTHING):
            rename_organisation(
                actor=HOUSE, organisation_id=park.ours.id, name_zh="", name_en=f"{name} {n}", reason="test"
            )


@pytest.mark.parametrize("reader", ["admin", "manager", "root"])
def test_three_times_the_rows_cost_the_same(park: Park, reader: str) -> None:
    who = getattr(park, reader)
    more(park, "first", 1)
    pages = addresses(park)
    before = counted(who, pages)
    more(park, "again", 4)
    assert len(before) >= 8
    assert counted(who, pages) == before
