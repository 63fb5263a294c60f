"""What a person can sign with: passkeys, or a password together with a one-time code."""

from dataclasses import dataclass

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.db import transaction
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
    return person.check_password(password) and take_code(person, code)


def take_code(person: Person, code: str) -> bool:
    """Use up a one-time code of now, of the step before or the one after; False when it is wrong or was used before.

    A code is refused a second time as long as it could be right (RFC 6238, 5.2). Which time steps are used up stands
    with the authenticator itself: a cache may forget, and the same digits of another authenticator are another code.
    """
    with transaction.atomic():
        rows = Authenticator.objects.select_for_update()
        row = rows.filter(user_id=person.id, type=Authenticator.Type.TOTP).first()
        if row is None:
            return False
        secret = get_adapter().decrypt(row.data["secret"])
        steps = [(step, format_hotp_value(hotp_value(secret, step))) for step in yield_hotp_counters_from_time()]
        used = [step for step, _ in steps if step in row.data.get("used", ())]
        meant = [step for step, right in steps if compare_user_code(actual=code, expected=right)]
        if not meant or meant[0] in used:
            return False
        row.data["used"] = [*used, meant[0]]
        row.save(update_fields=["data"])
    return True
