"""Sign as one of the fictional people of the examples."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from allauth.mfa.adapter import get_adapter
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
from cellpark.identity.models import Person, PreparedSignature
from cellpark.identity.signing.proofs import CodeAndPassword


def sign_as_example(*, actor: Actor, prepared: PreparedSignature, password: str) -> UUID:
    """Sign what was prepared for an example person, and return the signature's id."""
    with example_proof(person=prepared.person, password=password) as proof:
        return complete_signature(actor=actor, prepared_id=prepared.id, proof=proof)


@contextmanager
def example_proof(*, person: Person, password: str) -> Iterator[CodeAndPassword]:
    """Password and one-time code of an example person, in the ceremony of everybody.

    The code is that of an authenticator which exists inside the block alone, so that each is a new one however many are
    signed in half a minute. One that whoever tries the examples registered is as before afterwards.
    """
    assert person.example, "nobody signs for a person who exists"
    rows = Authenticator.objects.filter(user_id=person.id, type=Authenticator.Type.TOTP)
    with transaction.atomic():
        own = rows.select_for_update().first()
        secret = generate_totp_secret()
        if own is None:
            TOTP.activate(person, secret)
        else:
            rows.update(data={"secret": get_adapter().encrypt(secret)})
        steps = list(yield_hotp_counters_from_time())
        code = format_hotp_value(hotp_value(secret, steps[len(steps) // 2]))
        yield CodeAndPassword(password=password, code=code)
        if own is None:
            rows.delete()
        else:
            rows.update(data=own.data)
