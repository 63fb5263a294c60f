"""A witness's folder: who it is, which log it watches, its private key, and the last checkpoint that it cosigned."""

import fcntl
import json
import os
from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cellpark.ledger.proof.checkpoint import Checkpoint
from cellpark.ledger.proof.keys import SEED_BYTES, Algorithm, SigningKey, VerifierKey, generate_key
from cellpark.ledger.proof.note import SignedNote

ABOUT, KEY, HEAD, LOCK = "witness.json", "witness.key", "head.txt", "lock"
SECRET_MODE = 0o600


class FolderUnreadable(Exception):  # noqa: N818 -- the name says what happened
    """The folder holds no witness, or a file of it is damaged; the message names the file."""


@dataclass(frozen=True, slots=True)
class WitnessFolder:
    """One witness of one log."""

    path: Path
    origin: str
    log_keys: tuple[VerifierKey, ...]
    key: SigningKey

    @classmethod
    def create(cls, path: Path, *, name: str, origin: str, log_keys: Sequence[VerifierKey]) -> "WitnessFolder":
        """Make the folder with a fresh cosignature key; raise ``FileExistsError`` where a witness is already."""
        key = generate_key(name, Algorithm.ED25519_COSIGNATURE)
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        secret = os.open(path / KEY, os.O_WRONLY | os.O_CREAT | os.O_EXCL, SECRET_MODE)
        with open(secret, "wb") as file:  # noqa: PTH123 -- opened by number, so that the mode holds from the start
            file.write(b64encode(key.seed) + b"\n")
        about = {"name": name, "origin": origin, "log_keys": [known.encode() for known in log_keys]}
        _replace(path / ABOUT, json.dumps(about, indent=1) + "\n")
        return cls(path, origin, tuple(log_keys), key)

    @classmethod
    def read(cls, path: Path) -> "WitnessFolder":
        """Open a folder; raise ``FolderUnreadable``."""
        try:
            about = json.loads((path / ABOUT).read_text(encoding="utf-8"))
            log_keys = tuple(VerifierKey.parse(vkey) for vkey in about["log_keys"])
            seed = b64decode((path / KEY).read_bytes().strip(), validate=True)
            if len(seed) != SEED_BYTES:
                raise FolderUnreadable(str(path / KEY))
            key = SigningKey(about["name"], Algorithm.ED25519_COSIGNATURE, seed)
            return cls(path, about["origin"], log_keys, key)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise FolderUnreadable(str(path)) from error

    def head(self) -> Checkpoint | None:
        """What this witness cosigned last; None before its first time. A damaged head is never taken for none."""
        try:
            return Checkpoint.parse(SignedNote.parse((self.path / HEAD).read_bytes()).text)
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise FolderUnreadable(str(self.path / HEAD)) from error

    def keep(self, note: SignedNote) -> None:
        """Make this the last head, on the disk before anybody sees the line."""
        _replace(self.path / HEAD, note.encode())

    @contextmanager
    def alone(self) -> Iterator[None]:
        """One asking at a time: two at once could cosign two histories from the same head."""
        with (self.path / LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _replace(path: Path, text: str) -> None:
    fresh = path.with_name(path.name + ".new")
    with fresh.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
