"""Language, time zone, light and organisation are the reader's own choice, made by plain forms."""

import pytest
from django.test import Client

from tests.people import PASSWORD, organisation, person

pytestmark = pytest.mark.django_db


def chosen(client: Client, name: str) -> str | None:
    cookie = client.cookies.get(f"cellpark_{name}")
    return cookie.value if cookie else None


@pytest.mark.parametrize(
    ("name", "value", "cookie"),
    [
        ("language", "zh-hans", "zh-hans"),
        ("language", "tlh", None),
        ("zone", "Europe/Berlin", "Europe/Berlin"),
        ("zone", "Mars/Olympus", None),
        ("theme", "dark", "dark"),
        ("theme", "<script>", None),
    ],
)
def test_only_a_known_value_is_kept(client: Client, name: str, value: str, cookie: str | None) -> None:
    answer = client.post("/preferences", {name: value, "next": "/design"})
    assert (answer.status_code, answer["Location"], chosen(client, name)) == (302, "/design", cookie)


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""])
def test_nobody_is_sent_to_another_site(client: Client, address: str) -> None:
    assert client.post("/preferences", {"theme": "dark", "next": address})["Location"] == "/"


def test_a_page_speaks_the_chosen_language_and_shows_the_chosen_time(client: Client) -> None:
    client.post("/preferences", {"language": "zh-hans", "zone": "America/New_York", "theme": "dark"})
    answer = client.get("/design")
    html = answer.content.decode()
    assert answer["Content-Language"] == "zh-hans"
    assert '<html lang="zh-hans" data-bs-theme="dark" data-theme="dark">' in html
    assert "\u7ec4\u4ef6\u9648\u5217" in html
    assert "2026\u5e7411\u670826\u65e5 11:04\uff08UTC\u22125\uff09" in html


@pytest.mark.parametrize(
    ("accepted", "spoken"), [("zh-CN,zh;q=0.9", "zh-hans"), ("en-GB", "en"), ("tlh", "en"), ("*;q=bad", "en")]
)
def test_without_a_choice_the_browser_is_asked(client: Client, accepted: str, spoken: str) -> None:
    assert client.get("/design", headers={"accept-language": accepted})["Content-Language"] == spoken


def test_cookies_with_nonsense_count_for_nothing(client: Client) -> None:
    client.cookies["cellpark_language"] = "xx"
    client.cookies["cellpark_zone"] = "../../etc/passwd"
    client.cookies["cellpark_theme"] = "pink"
    html = client.get("/design").content.decode()
    assert '<html lang="en" data-bs-theme="light" data-theme="auto">' in html
    assert "UTC+8" in html


def test_one_acts_only_for_organisations_of_which_one_is_a_member(client: Client) -> None:
    mine, foreign = organisation("Mine"), organisation("Foreign")
    someone = person("a@preferences.example", within=mine)
    assert client.login(email=someone.email, password=PASSWORD) or client.force_login(someone) is None
    client.post("/preferences", {"organisation": str(foreign.id)})
    assert "organisation" not in client.session
