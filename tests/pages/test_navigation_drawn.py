"""The pages in the header are drawn once for all who see the same, and never for anybody who does not."""

import pytest

from cellpark.identity.public import OrganisationKind, Role
from tests.pages.conftest import signed_in
from tests.people import organisation, person

pytestmark = pytest.mark.django_db


def header_of(email: str, role: Role, kind: OrganisationKind, address: str = "/", language: str = "en") -> str:
    client = signed_in(person(email, role, within=organisation(email, kind)))
    client.cookies["cellpark_language"] = language
    page = client.get(address).content.decode()
    return page[page.index('<nav class="frame-navigation"') : page.index("</header>")]


def test_each_reader_has_the_pages_that_he_may_open() -> None:
    manager = header_of("manager@example.org", Role.PARK_MANAGER, OrganisationKind.OPERATOR)
    courier = header_of("courier@example.org", Role.COURIER, OrganisationKind.CARRIER)
    again = header_of("second@example.org", Role.PARK_MANAGER, OrganisationKind.OPERATOR)
    assert 'href="/leases"' in manager
    assert 'href="/leases"' not in courier
    assert again == manager


def test_the_open_page_is_marked_and_the_words_are_the_readers() -> None:
    home = header_of("one@example.org", Role.PARK_MANAGER, OrganisationKind.OPERATOR)
    people = header_of("two@example.org", Role.PARK_MANAGER, OrganisationKind.OPERATOR, "/people")
    chinese = header_of("three@example.org", Role.PARK_MANAGER, OrganisationKind.OPERATOR, "/people", "zh-hans")
    assert 'href="/" aria-current="page"' in home
    assert 'href="/people" aria-current="page"' in people
    assert 'href="/" aria-current="page"' not in people
    assert "More pages" in home
    assert "More pages" not in chinese
