"""The door: no open registration, every attempt noted, and a wait after too many (CN-1d, P11-9c)."""

from datetime import UTC, datetime
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import lazystr

from cellpark.access.door_words import AFTERWARDS, RESET_LETTER, RESET_SUBJECT, in_every_language
from cellpark.access.key_changes import note_new_password
from cellpark.access.preference_cookies import bring_account_preferences
from cellpark.base.messages import sentence
from cellpark.identity.public import Person, SignInRefused, SignInSucceeded, note_sign_in
from cellpark.kernel.problem import Problem

LIMITED = {"app": "allauth.account", "action": "login_failed"}


class SaidLate:
    """A problem's sentence, found when it is shown and not when this module is read."""

    def __init__(self, code: str) -> None:
        """``code`` stands in the catalogue."""
        self.code = code

    def __str__(self) -> str:
        """In the active language."""
        return sentence(Problem(self.code))


class SignInAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """How django-allauth behaves here."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": lazystr(SaidLate("access.sign_in.wrong")),
        "incorrect_password": lazystr(SaidLate("access.password.wrong")),
        "enter_current_password": lazystr(SaidLate("access.password.wrong")),
        "too_many_login_attempts": lazystr(SaidLate("access.code.waits")),
        "rate_limited": lazystr(SaidLate("access.code.waits")),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- allauth's signature
        """People are invited by an administrator; nobody registers alone."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse while the address waits, and say how long; known and unknown addresses wait alike."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as error:
            self._note(credentials, "waits")
            at = free_again(request, self._get_login_attempts_cache_key(request, **credentials))
            words = sentence(Problem("access.sign_in.waits", {"time": f"{timezone.localtime(at):%H:%M}"}))
            raise ValidationError(words, code="too_many_login_attempts") from error

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Note a wrong password for a known account; unknown addresses are not kept."""
        super().authentication_failed(request, **credentials)
        self._note(credentials, "password")

    def post_login(self, request: HttpRequest, user: Person, **kwargs: Any) -> HttpResponse:
        """Note the sign-in with the means that were used."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        methods = request.session.get("account_authentication_methods", [])
        means = tuple(sorted({str(used.get("type") or used.get("method")) for used in methods}))
        note_sign_in(person_id=user.id, event=SignInSucceeded(person=user.id, means=means))
        bring_account_preferences(request, response, user)
        return response

    def get_reauthentication_methods(self, user: Person) -> list[dict[str, Any]]:
        """The ways to show that it is still you, a passkey first where there is one."""
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return sorted(ways, key=lambda way: not str(way["id"]).endswith("webauthn"))

    def set_password(self, user: Person, password: str) -> None:
        """Keep the new password's hash, and note that there is a new one."""
        super().set_password(user, password)
        note_new_password(user)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,  # noqa: ARG002 -- allauth's signature
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say it in our words; what has none is not worth a toast."""
        words = message or str(AFTERWARDS.get(message_template or "", ""))
        if words:
            super().add_message(request, level, extra_tags=extra_tags, message=words)

    def send_password_reset_mail(self, user: Person, email: str, context: dict[str, Any]) -> None:
        """The letter with the link, in both languages."""
        values = {"name": user.name, "link": context["password_reset_url"]}
        letter = "\n\n".join(words % values for words in in_every_language(RESET_LETTER))
        send_mail(" / ".join(in_every_language(RESET_SUBJECT)), letter, None, [email])

    def _note(self, credentials: dict[str, Any], why: str) -> None:
        address = credentials.get("email") or credentials.get("username") or ""
        person = Person.objects.filter(email__iexact=address).first()
        if person is not None:
            note_sign_in(person_id=person.id, event=SignInRefused(person=person.id, why=why))


def free_again(request: HttpRequest, key: str) -> datetime:
    """When the next attempt will be let through: when the oldest of those that count grows too old to count."""
    ends = [0.0]
    for rate in ratelimit.get_rates(**LIMITED):
        attempts = cache.get(ratelimit.get_cache_key(request, **LIMITED, rate=rate, key=key), [])
        if len(attempts) >= rate.amount:
            ends.append(attempts[-1] + rate.duration)
    return datetime.fromtimestamp(max(ends), UTC)
