"""The one-time link of an invitation: bound to the account's state, so that using it once spends it (P11-9b)."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator

from cellpark.base.time import now
from cellpark.identity.public import Person, PersonState


class InvitationTokens(PasswordResetTokenGenerator):
    """Django's signed tokens over what changes when the owner chooses a password or the account is suspended."""

    key_salt = "cellpark.access.invitation"

    def _make_hash_value(self, user: Person, timestamp: int) -> str:
        return f"{user.pk}/{user.state}/{user.version}/{user.password}/{user.email}/{timestamp}"

    def _now(self) -> datetime:
        return now().replace(tzinfo=None)


TOKENS = InvitationTokens()


def invitation_token(person: Person) -> str:
    """The token of a link that lets an invited person in. It can be made anew as long as it was not used."""
    assert person.state == PersonState.INVITED, "only who was invited needs a link"
    return TOKENS.make_token(person)


def invitation_ends() -> datetime:
    """Until when a link works that is made now."""
    return now() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)


def invited_person(person_id: UUID, token: str) -> Person | None:
    """Whoever the link invites; None when it was used, is too old, or never was one."""
    person = Person.objects.filter(id=person_id, state=PersonState.INVITED).first()
    return person if person is not None and TOKENS.check_token(person, token) else None
