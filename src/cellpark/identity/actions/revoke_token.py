"""Stop a program from acting."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.identity.events import TokenRevoked
from cellpark.identity.models import AccessToken
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import lock_stream, record


def revoke_token(*, actor: Actor, token_id: UUID) -> AccessToken:
    """Revoke one's own token at once (P11-9c). Raises ``AccessToken.DoesNotExist`` for anybody else's."""
    with transaction.atomic():
        lock_stream(f"token/{token_id}")
        token: AccessToken = AccessToken.objects.get(id=token_id, person_id=actor.person_id)
        if token.revoked_at is not None:
            raise Refused(Problem("identity.token.revoked"))
        recorded = record(
            stream=f"token/{token_id}",
            event=TokenRevoked(token=token_id),
            actor=actor,
            organisation=token.organisation_id,
        )
        token.revoked_at = now()
        token.version = recorded.version
        token.save()
    return token
