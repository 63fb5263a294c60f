"""The door: no open registration, every attempt noted (CN-1d, P11-9c)."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse

from cellpark.identity.public import Person, SignInRefused, SignInSucceeded, note_sign_in


class SignInAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """How django-allauth behaves here."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- allauth's signature
        """People are invited by an administrator; nobody registers alone."""
        return False

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Note a wrong password for a known account; unknown addresses are not kept."""
        super().authentication_failed(request, **credentials)
        address = credentials.get("email") or credentials.get("username") or ""
        person = Person.objects.filter(email__iexact=address).first()
        if person is not None:
            note_sign_in(person_id=person.id, event=SignInRefused(person=person.id, why="password"))

    def post_login(self, request: HttpRequest, user: Person, **kwargs: Any) -> HttpResponse:
        """Note the sign-in with the means that were used."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        methods = request.session.get("account_authentication_methods", [])
        means = tuple(sorted({str(used.get("type") or used.get("method")) for used in methods}))
        note_sign_in(person_id=user.id, event=SignInSucceeded(person=user.id, means=means))
        return response
