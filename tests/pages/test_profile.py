"""One's own account: details, tokens, what waits."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from cellpark.access.public import actor_of_token
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import AccessToken, change_own_details
from cellpark.kernel.clock import FixedClock
from tests.pages.conftest import Park, signed_in
from tests.pages.sending import form_at
from tests.people import acting, person

pytestmark = pytest.mark.django_db


def test_details_change_and_the_pages_follow(park: Park) -> None:
    client = signed_in(park.colleague)
    sent = form_at(client, reverse("profile")) | {
        "language": "zh-hans",
        "time_zone": "Europe/Berlin",
        "name_en": "Other",
    }
    answer = client.post(reverse("profile"), sent)
    assert answer.status_code == 303
    assert (answer.cookies["cellpark_language"].value, answer.cookies["cellpark_zone"].value) == (
        "zh-hans",
        "Europe/Berlin",
    )
    park.colleague.refresh_from_db()
    assert (park.colleague.name_en, park.colleague.time_zone) == ("Other", "Europe/Berlin")


def test_a_change_from_another_window_is_shown(park: Park) -> None:
    client = signed_in(park.colleague)
    sent = form_at(client, reverse("profile")) | {"name_en": "Mine"}
    change_own_details(
        actor=acting(park.colleague), name_zh="", name_en="Elsewhere", language="en", time_zone="Asia/Shanghai"
    )
    answer = client.post(reverse("profile"), sent)
    assert answer.status_code == 409
    assert "<ins>Elsewhere</ins></td><td>Mine</td>" in answer.content.decode()


def issue(park: Park) -> tuple[dict[str, object], str]:
    client = signed_in(park.admin)
    sent: dict[str, object] = {
        **form_at(client, reverse("token_issue")),
        "title": "Warehouse",
        "scopes": ["identity:person:see"],
    }
    page = client.post(reverse("token_issue"), sent)
    return sent, page.content.decode()


def test_a_tokens_secret_is_shown_once(park: Park) -> None:
    """P11-4: within one's own permissions."""
    sent, page = issue(park)
    [secret] = re.findall(r'<code class="copy-text">(cpk_[^<]+)</code>', page)
    actor = actor_of_token(secret)
    assert actor is not None
    assert actor.permissions == {"identity:person:see"}
    client = signed_in(park.admin)
    again = client.post(reverse("token_issue"), sent)
    assert (secret in again.content.decode(), "This form was sent twice." in again.content.decode()) == (False, True)
    assert secret not in client.get(reverse("profile")).content.decode()
    with use_scope(EVERYTHING):
        assert AccessToken.objects.count() == 1


def test_only_ones_own_permissions_are_offered(park: Park) -> None:
    page = signed_in(park.colleague).get(reverse("token_issue")).content.decode()
    offered = set(re.findall(r'name="scopes" value="([^"]+)"', page))
    assert offered == acting(park.colleague).permissions


def test_a_revoked_token_stops_at_once(park: Park) -> None:
    _sent, page = issue(park)
    [secret] = re.findall(r'<code class="copy-text">(cpk_[^<]+)</code>', page)
    with use_scope(EVERYTHING):
        [token] = AccessToken.objects.all()
    client = signed_in(park.admin)
    revoke = reverse("token_revoke", args=[token.id])
    assert signed_in(park.colleague).get(revoke).status_code == 404
    assert client.post(revoke, form_at(client, revoke)).status_code == 303
    assert actor_of_token(secret) is None
    assert "Revoked" in client.get(reverse("profile")).content.decode()


def test_home_names_what_waits_and_by_when(park: Park, clock: FixedClock) -> None:
    """Own qualification 40 days before its end; invitations for who may invite; the account without a second step."""
    page = signed_in(park.colleague).get("/").content.decode()
    assert "Your qualification “Aseptic gowning” expires on 1 Jan 2027." in page
    assert "Add a passkey to your account." in page
    assert "2 things wait for you." in page
    admin = signed_in(park.admin).get("/").content.decode()
    assert "1 qualification of a colleague expires within 90 days or has expired." in admin
    clock.advance(timedelta(days=60))
    assert "expired on 1 Jan 2027" in signed_in(park.colleague).get("/").content.decode()


def test_home_explains_having_no_role(park: Park) -> None:
    alone = person("alone@example.org")
    client = signed_in(alone)
    assert "You hold no role in any organisation today." in client.get("/").content.decode()
    refused = client.get(reverse("people"))
    assert (refused.status_code, "Your account holds no role" in refused.content.decode()) == (403, True)
    assert client.get(reverse("profile")).status_code == 200


def test_overseers_see_how_the_ledger_is(park: Park) -> None:
    assert "Waiting for the seal" in signed_in(park.manager).get("/").content.decode()
    assert "Waiting for the seal" not in signed_in(park.admin).get("/").content.decode()


def test_the_matrix_names_each_right_and_who_holds_the_roles(park: Park) -> None:
    """CN-2d is explained where roles are."""
    page = signed_in(park.admin).get(reverse("roles")).content.decode()
    assert "Rule CN-2d" in page
    assert "identity:membership:grant" in page
    assert "Example colleague" in page
    assert "Example stranger" not in page
