"""Sign as one of the fictional people of the examples."""

from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.identity.actions.complete_signature import complete_signature
from cellpark.identity.models import PreparedSignature
from cellpark.identity.signing.proofs import CodeAndPassword


def sign_as_example(*, actor: Actor, prepared: PreparedSignature, password: str) -> UUID:
    """Sign what was prepared for an example person, and return the signature's id.

    The ceremony is the one of everybody: password and one-time code. The authenticator exists for this signature alone,
    so that whoever tries the examples registers their own.
    """
    assert prepared.person.example, "nobody signs for a person who exists"
    with transaction.atomic():
        secret = generate_totp_secret()
        TOTP.activate(prepared.person, secret)
        code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
        made = complete_signature(
            actor=actor, prepared_id=prepared.id, proof=CodeAndPassword(password=password, code=code)
        )
        Authenticator.objects.filter(user_id=prepared.person_id, type=Authenticator.Type.TOTP).delete()
    return made
