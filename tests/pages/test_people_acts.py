"""Inviting, granting, ending, suspending: through the pages, as people do it."""

import re
from datetime import date
from uuid import UUID

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import (
    Membership,
    MembershipState,
    Person,
    PersonState,
    Qualification,
    QualificationState,
)
from cellpark.kernel.clock import FixedClock
from tests.pages.conftest import Park, signed_in
from tests.pages.sending import form_at, form_in

pytestmark = pytest.mark.django_db
FRESH = "a horse of another colour"


def invitation(park: Park) -> tuple[Client, dict[str, str]]:
    client = signed_in(park.admin)
    sent = form_at(client, reverse("person_invite")) | {
        "email": "New@Example.org",
        "name_en": "Example newcomer",
        "role": "analyst",
        "reason": "starts in December",
    }
    return client, sent


def link_on(page: str) -> str:
    found = re.search(r'<code class="copy-text">http://localhost:8000(\S+?)</code>', page)
    assert found is not None
    return found[1]


def person(email: str) -> Person:
    return Person.objects.get(email=email)


def test_an_invitation_makes_account_role_and_letter_once(
    park: Park, django_capture_on_commit_callbacks: object
) -> None:
    """P11-9b; a double click sends one letter."""
    client, sent = invitation(park)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        answers = [client.post(reverse("person_invite"), sent) for _ in range(2)]
    made = person("new@example.org")
    assert [(each.status_code, each["Location"]) for each in answers] == [(303, reverse("person", args=[made.id]))] * 2
    assert (made.state, made.has_usable_password()) == (PersonState.INVITED, False)
    with use_scope(EVERYTHING):
        assert [each.role for each in Membership.objects.filter(person=made)] == ["analyst"]
    [letter] = mail.outbox
    assert letter.to == ["new@example.org"]
    page = client.get(answers[0]["Location"]).content.decode()
    assert letter.body.count(link_on(page)) == 2  # once in each language


def test_the_link_opens_the_account_once(park: Park, clock: FixedClock) -> None:
    client, sent = invitation(park)
    page = client.post(reverse("person_invite"), sent, follow=True).content.decode()
    link, visitor = link_on(page), Client()
    visitor.cookies["cellpark_language"] = "en"
    form = form_at(visitor, link) | {"password": FRESH, "again": FRESH}
    assert visitor.post(link, form)["Location"] == reverse("account_login")
    assert person("new@example.org").state == PersonState.ACTIVE
    spent = visitor.get(link)
    assert (spent.status_code, "This invitation link cannot be used any more." in spent.content.decode()) == (410, True)
    answer = Client().post("/account/login/", {"login": "new@example.org", "password": FRESH})
    assert (answer.status_code, answer["Location"]) == (302, "/")


@pytest.mark.parametrize(
    ("first", "again", "said"),
    [
        ("short", "short", "too short"),
        ("password1234", "password1234", "too common"),
        (FRESH, FRESH + "!", "The two passwords differ."),
        ("newcomer example", "newcomer example", "too similar"),
        ("", "", "This field is empty."),
    ],
)
def test_a_weak_password_is_refused_with_its_rule(park: Park, first: str, again: str, said: str) -> None:
    client, sent = invitation(park)
    link = link_on(client.post(reverse("person_invite"), sent, follow=True).content.decode())
    visitor = Client()
    visitor.cookies["cellpark_language"] = "en"
    answer = visitor.post(link, form_at(visitor, link) | {"password": first, "again": again})
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert person("new@example.org").state == PersonState.INVITED


def test_a_link_that_was_changed_is_spent(park: Park) -> None:
    client, sent = invitation(park)
    link = link_on(client.post(reverse("person_invite"), sent, follow=True).content.decode())
    nobody = reverse("invitation", args=[UUID(int=0), link.rpartition("/")[2]])
    assert [Client().get(each).status_code for each in (link[:-1], link + "x", nobody)] == [410] * 3


def test_a_link_ages(park: Park, clock: FixedClock) -> None:
    from datetime import timedelta

    client, sent = invitation(park)
    link = link_on(client.post(reverse("person_invite"), sent, follow=True).content.decode())
    clock.advance(timedelta(days=2))
    assert Client().get(link).status_code == 200
    clock.advance(timedelta(days=2))
    assert Client().get(link).status_code == 410


def test_an_address_is_never_given_twice(park: Park) -> None:
    """P11-9b."""
    client, sent = invitation(park)
    answer = client.post(reverse("person_invite"), sent | {"email": "STRANGER@example.org"})
    assert (answer.status_code, "An account with this address exists already." in answer.content.decode()) == (
        422,
        True,
    )


def test_a_role_of_the_other_side_makes_no_account(park: Park) -> None:
    """CN-2d: nothing of a refused invitation stays."""
    client = signed_in(park.root)
    sent = form_at(client, reverse("person_invite")) | {
        "email": "new@example.org",
        "name_en": "Example newcomer",
        "duty": "system",
        "role": "park_manager",
        "reason": "both",
    }
    answer = client.post(reverse("person_invite"), sent)
    said = "This person would serve the business and administer the system."
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert not Person.objects.filter(email="new@example.org").exists()


def test_only_fitting_roles_are_offered(park: Park) -> None:
    page = signed_in(park.admin).get(reverse("membership_grant", args=[park.colleague.id])).content.decode()
    offered = re.findall(r'<option value="([a-z_]+)"', page.partition('name="role"')[2].partition("</select>")[0])
    assert "analyst" in offered
    assert {"inspector", "system_administrator", "hospital_staff"} & set(offered) == set()


def test_an_unknown_choice_is_a_sentence(park: Park) -> None:
    client = signed_in(park.admin)
    page = reverse("membership_grant", args=[park.colleague.id])
    answer = client.post(
        page, form_at(client, page) | {"role": "emperor", "reason": "why not", "starts_on": "31.12.2026"}
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "“emperor” is not one of the choices." in text
    assert "“31.12.2026” is not a date." in text


def test_granting_and_ending_a_role(park: Park) -> None:
    """P11-4: each with its reason."""
    client = signed_in(park.admin)
    page = reverse("membership_grant", args=[park.colleague.id])
    sent = form_at(client, page) | {"role": "analyst", "reason": "trained"}
    back = reverse("person", args=[park.colleague.id])
    assert client.post(page, sent)["Location"] == back
    with use_scope(EVERYTHING):
        role = Membership.objects.get(person=park.colleague, role="analyst")
    assert role.starts_on == date(2026, 11, 22)
    end = reverse("membership_end", args=[role.id])
    answer = client.post(end, form_at(client, end) | {"ends_on": "2026-12-01", "reason": "other work"})
    assert (answer.status_code, answer["Location"]) == (303, back)
    with use_scope(EVERYTHING):
        role.refresh_from_db()
    assert (role.state, role.ends_on) == (MembershipState.ENDED, date(2026, 12, 1))
    assert "other work" in client.get(back).content.decode()


def test_nobody_grants_to_themselves_and_the_button_says_why(park: Park) -> None:
    client = signed_in(park.admin)
    page = client.get(reverse("person", args=[park.admin.id])).content.decode()
    assert "Nobody grants a role to themselves." in page
    grant = reverse("membership_grant", args=[park.admin.id])
    answer = client.post(grant, form_at(client, grant) | {"role": "analyst", "reason": "I want to"})
    assert answer.status_code == 422
    assert "Nobody grants a role to themselves." in answer.content.decode()


def test_somebody_with_an_account_elsewhere_receives_a_role_here(park: Park) -> None:
    client = signed_in(park.admin)
    page = reverse("person_add")
    sent = form_at(client, page) | {"email": "stranger@example.org", "role": "analyst", "reason": "joint project"}
    assert client.post(page, sent)["Location"] == reverse("person", args=[park.stranger.id])
    unknown = form_at(client, page) | {"email": "nobody@example.org", "role": "analyst", "reason": "joint project"}
    answer = client.post(page, unknown)
    assert (answer.status_code, "There is no open account with this address." in answer.content.decode()) == (422, True)


def test_granting_and_withdrawing_a_qualification(park: Park) -> None:
    """T2."""
    client = signed_in(park.admin)
    page = reverse("qualification_grant", args=[park.colleague.id])
    sent = form_at(client, page) | {"subject": "filling", "title_en": "Filling", "reason": "record 8"}
    assert client.post(page, sent).status_code == 303
    with use_scope(EVERYTHING):
        made = Qualification.objects.get(subject="filling")
    assert (made.valid_from, made.valid_until) == (date(2026, 11, 22), date(2027, 11, 22))
    withdraw = reverse("qualification_withdraw", args=[made.id])
    assert client.post(withdraw, form_at(client, withdraw) | {"reason": "record 9"}).status_code == 303
    with use_scope(EVERYTHING):
        made.refresh_from_db()
    assert made.state == QualificationState.WITHDRAWN


def test_suspending_and_restoring(park: Park) -> None:
    client = signed_in(park.admin)
    page = reverse("person_suspend", args=[park.colleague.id])
    sent = form_at(client, page)
    assert client.post(page, sent).status_code == 422
    assert client.post(page, sent | {"reason": "on leave"}).status_code == 303
    assert person("colleague@example.org").state == PersonState.SUSPENDED
    restore = reverse("person_restore", args=[park.colleague.id])
    assert client.post(restore, form_at(client, restore) | {"reason": "back"}).status_code == 303
    assert person("colleague@example.org").state == PersonState.ACTIVE


def test_a_stale_suspension_is_told_and_can_be_repeated(park: Park) -> None:
    client = signed_in(park.admin)
    page = reverse("person_suspend", args=[park.colleague.id])
    sent = form_at(client, page) | {"reason": "on leave"}
    client.post(page, sent)
    restore = reverse("person_restore", args=[park.colleague.id])
    client.post(restore, form_at(client, restore) | {"reason": "back"})
    late = client.post(page, sent | {"idempotency_key": str(UUID(int=7)), "reason": "again"})
    assert late.status_code == 409
    assert "This was changed by somebody else while you had it open." in late.content.decode()
    assert client.post(page, form_in(late.content.decode()) | {"reason": "again"}).status_code == 303


def test_overseers_choose_the_organisation_first(park: Park) -> None:
    client = signed_in(park.root)
    page = reverse("person_invite")
    text = client.get(f"{page}?organisation={park.theirs.id}").content.decode()
    assert f'<option value="{park.theirs.id}" selected>' in text
    assert client.get(f"{page}?organisation=nonsense").status_code == 404
    assert signed_in(park.admin).get(f"{page}?organisation={park.theirs.id}").status_code == 404


def test_registering_and_closing_an_organisation(park: Park) -> None:
    client = signed_in(park.manager)
    page = reverse("organisation_register")
    wrong = form_at(client, page) | {
        "kind": "hospital",
        "name_en": "Example Hospital",
        "credit_code": "91320500ma00000000",
    }
    answer = client.post(page, wrong)
    assert (answer.status_code, "The check character" in answer.content.decode()) == (422, True)
    sent = form_in(answer.content.decode()) | {"kind": "hospital", "credit_code": ""}
    made = client.post(page, sent)
    assert made.status_code == 303
    close = made["Location"] + "/close"
    done = client.post(close, form_at(client, close) | {"reason": "merged"}, follow=True)
    assert "Example Hospital is closed." in done.content.decode()
    assert "This organisation is closed." in done.content.decode()
