"""Sealing and opening blocks with a person's key."""

from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from secrets import token_bytes
from uuid import UUID

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from cellpark.base.time import clock
from cellpark.kernel import canonical
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.models import PersonalKey
from cellpark.ledger.site_keys import read_secret, write_secret

KEY_BYTES = 32
NONCE_BYTES = 12
FILE = "ledger-personal.key"


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedBlock:
    """An encrypted field of an event: whose key opens it, the nonce and the ciphertext (base64)."""

    person: UUID
    nonce: str
    ciphertext: str


class Unreadable(Enum):
    """What a block says that cannot be opened."""

    ERASED = "erased"
    DAMAGED = "damaged"


def seal_block(*, person: UUID, event_id: UUID, fields: Mapping[str, str]) -> SealedBlock:
    """Encrypt ``fields`` for the event ``event_id``; the person's first block makes the person's key.

    Raises ``Refused``: ``ledger.erasure.no_key`` when the person's key was destroyed, ``ledger.personal.key_lost`` and
    ``ledger.personal.key_foreign`` when the site's own key is not there or is another one.
    """
    sealed = seal_bytes(person=person, about=event_id, content=canonical.encode(dict(fields)))
    nonce, ciphertext = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    return SealedBlock(person=person, nonce=b64encode(nonce).decode(), ciphertext=b64encode(ciphertext).decode())


def seal_bytes(*, person: UUID, about: UUID, content: bytes) -> bytes:
    """Encrypt a file that goes with the record ``about``: a nonce and the ciphertext. Raises as ``seal_block``."""
    key = _key_of(person) or _make_key(person)
    nonce = token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, about.bytes)


def open_bytes(sealed: bytes, *, person: UUID, about: UUID) -> bytes | Unreadable:
    """The file, or why it cannot be read. Raises as ``open_blocks``."""
    row = PersonalKey.objects.filter(person=person, destroyed_at=None).first()
    if row is None:
        return Unreadable.ERASED
    try:
        return AESGCM(_unwrapped(row, _site_key())).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], about.bytes)
    except (InvalidTag, ValueError):
        return Unreadable.DAMAGED


def open_block(block: SealedBlock, *, event_id: UUID) -> Mapping[str, str] | Unreadable:
    """The fields, or why they cannot be read: erased, or not a block of this event. Raises as ``open_blocks``."""
    return open_blocks([(block, event_id)])[0]


def open_blocks(sealed: Sequence[tuple[SealedBlock, UUID]]) -> list[Mapping[str, str] | Unreadable]:
    """Each block with the id of its event, opened as by ``open_block``; their keys are read at once.

    Raises ``Refused`` when the site's key is lost (``ledger.personal.key_lost``) or is that of another site
    (``ledger.personal.key_foreign``): the blocks are then neither erased nor damaged.
    """
    rows = PersonalKey.objects.filter(person__in={block.person for block, _event in sealed}, destroyed_at=None)
    site = _site_key() if (held := list(rows)) else b""
    keys = {row.person: _unwrapped(row, site) for row in held}
    return [_opened(block, event, keys.get(block.person)) for block, event in sealed]


def _opened(block: SealedBlock, event: UUID, key: bytes | None) -> Mapping[str, str] | Unreadable:
    if key is None:
        return Unreadable.ERASED
    try:
        opened = AESGCM(key).decrypt(
            b64decode(block.nonce, validate=True), b64decode(block.ciphertext, validate=True), event.bytes
        )
    except (InvalidTag, ValueError):
        return Unreadable.DAMAGED
    fields: Mapping[str, str] = orjson.loads(opened)
    return fields


def _site_key() -> bytes:
    """The key that wraps all others; made with the first of them. A lost one is never replaced silently."""
    path = Path(settings.CELLPARK_KEYS_DIRECTORY) / FILE
    if not path.exists():
        if PersonalKey.objects.filter(destroyed_at=None).exists():
            raise Refused(Problem("ledger.personal.key_lost", {"file": FILE}))
        write_secret(path, token_bytes(KEY_BYTES))
    return read_secret(path, KEY_BYTES)


def _key_of(person: UUID) -> bytes | None:
    row = PersonalKey.objects.filter(person=person).first()
    if row is None:
        return None
    if row.destroyed_at is not None:
        raise Refused(Problem("ledger.erasure.no_key"))
    return _unwrapped(row, _site_key())


def _unwrapped(row: PersonalKey, site: bytes) -> bytes:
    wrapped = bytes(row.wrapped)
    try:
        return AESGCM(site).decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], row.person.bytes)
    except InvalidTag as error:
        raise Refused(Problem("ledger.personal.key_foreign", {"file": FILE})) from error


def _make_key(person: UUID) -> bytes:
    nonce = token_bytes(NONCE_BYTES)
    wrapped = nonce + AESGCM(_site_key()).encrypt(nonce, AESGCM.generate_key(KEY_BYTES * 8), person.bytes)
    # of two acts that begin at once one makes the key and both use it
    PersonalKey.objects.bulk_create(
        [PersonalKey(person=person, wrapped=wrapped, made_at=clock().now())], ignore_conflicts=True
    )
    key = _key_of(person)
    assert key is not None, "the key was made just now"
    return key
