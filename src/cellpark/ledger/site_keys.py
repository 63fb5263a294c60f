"""The site's private keys: one file each under the keys folder, readable by the service's own user alone.

In production an HSM or a token held by quality assurance takes the files' place; the vkeys in the
database say which keys ever signed.
"""

import os
from base64 import b64decode, b64encode
from pathlib import Path

from django.conf import settings

from cellpark.ledger.origin import origin
from cellpark.ledger.proof.keys import SEED_BYTES, Algorithm, SigningKey, generate_key, has_mldsa44

FILES = {
    Algorithm.ED25519: "ledger-ed25519.key",
    Algorithm.MLDSA44_COSIGNATURE: "ledger-mldsa44.key",
}
MODE = 0o600


class KeyUnreadable(Exception):  # noqa: N818 -- the name says what happened
    """A key file is damaged, or others may read it; ``path`` says which."""

    def __init__(self, path: Path, reason: str) -> None:
        """Keep the file's path and the reason."""
        super().__init__(f"{path}: {reason}")
        self.path = path


def algorithms() -> tuple[Algorithm, ...]:
    """What the site signs with: Ed25519, and ML-DSA-44 beside it where the library has it."""
    return tuple(kind for kind in FILES if kind is not Algorithm.MLDSA44_COSIGNATURE or has_mldsa44())


def read_site_keys() -> tuple[SigningKey, ...]:
    """The keys that exist, for signing."""
    folder = Path(settings.CELLPARK_KEYS_DIRECTORY)
    return tuple(
        SigningKey(origin(), kind, read_secret(folder / name, SEED_BYTES))
        for kind, name in FILES.items()
        if (folder / name).exists()
    )


def make_site_key(algorithm: Algorithm) -> SigningKey:
    """The key of this algorithm, made when its file is missing."""
    folder = Path(settings.CELLPARK_KEYS_DIRECTORY)
    fresh = generate_key(origin(), algorithm)
    path = folder / FILES[algorithm]
    write_secret(path, fresh.seed)
    return SigningKey(origin(), algorithm, read_secret(path, SEED_BYTES))


def write_secret(path: Path, secret: bytes) -> None:
    """Write a secret once, mode 0600; an existing file stays as it is."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.new-{os.getpid()}")
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, MODE), "wb") as file:  # noqa: PTH123
        file.write(b64encode(secret) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(fresh, path)  # never replaces: of two processes that start together one wins
    except FileExistsError:
        pass
    finally:
        fresh.unlink()


def read_secret(path: Path, length: int) -> bytes:
    """Read a secret of ``length`` bytes; raise ``KeyUnreadable`` when it is damaged or open to others."""
    if path.stat().st_mode & 0o077:
        raise KeyUnreadable(path, "others may read this file; set its mode to 0600")
    try:
        secret = b64decode(path.read_bytes().strip(), validate=True)
    except ValueError as error:
        raise KeyUnreadable(path, "the file is damaged") from error
    if len(secret) != length:
        raise KeyUnreadable(path, "the file is damaged")
    return secret
