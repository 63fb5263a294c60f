"""The secret of a one-time link: shown once and kept nowhere. It is typed as well, where the link is not at hand."""

import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now

# without letters that are mistaken for digits, 5 bits each
_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH, _GROUP = 20, 5
_MISREAD: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})


@dataclass(frozen=True, slots=True)
class NewSecret:
    """A secret of 100 random bits, and what is kept of it."""

    secret: str
    digest: str


def secret_digest(secret: str) -> str:
    """What is kept of a link's secret: 100 random bits need no salt."""
    return sha256(secret.encode()).hexdigest()


def new_secret() -> NewSecret:
    """A secret that nobody has."""
    secret = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    return NewSecret(secret=secret, digest=secret_digest(secret))


def printed_secret(secret: str) -> str:
    """In groups of five, as people read it aloud and type it."""
    return "-".join(secret[n : n + _GROUP] for n in range(0, len(secret), _GROUP))


def typed_secret(text: str) -> str:
    """What somebody typed as the secret that they meant: no dashes, capital letters, no O, I and L."""
    return "".join(each for each in text.upper() if each.isalnum()).translate(_MISREAD)


def owner_of_secret(links: Any, secret: str) -> UUID | None:
    """Whose open link has this secret, for somebody who typed it beside a label; None for any other alike.

    ``links`` is a table of links with ``digest``, ``state`` and ``expires_at``.
    """
    with use_scope(EVERYTHING):
        rows = links.objects.filter(digest=secret_digest(secret), state="open", expires_at__gt=now())
        found: UUID | None = rows.values_list("organisation_id", flat=True).first()
    return found
