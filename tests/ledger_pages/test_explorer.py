"""The explorer: found by record, person, kind, organisation and time; each sees their own, overseers see all."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cellpark.identity.public import Role
from cellpark.kernel.clock import FixedClock
from tests.ledger_pages.conftest import Ledger, reader
from tests.people import person

pytestmark = pytest.mark.django_db
ROW = re.compile(r'<td class="kind-moment"')


def rows(client: Client, query: str = "") -> int:
    answer = client.get(f"/ledger?{query}")
    assert answer.status_code == 200
    return len(ROW.findall(answer.content.decode()))


def test_overseers_see_all_tenants_their_own(park: Ledger) -> None:
    """T19: 3 organisations, 4 people of 3 events each and the overseer's; a tenant sees its organisation and its roles."""
    assert rows(reader(park.overseer)) == 15
    assert rows(reader(park.quality)) == 3
    assert rows(reader(park.stranger)) == 2


def test_a_strangers_event_and_record_are_not_there(park: Ledger) -> None:
    """T19: another organisation's things are 404, as if they did not exist."""
    stranger = reader(park.stranger)
    event = park.event(park.operative)
    for address in (
        f"/ledger/events/{event.id}",
        f"/ledger/events/{event.id}/proof",
        f"/ledger/records/{event.stream}",
        f"/ledger/events/{uuid4()}",
        "/ledger/records/membership/none",
        f"/ledger/signatures/{uuid4()}",
    ):
        assert stranger.get(address).status_code == 404
    assert reader(park.quality).get(f"/ledger/events/{event.id}").status_code == 200


def test_whoever_is_not_signed_in_is_sent_to_the_door(park: Ledger) -> None:
    assert Client().get("/ledger").status_code == 302


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=identity.membership.granted", 4),
        ("kind=identity.organisation.registered", 3),
        ("kind=no.such.kind", 15),
        ("record=organisation/", 3),
        ("record=nothing", 0),
        ("who=system/tests", 15),
        ("who=nobody of that name", 0),
        ("since=2026-11-22&until=2026-11-22", 15),
        ("since=2026-11-23", 0),
        ("until=2026-11-21", 0),
        ("since=yesterday", 15),
        ("since=9999-12-31&until=9999-12-31", 0),
        ("until=9999-12-31", 15),
        ("organisation=00000000-0000-0000-0000-000000000000", 15),
        ("record=%00&who=%F0%9F%A7%AC", 0),
        ("after=nonsense&sort=-nothing&size=7", 15),
        ("kind=identity.membership.granted&record=membership/&since=2026-11-01", 4),
    ],
)
def test_search(park: Ledger, query: str, found: int) -> None:
    """A10: nonsense in an address never breaks the page."""
    assert rows(reader(park.overseer), query) == found


def test_an_organisations_events_and_one_records_events_are_found(park: Ledger) -> None:
    overseer = reader(park.overseer)
    assert rows(overseer, f"organisation={park.ours.id}") == 3
    assert rows(overseer, f"record={park.stream(park.operative)}") == 1


def test_pages_follow_each_other_without_gap_or_repetition(park: Ledger, clock: FixedClock) -> None:
    for number in range(8):
        clock.advance(timedelta(seconds=1))
        person(f"more{number}@example.org", Role.PLANNER, within=park.ours)
    overseer = reader(park.overseer)
    seen: list[str] = []
    address = "/ledger?size=25"
    while address:
        html = overseer.get(address).content.decode()
        seen += re.findall(r'href="/ledger/events/([0-9a-f-]{36})"', html)
        after = re.search(r'rel="next" href="([^"]+)"', html)
        address = "/ledger" + after.group(1).replace("&amp;", "&") if after else ""
    assert len(seen) == len(set(seen)) == 15 + 24


def test_the_number_of_queries_does_not_grow_with_the_rows(park: Ledger) -> None:
    def count(address: str) -> int:
        client = reader(park.overseer)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    stream = f"/ledger/records/person/{park.operative.id}"
    few = [count("/ledger"), count(stream)]
    for number in range(8):
        person(f"more{number}@example.org", Role.PLANNER, within=park.ours)
    assert [count("/ledger"), count(stream)] == few


def test_the_event_page_reads_in_both_languages_with_bytes_and_names(park: Ledger) -> None:
    event = park.event(park.operative)
    html = reader(park.quality).get(f"/ledger/events/{event.id}").content.decode()
    assert "Example operative received the role Production operator from 1 Jan 2026." in html
    assert 'lang="zh-hans"' in html
    assert bytes(event.hash).hex()[:4] in html
    assert "identity.membership.granted" in html


def test_a_person_out_of_sight_has_no_name(park: Ledger) -> None:
    """CN-8: names come from the identity tables, for those in sight alone."""
    html = reader(park.stranger).get("/ledger").content.decode()
    assert "Example operative" not in html


def test_the_whole_record_is_checked_by_those_who_may(park: Ledger) -> None:
    stream = park.stream(park.operative)
    assert b"The record holds" in reader(park.quality).get(f"/ledger/records/{stream}?check=1").content
    assert b"The record holds" not in reader(park.operative).get(f"/ledger/records/{stream}?check=1").content


def test_the_list_goes_home_as_a_spreadsheet(park: Ledger) -> None:
    answer = reader(park.quality).get("/ledger?export=csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert len(text.strip().splitlines()) == 1 + 3
    assert "Example operative received the role" in text


@pytest.mark.parametrize(
    ("address", "method", "who", "status"),
    [
        ("/ledger/checkpoints", "get", "operative", 200),
        ("/ledger/checkpoints?old=1&new=2", "get", "operative", 200),
        ("/ledger/checkpoints?old=x&new=-1", "get", "operative", 200),
        ("/ledger/checkpoints/12", "get", "operative", 404),
        ("/ledger/checkpoints/sign", "post", "operative", 403),
        ("/ledger/checkpoints/sign", "get", "overseer", 405),
        ("/ledger/witnesses", "get", "operative", 200),
        ("/ledger/witnesses", "post", "operative", 403),
        ("/ledger/export", "get", "operative", 403),
        ("/ledger/export", "get", "quality", 200),
        ("/access-review", "get", "operative", 403),
        ("/access-review", "get", "quality", 200),
        ("/ledger/sign", "post", "operative", 422),
        ("/checkpoint", "get", "operative", 404),
        ("/verify", "get", "operative", 200),
        ("/verify/checker", "get", "operative", 200),
    ],
)
def test_each_page_opens_for_whom_it_should(park: Ledger, address: str, method: str, who: str, status: int) -> None:
    client = reader(getattr(park, who))
    assert getattr(client, method)(address).status_code == status


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"vkey": "nonsense"}, "This is no key of a witness."),
        ({"text": "nonsense"}, "This is no checkpoint with signatures."),
        ({"text": ""}, "This is no checkpoint with signatures."),
        (
            {"text": "ledger.x\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n\u2014 who AAAAAAAA\n"},
            "None of the signatures is by a witness that is known here.",
        ),
    ],
)
def test_bad_input_of_witnesses_is_refused_in_words(park: Ledger, sent: dict[str, str], words: str) -> None:
    answer = reader(park.overseer).post("/ledger/witnesses", sent)
    assert (answer.status_code, words in answer.content.decode()) == (422, True)


def test_anybody_reads_how_to_check_without_an_account(park: Ledger) -> None:
    for language in ("en", "zh-hans"):
        client = Client()
        client.cookies["cellpark_language"] = language
        assert client.get("/verify").status_code == 200
    policy = Client().get("/verify/checker")["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    ("language", "words"), [("en", " Reason: test"), ("zh-hans", "\u539f\u56e0\uff1atest")], ids=["en", "zh"]
)
def test_the_reason_is_named_as_such_wherever_history_is_told(park: Ledger, language: str, words: str) -> None:
    membership = park.stream(park.operative)
    for address in ("/ledger", f"/ledger/records/{membership}", "/"):
        assert (
            words in reader(park.overseer if address != "/" else park.quality, language).get(address).content.decode()
        )
    assert words in reader(park.overseer, language).get(f"/people/{park.operative.id}").content.decode()
