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
    # nobody is known yet, so the house itself looks
    with use_scope(EVERYTHING):
        token = _usable_token(secret)
        if token is None:
            return None
        memberships = running_memberships(token.person_id)
    owner = actor_for(token.person_id, token.organisation_id, memberships, channel="api")
    if owner.organisation_id is None:
        return None
    return replace(owner, permissions=owner.permissions & frozenset(token.scopes))


def _usable_token(secret: str) -> AccessToken | None:
    # the digest of 256 random bits finds one token or none
    found = AccessToken.objects.filter(digest=token_digest(secret), revoked_at=None, expires_at__gt=now())
    token: AccessToken | None = found.select_related("person").first()
    return token if token is not None and token.person.is_active else None
