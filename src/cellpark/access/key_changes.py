"""Changes of keys and passwords through django-allauth's views, noted in the ledger with the change itself (P11-9c)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase

from cellpark.identity.public import DetailsChanged, KeyAdded, KeyRemoved, Person, note_sign_in

View = Callable[..., HttpResponseBase]
Key = tuple[str, str]


def noting_keys(view: View) -> View:
    """``view``, with the keys that it adds or removes noted in the same transaction."""

    @wraps(view)
    def noted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        person = request.user
        if request.method != "POST" or not isinstance(person, Person):
            return view(request, *args, **kwargs)
        with transaction.atomic():
            before = keys_of(person)
            answer = view(request, *args, **kwargs)
            after = keys_of(person)
            for kind, key in sorted(before - after):
                note_sign_in(person_id=person.id, event=KeyRemoved(person=person.id, kind=kind, key=key))
            for kind, key in sorted(after - before):
                note_sign_in(person_id=person.id, event=KeyAdded(person=person.id, kind=kind, key=key))
        return answer

    return noted


def keys_of(person: Person) -> set[Key]:
    """Kind and identifier of each key: a passkey by its credential id, anything else by its row."""
    found: set[Key] = set()
    for row in Authenticator.objects.filter(user_id=person.id):
        found.add((row.type, credential_of(row) if row.type == Authenticator.Type.WEBAUTHN else f"{row.pk}"))
    return found


def credential_of(row: Authenticator) -> str:
    """The credential id that the passkey's device gave it, base64url without padding as WebAuthn writes it."""
    return str(row.data["credential"]["id"])


def note_new_password(person: Person) -> None:
    """A person chose another password; of the password itself nothing is kept but its hash, outside the ledger."""
    note_sign_in(person_id=person.id, event=DetailsChanged(person=person.id, fields=("password",)))
