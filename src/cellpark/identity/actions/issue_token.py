"""Let a program act for a person."""

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.text import text_problems
from cellpark.base.time import now
from cellpark.identity.events import TokenIssued
from cellpark.identity.models import AccessToken
from cellpark.kernel.problem import Problem, refuse_any
from cellpark.ledger.public import lock_stream, record

PREFIX = "cpk_"
LIFETIME_DAYS_MAX = 366


@dataclass(frozen=True, slots=True)
class IssuedToken:
    """A new token and its secret, which is shown once and never again."""

    token: AccessToken
    secret: str


def token_digest(secret: str) -> bytes:
    """What is kept of a secret: SHA-256 is enough, because the secret has 256 random bits."""
    return hashlib.sha256(secret.encode()).digest()


def issue_token(*, actor: Actor, title: str, scopes: Collection[str], expires_on: date) -> IssuedToken:
    """Issue a token with a part of one's own permissions, for at most a year (P11-4)."""
    assert actor.person_id is not None, "only a person issues tokens"
    assert actor.organisation_id is not None, "a token acts within one organisation"
    with transaction.atomic():
        token_id = new_id()
        lock_stream(f"token/{token_id}")
        problems = [
            Problem("identity.token.scope_beyond", {"scope": scope}, field="scopes")
            for scope in sorted(scopes)
            if not actor.may(scope)
        ]
        today = now().date()
        if not today < expires_on <= today + timedelta(days=LIFETIME_DAYS_MAX):
            problems.append(Problem("identity.token.expired_before_start", field="expires_on"))
        if not title.strip():
            problems.append(Problem("base.required", field="title"))
        if not scopes:
            problems.append(Problem("base.required", field="scopes"))
        if len(title) > 120:
            problems.append(Problem("base.too_long", {"limit": 120}, field="title"))
        problems += text_problems(title=title)
        refuse_any(problems)
        secret = PREFIX + secrets.token_urlsafe(32)
        token = AccessToken(
            id=token_id,
            organisation_id=actor.organisation_id,
            person_id=actor.person_id,
            title=title.strip(),
            digest=token_digest(secret),
            scopes=sorted(scopes),
            created_at=now(),
            expires_at=datetime.combine(expires_on, time(), UTC),
            version=1,
        )
        token.save(force_insert=True)
        record(
            stream=f"token/{token_id}",
            event=TokenIssued(
                token=token_id, person=actor.person_id, scopes=tuple(token.scopes), expires_on=expires_on
            ),
            actor=actor,
            organisation=actor.organisation_id,
        )
    return IssuedToken(token, secret)
