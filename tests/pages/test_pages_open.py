"""Every page of the desk opens in both languages, for whoever may open it, and for nobody else."""

from uuid import uuid4

import pytest
from django.urls import reverse

from tests.pages.conftest import Park, signed_in

pytestmark = pytest.mark.django_db


def addresses(park: Park) -> list[str]:
    return [
        reverse("home"),
        reverse("organisations"),
        reverse("organisation", args=[park.ours.id]),
        reverse("organisation_rename", args=[park.ours.id]),
        reverse("people"),
        reverse("person", args=[park.colleague.id]),
        reverse("person", args=[park.admin.id]),
        reverse("person_invite"),
        reverse("person_add"),
        reverse("person_suspend", args=[park.colleague.id]),
        reverse("membership_grant", args=[park.colleague.id]),
        reverse("qualification_grant", args=[park.colleague.id]),
        reverse("qualification_withdraw", args=[park.qualification.id]),
        reverse("roles"),
        reverse("profile"),
        reverse("token_issue"),
    ]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_an_administrator_opens_every_page_of_their_organisation(park: Park, language: str) -> None:
    client = signed_in(park.admin, language)
    found = {address: client.get(address).status_code for address in addresses(park)}
    assert found == dict.fromkeys(addresses(park), 200)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_overseers_open_registers_and_closings(park: Park, language: str) -> None:
    client = signed_in(park.manager, language)
    pages = [
        reverse("home"),
        reverse("organisations"),
        reverse("organisation_register"),
        reverse("organisation", args=[park.theirs.id]),
        reverse("organisation_close", args=[park.theirs.id]),
        reverse("people"),
        reverse("roles"),
    ]
    assert [client.get(page).status_code for page in pages] == [200] * len(pages)


def test_a_stranger_finds_nothing_of_another_organisation(park: Park) -> None:
    """T19: foreign ids are 404, whether they exist or not."""
    client = signed_in(park.stranger)
    foreign = [each for each in addresses(park) if str(park.ours.id) in each or str(park.colleague.id) in each]
    foreign += [reverse("qualification_withdraw", args=[park.qualification.id]), reverse("person", args=[uuid4()])]
    assert [client.get(each).status_code for each in foreign] == [404] * len(foreign)
    assert [client.post(each).status_code for each in foreign] == [404] * len(foreign)


def test_lists_name_nobody_of_another_organisation(park: Park) -> None:
    client = signed_in(park.stranger)
    for page in ("people", "organisations", "roles", "home"):
        text = client.get(reverse(page)).content.decode()
        assert "colleague" not in text
        assert "Ours" not in text


def test_whoever_has_not_signed_in_is_sent_to_the_door(park: Park, client: object) -> None:
    from django.test import Client

    visitor = Client()
    answer = visitor.get(reverse("people"))
    assert (answer.status_code, answer["Location"]) == (302, f"{reverse('account_login')}?next=/people")


def test_a_colleague_without_the_right_is_told_who_can(park: Park) -> None:
    answer = signed_in(park.colleague).get(reverse("person_invite"))
    assert answer.status_code == 403
    assert "Organisation administrator" in answer.content.decode()


def test_lists_are_taken_home_as_far_as_the_sight_reaches(park: Park) -> None:
    client = signed_in(park.admin)
    exports = {
        "/people?export=csv": ["Example admin", "Example colleague"],
        f"{reverse('organisation', args=[park.ours.id])}?roles-export=csv&roles-sort=role": [
            "Example admin",
            "Example colleague",
        ],
        f"{reverse('organisation', args=[park.ours.id])}?qualifications-export=csv": ["Example colleague"],
        "/organisations?export=csv": ["Ours"],
    }
    for address, first_cells in exports.items():
        file = client.get(address)
        rows = b"".join(file.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
        assert [row.partition(",")[0] for row in rows[1:]] == first_cells


def test_a_search_without_end_or_sense_finds_nothing_and_breaks_nothing(park: Park) -> None:
    client = signed_in(park.admin)
    for query in ("x" * 5_000, "%00", "'; DROP TABLE identity_person; --", "\u202e", "a " * 400):
        assert client.get("/people", {"q": query}).status_code == 200
    assert client.get("/people?sort=password&after=nonsense&size=-1").status_code == 200
