"""Odd addresses and odd forms get a page in words, never a fault."""

import pytest
from django.test import Client
from django.urls import reverse

from cellpark.identity.public import OrganisationKind, Role
from tests.access.matrix import pages
from tests.access.samples import ROUTES
from tests.people import organisation, person

pytestmark = pytest.mark.django_db
TABLES = ("organisations", "people", "ledger", "ledger-checkpoints", "parks", "roles", "home")
ODD = (
    "q=%00",
    "q=%ED%A0%80",
    "q=" + "x" * 10_000,
    "q=" + "%25" * 300,
    "sort=%00",
    "sort=-nothing",
    "after=%00",
    "after=WyIxIiwiMiJd",
    "after=" + "A" * 5_000,
    "size=-1",
    "size=999999999999999999999",
    "page=-1",
    "state=%00",
    "export=exe",
    "old=-1&new=99999999999999999999",
    "since=%00&until=yesterday&actor=%00&stream=%00&type=%00&person=%00&organisation=%00&kind=%00",
)


@pytest.fixture
def client() -> Client:
    mine = organisation("Mine", OrganisationKind.OPERATOR)
    client = Client(raise_request_exception=False, headers={"Accept-Language": "en"})
    client.force_login(person("manager@example.org", Role.PARK_MANAGER, within=mine))
    return client


@pytest.mark.parametrize("name", TABLES)
def test_a_table_ignores_nonsense_in_its_address(client: Client, name: str) -> None:
    found = {query[:40]: client.get(f"{reverse(name)}?{query}").status_code for query in ODD}
    assert {query: status for query, status in found.items() if status not in {200, 400, 404, 422}} == {}


def test_a_search_of_ten_megabytes_is_answered(client: Client) -> None:
    assert client.get("/people?q=" + "x" * (10 * 1024 * 1024)).status_code in {200, 400, 414, 422}


@pytest.mark.parametrize(
    "address",
    [
        "/ledger/records/%00",
        "/ledger/records/" + "x" * 5_000,
        "/ledger/records/%ED%A0%80",
        "/ledger/checkpoints/99999999999999999999999",
        "/parks/%00",
        "/parks/" + "x" * 5_000,
        "/invitation/01900000-0000-7000-8000-000000000000/%00",
        "/account/password/reset/key/%00-%00/",
        "/account/2fa/passkeys/99999999999999999999/edit/",
        "/%00",
        "/%FF%FE",
    ],
)
def test_an_odd_address_is_not_there(client: Client, address: str) -> None:
    assert client.get(address).status_code in {302, 400, 404, 410}


@pytest.mark.parametrize(
    "text", ["\x00", "A\x00B", "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "e\u0301", "x" * 100_000]
)
def test_no_form_breaks_on_odd_text(client: Client, text: str) -> None:
    """Every form of the desk, with the same odd text in all its fields."""
    broken = {}
    for route in pages():
        sample = ROUTES[route.name]
        if not sample.post or sample.args or sample.fixed:
            continue
        address = reverse(route.name)
        fields = set()
        form = client.get(address).context
        if form is not None and "form" in form:
            fields = set(form["form"].fields)
        sent = dict.fromkeys(fields | {"name_en", "reason", "email", "title", "vkey", "streams", "next"}, text)
        status = client.post(address, sent).status_code
        if status >= 500:
            broken[route.name] = status
    assert broken == {}


def test_signing_in_with_odd_text_is_refused_in_words() -> None:
    client = Client(raise_request_exception=False)
    for text in ("\x00", "x" * 100_000, "e\u0301@example.org", "'; --"):
        answer = client.post(reverse("account_login"), {"login": text, "password": text})
        assert answer.status_code in {200, 400, 422, 429}


def test_a_form_over_the_limit_is_413(client: Client) -> None:
    answer = client.post(reverse("organisation_register"), {"name_en": "x" * (5 * 1024 * 1024)})
    assert answer.status_code == 413
    assert b"What you sent is too large." in answer.content


def test_a_form_with_too_many_fields_is_400(client: Client) -> None:
    answer = client.post(reverse("organisation_register"), {f"field{number}": "1" for number in range(3_000)})
    assert answer.status_code == 400


def test_odd_cookies_count_for_nothing(client: Client) -> None:
    client.cookies.load({"cellpark_language": "tlh", "cellpark_zone": "Moon/Crater", "cellpark_theme": "pink"})
    assert client.get("/people").status_code == 200
