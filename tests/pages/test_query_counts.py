"""The number of queries does not grow with the number of rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cellpark.identity.public import Role
from tests.pages.conftest import Park, signed_in
from tests.people import person

pytestmark = pytest.mark.django_db
PAGES = ("home", "organisations", "people", "roles")


def counted(park: Park, addresses: list[str]) -> dict[str, int]:
    client = signed_in(park.admin)
    client.get("/")
    found = {}
    for address in addresses:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        found[address] = len(queries)
    return found


def test_three_times_the_people_cost_the_same(park: Park) -> None:
    addresses = [reverse(name) for name in PAGES] + [reverse("organisation", args=[park.ours.id])]
    before = counted(park, addresses)
    for n in range(4):
        person(f"more{n}@example.org", Role.ANALYST, Role.PLANNER, within=park.ours)
    assert counted(park, addresses) == before
