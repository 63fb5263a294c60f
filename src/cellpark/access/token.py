"""From a token's secret to the Actor of a call."""

from dataclasses import replace

from cellpark.access.current import actor_for, running_memberships
from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.identity.public import AccessToken, token_digest


def actor_of_token(secret: str) -> Actor | None:
    """Whoever issued the token, with those of the token's scopes that its owner still holds today (P11-4).

    None for an unknown, expired or revoked token, and when its owner is suspended or has left the organisation.
    """
    token = _usable_token(secret)
    if token is None:
        return None
    owner = actor_for(token.person_id, token.organisation_id, running_memberships(token.person_id), channel="api")
    if owner.organisation_id is None:
        return None
    return replace(owner, permissions=owner.permissions & frozenset(token.scopes))


def _usable_token(secret: str) -> AccessToken | None:
    # nobody is known yet, so the house itself looks; the digest of 256 random bits finds one token or none
    with use_scope(EVERYTHING):
        token: AccessToken | None = (
            AccessToken.objects.filter(digest=token_digest(secret), revoked_at=None, expires_at__gt=now())
            .select_related("person")
            .first()
        )
    return token if token is not None and token.person.is_active else None
