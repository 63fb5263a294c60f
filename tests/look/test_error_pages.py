"""Every page for what went wrong says what, why and what to do, in both languages, and gives nothing away."""

from uuid import uuid4

import pytest
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.test import Client, RequestFactory
from django.utils import translation

from cellpark.base.actor import Actor
from cellpark.identity.public import IdentityPermission
from cellpark.kernel.problem import NotAllowed, Problem, Refused
from cellpark.web.pages.refusals import RefusalMiddleware
from cellpark.web.pages.views import errors

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", sorted(errors.WORDS))
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_it_speaks_the_readers_language_first_and_then_the_other(status: int, language: str) -> None:
    with translation.override(language):
        answer = errors.error_page(RequestFactory().get("/"), status)
    html = answer.content.decode()
    assert answer.status_code == status
    positions = []
    for code in (language, *({"en", "zh-hans"} - {language})):
        with translation.override(code):
            message = errors.WORDS[status]
            for words in (message.what, message.why, message.remedy):
                assert str(words) in html
            positions.append(html.index(str(message.why)))
    assert positions == sorted(positions)


def test_what_is_not_there_is_404_in_the_look_of_the_site(client: Client) -> None:
    answer = client.get("/nowhere")
    assert answer.status_code == 404
    assert "There is nothing here for you." in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("/parks/", "/parks"),
        ("/parks/nowhere/?q=1", "/parks/nowhere"),
        ("/verify//", "/verify"),
        (f"/people/{uuid4()}/", None),
        ("/verify/checker/", "/verify/checker"),
    ],
    ids=["list", "unknown thing", "two slashes", "another's", "public"],
)
def test_a_last_slash_too_many_leads_to_the_page(client: Client, typed: str, meant: str | None) -> None:
    """Whether the thing is there is not told: the pattern decides, for strangers as for everybody."""
    answer = client.get(typed)
    bare = meant or typed.rstrip("/")
    query = "?q=1" if "?" in typed else ""
    assert (answer.status_code, answer["Location"]) == (301, bare + query)
    assert client.post(typed).status_code == 404


@pytest.mark.parametrize("typed", ["/nowhere/", "/%2Fevil.example/parks/", "/account/login//", "/api/v1/nothing/"])
def test_a_slash_too_many_where_no_page_is_stays_404(client: Client, typed: str) -> None:
    assert client.get(typed).status_code == 404


def test_a_form_without_its_token_is_told_so() -> None:
    answer = Client(enforce_csrf_checks=True).post("/preferences", {"theme": "dark"})
    assert answer.status_code == 403
    assert "This form is too old to be sent." in answer.content.decode()


def test_a_request_that_is_too_large_is_413() -> None:
    assert errors.bad_request(RequestFactory().post("/"), RequestDataTooBig()).status_code == 413
    assert errors.bad_request(RequestFactory().post("/"), ValueError()).status_code == 400


def test_an_upload_beyond_the_limit_is_refused_with_a_sentence(client: Client) -> None:
    """T-bad-input: a body of more than the limit."""
    answer = client.post(
        "/preferences",
        data=b"x=" + b"y" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1),
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code == 413
    assert "What you sent is too large." in answer.content.decode()


def test_the_page_for_our_own_faults_needs_neither_request_nor_database() -> None:
    answer = errors.broken(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "Something broke on our side." in answer.content.decode()
    assert "csrf" not in answer.content.decode()


@pytest.mark.parametrize(("code", "status"), [("base.stale", 409), ("base.reason_required", 422)])
def test_a_refusal_that_no_view_answered_becomes_a_page_that_helps(code: str, status: int) -> None:
    middleware = RefusalMiddleware(lambda request: errors.error_page(request, 400))
    answer = middleware.process_exception(RequestFactory().get("/"), Refused(Problem(code)))
    assert answer is not None
    assert answer.status_code == status
    assert 'role="alert"' in answer.content.decode()


def test_a_missing_permission_names_the_roles_that_have_it() -> None:
    middleware = RefusalMiddleware(lambda request: errors.error_page(request, 400))
    refusal = NotAllowed(IdentityPermission.REGISTER_ORGANISATION)
    request = RequestFactory().get("/")
    request.actor = Actor(person_id=uuid4(), organisation_id=uuid4())
    answer = middleware.process_exception(request, refusal)
    assert answer is not None
    assert answer.status_code == 403
    assert "Park manager" in answer.content.decode()
    assert middleware.process_exception(RequestFactory().get("/"), ValueError()) is None
