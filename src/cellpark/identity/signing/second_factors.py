"""What a person can sign with: passkeys, or a password together with a one-time code."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from fido2.webauthn import AttestedCredentialData

from cellpark.identity.models import Person


@dataclass(frozen=True, slots=True)
class Factors:
    """The second factors of one person."""

    passkeys: tuple[AttestedCredentialData, ...]
    has_one_time_code: bool

    @property
    def some(self) -> bool:
        """Whether the person can sign at all."""
        return bool(self.passkeys) or self.has_one_time_code


def factors_of(person: Person) -> Factors:
    """The person's second factors, as they stand now."""
    rows = Authenticator.objects.filter(
        user_id=person.id, type__in=(Authenticator.Type.WEBAUTHN, Authenticator.Type.TOTP)
    ).order_by("id")
    found = list(rows)
    keys = (row.wrap().authenticator_data.credential_data for row in found if row.type == Authenticator.Type.WEBAUTHN)
    return Factors(
        passkeys=tuple(key for key in keys if key is not None),
        has_one_time_code=any(row.type == Authenticator.Type.TOTP for row in found),
    )


def password_and_code_are_right(person: Person, *, password: str, code: str) -> bool:
    """Whether both are right; a code works once. Which of the two was wrong is not told."""
    row = Authenticator.objects.filter(user_id=person.id, type=Authenticator.Type.TOTP).first()
    password_is_right = person.check_password(password)
    if row is None or not password_is_right:
        return False
    right: bool = row.wrap().validate_code(code)
    return right
