"""A one-time code is right for as long as a reader needs, and works once however long that is (RFC 6238, 5.2)."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.core.cache import cache
from django.test import Client

from cellpark.identity.public import Person, example_proof, take_code
from tests.people import PASSWORD, person
from tests.signing.conftest import Desk, right

STEP = 30
Moment = Callable[[float], None]


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch) -> Moment:
    """Set the seconds of the clock that codes are made of."""

    def at(seconds: float) -> None:
        monkeypatch.setattr(auth, "time", SimpleNamespace(time=lambda: seconds))

    return at


def code_at(desk: Desk, seconds: int) -> str:
    return auth.format_hotp_value(auth.hotp_value(desk.secret, seconds // STEP))


@pytest.mark.parametrize(("later", "taken"), [(0, True), (1, True), (STEP, True), (STEP + 1, False), (-STEP, False)])
def test_a_code_may_be_read_in_one_step_and_arrive_in_the_next(
    desk: Desk, moment: Moment, later: int, taken: bool
) -> None:
    """A password takes its time to check, and what was right when it was read is right then."""
    last_second = 1_000 * STEP + STEP - 1
    code = code_at(desk, last_second)
    moment(last_second + later if later >= 0 else last_second + later - STEP)
    assert take_code(desk.head, code) is taken


def test_a_code_that_worked_is_refused_for_as_long_as_it_could_be_right(desk: Desk, moment: Moment) -> None:
    """P11-9a: whatever a cache forgot meanwhile, and from the clock that is ahead to the one that is behind."""
    start = 1_000 * STEP
    code = code_at(desk, start)
    moment(start - STEP)
    assert take_code(desk.head, code)
    for later in (-STEP, -1, 0, STEP, 2 * STEP - 1):
        cache.clear()
        moment(start + later)
        assert not take_code(desk.head, code)
    assert take_code(desk.head, code_at(desk, start + STEP))


def test_the_same_digits_of_another_authenticator_are_another_code(desk: Desk, moment: Moment) -> None:
    moment(1_000 * STEP)
    code = code_at(desk, 1_000 * STEP)
    assert take_code(desk.head, code)
    Authenticator.objects.filter(user_id=desk.head.id).delete()
    auth.TOTP.activate(desk.head, desk.secret)
    assert take_code(desk.head, code)


def test_a_code_that_signed_does_not_sign_in(desk: Desk) -> None:
    code = desk.code()
    assert take_code(desk.head, code)
    client = Client()
    client.cookies["cellpark_language"] = "en"
    client.post("/account/login/", {"login": desk.head.email, "password": PASSWORD})
    answer = client.post("/account/2fa/authenticate/", {"code": code})
    assert answer.status_code == 200
    assert client.post("/account/2fa/authenticate/", {"code": desk.code(1)}).status_code == 302
    assert not take_code(desk.head, right(desk, 1)["code"])


@pytest.fixture
def example(db: None) -> Person:
    made = person("example@example.org")
    made.example = True
    made.save(update_fields=["example"])
    return made


@pytest.mark.parametrize("registered", [True, False])
def test_an_example_person_signs_as_often_as_a_play_wants(example: Person, registered: bool) -> None:
    """Fifty times within one step of the code, with an authenticator of their own or without, which is as before."""
    if registered:
        auth.TOTP.activate(example, auth.generate_totp_secret())
    before = list(Authenticator.objects.values_list("user_id", "data"))
    for _ in range(50):
        with example_proof(person=example, password=PASSWORD) as proof:
            assert take_code(example, proof.code)
    assert list(Authenticator.objects.values_list("user_id", "data")) == before
    assert get_adapter().decrypt(before[0][1]["secret"]) if registered else not before
