"""The public form (issue 5 sections 2 and 4; T20: who applies lies sealed)."""

import hashlib
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.companies import public as companies
from cellpark.companies.public import Application, Company, CompanyState, NeedKind
from cellpark.kernel.clock import FixedClock
from cellpark.ledger.public import Event
from cellpark.web.areas.companies.challenge import BITS, worked
from tests.companies.park import CODE, Park, applied, lead, signed
from tests.pages.sending import form_at

pytestmark = pytest.mark.django_db
ADDRESS = "apply"
PDF = b"%PDF-1.7\n%made by a test\n"
SUM = re.compile(r"How much is (\d+) plus (\d+)\?")
NONCE = re.compile(r'data-nonce="([0-9a-f]+)"')
FILLED = {
    "name_en": "Example Vectors",
    "code": CODE,
    "business": "viral vectors",
    "area_least": "250",
    "grade": "C",
    "service": "release tests",
    "contact_name": "Example Contact",
    "contact_email": "contact@example.org",
    "contact_phone": "+86 21 1234 5678",
    "consent": "on",
}


def fresh(client: Client, clock: FixedClock) -> tuple[dict[str, str], str]:
    """A form that was read for a while, and its page."""
    address = reverse(ADDRESS)
    shown = client.get(address).content.decode()
    sent = form_at(client, address)
    sent["challenge"] = re.findall(r'name="challenge" value="([^"]+)"', shown)[0]
    clock.advance(timedelta(seconds=10))
    return sent, shown


def answered(client: Client, clock: FixedClock) -> dict[str, str]:
    sent, shown = fresh(client, clock)
    found = SUM.search(shown)
    assert found is not None
    return sent | FILLED | {"answer": str(int(found[1]) + int(found[2]))}


def sent_to(client: Client, sent: dict[str, Any]) -> Any:
    return client.post(reverse(ADDRESS), sent)


def applications() -> list[Application]:
    with use_scope(EVERYTHING):
        return list(Application.objects.select_related("company"))


def test_an_application_arrives_without_an_account_and_gets_a_number(park: Park, clock: FixedClock) -> None:
    client = Client()
    upload = SimpleUploadedFile("plan.pdf", PDF)
    answer = sent_to(client, answered(client, clock) | {"file": upload})
    assert answer.status_code == 303, answer.content.decode()
    made = applications()[0]
    shown = client.get(answer["Location"]).content.decode()
    assert made.reference in shown
    assert made.company.state == CompanyState.APPLIED
    assert bytes(made.file or b"") == PDF
    with use_scope(EVERYTHING):
        needs = {each.kind: (each.text, each.wanted) for each in companies.needs_of(made.company_id)}
    assert needs[NeedKind.SERVICE] == ("release tests", {})
    assert needs[NeedKind.ROOM][1] == {"area_least": "250", "grade": "C"}


def test_who_applied_is_nowhere_in_the_ledger_and_opens_with_its_key(park: Park, clock: FixedClock) -> None:
    """T20."""
    client = Client()
    assert sent_to(client, answered(client, clock)).status_code == 303
    with use_scope(EVERYTHING):
        written = b"".join(bytes(each) for each in Event.objects.values_list("payload", flat=True))
        for part in (b"Example Contact", b"contact@example.org", b"1234 5678"):
            assert part not in written
        assert companies.contacts_of(applications()[0].company_id)[0]["email"] == "contact@example.org"


def test_the_browser_does_the_work_or_the_reader_the_sum(park: Park, clock: FixedClock) -> None:
    client = Client()
    sent, shown = fresh(client, clock)
    found = NONCE.search(shown)
    assert found is not None
    work = next(str(each) for each in range(10**7) if worked(found[1], str(each)))
    digest = hashlib.sha256(f"{found[1]}:{work}".encode()).digest()
    assert int.from_bytes(digest, "big") < 2 ** (256 - BITS)
    assert sent_to(client, sent | FILLED | {"work": work}).status_code == 303
    sent, _shown = fresh(client, clock)
    wrong = sent_to(client, sent | FILLED | {"answer": "99"})
    assert wrong.status_code == 422
    assert "not right" in wrong.content.decode()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"website": "http://spam.example.org"}, "A field that stays empty"),
        ({"consent": ""}, "The consent is missing"),
        ({"contact_email": "nobody"}, "address that mail can reach"),
        ({"code": "91350100M000100Y44"}, "does not agree with the others"),
        ({"challenge": "made-up"}, "open for too long"),
        ({"file": SimpleUploadedFile("plan.exe", b"MZ")}, "Files of this kind"),
        ({"file": SimpleUploadedFile("plan.pdf", b"MZ not a pdf")}, "not what its name says"),
        ({"file": SimpleUploadedFile("plan.pdf", PDF + bytes(3_000_001))}, "more than 3 MB"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(
    park: Park, clock: FixedClock, changed: dict[str, Any], told: str
) -> None:
    client = Client()
    answer = sent_to(client, answered(client, clock) | changed)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert "viral vectors" in answer.content.decode()  # what was typed is still there
    assert applications() == []


def test_a_form_is_not_sent_at_once_nor_twice(park: Park, clock: FixedClock) -> None:
    client = Client()
    sent = answered(client, clock)
    clock.advance(timedelta(seconds=-9))
    assert "faster than it can be read" in sent_to(client, sent).content.decode()
    clock.advance(timedelta(seconds=9))
    assert sent_to(client, sent).status_code == 303
    assert sent_to(client, sent).status_code == 303  # a double click is the same sending
    again = form_at(client, reverse(ADDRESS))
    other = sent | {"idempotency_key": again["idempotency_key"]}
    assert "was sent before" in sent_to(client, other).content.decode()
    assert len(applications()) == 1


def test_floods_are_stopped(park: Park, clock: FixedClock) -> None:
    client = Client()
    statuses = [sent_to(client, {"business": "x"}).status_code for _each in range(10)]
    assert statuses == [422] * 8 + [429] * 2


def test_a_stranger_changes_nothing_in_the_record_of_a_resident(park: Park, clock: FixedClock) -> None:
    with use_scope(EVERYTHING):
        row = signed(park)
    client = Client()
    assert sent_to(client, answered(client, clock)).status_code == 303
    with use_scope(EVERYTHING):
        assert companies.company(row.id).state == CompanyState.SIGNED
        assert not companies.needs_of(row.id).exists()
        assert companies.applications_of(row.id).count() == 2


def test_a_lead_that_applies_goes_on_as_itself(park: Park, clock: FixedClock) -> None:
    with use_scope(EVERYTHING):
        row = lead(park)
        applied(park)
        assert Company.objects.count() == 1
        row.refresh_from_db()
    assert (row.state, row.owner_person, row.next_step) == (
        CompanyState.APPLIED,
        park.officer.person_id,
        companies.ANSWER_STEP,
    )


def test_a_made_up_answer_page_is_not_there(park: Park) -> None:
    assert Client().get(reverse("apply_sent", args=["A-FORGED"])).status_code == 404
