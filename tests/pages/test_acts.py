"""From form to act: once, refused in words at the field, a difference instead of a conflict."""

import pytest
from django.urls import reverse

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import Organisation, rename_organisation
from cellpark.ledger.public import events_of
from tests.pages.conftest import Park, signed_in
from tests.pages.sending import form_at, form_in
from tests.people import HOUSE

pytestmark = pytest.mark.django_db


def names(park: Park) -> tuple[str, str]:
    with use_scope(EVERYTHING):
        found = Organisation.objects.get(id=park.ours.id)
    return found.name_zh, found.name_en


def entries(park: Park) -> int:
    with use_scope(EVERYTHING):
        return events_of(f"organisation/{park.ours.id}").count()


def rename_page(park: Park) -> str:
    return reverse("organisation_rename", args=[park.ours.id])


def test_a_form_leads_back_with_a_toast(park: Park) -> None:
    client = signed_in(park.admin)
    sent = form_at(client, rename_page(park)) | {"name_en": "Ours Bio", "reason": "new licence"}
    answer = client.post(rename_page(park), sent)
    assert (answer.status_code, answer["Location"]) == (303, reverse("organisation", args=[park.ours.id]))
    page = client.get(answer["Location"]).content.decode()
    assert "The organisation is now called Ours Bio." in page
    assert names(park)[1] == "Ours Bio"


def test_a_double_click_acts_once_and_gets_the_same_answer(park: Park) -> None:
    client = signed_in(park.admin)
    sent = form_at(client, rename_page(park)) | {"name_en": "Ours Bio", "reason": "new licence"}
    before = entries(park)
    answers = [client.post(rename_page(park), sent) for _ in range(2)]
    assert [(each.status_code, each["Location"]) for each in answers] == [
        (303, reverse("organisation", args=[park.ours.id]))
    ] * 2
    assert entries(park) == before + 1


def test_the_same_key_with_other_contents_is_refused(park: Park) -> None:
    client = signed_in(park.admin)
    sent = form_at(client, rename_page(park)) | {"name_en": "Ours Bio", "reason": "new licence"}
    client.post(rename_page(park), sent)
    answer = client.post(rename_page(park), sent | {"name_en": "Something else"})
    assert answer.status_code == 422
    assert "This form was already sent with other contents." in answer.content.decode()
    assert names(park)[1] == "Ours Bio"


@pytest.mark.parametrize("key", ["", "no key", "0" * 36, "7f342800-1aeb-42ce-b284-0dbabe191a1"])
def test_a_form_without_a_key_keeps_its_inputs_and_gets_one(park: Park, key: str) -> None:
    client = signed_in(park.admin)
    sent = form_at(client, rename_page(park)) | {"name_en": "Ours Bio", "reason": "new licence", "idempotency_key": key}
    answer = client.post(rename_page(park), sent)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "This form arrived incomplete." in text
    again = form_in(text)
    assert again["name_en"] == "Ours Bio"
    assert client.post(rename_page(park), again | {"reason": "new licence"}).status_code == 303


def test_refusals_stand_at_their_fields_and_inputs_are_kept(park: Park) -> None:
    client = signed_in(park.admin)
    sent = form_at(client, rename_page(park)) | {"name_zh": "", "name_en": "", "reason": "because"}
    answer = client.post(rename_page(park), sent)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "There is no name." in text.partition('id="id_name_zh_error"')[2].partition("</div>")[0]
    assert ">because</textarea>" in text.replace("\n", "")


def test_missing_fields_are_told_in_the_readers_language(park: Park) -> None:
    """CN-2f: a change says why."""
    client = signed_in(park.admin)
    sent = form_at(client, rename_page(park)) | {"name_en": "Ours Bio"}
    assert "This field is empty." in client.post(rename_page(park), sent).content.decode()
    assert names(park)[1] == "Ours"


def test_a_concurrent_change_is_shown_and_can_be_decided(park: Park) -> None:
    """What I saw, what it is now, what I typed; then the same form again acts on what I have now seen."""
    client = signed_in(park.admin)
    sent = form_at(client, rename_page(park)) | {"name_en": "Mine", "reason": "new licence"}
    with use_scope(EVERYTHING):
        rename_organisation(
            actor=HOUSE, organisation_id=park.ours.id, name_zh="", name_en="Faster", reason="somebody was faster"
        )
    answer = client.post(rename_page(park), sent)
    text = answer.content.decode()
    assert answer.status_code == 409
    row = text.partition('<th scope="row">English name</th>')[2].partition("</tr>")[0]
    assert row == "<td>Ours</td><td><ins>Faster</ins></td><td>Mine</td>"
    assert names(park)[1] == "Faster"
    again = form_in(text) | {"reason": "new licence"}
    assert again["name_en"] == "Mine"
    assert client.post(rename_page(park), again).status_code == 303
    assert names(park)[1] == "Mine"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (b"caf\xe9", "This text contains characters that cannot be read."),
        (b"bell\x07", "This text contains a character that cannot be kept."),
        (b"nul\x00", "This text contains a character that cannot be kept."),
        (b"x" * 201, "This text has more than 200 characters."),
    ],
)
def test_bytes_that_are_no_text_are_refused_in_a_sentence(park: Park, typed: bytes, said: str) -> None:
    from urllib.parse import quote, urlencode

    client = signed_in(park.admin)
    sent = form_at(client, rename_page(park)) | {"reason": "new licence"}
    del sent["name_en"]
    body = f"{urlencode(sent)}&name_en={quote(typed)}"
    answer = client.post(rename_page(park), body, content_type="application/x-www-form-urlencoded")
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert names(park)[1] == "Ours"


def test_accents_typed_in_pieces_are_composed(park: Park) -> None:
    client = signed_in(park.admin)
    sent = form_at(client, rename_page(park)) | {"name_en": "Cafe\u0301", "reason": "new licence"}
    assert client.post(rename_page(park), sent).status_code == 303
    assert names(park)[1] == "Caf\u00e9"


@pytest.mark.parametrize("version", ["", "-1; DROP", "1" * 20, "one"])
def test_a_form_without_the_version_it_showed_is_sent_once_more(park: Park, version: str) -> None:
    client = signed_in(park.admin)
    sent = form_at(client, rename_page(park)) | {"name_en": "Ours Bio", "reason": "r", "seen_version": version}
    answer = client.post(rename_page(park), sent)
    assert (answer.status_code, "This form arrived incomplete." in answer.content.decode()) == (422, True)
    assert form_in(answer.content.decode())["seen_version"] == "1"


def test_markup_in_names_stays_text(park: Park) -> None:
    client = signed_in(park.admin)
    sent = form_at(client, rename_page(park)) | {"name_en": "<script>alert(1)</script>", "reason": "<b>r</b>"}
    answer = client.post(rename_page(park), sent, follow=True)
    assert "<script>alert" not in answer.content.decode()
    assert "&lt;script&gt;alert" in answer.content.decode()
