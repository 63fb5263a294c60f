"""The signatures in text exports of Berlinger and Q-tag devices (Fridge-tag 2, 2 L, Ultra-Low; Q-tag CLm doc).

The makers publish no description. This scheme was derived from real exports, and each part of it is proven by them:

* ``Sig`` is ECDSA over the curve P-256 of the SHA-256 digest of every byte before the line ``Sig:``.
* Numbers are little-endian: both coordinates of ``Public Key``, both halves of a signature, and the digest.
* ``Sig Cert`` signs, in the same way, the lines from ``Cert:`` up to and without the line ``Sig Cert:``.
* The key behind ``Sig Cert`` is not in the file. A signature of ECDSA and its text determine two possible keys; the
  certificates of three devices of two issuers from 2012 and 2020 have exactly one in common. It is ``ISSUER``.
"""

import re
from collections.abc import Sequence
from hashlib import sha256
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, encode_dss_signature

from cellpark.assays.loggers.model import Signature

ISSUER: Final = (
    "6619afdc1b1198fcc7d8462aed7ef55293883a19ac0ac04f878b26041bbea20a"
    "68f60c18dac0aaab9f74afb65c503c00fd484b7cfc9a5b7e7b1aaeb94816bee3"
)
_HALF = 32
_LINES = {
    name: re.compile(rb"^ ?" + name.encode() + rb": ([0-9a-f]{128})\r?$", re.MULTILINE)
    for name in ("Public Key", "Sig Cert", "Sig")
}
_CERTIFICATE = re.compile(rb"^Cert:\r?$", re.MULTILINE)
_ANY = re.compile(rb"^(Sig|Sig Cert|Cert):", re.MULTILINE)


def check_signature(content: bytes, issuers: Sequence[str] = (ISSUER,)) -> Signature:
    """What the signature lines of ``content`` prove; ``issuers`` are keys as hexadecimal x and y, little-endian."""
    if not _ANY.search(content):
        return Signature.ABSENT
    found = {name: list(pattern.finditer(content)) for name, pattern in _LINES.items()}
    begins = _CERTIFICATE.search(content)
    if begins is None or any(len(matches) != 1 for matches in found.values()):
        return Signature.BROKEN
    key, of_key, of_file = (found[name][0] for name in ("Public Key", "Sig Cert", "Sig"))
    ordered = begins.start() < key.start() < of_key.start() < of_file.start()
    # what stands after the signature is signed by nobody
    if not ordered or content[of_file.end() :].strip(b"\r\n"):
        return Signature.BROKEN
    if not _verified(key[1].decode(), of_file[1].decode(), content[: of_file.start()]):
        return Signature.BROKEN
    certificate = content[begins.start() : of_key.start()]
    if any(_verified(issuer, of_key[1].decode(), certificate) for issuer in issuers):
        return Signature.VALID
    return Signature.UNKNOWN_ISSUER


def _verified(key: str, signature: str, text: bytes) -> bool:
    x, y = _numbers(key)
    r, s = _numbers(signature)
    digest = sha256(text).digest()[::-1]
    try:
        public = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
        public.verify(encode_dss_signature(r, s), digest, ec.ECDSA(Prehashed(hashes.SHA256())))
    except (InvalidSignature, ValueError):  # ValueError: not a point of the curve
        return False
    return True


def _numbers(text: str) -> tuple[int, int]:
    raw = bytes.fromhex(text)
    return int.from_bytes(raw[:_HALF], "little"), int.from_bytes(raw[_HALF:], "little")
